"""`reload` and `digest --preview`: what an administrator does from a terminal."""

from __future__ import annotations

import sys

from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.messages import as_plain_text, render_digest, render_reload
from bot.progress import ProgressLine
from briefs.errors import LoadingError
from briefs.model import ArticleChange, Destination, ReloadReport
from briefs.newsroom import Newsroom, open_newsroom


def load_changed(newsroom: Newsroom, settings: Settings, clock: Clock) -> None:
    """Load what changed in the articles folder, if anything did and nobody else is at it."""
    if not newsroom.is_stale(settings.articles):
        return
    try:
        _reload(newsroom, settings, clock)
    except LoadingError as exc:
        sys.stderr.write(f"{exc} What is there so far is used.\n")


def reload(settings: Settings) -> int:
    """Load what changed, and print the report. The status is 1 when an article failed."""
    newsroom = open_newsroom(settings.database_url)
    try:
        report = _reload(newsroom, settings, SystemClock())
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was read is kept; the next reload goes on from there.\n")
        raise
    finally:
        newsroom.close()
    sys.stdout.write(as_plain_text(render_reload(report).text) + "\n")
    return int(any(result.change is ArticleChange.FAILED for result in report.results))


def _reload(newsroom: Newsroom, settings: Settings, clock: Clock) -> ReloadReport:
    line = ProgressLine(sys.stderr)
    try:
        return newsroom.reload(settings.articles, now=clock.now(), tell=line)
    except BaseException:
        line.break_off()
        raise


def preview_digest(settings: Settings, chat_id: int) -> int:
    """Print the digest that a chat would get now. It stays to be sent."""
    newsroom, now = open_newsroom(settings.database_url), SystemClock().now()
    try:
        load_changed(newsroom, settings, SystemClock())
        digest = newsroom.preview_digest(Destination(chat_id=chat_id), now=now)
    finally:
        newsroom.close()
    sys.stdout.write(as_plain_text(render_digest(digest).text) + "\n")
    return 0
