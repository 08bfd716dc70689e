"""The worker processes that read articles, so that no answer waits for a reading."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from briefs.errors import BriefsError
from briefs.ingest.files import PassingError
from briefs.ingest.tasks import Outcome, Task
from briefs.workers import Fault, cores, spread

log = logging.getLogger(__name__)

#: A process takes as long to start as some dozen articles to read.
_WORTH_A_PROCESS = 16


def read_articles(tasks: Sequence[Task]) -> Iterator[tuple[Task, Outcome]]:
    """The outcome of each task, in their order, while the next ones are being read.

    A fault of one article is an outcome. Raises BriefsError for what would meet every one.
    """
    processes = max(1, min(cores(), len(tasks) // _WORTH_A_PROCESS))
    for task, result in spread(read, tasks, processes=processes):
        yield task, _blame(task, result) if isinstance(result, Fault) else result


def read(task: Task) -> Outcome:
    """What a worker does; only there are the rules of reading loaded."""
    from briefs.ingest.readings import read_article  # noqa: PLC0415 - spares the bot's start

    return read_article(task)


def _blame(task: Task, fault: Fault) -> PassingError:
    """A mistake of ours in one article must not keep the others from their readers."""
    if fault.error is None:
        return PassingError(
            task.key, "ends the process that reads it, again and again; remove or shorten it"
        )
    if isinstance(fault.error, BriefsError):
        raise fault.error
    log.critical("reading %s failed", task.key, exc_info=fault.error)
    return PassingError(
        task.key,
        f"cannot be read by this version ({fault.error!r}); please report it with the file",
    )
