"""What readers ask of a store of any size, each kind as its handler asks and renders it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import count, cycle

from bot.cli.bench.tables import say
from bot.clock import SystemClock
from bot.handlers.briefs import render_found
from bot.messages import (
    Message,
    render_briefing,
    render_comparison,
    render_context,
    render_no_match,
)
from briefs.errors import NotFoundError
from briefs.measuring import Library
from briefs.model import CardContext, Comparison, NoMatch, Subject
from briefs.newsroom import PAGE, Newsroom

#: What a kind of question is called, and one of them asked and rendered.
Asked = dict[str, Callable[[], Message]]


def names_asked(newsroom: Newsroom, library: Library) -> Asked:
    """Known people and topics, some of them within days; pages, and a quotation where it stands."""
    now = SystemClock().now()
    began = time.perf_counter()
    newsroom.who(library.a_speaker(), now=now)
    say(f"Names are ready to be matched after {time.perf_counter() - began:.1f} s.")
    speakers = {one.name: one.id for one in newsroom.find_speakers()}
    topics = {topic.id: topic.name for topic in newsroom.find_topics()}
    days, turn = _days(), count()
    ids = [card.id for card in newsroom.brief(Subject()).cards]

    def a_topic() -> str:
        return topics[next(one for one in iter(library.a_topic, None) if one in topics)]

    def a_speaker() -> str:
        return next(one for one in iter(library.a_speaker, None) if one in speakers)

    def a_page() -> Message:
        found = newsroom.brief(Subject(speaker_id=speakers[a_speaker()]), offset=PAGE)
        ids[:] = [card.id for card in found.cards] or ids
        return render_briefing(found)

    def a_context() -> Message:
        found = newsroom.context_of(ids[next(turn) % len(ids)])
        assert isinstance(found, CardContext)
        return render_context(found)

    def two_people() -> Message:
        asked = f"{a_speaker()} | {a_speaker()} on {a_topic()}"
        found = newsroom.compare(asked, now=now)
        if isinstance(found, Comparison):
            return render_comparison(found)
        return render_no_match(NoMatch(query=asked, nearest=()))  # or which of those is meant

    return {
        "/who": lambda: render_found(newsroom.who(a_speaker(), now=now)),
        "/who, misspelt": lambda: render_found(newsroom.who(_misspell(a_speaker()), now=now)),
        "/who … since": lambda: render_found(newsroom.who(f"{a_speaker()} {next(days)}", now=now)),
        "/topic": lambda: render_found(newsroom.about(a_topic(), now=now)),
        "/topic … since": lambda: render_found(
            newsroom.about(f"{a_topic()} {next(days)}", now=now)
        ),
        "a question": lambda: render_found(
            newsroom.ask(f"What did {a_speaker()} say about {a_topic()}?", now=now)
        ),
        "everything since": lambda: render_found(newsroom.ask(next(days), now=now)),
        "page 2": a_page,
        "/latest": lambda: render_briefing(newsroom.brief(Subject())),
        "/timeline": lambda: render_found(newsroom.timeline(a_topic(), now=now)),
        "/compare": two_people,
        "context": a_context,
    }


def words_asked(newsroom: Newsroom, library: Library) -> Asked:
    """Words that nobody listed: together, side by side, without another, within days."""
    now, days = SystemClock().now(), _days()
    speakers = cycle([one.id for one in newsroom.find_speakers()[:100]])

    def search(text: str) -> Message:
        return render_found(newsroom.search(text, now=now))

    def said_by(speaker: str, words: str) -> Message:
        try:
            return render_briefing(newsroom.brief(Subject(speaker_id=speaker, words=words)))
        except NotFoundError:
            return render_no_match(NoMatch(query=words, nearest=()))

    return {
        "one word": lambda: search(library.a_word()),
        "two words": lambda: search(f"{library.a_word()} {library.a_word()}"),
        "two side by side": lambda: search(f'"{library.some_words(2)}"'),
        "three side by side": lambda: search(f'"{library.some_words(3)}"'),
        "one without another": lambda: search(f"{library.a_word()} -{library.a_word()}"),
        "a word since": lambda: search(f"{library.a_word()} {next(days)}"),
        "somebody and a word": lambda: said_by(next(speakers), library.a_word()),
    }


def _days() -> Iterator[str]:
    """Since when: years and months, from long ago to lately."""
    return cycle(
        f"since {month} {year}" for year in range(2016, 2026) for month in ("March", "October")
    )


def _misspell(name: str) -> str:
    """Two letters have changed places."""
    place = len(name) // 2
    return name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :]
