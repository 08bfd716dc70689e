"""Backups: all that the store holds in one SQLite file, taken while others read and write.

Whichever engine the data comes from or goes to, so this is also the way from a file to a server.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa

from briefs.errors import StoreError
from briefs.store import counters
from briefs.store.engine import Store, announce, open_store, take_your_time
from briefs.store.schema import articles, metadata, outbox, quotations
from briefs.store.schema import counters as counters_table

#: Rows that are on their way at a time.
_BATCH = 1_000

#: Counters are the database's own: a process that runs must see that they moved.
_TABLES = [table for table in metadata.sorted_tables if table is not counters_table]

#: A row that covers others stands before those it covers; they point to it.
_IN_ORDER = {outbox.name: (outbox.c.merged_into.is_not(None), outbox.c.id)}


def back_up(store: Store, file: Path) -> None:
    """Write everything, as it is at one moment, into a new file; it is there whole or not at all.

    Raises StoreError when there is such a file already, or when it cannot be written.
    """
    if file.exists():
        raise StoreError(f"There is a file {file} already; name another, or move it away.")
    if not file.parent.is_dir():
        raise StoreError(f"There is no folder {file.parent}; make it, or name another file.")
    with _beside(file) as unfinished:
        _write(store, unfinished)
        unfinished.chmod(0o600)  # readers' chats are in it
        unfinished.rename(file)


def restore(database_url: str, file: Path, *, replace: bool = False) -> None:
    """Put a backup into a database, which is made if it does not exist.

    Raises StoreError when the file is no backup or is damaged, while a bot serves the database,
    and, unless it may be replaced, when the database holds something already. Then nothing is
    changed.
    """
    with (
        TemporaryDirectory() as folder,
        closing(_opened_copy(file, Path(folder, "backup.db"))) as source,
        closing(open_store(database_url)) as target,
        _kept_free(target),
    ):
        if not replace and (found := _find_occupied(target)):
            raise StoreError(
                f"The database {target.name} holds data already ({found}); with --replace all of "
                "it gives way to the backup."
            )
        with source.read() as old, target.write(durable=True) as new:
            take_your_time(new)
            _empty(new)
            for table in _TABLES:
                _copy(old, new, table)
            _count_on(new)
            counters.bump(new, counters.LOADS)
            announce(new, "loads")


@contextmanager
def _kept_free(store: Store) -> Iterator[None]:
    """No bot serves the database meanwhile: it would go on with what is no longer there."""
    lock = store.sole("intake")
    if lock is None:
        raise StoreError(f"A bot serves the database {store.name}; stop it first.")
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A name in the same folder, which nothing has in the end."""
    try:
        with TemporaryDirectory(prefix=f".{file.name}-", dir=file.parent) as folder:
            yield Path(folder, file.name)
    except (OSError, sqlite3.Error) as exc:
        reason = exc.strerror if isinstance(exc, OSError) else exc
        raise StoreError(
            f"The backup {file} cannot be written ({reason}); "
            "check its folder and the room on disk."
        ) from exc


def _write(store: Store, file: Path) -> None:
    with store.read() as source:
        if source.dialect.name == "sqlite":
            driver: Any = source.connection.driver_connection
            _copy_file(driver, file)
            return
        with closing(open_store(f"sqlite:///{file}")) as target, target.write() as new:
            for table in _TABLES:
                _copy(source, new, table)
    with closing(sqlite3.connect(file)) as connection:
        _make_single(connection)


def _copy_file(source: sqlite3.Connection, file: Path) -> None:
    """All pages in one step: a snapshot, whoever writes meanwhile."""
    with closing(sqlite3.connect(file)) as target:
        source.backup(target)
        _make_single(target)


def _make_single(connection: sqlite3.Connection) -> None:
    """One file, without the log that a live database has beside it."""
    connection.execute("PRAGMA journal_mode = DELETE")


def _opened_copy(file: Path, copy: Path) -> Store:
    """The backup in a copy, brought up to date if it is older than this program."""
    if not file.is_file():
        raise StoreError(f"There is no file {file}.")
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as source:
            _copy_file(source, copy)
            faults = source.execute("PRAGMA quick_check(1)").fetchone()[0]
            tables = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
            is_ours = source.execute(tables).fetchone()[0]
    except sqlite3.Error as exc:
        raise StoreError(f"The file {file} is no backup, or is damaged ({exc}).") from exc
    if faults != "ok":
        raise StoreError(f"The backup {file} is damaged ({faults}); take an older one.")
    if not is_ours:
        raise StoreError(f"The file {file} is no backup of this program.")
    return open_store(f"sqlite:///{copy}")


def _find_occupied(store: Store) -> str | None:
    """The name of a table that has rows."""
    with store.read() as connection:
        for table in _TABLES:
            if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
                return table.name
    return None


def _empty(connection: sa.Connection) -> None:
    for table in reversed(_TABLES):
        connection.execute(sa.delete(table))


def _copy(source: sa.Connection, target: sa.Connection, table: sa.Table) -> None:
    rows = source.execution_options(yield_per=_BATCH).execute(
        sa.select(table).order_by(*_IN_ORDER.get(table.name, ()))
    )
    for some in rows.mappings().partitions():
        target.execute(sa.insert(table), _as_dicts(some))


def _as_dicts(rows: Sequence[sa.RowMapping]) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in rows]


def _count_on(connection: sa.Connection) -> None:
    """Numbers go on behind the last; SQLite sees to that itself.

    Behind the last that an edition has seen, too: smaller ones would never be new.
    """
    if connection.dialect.name != "postgresql":
        return
    for column, seen in (
        (quotations.c.number, outbox.c.last_quotation),
        (articles.c.number, outbox.c.last_article),
        (outbox.c.id, outbox.c.id),
    ):
        last = sa.func.greatest(
            sa.select(sa.func.max(column)).scalar_subquery(),
            sa.select(sa.func.max(seen)).scalar_subquery(),
            1,
        )
        sequence = sa.func.pg_get_serial_sequence(column.table.name, column.name)
        connection.execute(sa.select(sa.func.setval(sequence, last)))
