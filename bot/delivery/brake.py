"""When nothing is sent to anybody: a flood limit, which outlives restarts, and an outage.

Waiting is counted by the event loop's time, which no clock change moves; only a new process has to
take the clock's word for how long it still is.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from typing import Final

import telegram
from telegram.error import TelegramError

from bot.budget import LEFT, Budget
from bot.context import Desk
from briefs.model import Parking

_LOG = logging.getLogger(__name__)

#: Seconds without sending while Telegram cannot be reached or answers with its own errors.
BACKOFF: Final = (5, 15, 60, 300)


class Brake:
    """Holds the sender for as long as it must."""

    def __init__(self, desk: Desk, time: Callable[[], float]) -> None:
        self._desk = desk
        self._time = time
        self._until = 0.0
        #: In a row, of the kind that is not about one chat.
        self.failures = 0

    @property
    def seconds(self) -> float:
        """How long nothing is sent; 0: it may be."""
        return max(0.0, self._until - self._time(), self._budget.halt)

    @property
    def is_on(self) -> bool:
        """Nothing may be sent now."""
        return self.seconds > 0

    async def take_over(self) -> None:
        """Wait for what an earlier process was told to wait for, and keep to what it learned."""
        desk = self._desk
        parking = await desk.read(desk.newsroom.parking)
        if parking is None:
            return
        left = (parking.until - desk.now).total_seconds()
        rate = self._budget.rate_of(parking, desk.now)
        if left > 0:
            _LOG.warning("Telegram’s flood limit holds for another %.0f s.", left)
        self._budget.lower(max(0.0, left), rate)

    def parking(self, wait: dt.timedelta) -> Parking:
        """What the next process has to know of a flood limit that was met just now."""
        self._budget.lower(wait.total_seconds(), self._budget.rate * LEFT)
        _LOG.warning(
            "Flood limit: no digest for %.0f s, then %.1f a second.",
            wait.total_seconds(),
            self._budget.rate,
        )
        return Parking(until=self._desk.now + wait, rate=self._budget.rate)

    def back_off(self, error: TelegramError) -> None:
        """Longer with each failure in a row; those of calls that ran side by side are one."""
        if self._until <= self._time():
            seconds = BACKOFF[min(self.failures, len(BACKOFF) - 1)]
            _LOG.warning("%s: no digest for %d s.", type(error).__name__, seconds)
            self._until = self._time() + seconds
            self.failures += 1

    async def is_reachable(self, bot: telegram.Bot) -> bool:
        """After a failure, ask something harmless first: an outage must not cost a digest each."""
        if self.failures:
            try:
                await bot.get_me()
            except TelegramError as error:
                self.back_off(error)
                return False
        return True

    @property
    def _budget(self) -> Budget:
        return self._desk.budget
