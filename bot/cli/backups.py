"""`backup` and `restore`: all there is in one file, and back; also from SQLite to PostgreSQL."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.config import Settings
from briefs import newsroom


def back_up(settings: Settings, file: Path) -> None:
    """Write all there is into a new file. A bot that runs goes on meanwhile."""
    opened = newsroom.open_newsroom(settings.database_url)
    try:
        opened.backup(file)
    finally:
        opened.close()
    sys.stdout.write(f"{file}: {file.stat().st_size / 1e6:.1f} MB\n")


def restore(settings: Settings, file: Path, *, replace: bool) -> None:
    """Put a backup into the database that is configured."""
    newsroom.restore(settings.database_url, file, replace=replace)
    sys.stdout.write("The backup is in the database.\n")
