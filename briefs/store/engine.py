"""Opening the database: one engine, reading and writing transactions, errors in one sentence.

The one file that knows which engine it is talking to, together with `search` and the revisions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from briefs.errors import StoreError
from briefs.store.migrating import migrate
from briefs.store.schema import REVISION

T = TypeVar("T")

#: How long a writer waits for another process before it gives up.
_BUSY_MS = 10_000

#: What SQLite says -> what it means and what to do. The first that fits is used.
_SENTENCES = (
    ("not a database", "is not a database; move it away or name another file"),
    ("malformed", "is damaged; restore a backup, or move it away and the articles are read anew"),
    ("readonly", "cannot be written to; check the rights on the file and its folder"),
    ("unable to open", "cannot be opened; check that its folder exists and can be written to"),
    ("locked", "is in use by another program that does not let go; try again when it has ended"),
    ("disk is full", "cannot grow because the disk is full; make room and try again"),
    ("disk i/o", "cannot be read or written; check whether the disk is full or failing"),
)


class Store:
    """An open database. Reads run side by side in any thread; writes wait for each other."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A consistent view for as long as the block runs; nothing written in it is kept."""
        with self._translated(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One transaction: kept when the block ends, undone when it raises."""
        with self._translated(), self._engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.SQLAlchemyError as exc:
            raise _store_error(self._engine.url, exc) from exc


def open_store(database_url: str) -> Store:
    """The database at the URL, created or brought up to date first.

    Raises StoreError with a sentence that says what to do.
    """
    url = _checked(database_url)
    # A traceback in the log would otherwise hold what a reader asked.
    engine = sa.create_engine(url, hide_parameters=True, connect_args={"timeout": _BUSY_MS / 1000})
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    store = Store(engine)
    try:
        _bring_up_to_date(store, url)
    except BaseException:
        store.close()
        raise
    return store


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
    statement = sqlite.insert(table)
    if update is None:
        statement = statement.on_conflict_do_nothing()
    else:
        statement = statement.on_conflict_do_update(
            index_elements=key or [column.name for column in table.primary_key],
            set_=update(statement.excluded),
        )
    connection.execute(statement, rows)


def batches(items: Sequence[T], size: int = 500) -> Iterator[Sequence[T]]:
    """The items in lists short enough for one IN (…)."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _checked(database_url: str) -> sa.URL:
    try:
        url = sa.make_url(database_url)
    except sa.exc.ArgumentError as exc:
        raise StoreError(
            "The database URL cannot be read; it looks like sqlite:////path/to/file.db"
        ) from exc
    if url.get_backend_name() != "sqlite":
        raise StoreError(
            f"This version keeps its data in SQLite, not in {url.get_backend_name()}; "
            "give a URL like sqlite:////path/to/file.db"
        )
    if not url.database or url.database == ":memory:":
        raise StoreError("The database needs a file; give a URL like sqlite:////path/to/file.db")
    _make_folder(Path(url.database).parent)
    return url


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise StoreError(
            f"The folder {folder} for the database cannot be made ({exc.strerror}); "
            "make it, or name another file"
        ) from exc


def _bring_up_to_date(store: Store, url: sa.URL) -> None:
    with store.read() as connection:
        found = _revision(connection)
    if found == REVISION:
        return
    with store.write() as connection:
        # Another process may have been faster; inside the transaction the answer is final.
        found = _revision(connection)
        if found != REVISION:
            migrate(connection, found, REVISION, str(url.database))


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    """Settings of one SQLite connection; transactions are begun by `_begin` alone."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",  # readers and the writer do not wait for each other
        "synchronous = NORMAL",  # with WAL: a power cut costs the last commits, never the file
        "foreign_keys = ON",
        f"busy_timeout = {_BUSY_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    """A writer takes its lock at once: one that upgrades later can fail without waiting."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _store_error(url: sa.URL, exc: sa.exc.SQLAlchemyError) -> StoreError:
    cause = str(getattr(exc, "orig", None) or exc)
    for sign, meaning in _SENTENCES:
        if sign in cause.lower():
            return StoreError(f"The database {url.database} {meaning}.")
    return StoreError(f"The database {url.database} refused: {cause}")
