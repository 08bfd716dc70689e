"""PostgreSQL: several processes, on several machines, over one database.

What is special about it, and nothing else: settings of a connection, what its errors mean, a lock
between processes, and how a process learns that another one wrote. No extension is needed.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import sys
import threading
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from briefs.errors import StoreError

_log = logging.getLogger(__name__)

#: The channel on which processes tell each other what they wrote.
_CHANNEL = "nato_briefs"

#: How long a listener waits for a word before it looks whether it is to stop, and between attempts
#: to find a server that is gone.
_LISTENS_SECONDS = 0.5

#: The server must answer a connection within so long.
_CONNECT_SECONDS = 5

#: A peer that is gone is noticed after 10 + 3 × 5 seconds, by either side.
_KEEPALIVE = {"idle": 10, "interval": 5, "count": 3}
_UNACKNOWLEDGED_MS = 20_000

#: The longest statement of a load takes a fraction of the first.
_PATIENCE = {
    "statement_timeout": "60s",
    "lock_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
}

_SETTINGS = {
    "timezone": "UTC",
    "jit": "off",  # compiling takes longer than any of our statements
    # Other processes read ahead in ten times the time in which the system gives a page it has.
    "effective_io_concurrency": "0",
    **_PATIENCE,
    **{f"tcp_keepalives_{name}": str(value) for name, value in _KEEPALIVE.items()},
    "tcp_user_timeout": str(_UNACKNOWLEDGED_MS),
}

_UNREACHABLE = "cannot be reached; check that the server runs and the address in the database URL"
_STRANGER = "does not let {user} in; check user and password in the database URL"
_MISSING = "does not exist on its server; make it with CREATE DATABASE … ENCODING 'UTF8'"

#: SQLSTATE, or its first characters -> what it means and what to do. The first that fits is used.
_BY_STATE = (
    ("28", _STRANGER),
    ("3D000", _MISSING),
    ("42501", "does not allow {user} to do this; grant the rights on its tables and schema"),
    ("25006", "can only be read, as a standby or by a setting; name the server that takes writes"),
    ("53100", "cannot grow because the server's disk is full; make room and try again"),
    ("53300", "has no connection left; raise max_connections or run fewer processes"),
    ("55P03", "is in use by another program that does not let go; try again when it has ended"),
    ("57014", "took too long over a statement; check what else keeps the server busy"),
    ("57P", "is being stopped or started; it is tried again with the next call"),
    ("40", "was changed by two at once; try again"),
    ("XX00", "is damaged; restore a backup"),
)

#: What the client says where the server has not spoken. The first that fits is used.
_BY_WORDS = (
    ("password authentication failed", _STRANGER),
    ("no password supplied", _STRANGER),
    ("no pg_hba.conf entry", _STRANGER),
    ("role ", _STRANGER),
    ("does not exist", _MISSING),
    ("too many clients", "has no connection left; raise max_connections or run fewer processes"),
    ("starting up", "is being stopped or started; it is tried again with the next call"),
    ("shutting down", "is being stopped or started; it is tried again with the next call"),
    ("queuepool limit", "is too slow for the questions; check what keeps the server busy"),
    ("connection", _UNREACHABLE),
    ("resolve host", _UNREACHABLE),
    ("timeout", _UNREACHABLE),
)


class PostgreSQL:
    """The database on a server."""

    def __init__(self, url: sa.URL) -> None:
        self.name = f"{url.database} at {_address(url)}"
        self._user = url.username or "this user"
        self._password = url.password
        try:
            self.engine = sa.create_engine(
                url.set(drivername="postgresql+psycopg"),
                hide_parameters=True,  # a traceback in the log would hold what a reader asked
                use_native_hstore=False,  # or each connection looks for an extension we do not need
                pool_pre_ping=True,  # after a restart of the server idle connections are dead
                pool_size=10,
                max_overflow=10,
                pool_timeout=30,
                connect_args={
                    "connect_timeout": _CONNECT_SECONDS,
                    "application_name": "nato-briefs",
                    "client_encoding": "utf8",
                    "tcp_user_timeout": _UNACKNOWLEDGED_MS,
                    **{f"keepalives_{name}": value for name, value in _KEEPALIVE.items()},
                },
            )
        except ImportError as exc:
            raise StoreError(
                "PostgreSQL needs one more package; install it with: "
                f'{sys.executable} -m pip install "psycopg[binary]"'
            ) from exc
        sa.event.listen(self.engine, "connect", _prepare)
        sa.event.listen(self.engine, "checkin", _forget_reading)

    def check(self, connection: sa.Connection) -> None:
        """Text in any script must fit; the order of texts is ours in every collation."""
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise StoreError(
                f"The database {self.name} has the encoding {encoding}, which lacks letters; make "
                "one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
            )

    def close(self) -> None:
        """Let go of the server."""
        self.engine.dispose()

    def explain(self, exc: Exception) -> str:
        """What the error means and what to do, to be said of the database."""
        orig = getattr(exc, "orig", None)
        state, cause = getattr(orig, "sqlstate", None) or "", str(orig or exc)
        for start, meaning in _BY_STATE:
            if state.startswith(start):
                return meaning.format(user=self._user)
        for sign, meaning in _BY_WORDS:
            if not state and sign in cause.lower():
                return meaning.format(user=self._user)
        if self._password:
            cause = cause.replace(self._password, "…")
        return f"refused: {cause}"

    def sole(self, name: str) -> SessionLock | None:
        """A lock that one process holds at a time; None while another does."""
        return self._take(name, sa.func.pg_try_advisory_lock)

    def share(self, name: str) -> SessionLock | None:
        """The same lock, held with others that share it; None while one has it alone."""
        return self._take(name, sa.func.pg_try_advisory_lock_shared)

    def _take(self, name: str, lock: Callable[[int], Any]) -> SessionLock | None:
        connection = self._apart()
        taken = sa.select(lock(lock_key(name)))
        if connection.execute(taken).scalar_one():
            return SessionLock(connection)
        connection.close()
        return None

    def listen(self, heard: Callable[[str], None]) -> ChannelWatch:
        """Calls `heard` with each topic announced, and with "reconnected" after a gap."""
        return ChannelWatch(self._apart, heard)

    def _apart(self) -> sa.Connection:
        """A connection that belongs to the caller, not to the pool; each statement by itself."""
        connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()
        return connection


class SessionLock:
    """An advisory lock on a connection of its own, which the server ends with the process."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._using = threading.Lock()

    def holds(self) -> bool:
        """Whether the connection lives; once it is lost, another process may have the lock."""
        with self._using:
            try:
                self._connection.exec_driver_sql("SELECT 1")
            except sa.exc.SQLAlchemyError:
                return False
            return True

    def release(self) -> None:
        """Let another process have it. A second call does nothing."""
        with self._using:
            if not self._connection.closed:
                # The server ends a closed session a little later: whoever asks next must get it.
                with contextlib.suppress(sa.exc.SQLAlchemyError):
                    self._connection.exec_driver_sql("SELECT pg_advisory_unlock_all()")
            self._connection.close()


