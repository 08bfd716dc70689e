"""Outcomes in batches: large enough to be written fast, small enough to keep nobody waiting."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefs.ingest.tasks import Outcome, Task
from briefs.model import LoadProgress
from briefs.store.reading import Reading

#: Quotations that are written in one transaction: some 20 ms, in which no other can write.
_QUOTATIONS = 100
#: Articles, which may quote nobody.
_ARTICLES = 100
#: Seconds after which what there is, is written: this much reading is lost by a crash.
_SECONDS = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """What is written in one transaction, and how far that is."""

    done: tuple[tuple[Task, Outcome], ...]
    so_far: int  #: articles up to the last of this batch
    total: int
    seconds: float  #: since the first was begun

    def progress(self, failed: int) -> LoadProgress:
        """How far the load is when this batch is written."""
        return LoadProgress(done=self.so_far, total=self.total, failed=failed, seconds=self.seconds)


def in_batches(outcomes: Iterable[tuple[Task, Outcome]], total: int) -> Iterator[Batch]:
    """All outcomes, in their order."""
    began = opened = time.monotonic()
    done: list[tuple[Task, Outcome]] = []
    so_far, weight = 0, 0.0
    for task, outcome in outcomes:
        done.append((task, outcome))
        weight += _weight(outcome)
        now = time.monotonic()
        if weight >= 1 or now - opened >= _SECONDS:
            so_far += len(done)
            yield Batch(done=tuple(done), so_far=so_far, total=total, seconds=now - began)
            done, weight, opened = [], 0.0, time.monotonic()
    if done:
        seconds = time.monotonic() - began
        yield Batch(done=tuple(done), so_far=so_far + len(done), total=total, seconds=seconds)


def _weight(outcome: Outcome) -> float:
    """Which part of a transaction an outcome may fill."""
    quotations = len(outcome.article.quotations) if isinstance(outcome, Reading) else 0
    return 1 / _ARTICLES + quotations / _QUOTATIONS
