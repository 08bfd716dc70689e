"""What every part of the newsroom stands on: the open store, and who is known by name."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from briefs.briefing import Directory
from briefs.store import counters, people
from briefs.store.backup import back_up
from briefs.store.engine import Listener, Sole, Store
from briefs.topics import load_taxonomy
from briefs.whoswho import load_whoswho

#: What a listener hears when articles may have been loaded by another process.
_LOADED = frozenset({"loads", "changed", "reconnected"})


class Base:
    """The store, and the directory of what is in it, built on first use after each load."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._directory: Directory | None = None
        self._loads = 0  # how many the directory knows of
        self._building = threading.Lock()

    def sole(self, name: str) -> Sole | None:
        """The lock of this name between all processes; None while another process has it."""
        return self._store.sole(name)

    def listen(self, heard: Callable[[str], None]) -> Listener:
        """Be told, in a thread of the listener's, what other processes did.

        From now on what they load is known here. Topics are "inbox", "loads" and "settings", and
        "changed" or "reconnected" when it may have been any of them.
        """

        def hear(topic: str) -> None:
            if topic in _LOADED:
                self._forget_old_directory()
            heard(topic)

        return self._store.listen(hear)

    def backup(self, file: Path) -> None:
        """Write all there is at this moment into a new file, while others read and write."""
        back_up(self._store, file)

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

    def _forget_old_directory(self) -> None:
        with self._store.read() as connection:
            loads = counters.get_count(connection, counters.LOADS)
        with self._building:
            if loads != self._loads:
                self._directory = None

    def _read_directory(self) -> Directory:
        with self._store.read() as connection:
            self._loads = counters.get_count(connection, counters.LOADS)
            return Directory(
                people.find_speakers(connection),
                people.count_topics(connection),
                load_whoswho(),
                load_taxonomy(),
            )
