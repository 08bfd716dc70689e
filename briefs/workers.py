"""Work in several processes: in order, with little under way, and a death costs one item.

For articles that are loaded and articles that are printed alike. Knows nothing of either.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import wait
from typing import TypeVar

from briefs.errors import WorkersError

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Items under way for each process: enough to keep it busy, few enough to keep in memory.
_AHEAD = 4
#: When so many items in a row end the process that works on them, it is not the items' fault.
_MOST_DEATHS = 5
#: Answers go first: on a machine that is busy, workers take what is left.
_NICENESS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """An item that could not be worked on."""

    error: BaseException | None  #: None: it ended the process, twice


def cores() -> int:
    """How many processes can run at the same moment."""
    if hasattr(os, "sched_getaffinity"):  # a container may be given fewer than there are
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    call: Callable[[Item], Result], items: Iterable[Item], *, processes: int
) -> Generator[tuple[Item, Result | Fault], None, None]:
    """The result for each item, in their order; items are taken as they are needed.

    An item whose process dies is tried once more, in a process of its own. Raises WorkersError
    when they all die.
    """
    waiting, deaths = iter(items), 0
    while lost := (yield from _together(call, waiting, processes)):
        # One of those under way is to blame: alone, it will be found.
        for item in lost:
            result = _alone(call, item)
            died = isinstance(result, Fault) and result.error is None
            deaths = deaths + 1 if died else 0
            if deaths == _MOST_DEATHS:
                raise WorkersError(
                    "The processes that read articles die one after the other. Check whether there "
                    "is enough memory, and whether the program is installed completely"
                )
            yield item, result


def _together(
    call: Callable[[Item], Result], waiting: Iterator[Item], processes: int
) -> Generator[tuple[Item, Result | Fault], None, list[Item]]:
    """What was done, in order, until a process died; returns what was under way then."""
    first = [*islice(waiting, processes * _AHEAD)]
    if not first:
        return []
    with _pool(processes) as pool:
        under_way = deque((item, _submit(pool, call, item)) for item in first)
        while under_way:
            item, future = under_way[0]
            try:
                result = _result(future)
            except BrokenProcessPool:
                return [item for item, _ in under_way]
            under_way.popleft()
            under_way.extend((new, _submit(pool, call, new)) for new in islice(waiting, 1))
            yield item, result
    return []


def _submit(
    pool: ProcessPoolExecutor, call: Callable[[Item], Result], item: Item
) -> Future[Result]:
    try:
        return pool.submit(call, item)
    except BrokenProcessPool as exc:  # the item must not get lost for it
        broken: Future[Result] = Future()
        broken.set_exception(exc)
        return broken


def _alone(call: Callable[[Item], Result], item: Item) -> Result | Fault:
    with _pool(1) as pool:
        try:
            return _result(pool.submit(call, item))
        except BrokenProcessPool:
            return Fault(error=None)


def _result(future: Future[Result]) -> Result | Fault:
    try:
        return future.result()
    except BrokenProcessPool:
        raise
    except Exception as exc:  # noqa: BLE001 - whose fault it is, the caller can say
        return Fault(error=exc)


@contextlib.contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Processes started afresh: a fork would copy the threads' locks and the database's file."""
    pool = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=_settle
    )
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _settle() -> None:
    """In a worker: leave Ctrl-C to the parent, and end with it even when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
