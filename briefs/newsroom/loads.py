"""The articles, from the folder they lie in to the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from briefs.ingest import loading
from briefs.model import LoadProgress, ReloadReport
from briefs.newsroom.base import Base


def _tell_nobody(progress: LoadProgress) -> None:
    """Nobody watches."""


class Loads(Base):
    """Loading articles."""

    def reload(
        self,
        folder: Path,
        *,
        now: dt.datetime,
        tell: Callable[[LoadProgress], None] = _tell_nobody,
    ) -> ReloadReport:
        """Bring the store up to the folder, and say what that changed.

        `tell` is called now and then, in this thread. Raises IngestError when the folder itself
        cannot be read, and then changes nothing; LoadingError while another process loads.
        """
        try:
            return loading.reload(self._store, folder, now=now, tell=tell)
        finally:
            self._catch_up()

    def is_stale(self, folder: Path) -> bool:
        """Whether a reload would change anything, from names, sizes and times alone."""
        return loading.is_stale(self._store, folder)
