"""Which process sends the digests, where there are several: Telegram's limit is per bot, so one
sender is enough, and nothing is sent by two.
"""

from __future__ import annotations

import logging

from bot.context import Desk
from briefs.newsroom import Sole

_LOG = logging.getLogger(__name__)


class Leadership:
    """A lock in the database that one process has at a time; another takes it when it lets go."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock: Sole | None = None

    async def take(self) -> bool:
        """Whether this process leads: still, or from now on.

        Whoever begins to lead first settles what the one before may have left under way.
        """
        if await self.holds():
            return True
        desk = self._desk
        lock = await desk.read(desk.newsroom.sole, "sender")
        if lock is None:
            return False
        try:
            unknown = await desk.write(desk.newsroom.recover_deliveries, now=desk.now)
        except BaseException:
            await desk.read(lock.release)
            raise
        self._lock = lock
        if desk.settings.is_shared:
            _LOG.info("This process sends the digests.")
        if unknown:
            _LOG.warning("%d digests were under way at a crash: not sent again.", unknown)
        return True

    async def holds(self) -> bool:
        """Whether this process leads. It no longer does once its connection to the lock is lost."""
        if self._lock is None:
            return False
        if await self._desk.read(self._lock.holds):
            return True
        _LOG.warning("The lock of the sender is lost; another process may send the digests.")
        await self.give_up()
        return False

    async def give_up(self) -> None:
        """Let another process lead. A second call does nothing."""
        lock, self._lock = self._lock, None
        if lock is not None:
            await self._desk.read(lock.release)
