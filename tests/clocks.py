"""Clocks for tests: the one that stands still unless it is moved."""

import datetime as dt

NOON = dt.datetime(2026, 3, 9, 12, 0, tzinfo=dt.UTC)


class StoppedClock:
    """Shows the same instant for ever; put a `MovableClock` on it to move it."""

    def __init__(self, at: dt.datetime = NOON) -> None:
        self._at = at

    def now(self) -> dt.datetime:
        return self._at
