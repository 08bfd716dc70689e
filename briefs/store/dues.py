"""What falls due: the slots of subscriptions become rows of the outbox, each date once.

Which instants those are is a matter of schedule; what becomes of a row, of outbox.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from briefs import schedule
from briefs.errors import InvalidQueryError
from briefs.model import Delivery, DeliveryStatus, Destination, Slot, Subscription
from briefs.store.engine import batches
from briefs.store.outbox import FRESH, find_waiting, merge_waiting
from briefs.store.schema import outbox

_log = logging.getLogger(__name__)

#: Certainly not delivered, and given up: such a row makes room when its date falls due anew.
_GIVEN_UP = (DeliveryStatus.CANCELLED, DeliveryStatus.FAILED)

#: A slot is due on its local date by UTC, or next to it.
_NEAR = dt.timedelta(days=2)

_Due = tuple[Subscription, Slot]
_Key = tuple[int, int, int, dt.date]


def enqueue(connection: sa.Connection, due: Iterable[Subscription], *, now: dt.datetime) -> int:
    """A row for each slot of these subscriptions up to `now`; how many digests wait by it.

    Of several dates the last is queued and covers the others. A date that has a row gets no
    second one, whatever became of its hour or zone.
    """
    found = [(each, slot) for each in due for slot in _slots(each, now)]
    return _add(connection, found, now=now)


def enqueue_now(
    connection: sa.Connection, subscription: Subscription, *, now: dt.datetime
) -> Delivery | None:
    """Today's digest, due at once; None if it went out, or may have.

    Of several editions the one that fell due last, or the first before any has.
    """
    slot = schedule.slot_of_today(subscription.preferences, now)
    _add(connection, [(subscription, slot)], now=now)
    return find_waiting(connection, subscription.destination, slot.local_date)


def renumber(
    connection: sa.Connection,
    destination: Destination,
    before: Sequence[dt.time],
    after: Sequence[dt.time],
    *,
    now: dt.datetime,
) -> None:
    """The reader's hours change: rows of dates that may have more digests go by the new ones."""
    places = schedule.renumber(before, after)
    moved = {old: new for old, new in places.items() if old != new}
    if not moved:
        return
    mine = sa.and_(
        outbox.c.chat_id == destination.chat_id,
        outbox.c.thread_id == destination.thread_id,
        outbox.c.local_date >= now.date() - _NEAR,
    )
    # By way of numbers that none has: two rows that change places would meet.
    to_others = sa.update(outbox).where(mine, outbox.c.edition.in_(moved))
    connection.execute(to_others.values(edition=-sa.case(moved, value=outbox.c.edition)))
    there = sa.update(outbox).where(mine, outbox.c.edition < 0)
    connection.execute(there.values(edition=-outbox.c.edition))


def find_next(connection: sa.Connection, subscription: Subscription) -> Slot:
    """The next slot that will bring a digest: editions that had theirs are passed over."""
    since = subscription.since
    had = sa.select(outbox.c.local_date, outbox.c.edition).where(
        outbox.c.chat_id == subscription.destination.chat_id,
        outbox.c.thread_id == subscription.destination.thread_id,
        outbox.c.local_date >= since.date() - _NEAR,
        outbox.c.status.not_in(_GIVEN_UP),
    )
    taken = {(day, edition) for day, edition in connection.execute(had)}
    following = schedule.find_following(subscription.preferences, since)
    return next(slot for slot in following if (slot.local_date, slot.edition) not in taken)


def _slots(subscription: Subscription, now: dt.datetime) -> tuple[Slot, ...]:
    try:
        return schedule.find_slots(subscription.preferences, subscription.since, now)
    except InvalidQueryError as exc:
        # One reader's zone is missing on this machine; the others want their digest.
        _log.error("A subscription is skipped for a day: %s", exc)
        return ()


def _add(connection: sa.Connection, due: Sequence[_Due], *, now: dt.datetime) -> int:
    added: set[Destination] = set()
    for some in batches(due):
        known = _known(connection, some)
        fresh = [pair for pair in some if _key(*pair) not in known]
        given_up = [
            pair for pair in some if _key(*pair) in known and _is_given_up(known[_key(*pair)])
        ]
        if fresh:
            connection.execute(sa.insert(outbox), [_row(*pair, now=now) for pair in fresh])
        if given_up:
            rows = [{"of": known[_key(*pair)].id, **_row(*pair, now=now)} for pair in given_up]
            connection.execute(_revive, rows)
        added |= {subscription.destination for subscription, _ in [*fresh, *given_up]}
    merge_waiting(connection, added, now=now)
    return len(added)


def _known(connection: sa.Connection, due: Sequence[_Due]) -> dict[_Key, sa.Row[Any]]:
    """The rows that may be in the way, by their unique key."""
    days = [slot.local_date for _, slot in due]
    query = sa.select(outbox).where(
        outbox.c.chat_id.in_({each.destination.chat_id for each, _ in due}),
        outbox.c.local_date.between(min(days), max(days)),
    )
    return {
        (row.chat_id, row.thread_id, row.edition, row.local_date): row
        for row in connection.execute(query)
    }


def _key(subscription: Subscription, slot: Slot) -> _Key:
    to = subscription.destination
    return to.chat_id, to.thread_id, slot.edition, slot.local_date


def _row(subscription: Subscription, slot: Slot, *, now: dt.datetime) -> dict[str, Any]:
    chat_id, thread_id, edition, local_date = _key(subscription, slot)
    return {
        "chat_id": chat_id,
        "thread_id": thread_id,
        "edition": edition,
        "local_date": local_date,
        "due": slot.due,
        "zone": subscription.zone,
        "status": DeliveryStatus.QUEUED,
        "error": None,
        "updated_at": now,
        **FRESH,
    }


def _is_given_up(row: sa.Row[Any]) -> bool:
    return row.status in _GIVEN_UP


_revive = sa.update(outbox).where(outbox.c.id == sa.bindparam("of"))
