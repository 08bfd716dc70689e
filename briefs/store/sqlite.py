"""SQLite: one file, write-ahead log, one writer at a time.

What is special about it, and nothing else: settings of a connection, what its errors mean, a lock
between processes, and how a process learns that another one wrote.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import weakref
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import sqlalchemy as sa

from briefs.errors import StoreError

_log = logging.getLogger(__name__)

#: How long a writer waits for another process before it gives up.
_BUSY_MS = 10_000

#: How often a listener looks whether the file has changed.
_LOOKS_SECONDS = 0.5

#: Where it is kept with a connection whether its commits wait for the disk.
_IS_DURABLE = "is_durable"

#: Whether a file has tables, and none of them ours: the journal's mode stays in the file.
_IS_ANOTHERS = "SELECT count(*) > 0 AND sum(name = 'alembic_version') = 0 FROM sqlite_master"

_DAMAGED = (
    "is damaged; move it away, with what lies beside it as -wal and -shm, and restore a backup; "
    "without one the articles are read anew"
)

#: What SQLite says -> what it means and what to do. The first that fits is used.
_SENTENCES = (
    ("not a database", "is not a database; move it away or name another file"),
    ("malformed", _DAMAGED),
    ("readonly", "cannot be written to; check the rights on the file and its folder"),
    (
        "unable to open",
        "cannot be opened; check that it is a file, and that its folder can be written to",
    ),
    ("locked", "is in use by another program that does not let go; try again when it has ended"),
    ("disk is full", "cannot grow because the disk is full; make room and try again"),
    ("disk i/o", "cannot be read or written; check whether the disk is full or failing"),
)


class SQLite:
    """The database in a file."""

    def __init__(self, url: sa.URL) -> None:
        if not url.database or url.database == ":memory:":
            raise StoreError(
                "The database needs a file; give a URL like sqlite:////path/to/file.db"
            )
        if url.query or url.database.startswith("file:"):
            raise StoreError(
                "The database is named by its path alone, as in sqlite:////path/to/file.db; "
                "file: and what follows a ? are not understood"
            )
        self.name = url.database
        _make_folder(Path(url.database).parent)
        # A traceback in the log would otherwise hold what a reader asked.
        self.engine = sa.create_engine(
            url, hide_parameters=True, connect_args={"timeout": _BUSY_MS / 1000}
        )
        sa.event.listen(self.engine, "connect", _prepare)
        sa.event.listen(self.engine, "begin", _begin)

    def check(self, _connection: sa.Connection) -> None:
        """Every file that can be read will do."""

    def close(self) -> None:
        """Let go of the file.

        What was written and deleted still stands in its journal, which goes with the last
        connection only: some may be left to threads that nobody waits for.
        """
        with suppress(sqlite3.Error, sa.exc.SQLAlchemyError), self.engine.connect() as connection:
            driver = driver_of(connection)
            driver.execute("PRAGMA busy_timeout = 0")  # others at work empty it themselves
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.engine.dispose()

    def explain(self, exc: Exception) -> str:
        """What the error means and what to do, to be said of the database."""
        cause = str(getattr(exc, "orig", None) or exc)
        meant = (meaning for sign, meaning in _SENTENCES if sign in cause.lower())
        return next(meant, f"refused: {cause}")

    def sole(self, name: str) -> FileLock | None:
        """A lock that one process holds at a time; None while another does."""
        return FileLock.take(Path(f"{self.name}.{name}.lock"))

    def share(self, name: str) -> FileLock | None:
        """The same lock, held with others that share it; None while one has it alone."""
        return FileLock.take(Path(f"{self.name}.{name}.lock"), alone=False)

    def listen(self, heard: Callable[[str], None]) -> FileWatch:
        """Calls `heard` with "changed" soon after anybody wrote."""
        return FileWatch(self.name, heard)


class FileLock:
    """A transaction on a side file, which the system ends with the process.

    One that writes has the file alone; those that read share it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        weakref.finalize(self, connection.close)  # Python 3.13 complains of those left open

    @classmethod
    def take(cls, file: Path, *, alone: bool = True) -> FileLock | None:
        """None while another process, or another part of this one, has it."""
        try:
            connection = _connect(file, timeout=0)
            try:
                connection.execute("BEGIN EXCLUSIVE" if alone else "BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_master")
            except sqlite3.Error:
                connection.close()
                raise
        except sqlite3.Error as exc:
            if "locked" in str(exc):
                return None
            raise StoreError(
                f"The lock {file} cannot be taken ({exc}); remove it if nothing runs, and check "
                "its folder."
            ) from exc
        return cls(connection)

    def holds(self) -> bool:
        """A file's lock is held until it is released."""
        return True

    def release(self) -> None:
        """Let another process have it. A second call does nothing."""
        self._connection.close()


class FileWatch:
    """A thread that asks the file twice a second whether somebody wrote."""

    def __init__(self, file: str, heard: Callable[[str], None]) -> None:
        self._file = file
        self._heard = heard
        self._closing = threading.Event()
        self._version = -1
        self._thread = threading.Thread(target=self._run, name="store-listener", daemon=True)
        self._connection = _connect(file)
        self._version = self._read_version()
        self._thread.start()

    def close(self) -> None:
        """Stop listening; nothing is heard afterwards."""
        self._closing.set()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        with closing(self._connection):
            while not self._closing.wait(_LOOKS_SECONDS):
                self._look()

    def _look(self) -> None:
        try:
            version = self._read_version()
            if version != self._version:
                self._version = version
                self._heard("changed")
        except (sqlite3.Error, StoreError) as exc:
            _log.warning("Cannot tell whether %s has changed: %s", self._file, exc)

    def _read_version(self) -> int:
        found: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return found


def _connect(file: str | Path, *, timeout: float = _BUSY_MS / 1000) -> sqlite3.Connection:
    """A connection of one's own, in which nothing begins a transaction by itself."""
    return sqlite3.connect(file, timeout=timeout, isolation_level=None, check_same_thread=False)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise StoreError(
            f"The folder {folder} for the database cannot be made ({exc.strerror}); "
            "make it, or name another file"
        ) from exc


def _prepare(connection: sqlite3.Connection, record: sa.pool.ConnectionPoolEntry) -> None:
    """Settings of one SQLite connection; transactions are begun by `_begin` alone."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what readers wrote does not stay in the file
    connection.execute("PRAGMA synchronous = NORMAL")
    record.info[_IS_DURABLE] = False
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    if not connection.execute(_IS_ANOTHERS).fetchone()[0]:  # what is refused is not changed either
        # Readers and the writer do not wait for each other.
        connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: sa.Connection) -> None:
    """A writer takes its lock at once: one that upgrades later can fail without waiting."""
    driver, options = driver_of(connection), connection.get_execution_options()
    if not options.get("writes", False):
        driver.execute("BEGIN")
        return
    # With WAL, NORMAL never costs the file, but a power cut may cost the commits since the last
    # one that was FULL: see decision 8.
    durable = options.get("durable", False)
    if connection.info[_IS_DURABLE] != durable:
        driver.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        connection.info[_IS_DURABLE] = durable
    driver.execute("BEGIN IMMEDIATE")


def driver_of(connection: sa.Connection) -> sqlite3.Connection:
    """What is below: it takes SQL as it is, and its errors are sqlite3's own."""
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
