"""The articles, from the folder they lie in to the store."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from briefs.ingest import loading
from briefs.model import ReloadReport
from briefs.newsroom.base import Base


class Loads(Base):
    """Loading articles."""

    def reload(self, folder: Path, *, now: dt.datetime) -> ReloadReport:
        """Bring the store up to the folder, and say what that changed.

        Raises IngestError when the folder itself cannot be read, and then changes nothing.
        """
        try:
            return loading.reload(self._store, folder, now=now)
        finally:
            self._forget_directory()

    def is_stale(self, folder: Path) -> bool:
        """Whether a reload would change anything, from names, sizes and times alone."""
        return loading.is_stale(self._store, folder)
