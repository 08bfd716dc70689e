"""Statements that every update and every answer needs, put into the engine's own words once.

A row of the inbox takes SQLite a hundredth of a millisecond, and SQLAlchemy ten times as long to
look at the statement, at what it is given and at what comes back. A server is so much further away
that there statements go the usual way.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
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


class PreparedQuery:
    """A query with open parameters, on either engine; rows are as SQLAlchemy would give them."""

    def __init__(self, query: sa.Select[Any]) -> None:
        self._query = query
        self._on_sqlite: _Query | None = None

    def run(self, connection: sa.Connection, values: dict[str, Any]) -> Sequence[Any]:
        """The rows, whose columns have their names."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._query, values).all()
        if self._on_sqlite is None:
            self._on_sqlite = _Query(self._query, connection.dialect)
        text = self._on_sqlite
        if not connection.in_transaction():
            connection.begin()  # as SQLAlchemy does before a first statement: one view of all
        return text.read(driver_of(connection).execute(text.sql, text.write(values)).fetchall())


class _Text:
    """A statement in SQLite's words, and how its parameters are written."""

    def __init__(self, statement: Any, dialect: sa.Dialect, names: list[str] | None) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=names)
        assert isinstance(compiled, SQLCompiler)
        self.sql = str(compiled)
        self._fixed = {
            name: bind.value for name, bind in compiled.binds.items() if not bind.required
        }
        self._ways = [
            (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in compiled.positiontup or ()
        ]

    def write(self, values: dict[str, Any]) -> list[Any]:
        """The parameters, in their order."""
        given = self._fixed | values
        return [as_kept(given[name]) if as_kept else given[name] for name, as_kept in self._ways]


class _Query(_Text):
    """A query in SQLite's words, and how its columns are read."""

    def __init__(self, query: sa.Select[Any], dialect: sa.Dialect) -> None:
        super().__init__(query, dialect, None)
        columns = list(query.selected_columns)
        self._row = _row_of([str(column.key) for column in columns])
        readers = [
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
        ]
        self._readers = [(place, reader) for place, reader in enumerate(readers) if reader]

    def read(self, rows: list[tuple[Any, ...]]) -> list[Any]:
        """The rows, each value as its column's type has it."""
        if not self._readers:
            return [*map(self._row._make, rows)]
        return [self._row(*self._read(row)) for row in rows]

    def _read(self, row: tuple[Any, ...]) -> list[Any]:
        values = list(row)
        for place, reader in self._readers:
            values[place] = reader(values[place])
        return values


def _row_of(names: list[str]) -> Any:
    return namedtuple("Row", names)  # noqa: PYI024 -- which columns there are is only known now
