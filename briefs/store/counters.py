"""How often something happened: by it a process can tell that another one did it."""

from __future__ import annotations

import sqlalchemy as sa

from briefs.store.engine import upsert
from briefs.store.schema import counters

#: Transactions that changed what is listed.
LOADS = "loads"


def bump(connection: sa.Connection, name: str) -> None:
    """It happened once more."""
    row = {"name": name, "value": 1}
    upsert(connection, counters, [row], lambda _new: {"value": counters.c.value + 1})


def put_count(connection: sa.Connection, name: str, value: int) -> None:
    """It stands at this from now on."""
    row = {"name": name, "value": value}
    upsert(connection, counters, [row], lambda new: {"value": new.value})


def get_count(connection: sa.Connection, name: str) -> int:
    """How often it has happened; 0 if never."""
    query = sa.select(counters.c.value).where(counters.c.name == name)
    return connection.execute(query).scalar_one_or_none() or 0
