"""Updates between arrival and handling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from briefs.model import InboxItem
from briefs.newsroom.base import Base
from briefs.store import inbox


class Mailbox(Base):
    """What came in and waits."""

    def receive_updates(
        self, items: Sequence[InboxItem], *, now: dt.datetime
    ) -> tuple[InboxItem, ...]:
        """Store the updates; those among them that were not seen before."""
        with self._store.write() as connection:
            return inbox.receive(connection, items, now=now)

    def pending_updates(self) -> tuple[InboxItem, ...]:
        """The updates that wait, in the order Telegram gave them."""
        with self._store.read() as connection:
            return inbox.pending(connection)

    def finish_update(self, update_id: int, *, now: dt.datetime) -> None:
        """The update is handled: its text is deleted, its id remembered for 48 hours."""
        with self._store.write() as connection:
            inbox.finish(connection, update_id, now=now)
