"""The articles folder as it was last seen: what looks the same need not be read again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa

from briefs.store.engine import batches, upsert
from briefs.store.reading import Look, SeenFile
from briefs.store.schema import articles, files


def find_read(connection: sa.Connection, extraction: str) -> set[Look]:
    """How the files looked that these rules and data read."""
    return _find_looks(connection, files.c.extraction == extraction, files.c.reason.is_(None))


def find_failed(connection: sa.Connection, extraction: str) -> set[Look]:
    """How the files looked that they failed to read."""
    return _find_looks(connection, files.c.extraction == extraction, files.c.reason.is_not(None))


def find_unread(connection: sa.Connection, extraction: str) -> set[str]:
    """Keys of files that were seen, but not read by these rules and data."""
    unread = (files.c.extraction != extraction) | files.c.reason.is_not(None)
    return set(connection.execute(sa.select(files.c.key).where(unread)).scalars())


def find_seen(connection: sa.Connection, keys: Collection[str]) -> dict[str, SeenFile]:
    """Those of these files that were seen, by key."""
    about = (files.c.size, files.c.mtime_ns, files.c.extraction, files.c.reason)
    query = sa.select(files.c.key, *about, articles.c.content_hash).outerjoin(
        articles, articles.c.key == files.c.key
    )
    return {
        key: SeenFile(*seen)
        for some in batches(sorted(keys))
        for key, *seen in connection.execute(query.where(files.c.key.in_(some)))
    }


def note_files(connection: sa.Connection, seen: Mapping[str, SeenFile]) -> None:
    """Remember how files looked when they were read, or when that failed."""
    names = ("size", "mtime_ns", "extraction", "reason")
    rows = [
        {"key": key, **{name: getattr(one, name) for name in names}} for key, one in seen.items()
    ]
    upsert(connection, files, rows, lambda new: {name: new[name] for name in names})


def forget_files(connection: sa.Connection, keys: Collection[str]) -> None:
    """They are gone."""
    for some in batches(sorted(keys)):
        connection.execute(sa.delete(files).where(files.c.key.in_(some)))


def _find_looks(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> set[Look]:
    looks = sa.select(files.c.key, files.c.size, files.c.mtime_ns).where(*conditions)
    return set(map(tuple, connection.execute(looks)))