class ChannelWatch:
    """A thread that listens on the channel, and looks for the server again when it is gone."""

    def __init__(self, connect: Callable[[], sa.Connection], heard: Callable[[str], None]) -> None:
        self._connect = connect
        self._heard = heard
        self._closing = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(self._tune_in(),), name="store-listener", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop listening; nothing is heard afterwards."""
        self._closing.set()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _tune_in(self) -> sa.Connection:
        connection = self._connect()
        connection.exec_driver_sql(f"LISTEN {_CHANNEL}")
        return connection

    def _run(self, connection: sa.Connection) -> None:
        while not self._closing.is_set():
            try:
                self._hear(connection)
            except connection.dialect.loaded_dbapi.Error:
                _log.warning("The line to the database is cut; it is looked for again.")
                _end(connection)
                connection = self._find_again() or connection
        _end(connection)

    def _hear(self, connection: sa.Connection) -> None:
        driver: Any = connection.connection.dbapi_connection
        while not self._closing.is_set():
            for notice in driver.notifies(timeout=_LISTENS_SECONDS):
                self._tell(notice.payload)

    def _find_again(self) -> sa.Connection | None:
        while not self._closing.wait(_LISTENS_SECONDS):
            try:
                connection = self._tune_in()
            except sa.exc.SQLAlchemyError:
                continue
            _log.info("The line to the database is back.")
            self._tell("reconnected")
            return connection
        return None

    def _tell(self, topic: str) -> None:
        try:
            self._heard(topic)
        except StoreError as exc:
            _log.warning("A change was heard of and could not be looked at: %s", exc)


def lock_key(name: str) -> int:
    """The number by which PostgreSQL knows a lock."""
    return int.from_bytes(hashlib.sha256(f"nato-briefs {name}".encode()).digest()[:8], signed=True)


def announce(connection: sa.Connection, topic: str) -> None:
    """Tell every listener when this transaction is kept."""
    told = sa.text("SELECT pg_notify(:channel, :topic)")
    connection.execute(told, {"channel": _CHANNEL, "topic": topic})


def take_turn(connection: sa.Connection, name: str) -> None:
    """Wait until no other transaction has this turn, which ends with the transaction."""
    turn = sa.text("SELECT pg_advisory_xact_lock(:key)")
    connection.execute(turn, {"key": lock_key(name)})


def take_your_time(connection: sa.Connection) -> None:
    """Lift the limits on how long a statement, a lock or a pause may take."""
    for setting in _PATIENCE:
        connection.exec_driver_sql(f"SET LOCAL {setting} = 0")


def _address(url: sa.URL) -> str:
    host = url.host or url.query.get("host") or "the local socket"
    return f"{host}:{url.port}" if url.port else str(host)


def _prepare(connection: Any, _record: Any) -> None:
    """Settings of one connection."""
    settings = ", ".join(f"set_config('{name}', %s, false)" for name in _SETTINGS)
    connection.autocommit = True
    connection.execute(f"SELECT {settings}", list(_SETTINGS.values()))
    connection.autocommit = False


def _forget_reading(connection: Any, _record: Any) -> None:
    """The next transaction asks for nothing: to demand writing is an error on a standby."""
    if connection is not None and not connection.closed:
        connection.read_only = None


def _end(connection: sa.Connection) -> None:
    try:
        connection.close()
    except sa.exc.SQLAlchemyError:
        _log.debug("The connection was gone already.")
