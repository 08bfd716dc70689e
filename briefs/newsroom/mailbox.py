"""Updates between arrival and handling: for one process alone, or for several that share them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from briefs.model import Claimant, Followup, InboxItem
from briefs.newsroom.base import Base
from briefs.store import claims, followups, inbox


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

    def finish_update(
        self, update_id: int, *, now: dt.datetime, followup: Followup | None = None
    ) -> None:
        """The update is handled: its text is deleted, its id remembered for 48 hours.

        With what a next question may go on with, if it asked something.
        """
        with self._store.write() as connection:
            inbox.finish(connection, update_id, now=now)
            if followup is not None:
                followups.keep(connection, followup)

    def forget_updates(self, *, now: dt.datetime) -> None:
        """Ids that were remembered for 48 hours, and what was asked ten minutes ago."""
        with self._store.write() as connection:
            inbox.forget(connection, now=now)
            followups.forget(connection, now=now)

    def keep_followup(self, followup: Followup) -> None:
        """What a next question may go on with, where no update is finished."""
        with self._store.write() as connection:
            followups.keep(connection, followup)

    def begin_again(self, update_id: int) -> bool:
        """Whether an update that was left behind may be begun once more; else it is set aside."""
        with self._store.write() as connection:
            return inbox.begin_again(connection, update_id)

    # ---- several processes ----

    def receive_shared(
        self, items: Sequence[InboxItem], *, by: Claimant, now: dt.datetime
    ) -> tuple[InboxItem, ...]:
        """Store the updates; of each chat that nobody served, the first one, for the caller."""
        with self._store.write() as connection:
            return claims.receive(connection, items, by=by, now=now)

    def take_shared(self, *, by: Claimant) -> tuple[InboxItem, ...]:
        """Of each chat that waits and that nobody serves, the first update, for the caller."""
        with self._store.write() as connection:
            return claims.take(connection, by=by)

    def finish_shared(
        self,
        item: InboxItem,
        *,
        by: Claimant,
        handled: bool,
        more: bool,
        now: dt.datetime,
        followup: Followup | None = None,
    ) -> InboxItem | None:
        """As `finish_update`; the next update of the chat, or None: it is no longer the caller's.

        Not `handled`, it stays; who wants no `more` gives the chat up.
        """
        with self._store.write() as connection:
            if followup is not None:
                followups.keep(connection, followup)
            return claims.finish(connection, item, by=by, handled=handled, more=more, now=now)

    def renew_claims(self, chats: Collection[int], *, process: str) -> frozenset[int]:
        """Keep the chats for LEASE from now on; those that are still the process's."""
        with self._store.write() as connection:
            return claims.renew(connection, chats, process=process)

    def release_claims(self, *, process: str, but: Collection[int] = ()) -> None:
        """Let other processes have the chats of this one, but for these."""
        with self._store.write() as connection:
            claims.release(connection, process=process, but=but)
