"""Updates between arrival and handling: stored once, gone with their text when handled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa

from briefs.model import InboxItem
from briefs.store.engine import batches, insert
from briefs.store.prepared import Prepared
from briefs.store.schema import handled_updates, inbox

#: Telegram repeats an update for up to a day; ids are remembered twice as long.
_REMEMBERED = dt.timedelta(hours=48)

#: How often an update that was left behind is begun before it is set aside.
MOST_ATTEMPTS: Final = 3

#: Of a row: it is to be handled.
WAITS: Final = inbox.c.attempts <= MOST_ATTEMPTS


def receive(
    connection: sa.Connection, items: Sequence[InboxItem], *, now: dt.datetime
) -> tuple[InboxItem, ...]:
    """Store the updates and return those that are new: neither waiting nor handled lately.

    They are looked up after they were stored: another process may be at the same one, and be done
    with it before this one has looked.
    """
    given = {item.update_id: item for item in items}
    stored = _store(connection, list(given.values()), now=now)
    handled = _handled(connection, stored)
    if handled:
        connection.execute(sa.delete(inbox).where(inbox.c.update_id.in_(handled)))
    return tuple(item for item in given.values() if item.update_id in stored - handled)


def pending(connection: sa.Connection) -> tuple[InboxItem, ...]:
    """What was left behind and waits, in the order Telegram gave it."""
    rows = connection.execute(sa.select(inbox).where(WAITS).order_by(inbox.c.update_id))
    return tuple(map(as_item, rows))


def as_item(row: sa.Row[Any]) -> InboxItem:
    """A row of the inbox."""
    return InboxItem(
        update_id=row.update_id,
        chat_id=row.chat_id,
        payload=row.payload,
        attempts=row.attempts,
    )


def begin_again(connection: sa.Connection, update_id: int) -> bool:
    """Count that an update left behind is begun once more; False: it is set aside instead.

    Handling it may be what ends each process that tries.
    """
    counting = (
        sa.update(inbox)
        .where(inbox.c.update_id == update_id)
        .values(attempts=inbox.c.attempts + 1)
        .returning(inbox.c.attempts)
    )
    attempts = connection.execute(counting).scalar()
    return attempts is None or attempts <= MOST_ATTEMPTS


def count_set_aside(connection: sa.Connection) -> int:
    """How many updates were begun too often, and wait for somebody to find out why."""
    counting = sa.select(sa.func.count()).select_from(inbox).where(~WAITS)
    return int(connection.execute(counting).scalar_one())


def finish(connection: sa.Connection, update_id: int, *, now: dt.datetime) -> None:
    """Delete the update, text included, and remember its id."""
    _DELETE.run(connection, id=update_id)
    _REMEMBER.run(connection, update_id=update_id, handled_at=now)


def forget(connection: sa.Connection, *, now: dt.datetime) -> None:
    """The ids of updates that Telegram gives no more."""
    is_old = handled_updates.c.handled_at < now - _REMEMBERED
    connection.execute(sa.delete(handled_updates).where(is_old))


def _store(connection: sa.Connection, items: Sequence[InboxItem], *, now: dt.datetime) -> set[int]:
    """The ids of those that were not stored already."""
    rows = [
        {
            "update_id": item.update_id,
            "chat_id": item.chat_id,
            "payload": item.payload,
            "received_at": now,
        }
        for item in items
    ]
    if len(rows) == 1:
        return _ids(_STORE.run(connection, **rows[0]))
    adding = insert(connection, inbox).on_conflict_do_nothing().returning(inbox.c.update_id)
    return {
        update_id
        for some in batches(rows)
        for update_id in connection.execute(adding, some).scalars()
    }


def _handled(connection: sa.Connection, ids: Collection[int]) -> set[int]:
    if len(ids) == 1:
        return _ids(_IS_HANDLED.run(connection, id=next(iter(ids))))
    query = sa.select(handled_updates.c.update_id)
    return {
        update_id
        for some in batches(list(ids))
        for update_id in connection.execute(
            query.where(handled_updates.c.update_id.in_(some))
        ).scalars()
    }


def _ids(rows: Iterable[tuple[int, ...]]) -> set[int]:
    return {row[0] for row in rows}


# What an update needs that comes alone, as most do.

_STORE = Prepared(
    lambda on: insert(on, inbox).on_conflict_do_nothing().returning(inbox.c.update_id)
)
_DELETE = Prepared(lambda _on: sa.delete(inbox).where(inbox.c.update_id == sa.bindparam("id")))
_REMEMBER = Prepared(lambda on: insert(on, handled_updates).on_conflict_do_nothing())
_IS_HANDLED = Prepared(
    lambda _on: sa.select(handled_updates.c.update_id).where(
        handled_updates.c.update_id == sa.bindparam("id")
    )
)
