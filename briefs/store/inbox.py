"""Updates between arrival and handling: stored once, gone with their text when handled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from briefs.model import InboxItem
from briefs.store.engine import batches, upsert
from briefs.store.schema import handled_updates, inbox

#: Telegram repeats an update for up to a day; ids are remembered twice as long.
_REMEMBERED = dt.timedelta(hours=48)


def receive(
    connection: sa.Connection, items: Sequence[InboxItem], *, now: dt.datetime
) -> tuple[InboxItem, ...]:
    """Store the updates and return those that are new: neither waiting nor handled lately."""
    seen = _seen(connection, [item.update_id for item in items])
    fresh = {item.update_id: item for item in items if item.update_id not in seen}
    rows = [
        {
            "update_id": item.update_id,
            "chat_id": item.chat_id,
            "payload": item.payload,
            "received_at": now,
        }
        for item in fresh.values()
    ]
    upsert(connection, inbox, rows)
    return tuple(fresh.values())


def pending(connection: sa.Connection) -> tuple[InboxItem, ...]:
    """What waits, in the order Telegram gave it."""
    rows = connection.execute(sa.select(inbox).order_by(inbox.c.update_id))
    return tuple(
        InboxItem(update_id=row.update_id, chat_id=row.chat_id, payload=row.payload) for row in rows
    )


def finish(connection: sa.Connection, update_id: int, *, now: dt.datetime) -> None:
    """Delete the update, text included, and remember its id; forget ids that are old enough."""
    connection.execute(sa.delete(inbox).where(inbox.c.update_id == update_id))
    upsert(connection, handled_updates, [{"update_id": update_id, "handled_at": now}])
    connection.execute(
        sa.delete(handled_updates).where(handled_updates.c.handled_at < now - _REMEMBERED)
    )


def _seen(connection: sa.Connection, ids: Sequence[int]) -> set[int]:
    return {
        row.update_id
        for table in (inbox, handled_updates)
        for some in batches(ids)
        for row in connection.execute(
            sa.select(table.c.update_id).where(table.c.update_id.in_(some))
        )
    }
