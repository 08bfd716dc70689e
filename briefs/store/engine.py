"""Opening the database: reading and writing transactions, errors in one sentence, both engines.

What SQLite and PostgreSQL do each in its own way is in the files of these names, in `search` and in
the revisions; everything else in the store is one text of SQL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa

from briefs.errors import StoreError
from briefs.store import postgresql
from briefs.store.migrating import migrate
from briefs.store.postgresql import PostgreSQL
from briefs.store.schema import REVISION
from briefs.store.sqlite import SQLite

T = TypeVar("T")

#: What reading and writing hand out; whoever keeps no SQL passes it on under this name.
Connection = sa.Connection

_LOOKS_LIKE = "sqlite:////path/to/file.db or postgresql://user:password@host/database"


class Sole(Protocol):
    """A lock that one process holds at a time, until it lets go or dies."""

    def holds(self) -> bool:
        """False once the lock may be another's: the connection it hung on is lost."""

    def release(self) -> None:
        """Let another process have it. A second call does nothing."""


class Listener(Protocol):
    """A thread that calls somebody when another process wrote."""

    def close(self) -> None:
        """Stop listening; nothing is heard afterwards."""


class Store:
    """An open database. Reads run side by side in any thread.

    So do writes on PostgreSQL, but for those that take turns; on SQLite each waits for the others.
    """

    def __init__(self, backend: SQLite | PostgreSQL) -> None:
        self._backend = backend
        self._engine = backend.engine

    @property
    def name(self) -> str:
        """What people call the database: its file, or its name and server."""
        return self._backend.name

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A consistent view for as long as the block runs; nothing can be written in it."""
        with self._translated(), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            yield connection

    @contextmanager
    def write(self, *, turn: str | None = None, durable: bool = False) -> Iterator[sa.Connection]:
        """One transaction: kept when the block ends, undone when it raises.

        No two with the same turn run at a time, in whatever processes. What is durable survives a
        power cut, too, with all that was written before; in a file that takes some milliseconds.
        """
        with self._translated(), self._engine.connect() as connection:
            connection.execution_options(writes=True, durable=durable)
            with connection.begin():
                if turn:
                    take_turn(connection, turn)
                yield connection

    def sole(self, name: str) -> Sole | None:
        """The lock of this name between all processes; None while another has it."""
        with self._translated():
            return self._backend.sole(name)

    def share(self, name: str) -> Sole | None:
        """The same lock, held with other processes that share it; None while one has it alone."""
        with self._translated():
            return self._backend.share(name)

    def listen(self, heard: Callable[[str], None]) -> Listener:
        """Have `heard` called, in a thread of its own, soon after any process wrote.

        On PostgreSQL with each topic that was announced, and "reconnected" when some may have been
        missed; on SQLite with "changed", whatever was written.
        """
        with self._translated():
            return self._backend.listen(heard)

    def check(self, connection: sa.Connection) -> None:
        """Raises StoreError for a database in which not every text fits."""
        self._backend.check(connection)

    def close(self) -> None:
        """Let go of the database."""
        self._backend.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sa.exc.SQLAlchemyError, sqlite3.Error) as exc:  # see Prepared
            meaning = self._backend.explain(exc)
            raise StoreError(f"The database {self.name} {meaning}.") from exc


def open_store(database_url: str) -> Store:
    """The database at the URL, created or brought up to date first.

    Raises StoreError with a sentence that says what to do.
    """
    store = connect_store(database_url)
    try:
        _bring_up_to_date(store)
    except BaseException:
        store.close()
        raise
    return store


def connect_store(database_url: str) -> Store:
    """The store over the database as it is, which may be empty or older than this code.

    Raises StoreError when the URL makes no sense.
    """
    return Store(_backend(database_url))


def announce(connection: sa.Connection, topic: str) -> None:
    """Let listeners in other processes hear this topic once the transaction is kept.

    SQLite's listeners notice by themselves that something was written.
    """
    if connection.dialect.name == "postgresql":
        postgresql.announce(connection, topic)


def take_turn(connection: sa.Connection, name: str) -> None:
    """Let no other transaction with this turn run beside this one, in whatever process.

    SQLite has one writer anyway.
    """
    if connection.dialect.name == "postgresql":
        postgresql.take_turn(connection, name)


def take_your_time(connection: sa.Connection) -> None:
    """No statement of this transaction is given up for taking long."""
    if connection.dialect.name == "postgresql":
        postgresql.take_your_time(connection)


def upsert(
    connection: sa.Connection,
    table: sa.Table,
    rows: Sequence[Mapping[str, object]],
    update: Callable[[Any], Mapping[str, object]] | None = None,
    *,
    key: Sequence[str] = (),
) -> None:
    """Insert rows; where the key (the primary one) exists, set what `update` makes of the new.

    Without `update` the existing row stands.
    """
    if not rows:
        return
    statement = insert(connection, table)
    if update is None:
        statement = statement.on_conflict_do_nothing()
    else:
        statement = statement.on_conflict_do_update(
            index_elements=key or [column.name for column in table.primary_key],
            set_=update(statement.excluded),
        )
    connection.execute(statement, rows)


def insert(connection: sa.Connection, table: sa.Table) -> Any:
    """INSERT with ON CONFLICT, which each engine's dialect has of its own."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415 - spares SQLite's start

        return insert(table)
    from sqlalchemy.dialects.sqlite import insert as sqlite_insert  # noqa: PLC0415 - as above

    return sqlite_insert(table)


def batches(items: Sequence[T], size: int = 500) -> Iterator[Sequence[T]]:
    """The items in lists short enough for one IN (…)."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _backend(database_url: str) -> SQLite | PostgreSQL:
    try:
        url = sa.make_url(database_url)
    except sa.exc.ArgumentError as exc:
        raise StoreError(f"The database URL cannot be read; it looks like {_LOOKS_LIKE}") from exc
    kind = url.get_backend_name()
    if kind == "sqlite":
        return SQLite(url)
    if kind in {"postgresql", "postgres"}:
        return PostgreSQL(url)
    raise StoreError(
        f"Data is kept in SQLite or PostgreSQL, not in {kind}; give a URL like {_LOOKS_LIKE}"
    )


def _bring_up_to_date(store: Store) -> None:
    with store.read() as connection:
        store.check(connection)
        found = find_revision(connection)
    if found == REVISION:
        return
    with store.write() as connection:
        take_your_time(connection)
        take_turn(connection, "schema")
        # Another process may have been faster; having the turn, the answer is final.
        found = find_revision(connection)
        if found != REVISION:
            migrate(connection, found, REVISION, store.name)


def find_revision(connection: sa.Connection) -> str | None:
    """The schema of the database; None when it has none of ours."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)
