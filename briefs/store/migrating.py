"""Bringing a database up to the revision this code knows.

Alembic is loaded only here and only when there is something to do: start-up must stay short.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from briefs.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).parent.parent / "migrations"


def migrate(connection: sa.Connection, found: str | None, target: str, name: str) -> None:
    """Apply what is missing inside the caller's transaction, all of it or nothing.

    Raises StoreError when the database is newer than this code, or holds other tables.
    """
    from alembic import command  # noqa: PLC0415 - a third of start-up, for one start in hundreds

    command.upgrade(check_revision(connection, found, name), target)


def configure(connection: sa.Connection) -> Config:
    """What Alembic's commands need to work on this connection, in its transaction."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def check_revision(connection: sa.Connection, found: str | None, name: str) -> Config:
    """What applies what is missing. Raises StoreError when nothing can be applied here."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as above

    config = configure(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(
            f"The database {name} was written by a newer version (schema {found}); "
            "upgrade this program, or name another file."
        )
    if found is None and sa.inspect(connection).get_table_names():
        raise StoreError(f"The database {name} belongs to another program; name another one.")
    return config
