"""What time it is, as something passed in. Only `bot/` owns a clock; `briefs` is given `now`.

A running bot has the system's clock. The sandbox has one that can be moved, so that a digest due
tomorrow morning arrives when somebody wants to see it.
"""

from __future__ import annotations

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """Tells the time as an aware instant in UTC."""

    def now(self) -> dt.datetime:
        """The present instant."""
        ...


class SystemClock:
    """The time of this machine."""

    def now(self) -> dt.datetime:
        """The present instant."""
        return dt.datetime.now(dt.UTC)  # noqa: TID251  the one place that may ask the system


class MovableClock:
    """A clock that runs on beside another, a settable stretch away from it."""

    def __init__(self, offset: dt.timedelta = dt.timedelta(), *, base: Clock | None = None) -> None:
        self.offset = offset
        self._base = base or SystemClock()

    def now(self) -> dt.datetime:
        """The present instant of this clock."""
        return self._base.now() + self.offset

    def move(self, by: dt.timedelta) -> None:
        """Set the clock on by `by`, or back where that is negative."""
        self.offset += by
