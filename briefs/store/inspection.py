"""Whether the database could be used, found out without making or changing anything.

For whoever wants to know before the bot starts; the bot itself just opens the store.
"""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from briefs.errors import StoreError
from briefs.store import inbox
from briefs.store.engine import Store, connect_store, find_revision
from briefs.store.migrating import check_revision
from briefs.store.schema import REVISION, counters

#: Less room on the disk is as good as none: a load of some thousand articles takes this much.
LEAST_BYTES: Final = 100_000_000


def inspect_database(database_url: str) -> str:
    """The state of the database in a few words. Raises StoreError: what is wrong and what to do."""
    file = _file(database_url)
    if file is not None and not file.exists():
        return f"{file} is not there yet; the first start makes it ({_room(_folder(file))})"
    with closing(connect_store(database_url)) as store:
        state = _look(store)
        _try_to_write(store, state)
    return f"{store.name}, {state}" + (f" ({_room(file.parent)})" if file else "")


def count_set_aside(database_url: str) -> int:
    """How many updates wait that are no longer tried; 0 where there is no inbox yet."""
    file = _file(database_url)
    if file is not None and not file.exists():
        return 0
    with closing(connect_store(database_url)) as store, store.read() as connection:
        is_current = find_revision(connection) == REVISION
        return inbox.count_set_aside(connection) if is_current else 0


def _file(database_url: str) -> Path | None:
    """The file of an SQLite database."""
    try:
        url = sa.make_url(database_url)
    except sa.exc.ArgumentError:
        return None  # opening it says what is wrong
    is_file = url.get_backend_name() == "sqlite" and url.database
    return Path(url.database) if is_file and url.database else None


def _folder(file: Path) -> Path:
    """The nearest folder that there is, in which the missing ones can be made."""
    folder = next(folder for folder in file.absolute().parents if folder.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise StoreError(f"The database {file} cannot be made: {folder} cannot be written to.")
    return folder


def _room(folder: Path) -> str:
    free = shutil.disk_usage(folder).free
    if free < LEAST_BYTES:
        raise StoreError(f"The disk of {folder} has {free // 1_000_000} MB left; make room.")
    return f"{free / 1_000_000_000:.1f} GB free"


def _look(store: Store) -> str:
    """What is in it; raises what opening it would."""
    with store.read() as connection:
        store.check(connection)
        if connection.dialect.name == "sqlite":
            _require_sound(connection, store.name)
        found = find_revision(connection)
        if found == REVISION:
            return f"schema {found}"
        check_revision(connection, found, store.name)
    return f"schema {found}, which the next start updates" if found else "empty"


def _require_sound(connection: sa.Connection, name: str) -> None:
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != "ok":
        fault = " ".join(found.split())
        raise StoreError(
            f"The database {name} is damaged ({fault}); move it away and restore a backup."
        )


class _UndoneError(Exception):
    """Ends a transaction that is not to be kept."""


def _try_to_write(store: Store, state: str) -> None:
    """Write a row, or a table where there are none yet, and take it back."""
    statement: sa.Executable = sa.insert(counters).values(name="inspection", value=0)
    if not state.startswith("schema") or REVISION not in state:
        statement = sa.text("CREATE TABLE inspection (number INTEGER)")
    try:
        with store.write() as connection:
            connection.execute(statement)
            raise _UndoneError  # noqa: TRY301 -- that is how it is taken back
    except _UndoneError:
        return
