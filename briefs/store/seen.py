"""What each destination was certainly sent, so that it is never sent again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import sqlalchemy as sa

from briefs.model import Destination
from briefs.store.engine import upsert
from briefs.store.prepared import PreparedQuery
from briefs.store.schema import outbox, outbox_items, seen_items


def find_seen(connection: sa.Connection, destination: Destination) -> Collection[str]:
    """The ids of the quotations it was certainly sent."""
    return [row.quotation_id for row in _SEEN.run(connection, _key(destination))]


def mark_seen(connection: sa.Connection, delivery_id: int, *, now: dt.datetime) -> None:
    """What a delivery carried was certainly sent to its destination."""
    carried = (
        sa.select(outbox.c.chat_id, outbox.c.thread_id, outbox_items.c.quotation_id)
        .join(outbox_items, outbox_items.c.outbox_id == outbox.c.id)
        .where(outbox.c.id == delivery_id)
    )
    rows = [{**row, "seen_at": now} for row in connection.execute(carried).mappings()]
    upsert(connection, seen_items, rows)


def forget(connection: sa.Connection, destination: Destination) -> None:
    """It has left: if it comes back, everything is new to it."""
    connection.execute(
        sa.delete(seen_items).where(
            seen_items.c.chat_id == destination.chat_id,
            seen_items.c.thread_id == destination.thread_id,
        )
    )


def migrate(connection: sa.Connection, old_id: int, new_id: int) -> None:
    """The chat has a new id: what it has seen stays seen."""
    old = seen_items.c.chat_id == old_id
    rows = connection.execute(sa.select(seen_items).where(old)).mappings().all()
    upsert(connection, seen_items, [{**row, "chat_id": new_id} for row in rows])
    connection.execute(sa.delete(seen_items).where(old))


_SEEN = PreparedQuery(
    sa.select(seen_items.c.quotation_id).where(
        seen_items.c.chat_id == sa.bindparam("chat"),
        seen_items.c.thread_id == sa.bindparam("thread"),
    )
)


def _key(destination: Destination) -> dict[str, int]:
    return {"chat": destination.chat_id, "thread": destination.thread_id}
