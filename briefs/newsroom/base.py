"""What every part of the newsroom stands on: the open store, and who is known by name."""

from __future__ import annotations

import threading

from briefs.briefing import Directory
from briefs.store import people
from briefs.store.engine import Store
from briefs.topics import load_taxonomy
from briefs.whoswho import load_whoswho


class Base:
    """The store, and the directory of what is in it, built on first use after each load."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._directory: Directory | None = None
        self._building = threading.Lock()

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def _quoted(self) -> Directory:
        directory = self._directory
        if directory is None:
            with self._building:
                directory = self._directory or self._read_directory()
                self._directory = directory
        return directory

    def _forget_directory(self) -> None:
        """What was loaded has changed; whoever is building one from before has to end first."""
        with self._building:
            self._directory = None

    def _read_directory(self) -> Directory:
        with self._store.read() as connection:
            return Directory(
                people.find_speakers(connection),
                people.count_topics(connection),
                load_whoswho(),
                load_taxonomy(),
            )
