"""Everything that is kept of a chat, whatever table it is in: to be handed out, or erased.

Tables are taken from the schema, so that a new one with a `chat_id` cannot be forgotten here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from briefs.store.engine import announce
from briefs.store.inbox import WAITS
from briefs.store.schema import claims, inbox, metadata, outbox, outbox_items

#: Whose rows a person also has outside their own chat: as a user in groups.
_PERSON = "user_id"


def find_personal(connection: sa.Connection, chat_id: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table, by its name, as JSON can have them; without tables that have none."""
    found = {
        table.name: _rows(connection, sa.select(table).where(_of(table, chat_id)))
        for table in _tables()
    }
    carried = sa.select(outbox_items).where(_carried(chat_id))
    found[outbox_items.name] = _rows(connection, carried)
    return {name: rows for name, rows in found.items() if rows}


def erase_personal(connection: sa.Connection, chat_id: int) -> None:
    """Delete them all, but for what ends with the handling of an update.

    The update that asks for this is one, and what was sent after it will be answered, too.
    """
    connection.execute(sa.delete(outbox_items).where(_carried(chat_id)))
    for table in _tables():
        if table is not claims:
            rows = _of(table, chat_id)
            rows = sa.and_(rows, ~WAITS) if table is inbox else rows
            connection.execute(sa.delete(table).where(rows))
    announce(connection, "settings")


def _tables() -> Iterator[sa.Table]:
    return (table for table in metadata.sorted_tables if "chat_id" in table.c)


def _of(table: sa.Table, chat_id: int) -> sa.ColumnElement[bool]:
    """A person's private chat has the person's own id."""
    of_chat = table.c.chat_id == chat_id
    return sa.or_(of_chat, table.c[_PERSON] == chat_id) if _PERSON in table.c else of_chat


def _carried(chat_id: int) -> sa.ColumnElement[bool]:
    return outbox_items.c.outbox_id.in_(sa.select(outbox.c.id).where(outbox.c.chat_id == chat_id))


def _rows(connection: sa.Connection, query: sa.Select[Any]) -> list[dict[str, Any]]:
    return [
        {name: _plain(value) for name, value in row.items()}
        for row in connection.execute(query).mappings()
    ]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date | dt.datetime | dt.time) else value
