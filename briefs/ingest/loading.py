"""What changed in the articles folder, into the store.

    list the folder ▸ what the store saw last ▸ leave what looks the same
        ▸ worker processes read the rest ▸ a transaction for every few articles ▸ report

An article that fails leaves its previous version standing and costs no other. What was read is kept
together with how its file looked, so a load that is interrupted goes on where it stopped. Readers
get answers from what is there so far.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from briefs.errors import IngestError, LoadingError
from briefs.ingest.batching import in_batches
from briefs.ingest.files import Listing, PassingError, list_folder, read_text
from briefs.ingest.fingerprint import fingerprint
from briefs.ingest.tasks import Outcome, Task, Unchanged
from briefs.ingest.workers import read_articles
from briefs.model import ArticleChange, ArticleResult, LoadProgress, ReloadReport, Subject
from briefs.store import articles, cards, counters, folder
from briefs.store.engine import Store, announce, batches
from briefs.store.reading import Look, Reading, SeenFile
from briefs.store.stats import count_articles

log = logging.getLogger(__name__)

_Seen = Mapping[str, SeenFile]
_Told = Callable[[LoadProgress], None]

#: Articles that are gone are removed by so many in a transaction: others want to write as well.
_REMOVED_TOGETHER = 50


def reload(
    store: Store, path: Path, *, now: dt.datetime, tell: _Told = lambda _: None
) -> ReloadReport:
    """Bring the store up to the folder, and say what that changed.

    `tell` is called after each batch, in this thread. Raises IngestError when the folder itself
    cannot be listed, and then changes nothing; LoadingError while another process loads.
    """
    lock = store.sole("loader")
    if lock is None:
        raise LoadingError("Another process is loading articles. Wait until it is done.")
    try:
        listing = list_folder(path)
        due, gone = _compare(store, listing)
        results = [
            *map(_failed, listing.failures),
            *_remove(store, gone),
            *_load(store, path, due, now, tell),
        ]
    finally:
        lock.release()
    told = [result for result in results if result.change is not ArticleChange.UNCHANGED]
    with store.read() as connection:
        return ReloadReport(
            results=tuple(sorted(told, key=lambda result: result.key)),
            unchanged=len(listing.files) - len(due) + len(results) - len(told),
            articles=count_articles(connection),
            quotations=cards.count_cards(connection, Subject()),
        )


def is_stale(store: Store, path: Path) -> bool:
    """Whether a reload would change anything, from names, sizes and times alone.

    A file that failed for what is in it, and looks as it did then, is not tried again for it.
    """
    due, gone = _compare(store, list_folder(path))
    with store.read() as connection:
        return bool(gone or (due and {*due} - folder.find_failed(connection, fingerprint())))


def _compare(store: Store, listing: Listing) -> tuple[list[Look], list[str]]:
    """Files that do not look as they did when these rules read them, and keys that are gone.

    What lies in a folder that cannot be listed is not gone.
    """
    with store.read() as connection:
        read = folder.find_read(connection, fingerprint())
        suspects = folder.find_unread(connection, fingerprint())
    due = sorted(listing.files - read)
    if due or len(read) != len(listing.files):
        suspects |= {key for key, _, _ in read - listing.files}
    present = {key for key, _, _ in listing.files} if suspects else set()
    return due, sorted(key for key in suspects - present if listing.covers(key))


def _remove(store: Store, gone: list[str]) -> Iterator[ArticleResult]:
    for keys in batches(gone, _REMOVED_TOGETHER):
        with store.write() as connection:
            removed = articles.remove_articles(connection, keys)
            folder.forget_files(connection, keys)
            if removed:
                announce(connection, counters.LOADS)
        for key in sorted(removed):
            yield ArticleResult(key=key, change=ArticleChange.REMOVED)


def _load(
    store: Store, path: Path, due: list[Look], now: dt.datetime, tell: _Told
) -> Iterator[ArticleResult]:
    with store.read() as connection:
        seen = folder.find_seen(connection, [key for key, _, _ in due])
    looks = {look[0]: look for look in due}
    tasks = [Task(str(path), key, _usable_hash(seen.get(key))) for key in looks]
    failed = 0
    for batch in in_batches(_read(tasks), len(tasks)):
        _keep(store, {looks[task.key]: outcome for task, outcome in batch.done}, now)
        for task, outcome in batch.done:
            result = _result(task.key, outcome, seen.get(task.key))
            failed += result.change is ArticleChange.FAILED
            yield result
        tell(batch.progress(failed))


def _read(tasks: Sequence[Task]) -> Iterator[tuple[Task, Outcome]]:
    """The outcome of each; for what was only touched no process is started."""
    changed = []
    for task in tasks:
        if task.content_hash is not None and _is_unchanged(task):
            yield task, Unchanged()
        else:
            changed.append(task)
    yield from read_articles(changed)


def _usable_hash(last: SeenFile | None) -> str | None:
    """The hash of a version that need not be read again if the content is still the same."""
    if last is None or last.extraction != fingerprint():
        return None
    return last.content_hash


def _keep(store: Store, outcomes: Mapping[Look, Outcome], now: dt.datetime) -> None:
    """Put the outcomes into the store, in one transaction.

    What may have passed by the next time is not remembered, so that it is tried again.
    """
    seen = {
        look[0]: SeenFile(look[1], look[2], fingerprint(), _reason(outcome), None)
        for look, outcome in outcomes.items()
        if not isinstance(outcome, PassingError)
    }
    readings = [outcome for outcome in outcomes.values() if isinstance(outcome, Reading)]
    with store.write() as connection:
        folder.note_files(connection, seen)
        if readings:
            articles.replace_articles(connection, readings, now=now)
            announce(connection, counters.LOADS)


def _is_unchanged(task: Task) -> bool:
    """Whether the file has the content that was read last. What is wrong with it, a reader says."""
    try:
        return read_text(Path(task.folder), task.key)[1] == task.content_hash
    except IngestError:
        return False


def _reason(outcome: Outcome) -> str | None:
    return outcome.reason if isinstance(outcome, IngestError) else None


def _result(key: str, outcome: Outcome, last: SeenFile | None) -> ArticleResult:
    if isinstance(outcome, IngestError):
        return _failed(outcome)
    if isinstance(outcome, Unchanged):
        return ArticleResult(key=key, change=ArticleChange.UNCHANGED)
    is_new = last is None or last.content_hash is None
    change = ArticleChange.ADDED if is_new else ArticleChange.CHANGED
    return ArticleResult(key=key, change=change, quotations=outcome.shown)


def _failed(failure: IngestError) -> ArticleResult:
    log.warning("article not loaded: %s", failure)
    return ArticleResult(key=failure.key, change=ArticleChange.FAILED, reason=failure.reason)
