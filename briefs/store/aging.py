"""What is too old to matter: it is deleted, chat by chat, a few of them at a time.

what was sent                400 days, so that nothing comes twice in a year
which digests there were      90 days, but for the last one that was sent: new is what came after
the last dates of leavers      2 days, in which clocks and zones may bring a date again
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from briefs.model import DeliveryStatus
from briefs.store.engine import batches
from briefs.store.schema import outbox, outbox_items, seen_items, subscriptions

SEEN_FOR = dt.timedelta(days=400)
TOLD_FOR = dt.timedelta(days=90)
LEFT_FOR = dt.timedelta(days=2)

#: Chats in one transaction: more would keep other writers waiting.
BATCH = 200

_WAITING = (DeliveryStatus.QUEUED, DeliveryStatus.CLAIMED, DeliveryStatus.SENDING)


def forget_old(
    connection: sa.Connection, *, after: int | None, now: dt.datetime, chats: int = BATCH
) -> int | None:
    """Go through the next chats behind this one, by id; the last of them, None at the end."""
    some = _next_chats(connection, after, chats)
    if some:
        _forget_seen(connection, some, now - SEEN_FOR)
        _forget_told(connection, some, now.date())
    return some[-1] if len(some) == chats else None


def _next_chats(connection: sa.Connection, after: int | None, chats: int) -> Sequence[int]:
    parts = []
    for table in (outbox, seen_items):
        part = sa.select(table.c.chat_id).distinct().order_by(table.c.chat_id).limit(chats)
        if after is not None:
            part = part.where(table.c.chat_id > after)
        parts.append(sa.select(part.subquery()))
    every = sa.union(*parts).subquery()
    query = sa.select(every.c.chat_id).order_by(every.c.chat_id).limit(chats)
    return connection.execute(query).scalars().all()


def _forget_seen(connection: sa.Connection, chats: Sequence[int], before: dt.datetime) -> None:
    old = sa.and_(seen_items.c.chat_id.in_(chats), seen_items.c.seen_at < before)
    connection.execute(sa.delete(seen_items).where(old))


def _forget_told(connection: sa.Connection, chats: Sequence[int], today: dt.date) -> None:
    stays = sa.exists().where(_same_place(subscriptions))
    later = outbox.alias("later")
    is_last = sa.and_(
        outbox.c.status == DeliveryStatus.SENT,
        ~sa.exists().where(
            _same_place(later),
            later.c.status == DeliveryStatus.SENT,
            sa.tuple_(later.c.last_quotation, later.c.id)
            > sa.tuple_(outbox.c.last_quotation, outbox.c.id),
        ),
    )
    is_old = sa.or_(
        sa.and_(outbox.c.local_date < today - TOLD_FOR, ~is_last),
        sa.and_(outbox.c.local_date < today - LEFT_FOR, ~stays),
    )
    old = sa.select(outbox.c.id).where(
        outbox.c.chat_id.in_(chats), outbox.c.status.not_in(_WAITING), is_old
    )
    found = connection.execute(old).scalars().all()
    for some in batches(found):
        connection.execute(sa.delete(outbox_items).where(outbox_items.c.outbox_id.in_(some)))
        connection.execute(sa.delete(outbox).where(outbox.c.id.in_(some)))


def _same_place(other: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(other.c.chat_id == outbox.c.chat_id, other.c.thread_id == outbox.c.thread_id)
