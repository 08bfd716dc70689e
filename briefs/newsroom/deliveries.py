"""What readers asked for, what fell due, what goes out and how that ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace

from briefs import schedule
from briefs.model import (
    Delivery,
    DeliveryStatus,
    Destination,
    Failure,
    Pause,
    Preferences,
    Slot,
    Subscription,
)
from briefs.newsroom.base import Base
from briefs.store import aging, dues, interests, outbox, subscriptions
from briefs.store.engine import Store

#: Whatever writes here waits for the others that do, in all processes: what one has looked up, no
#: other changes before it has written.
TURN = "deliveries"

# Durable is what a reader has been told, what must be known before a call to Telegram, and what
# each minute's tick writes: by it all that was written before survives a power cut as well.

#: Subscriptions settled in one transaction: more would keep other writers waiting.
_BATCH = 500


class Deliveries(Base):
    """Subscriptions and the outbox."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._aged: dt.date | None = None  # the day on which all that is too old was deleted
        self._aged_to: int | None = None  # the last chat whose was, on the next

    def subscribe(
        self,
        destination: Destination,
        at: dt.time | tuple[dt.time, ...],
        zone: str,
        *,
        now: dt.datetime,
    ) -> Subscription:
        """The subscription at this hour, or at these, as it now stands; a paused one is in force
        again, and what else is preferred stays.

        What fell due by the old settings still goes out, no date has a second digest by the new
        ones, and an hour that stays keeps its own. Raises InvalidQueryError when there is no such
        zone.
        """
        given = at if isinstance(at, tuple) else (at,)
        hours = tuple(hour.replace(second=0, microsecond=0) for hour in given)
        zone = schedule.get_zone(zone).key

        def choose(known: Preferences | None) -> Preferences:
            return replace(known or Preferences(hours=hours, zone=zone), hours=hours, zone=zone)

        return self._set_preferences(destination, choose, now=now)

    def change_preferences(
        self, destination: Destination, wanted: Preferences, *, now: dt.datetime
    ) -> Subscription:
        """The subscription as it now stands; a paused one stays so. The rest is as above.

        Also raises InvalidQueryError when no hour or no weekday is left.
        """
        wanted = schedule.tidy(wanted)
        return self._set_preferences(destination, lambda _: wanted, now=now, keeps_pause=True)

    def _set_preferences(
        self,
        destination: Destination,
        choose: Callable[[Preferences | None], Preferences],
        *,
        now: dt.datetime,
        keeps_pause: bool = False,
    ) -> Subscription:
        with self._store.write(turn=TURN, durable=True) as connection:
            known = subscriptions.find_subscription(connection, destination)
            chosen = choose(known.preferences if known else None)
            pause = known.pause if known and keeps_pause else None
            wanted = Subscription(
                destination=destination, preferences=chosen, pause=pause, since=now
            )
            if known and not known.paused:
                if known.preferences == chosen:
                    return known
                dues.enqueue(connection, [known], now=now)
            if known:
                hours = known.preferences.hours, chosen.hours
                dues.renumber(connection, destination, *hours, now=now)
            subscriptions.put(connection, wanted, now=now)
        return wanted

    def unsubscribe(self, destination: Destination) -> bool:
        """Nothing more goes out, not even what waits; whether there was a subscription.

        What the destination was sent is forgotten, but for the last dates.
        """
        with self._store.write(turn=TURN, durable=True) as connection:
            outbox.cancel(connection, destination.chat_id, destination.thread_id)
            outbox.forget(connection, destination)
            return subscriptions.remove(connection, destination)

    def subscription(self, destination: Destination) -> Subscription | None:
        """The subscription of a destination, paused or not."""
        with self._store.read() as connection:
            return subscriptions.find_subscription(connection, destination)

    def next_slot(self, subscription: Subscription) -> Slot:
        """When its next digest comes: later than its next hour if today's went out already."""
        with self._store.read() as connection:
            return dues.find_next(connection, subscription)

    def pause(self, chat_id: int, reason: Pause = Pause.UNREACHABLE) -> None:
        """Nothing more goes out to the chat, and its settings stay."""
        with self._store.write(turn=TURN, durable=True) as connection:
            outbox.cancel(connection, chat_id)
            subscriptions.pause(connection, chat_id, reason)

    def resume(self, chat_id: int, *, now: dt.datetime) -> None:
        """The chat is back: its digests come again, from the next slot on.

        What somebody paused stays paused, and so does what the bot may not write to.
        """
        with self._store.write(turn=TURN, durable=True) as connection:
            for known in subscriptions.find_of_chat(connection, chat_id):
                if known.pause is Pause.UNREACHABLE:
                    back = replace(known, pause=None, since=now)
                    subscriptions.put(connection, back, now=now)

    def pause_at(self, destination: Destination, reason: Pause = Pause.READER) -> None:
        """Nothing more goes out there, which may be one topic of a forum; its settings stay."""
        with self._store.write(turn=TURN, durable=True) as connection:
            outbox.cancel(connection, destination.chat_id, destination.thread_id)
            subscriptions.pause_at(connection, destination, reason)

    def resume_at(self, destination: Destination, *, now: dt.datetime) -> Subscription | None:
        """Somebody asked for it: digests come again, whyever they were paused.

        The subscription as it now stands; None if there is none.
        """
        with self._store.write(turn=TURN, durable=True) as connection:
            known = subscriptions.find_subscription(connection, destination)
            if known is None or not known.paused:
                return known
            back = replace(known, pause=None, since=now)
            subscriptions.put(connection, back, now=now)
            return back

    def migrate_chat(self, old_id: int, new_id: int) -> None:
        """A group has a new id: subscription, interests, queue and what it has seen follow."""
        with self._store.write(turn=TURN, durable=True) as connection:
            subscriptions.migrate(connection, old_id, new_id)
            interests.migrate(connection, old_id, new_id)
            outbox.migrate(connection, old_id, new_id)

    def enqueue_due(self, *, now: dt.datetime) -> int:
        """Put what fell due into the outbox; how many digests wait by it.

        By the way, what is too old to matter is deleted: of a few chats each time, once a day.
        """
        self._forget_old(now)
        added = 0
        while True:
            with self._store.write(turn=TURN, durable=True) as connection:
                due = subscriptions.find_due(connection, now=now, limit=_BATCH)
                added += dues.enqueue(connection, due, now=now)
                subscriptions.settle(connection, due, now=now)
            if len(due) < _BATCH:
                return added

    def _forget_old(self, now: dt.datetime) -> None:
        if self._aged == now.date():
            return
        with self._store.write(turn=TURN) as connection:
            self._aged_to = aging.forget_old(connection, after=self._aged_to, now=now)
        if self._aged_to is None:
            self._aged = now.date()

    def claim_delivery(self, *, now: dt.datetime) -> Delivery | None:
        """The digest that has waited longest, for the caller to send; None: nothing may go out."""
        with self._store.write(turn=TURN) as connection:
            return outbox.claim(connection, now=now)

    def start_sending(
        self, delivery_id: int, quotation_ids: Iterable[str], *, now: dt.datetime
    ) -> bool:
        """To be called before the call to Telegram, with what it carries.

        False: the reader left meanwhile, or somebody else has it; it must not be sent.
        """
        with self._store.write(turn=TURN, durable=True) as connection:
            return outbox.start_sending(connection, delivery_id, quotation_ids, now=now)

    def finish_delivery(
        self,
        delivery_id: int,
        status: DeliveryStatus,
        *,
        now: dt.datetime,
        message_id: int | None = None,
        error: str | None = None,
        failure: Failure | None = None,
    ) -> bool:
        """To be called after it. Only what is SENT counts as seen; False: nothing to finish."""
        with self._store.write(turn=TURN) as connection:
            return outbox.finish(
                connection,
                delivery_id,
                status,
                now=now,
                message_id=message_id,
                error=error,
                failure=failure,
            )

    def requeue_delivery(
        self, delivery_id: int, *, not_before: dt.datetime, now: dt.datetime
    ) -> bool:
        """It certainly did not go out, and waits again; unless the reader left meanwhile."""
        with self._store.write(turn=TURN) as connection:
            return outbox.requeue(connection, delivery_id, not_before=not_before, now=now)

    def recover_deliveries(self, *, now: dt.datetime) -> int:
        """To be called once at start; how many digests have an unknown outcome by the crash."""
        with self._store.write(turn=TURN) as connection:
            subscriptions.rearm(connection)
            outbox.forget_leavers(connection, today=now.date())
            return outbox.recover(connection, now=now)

    def queue_now(self, destination: Destination, *, now: dt.datetime) -> Delivery | None:
        """Today's digest, due at once; None if it went out or may have, or nobody subscribed."""
        with self._store.write(turn=TURN, durable=True) as connection:
            known = subscriptions.find_subscription(connection, destination)
            if known is None or known.paused:
                return None
            dues.enqueue(connection, [known], now=now)
            subscriptions.settle(connection, [known], now=now)
            return dues.enqueue_now(connection, known, now=now)
