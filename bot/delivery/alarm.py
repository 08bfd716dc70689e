"""Bells beside the minute's: for the next instant something can go out, and for a late minute.

The scheduler counts by the clock on the wall: set back by an hour, it would sleep for an hour. The
watchdog counts by one that nobody sets.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from bot.metrics import Pulse

_LOG = logging.getLogger(__name__)

#: Seconds after which a tick is missed that should come each minute.
OVERDUE: Final = 90
#: Seconds between two looks of the watchdog.
LOOK: Final = 15
#: Seconds by which a bell rings too late rather than too early.
GRAIN: Final = 0.01
#: Seconds until the next minute rings by itself, at most.
MINUTE: Final = 60


class Alarm:
    """One bell, set anew after each tick."""

    def __init__(self, ring: Callable[[], Awaitable[None]]) -> None:
        self._ring = ring
        self._handle: asyncio.TimerHandle | None = None
        self._ringing: asyncio.Task[None] | None = None

    def set(self, seconds: float) -> None:
        """Ring then, and not at what was set before; what lies beyond the minute may change."""
        self.stop()
        if seconds < MINUTE:
            loop = asyncio.get_running_loop()
            self._handle = loop.call_later(seconds + GRAIN, self._start)

    def stop(self) -> None:
        """Do not ring."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _start(self) -> None:
        self._handle = None
        self._ringing = asyncio.ensure_future(self._ring())
        self._ringing.add_done_callback(log_failure)


class Watchdog:
    """Rings for a tick that is overdue, as long as it runs."""

    def __init__(self, pulse: Pulse, ring: Callable[[], object]) -> None:
        self._pulse, self._ring = pulse, ring

    async def run(self) -> None:
        """Look every few seconds, for as long as this is not cancelled."""
        while True:
            await asyncio.sleep(LOOK)
            self.look()

    def look(self) -> None:
        """Ring if the last tick is too long ago."""
        age = self._pulse.age
        if age is not None and age > OVERDUE:
            _LOG.warning("No tick for %.0f s: the clock was set, or this machine slept.", age)
            self._ring()


def log_failure(task: asyncio.Task[None]) -> None:
    """Nobody waits for it; the next minute tries again."""
    if not task.cancelled() and (error := task.exception()):
        _LOG.error("Sending digests broke off.", exc_info=error)
