"""The outbox: one row for each digest that falls due, and where it stands.

    due ──▶ queued ──▶ claimed ──▶ sending ──▶ sent | failed | unknown
              │  ▲        │           │
              │  └────────┴───────────┘  it certainly did not go out
              ├──▶ merged                a later date's digest covers this one
              └──▶ cancelled             the reader left before it went out

A row is unique on (chat, thread, edition, local date): that is why nothing is sent twice. `sending`
is written before the call, so a crash leaves a trace. Every function runs in the caller's
transaction; those that move a row say whether it was still where they expected it. The drawing
with every cause is in docs/delivery.md. How a row gets here is told in dues, what it carries in
material.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from briefs.model import Delivery, DeliveryStatus, Destination, Failure
from briefs.schedule import is_quiet
from briefs.store import seen
from briefs.store.editions import find_horizon
from briefs.store.engine import batches
from briefs.store.schema import outbox, outbox_items, subscriptions
from briefs.store.subscriptions import as_quiet_hours

#: Zones and clocks that are set back never bring a date again that lies farther behind.
_REMEMBERED = dt.timedelta(days=2)

#: A claim that led to nothing for so long was made by a process that is gone.
LEASE = dt.timedelta(minutes=2)

_QUEUED = DeliveryStatus.QUEUED
_CLAIMED = DeliveryStatus.CLAIMED
_SENDING = DeliveryStatus.SENDING
_UNKNOWN = DeliveryStatus.UNKNOWN

#: Where a row may come from. An answer may arrive after all for one that was given up as unknown.
_FROM = {
    DeliveryStatus.SENT: (_SENDING, _UNKNOWN),
    DeliveryStatus.FAILED: (_CLAIMED, _SENDING, _UNKNOWN),
    DeliveryStatus.UNKNOWN: (_SENDING,),
    DeliveryStatus.CANCELLED: (_QUEUED, _CLAIMED),
    DeliveryStatus.SKIPPED: (_CLAIMED,),
}

#: With what tells whether it may ring.
_LONGEST_WAITING = (
    sa.select(outbox, subscriptions.c.quiet, subscriptions.c.silent)
    .outerjoin(
        subscriptions,
        sa.and_(
            subscriptions.c.chat_id == outbox.c.chat_id,
            subscriptions.c.thread_id == outbox.c.thread_id,
        ),
    )
    .where(
        outbox.c.status == _QUEUED,
        outbox.c.not_before.is_(None) | (outbox.c.not_before <= sa.bindparam("now")),
    )
    .order_by(outbox.c.due, outbox.c.id)
    .limit(1)
    .with_for_update(of=outbox, skip_locked=True)
)

#: What a row has that waits anew.
FRESH: dict[str, Any] = dict.fromkeys(
    (
        "not_before",
        "claimed_at",
        "last_quotation",
        "last_article",
        "merged_into",
        "message_id",
        "failure",
    )
)


def claim(connection: sa.Connection, *, now: dt.datetime) -> Delivery | None:
    """Take the digest that has waited longest; None when nothing may go out now."""
    _release_expired(connection, now)
    row = connection.execute(_LONGEST_WAITING, {"now": now}).one_or_none()
    if row is None:
        return None
    horizon = find_horizon(connection)
    _move(connection, row.id, (_QUEUED,), _CLAIMED, now, claimed_at=now, **horizon)
    silent = bool(row.silent) or is_quiet(as_quiet_hours(row.quiet), row.zone, now)
    return replace(_delivery(row), status=_CLAIMED, silent=silent)


def start_sending(
    connection: sa.Connection, delivery_id: int, carried: Iterable[str], *, now: dt.datetime
) -> bool:
    """Write down that the call is about to be made, and what it carries.

    False: the digest is no longer this claim's, and must not be sent.
    """
    if not _move(connection, delivery_id, (_CLAIMED,), _SENDING, now):
        return False
    items = [{"outbox_id": delivery_id, "quotation_id": each} for each in dict.fromkeys(carried)]
    if items:
        connection.execute(sa.insert(outbox_items), items)
    return True


def finish(
    connection: sa.Connection,
    delivery_id: int,
    status: DeliveryStatus,
    *,
    now: dt.datetime,
    message_id: int | None = None,
    error: str | None = None,
    failure: Failure | None = None,
) -> bool:
    """Write down how it ended. Only what was certainly sent counts as seen."""
    outcome = {"message_id": message_id, "error": error, "failure": failure}
    moved = _move(connection, delivery_id, _FROM[status], status, now, **outcome)
    if moved and status is DeliveryStatus.SENT:
        seen.mark_seen(connection, delivery_id, now=now)
    return moved


def requeue(
    connection: sa.Connection, delivery_id: int, *, not_before: dt.datetime, now: dt.datetime
) -> bool:
    """Let it wait again: it certainly did not go out. Cancelled if the reader left meanwhile."""
    row = connection.execute(sa.select(outbox).where(outbox.c.id == delivery_id)).one_or_none()
    if row is None or not _move(
        connection, delivery_id, (_CLAIMED, _SENDING), _QUEUED, now, **FRESH
    ):
        return False
    destination = _delivery(row).destination
    connection.execute(
        sa.update(outbox).where(outbox.c.id == delivery_id).values(not_before=not_before)
    )
    connection.execute(sa.delete(outbox_items).where(outbox_items.c.outbox_id == delivery_id))
    if not connection.execute(_is_subscribed(destination)).scalar_one():
        cancel(connection, destination.chat_id, destination.thread_id)
    merge_waiting(connection, [destination], now=now)
    return True


def recover(connection: sa.Connection, *, now: dt.datetime) -> int:
    """After a crash: what was being sent is unknown, what was claimed waits again.

    Returns how many became unknown.
    """
    lost = sa.update(outbox).where(outbox.c.status == _SENDING)
    values = {"status": _UNKNOWN, "failure": Failure.CRASH, "updated_at": now}
    unknown = connection.execute(lost.values(**values))
    claimed = sa.select(outbox).where(outbox.c.status == _CLAIMED)
    destinations = [_delivery(row).destination for row in connection.execute(claimed)]
    connection.execute(
        sa.update(outbox).where(outbox.c.status == _CLAIMED).values(status=_QUEUED, **FRESH)
    )
    merge_waiting(connection, destinations, now=now)
    return unknown.rowcount


def merge_waiting(
    connection: sa.Connection, destinations: Iterable[Destination], *, now: dt.datetime
) -> None:
    """Where several digests wait for one destination, let the last cover the others."""
    chats = sorted({destination.chat_id for destination in destinations})
    waiting: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for some in batches(chats):
        query = sa.select(outbox.c.id, outbox.c.chat_id, outbox.c.thread_id).where(
            outbox.c.chat_id.in_(some), outbox.c.status == _QUEUED
        )
        for number, *destination in connection.execute(query.order_by(*_IN_ORDER)):
            waiting[destination[0], destination[1]].append(number)
    rows = [
        {"of": earlier, "into": last, "at": now}
        for *all_but_last, last in waiting.values()
        for earlier in all_but_last
    ]
    if rows:
        connection.execute(_cover, rows)
        connection.execute(_cover_what_it_covered, rows)


#: Of one instant, as where clocks skip two of a reader's hours, the later edition comes last.
_IN_ORDER = (outbox.c.due, outbox.c.local_date, outbox.c.edition)


def cancel(connection: sa.Connection, chat_id: int, thread_id: int | None = None) -> None:
    """Take back what waits for a chat, or for one of its topics. What is in flight stays."""
    mine = outbox.c.chat_id == chat_id
    if thread_id is not None:
        mine &= outbox.c.thread_id == thread_id
    waits = outbox.c.status.in_(_FROM[DeliveryStatus.CANCELLED])
    connection.execute(sa.update(outbox).where(mine, waits).values(status=DeliveryStatus.CANCELLED))


def forget(connection: sa.Connection, destination: Destination) -> None:
    """What a destination was sent; its last dates stay, so that none has a second digest."""
    mine = sa.and_(
        outbox.c.chat_id == destination.chat_id, outbox.c.thread_id == destination.thread_id
    )
    carried = outbox_items.c.outbox_id.in_(sa.select(outbox.c.id).where(mine))
    connection.execute(sa.delete(outbox_items).where(carried))
    seen.forget(connection, destination)
    last = connection.execute(sa.select(sa.func.max(outbox.c.local_date)).where(mine)).scalar()
    if last is not None:
        old = outbox.c.local_date < last - _REMEMBERED
        connection.execute(sa.delete(outbox).where(mine, old))


def forget_leavers(connection: sa.Connection, *, today: dt.date) -> None:
    """The last dates of those who left, when they can matter no more."""
    stays = sa.exists().where(
        subscriptions.c.chat_id == outbox.c.chat_id,
        subscriptions.c.thread_id == outbox.c.thread_id,
    )
    old = outbox.c.local_date < today - _REMEMBERED
    connection.execute(sa.delete(outbox).where(old, ~stays))


def migrate(connection: sa.Connection, old_id: int, new_id: int) -> None:
    """The chat has a new id: its rows follow.

    Where both ids have a row for one date, the one that may have gone out stands.
    """
    old, new = outbox.alias("old"), outbox.alias("new")
    both = sa.and_(
        old.c.chat_id == old_id,
        new.c.chat_id == new_id,
        *(old.c[name] == new.c[name] for name in ("thread_id", "edition", "local_date")),
    )
    pairs = connection.execute(sa.select(old.c.id, new.c.id, new.c.status).where(both)).all()
    gone = (_SENDING, DeliveryStatus.SENT, _UNKNOWN)
    doubles = [its if status in gone else mine for its, mine, status in pairs]
    for some in batches(doubles):
        connection.execute(sa.delete(outbox).where(outbox.c.id.in_(some)))
    connection.execute(sa.update(outbox).where(outbox.c.chat_id == old_id).values(chat_id=new_id))
    seen.migrate(connection, old_id, new_id)


def find_waiting(
    connection: sa.Connection, destination: Destination, local_date: dt.date
) -> Delivery | None:
    """The digest of this date if it has not been sent yet; it need wait no longer."""
    mine = sa.and_(
        outbox.c.chat_id == destination.chat_id,
        outbox.c.thread_id == destination.thread_id,
        outbox.c.local_date == local_date,
        outbox.c.status.in_((_QUEUED, _CLAIMED)),
    )
    connection.execute(sa.update(outbox).where(mine).values(not_before=None))
    waiting = sa.select(outbox).where(mine).order_by(outbox.c.edition.desc()).limit(1)
    row = connection.execute(waiting).one_or_none()
    return None if row is None else _delivery(row)


def _release_expired(connection: sa.Connection, now: dt.datetime) -> None:
    expired = sa.and_(outbox.c.status == _CLAIMED, outbox.c.claimed_at < now - LEASE)
    connection.execute(sa.update(outbox).where(expired).values(status=_QUEUED, **FRESH))


def _move(
    connection: sa.Connection,
    delivery_id: int,
    origin: Sequence[DeliveryStatus],
    status: DeliveryStatus,
    now: dt.datetime,
    **values: object,
) -> bool:
    """Whether the row was where it was expected, and so has moved."""
    moved = connection.execute(
        sa.update(outbox)
        .where(outbox.c.id == delivery_id, outbox.c.status.in_(origin))
        .values(status=status, updated_at=now, **values)
    )
    return moved.rowcount == 1


_cover = (
    sa.update(outbox)
    .where(outbox.c.id == sa.bindparam("of"))
    .values(
        status=DeliveryStatus.MERGED,
        merged_into=sa.bindparam("into"),
        updated_at=sa.bindparam("at"),
    )
)

_cover_what_it_covered = (
    sa.update(outbox)
    .where(outbox.c.merged_into == sa.bindparam("of"))
    .values(merged_into=sa.bindparam("into"))
)


def _is_subscribed(destination: Destination) -> sa.Select[bool]:
    return sa.select(
        sa.exists().where(
            subscriptions.c.chat_id == destination.chat_id,
            subscriptions.c.thread_id == destination.thread_id,
            subscriptions.c.pause.is_(None),
        )
    )


def _delivery(row: sa.Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        destination=Destination(chat_id=row.chat_id, thread_id=row.thread_id),
        edition=row.edition,
        local_date=row.local_date,
        due=row.due,
        zone=row.zone,
        status=DeliveryStatus(row.status),
    )
