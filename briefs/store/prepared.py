"""Statements that every update needs, put into the engine's own words once.

A row of the inbox takes SQLite a hundredth of a millisecond, and SQLAlchemy ten times as long to
look at the statement, at what it is given and at what comes back. A server is so much further away
that there statements go the usual way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.compiler import SQLCompiler

from briefs.store.sqlite import driver_of


class Prepared:
    """A statement with open parameters, on either engine.

    What comes back is as the driver has it: good for numbers and texts, not for times.
    """

    def __init__(self, build: Callable[[sa.Connection], Any]) -> None:
        self._build = build
        self._usual: Any = None
        self._on_sqlite: _Text | None = None

    def run(self, connection: sa.Connection, **values: Any) -> list[tuple[Any, ...]]:
        """Execute it; the rows it gives, if it gives any."""
        if connection.dialect.name == "sqlite":
            if self._on_sqlite is None:
                self._on_sqlite = _Text(self._build(connection), connection.dialect, list(values))
            text = self._on_sqlite
            return driver_of(connection).execute(text.sql, text.write(values)).fetchall()
        if self._usual is None:
            self._usual = self._build(connection)
        result = connection.execute(self._usual, values)
        return [tuple(row) for row in result] if result.returns_rows else []


class _Text:
    """A statement in SQLite's words, and how its parameters are written."""

    def __init__(self, statement: Any, dialect: sa.Dialect, names: list[str]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=names)
        assert isinstance(compiled, SQLCompiler)
        self.sql = str(compiled)
        self._ways = [
            (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in compiled.positiontup or ()
        ]

    def write(self, values: dict[str, Any]) -> list[Any]:
        """The parameters, in their order."""
        return [as_kept(values[name]) if as_kept else values[name] for name, as_kept in self._ways]
