"""The worker processes that read articles, so that no answer waits for a reading.

A process that dies costs the one article it was reading.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait

from briefs.errors import IngestError
from briefs.ingest.tasks import Outcome, Task

log = logging.getLogger(__name__)

#: A process takes as long to start as some dozen articles to read.
_WORTH_A_PROCESS = 16
#: Articles under way for each process: enough to keep it busy, few enough to keep in memory.
_AHEAD = 4


def read_articles(tasks: Sequence[Task]) -> Iterator[tuple[Task, Outcome]]:
    """The outcome of each task, in their order, while the next ones are being read."""
    workers = max(1, min(os.cpu_count() or 1, len(tasks) // _WORTH_A_PROCESS))
    ahead = workers * _AHEAD
    done = 0
    while done < len(tasks):
        for outcome in _read_together(tasks[done:], workers, ahead):
            yield tasks[done], outcome
            done += 1
        # A process died, and one of those under way is to blame: alone, it will be found.
        for task in tasks[done : done + ahead]:
            yield task, _read_alone(task)
            done += 1


def read(task: Task) -> Outcome:
    """What a worker does; only there are the rules of reading loaded."""
    from briefs.ingest.readings import read_article  # noqa: PLC0415 - spares the bot's start

    return read_article(task)


def _read_together(tasks: Iterable[Task], workers: int, ahead: int) -> Iterator[Outcome]:
    """The outcomes in order, up to the first that is missing because a process died."""
    waiting = iter(tasks)
    with _pool(workers) as pool:
        under_way = deque((task, pool.submit(read, task)) for task in islice(waiting, ahead))
        try:
            while under_way:
                yield _outcome(*under_way.popleft())
                for task in islice(waiting, 1):
                    under_way.append((task, pool.submit(read, task)))
        except BrokenProcessPool:
            return


def _read_alone(task: Task) -> Outcome:
    with _pool(1) as pool:
        try:
            return _outcome(task, pool.submit(read, task))
        except BrokenProcessPool:
            return IngestError(task.key, "ends the process that reads it; remove or shorten it")


def _outcome(task: Task, future: Future[Outcome]) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        raise
    except Exception as exc:
        # A mistake of ours in one article must not keep the others from their readers.
        log.critical("reading %s failed", task.key, exc_info=exc)
        return IngestError(
            task.key, f"cannot be read by this version ({exc!r}); please report it with the file"
        )


def _pool(workers: int) -> ProcessPoolExecutor:
    """Processes started afresh: a fork would copy the threads' locks and the database's file."""
    return ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_settle
    )


def _settle() -> None:
    """In a worker: leave Ctrl-C to the parent, and end with it even when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
