"""Databases of earlier versions, by the revisions alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import command

from briefs.store import migrating


@contextmanager
def connected(url: str) -> Iterator[sa.Connection]:
    """A transaction of nobody's but the test's."""
    engine = sa.create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def settle(url: str, revision: str, *, back: bool = False) -> None:
    """Bring a database to this revision, by the scripts alone."""
    with connected(url) as connection:
        config = migrating.configure(connection)
        (command.downgrade if back else command.upgrade)(config, revision)
