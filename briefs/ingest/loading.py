"""What changed in the articles folder, into the store.

    list the folder ▸ what the store saw last ▸ leave what looks the same
        ▸ worker processes read the rest ▸ one transaction per article ▸ report

An article that fails leaves its previous version standing and costs no other. A load that is
interrupted goes on where it stopped.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefs.errors import IngestError
from briefs.ingest.files import FoundFile, Listing, list_folder
from briefs.ingest.fingerprint import fingerprint
from briefs.ingest.tasks import Outcome, Task, Unchanged
from briefs.ingest.workers import read_articles
from briefs.model import ArticleChange, ArticleResult, ReloadReport, Subject
from briefs.store import articles, cards
from briefs.store.engine import Store
from briefs.store.reading import Reading, SeenFile
from briefs.store.stats import count_articles

log = logging.getLogger(__name__)

_Seen = Mapping[str, SeenFile]


def reload(store: Store, folder: Path, *, now: dt.datetime) -> ReloadReport:
    """Bring the store up to the folder, and say what that changed.

    Raises IngestError when the folder itself cannot be listed, and then changes nothing.
    """
    listing = list_folder(folder)
    with store.read() as connection:
        seen = articles.find_files(connection)
    due = [file for file in listing.files if not _is_known(file, seen, failed=False)]
    results = [
        *(_failed(failure) for failure in listing.failures),
        *_remove_gone(store, listing, seen),
        *_load(store, folder, due, seen, now),
    ]
    told = [result for result in results if result.change is not ArticleChange.UNCHANGED]
    with store.read() as connection:
        return ReloadReport(
            results=tuple(sorted(told, key=lambda result: result.key)),
            unchanged=len(listing.files) - len(due) + len(results) - len(told),
            articles=count_articles(connection),
            quotations=cards.count_cards(connection, Subject()),
        )


def is_stale(store: Store, folder: Path) -> bool:
    """Whether a reload would change anything, from names, sizes and times alone.

    A file that failed and looks as it did then is not tried again for it.
    """
    listing = list_folder(folder)
    with store.read() as connection:
        seen = articles.find_files(connection)
    changed = any(not _is_known(file, seen, failed=True) for file in listing.files)
    return changed or bool(_gone(listing, seen))


def _is_known(file: FoundFile, seen: _Seen, *, failed: bool) -> bool:
    """Whether the file looks as it did when these rules read it or, if told so, failed to."""
    last = seen.get(file.key)
    return (
        last is not None
        and (last.size, last.mtime_ns, last.extraction) == (file.size, file.mtime_ns, fingerprint())
        and (failed or last.reason is None)
    )


def _gone(listing: Listing, seen: _Seen) -> list[str]:
    """Keys that are no longer there. What lies in a folder that cannot be listed is not gone."""
    present = {file.key for file in listing.files}
    return [key for key in seen if key not in present and listing.covers(key)]


def _remove_gone(store: Store, listing: Listing, seen: _Seen) -> Iterator[ArticleResult]:
    for key in _gone(listing, seen):
        with store.write() as connection:
            was_article = articles.remove_article(connection, key)
            articles.forget_file(connection, key)
        if was_article:
            yield ArticleResult(key=key, change=ArticleChange.REMOVED)


def _load(
    store: Store, folder: Path, due: Sequence[FoundFile], seen: _Seen, now: dt.datetime
) -> Iterator[ArticleResult]:
    tasks = [Task(str(folder), file.key, _usable_hash(seen.get(file.key))) for file in due]
    for file, (_, outcome) in zip(due, read_articles(tasks), strict=True):
        yield _keep(store, file, outcome, seen.get(file.key), now)


def _usable_hash(last: SeenFile | None) -> str | None:
    """The hash of a version that need not be read again if the content is still the same."""
    if last is None or last.extraction != fingerprint():
        return None
    return last.content_hash


def _keep(
    store: Store, file: FoundFile, outcome: Outcome, last: SeenFile | None, now: dt.datetime
) -> ArticleResult:
    """Put the outcome into the store, in one transaction, and say what that changed."""
    failed = outcome.reason if isinstance(outcome, IngestError) else None
    seen = SeenFile(file.size, file.mtime_ns, fingerprint(), failed, None)
    with store.write() as connection:
        articles.note_file(connection, file.key, seen)
        if isinstance(outcome, Reading):
            articles.replace_article(connection, outcome, now=now)
    if isinstance(outcome, IngestError):
        return _failed(outcome)
    if isinstance(outcome, Unchanged):
        return ArticleResult(key=file.key, change=ArticleChange.UNCHANGED)
    is_new = last is None or last.content_hash is None
    change = ArticleChange.ADDED if is_new else ArticleChange.CHANGED
    return ArticleResult(key=file.key, change=change, quotations=outcome.shown)


def _failed(failure: IngestError) -> ArticleResult:
    log.warning("article not loaded: %s", failure)
    return ArticleResult(key=failure.key, change=ArticleChange.FAILED, reason=failure.reason)
