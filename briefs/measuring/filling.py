"""A library in a store: written by what a load writes with, in larger transactions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from briefs.measuring.library import IN_ARTICLE, Library
from briefs.measuring.library import __file__ as library_file
from briefs.store import articles
from briefs.store.backup import back_up, restore
from briefs.store.engine import open_store
from briefs.store.reading import Reading

_TOGETHER = 100  #: articles written at once
#: Quotations in a transaction. Keys are hashes: each small one would write most pages of the
#: indexes, and write them once more out of the log.
_IN_TRANSACTION = 100_000
#: What SQLite may hold in memory meanwhile, in KiB.
_CACHE = 1_500_000


def mark() -> str:
    """Changes with what libraries are made of; older schemas are brought up to date in place."""
    return sha256(Path(library_file).read_bytes()).hexdigest()[:8]


def make_database(server_url: str, name: str, fill: Callable[[str], None]) -> str:
    """The URL of a database on a PostgreSQL server, filled unless it is there.

    It gets its name when it is full: one that was interrupted is not taken for it.
    """
    server = sa.make_url(server_url).set(drivername="postgresql+psycopg")
    url = server.set(database=name).render_as_string(hide_password=False)
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    known = sa.text("SELECT 1 FROM pg_database WHERE datname = :name")
    with engine.connect() as connection:
        if connection.execute(known, {"name": name}).first():
            return url
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}_part"')
        connection.exec_driver_sql(
            f'CREATE DATABASE "{name}_part" TEMPLATE template0 ENCODING utf8'
        )
    fill(server.set(database=f"{name}_part").render_as_string(hide_password=False))
    with engine.connect() as connection:
        connection.exec_driver_sql(f'ALTER DATABASE "{name}_part" RENAME TO "{name}"')
    with sa.create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
    return url


def fill_store(
    database_url: str, library: Library, *, now: dt.datetime, tell: Callable[[int], None]
) -> None:
    """Write all its articles; `tell` is called with how many quotations there are so far."""
    left, done = library.readings(), 0
    with closing(open_store(database_url)) as store:
        while done < library.quotations:
            with store.write() as connection:
                if connection.dialect.name == "sqlite":
                    connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE}")
                for some in _chunks(islice(left, _IN_TRANSACTION // IN_ARTICLE), _TOGETHER):
                    articles.replace_articles(connection, some, now=now)
                    done = min(done + _TOGETHER * IN_ARTICLE, library.quotations)
                    tell(done)


def copy_store(database_url: str, target_url: str, folder: Path) -> None:
    """The same quotations in another database, by way of a backup."""
    file = folder / "copied.backup"
    file.unlink(missing_ok=True)
    with closing(open_store(database_url)) as store:
        back_up(store, file)
    try:
        restore(target_url, file, replace=True)
    finally:
        file.unlink()


def _chunks(readings: Iterable[Reading], size: int) -> Iterator[list[Reading]]:
    left = iter(readings)
    while some := [*islice(left, size)]:
        yield some
