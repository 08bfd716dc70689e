"""What every part of the newsroom stands on: the open store, and who is known by name."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from briefs.briefing import Directory
from briefs.errors import StoreError
from briefs.store import aliases, counters, people
from briefs.store.backup import back_up
from briefs.store.engine import Listener, Sole, Store
from briefs.topics import load_taxonomy
from briefs.whoswho import load_whoswho

_log = logging.getLogger(__name__)

#: While another process loads, who is quoted is read anew at most so often, and this many times
#: rarer than it takes.
_PAUSE_SECONDS = 2.0
_PAUSE = 5

#: What a listener hears when articles may have been loaded by another process.
_LOADED = frozenset({"loads", "changed", "reconnected"})


class Base:
    """The store, and the directory of what is in it, built on first use after each load."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._directory: Directory | None = None
        self._loads = 0  # how many the directory knows of
        self._forgotten = 0  # how often a directory was dropped
        self._building = threading.Lock()
        self._renewal: threading.Thread | None = None
        self._closing = threading.Event()

    def sole(self, name: str) -> Sole | None:
        """The lock of this name between all processes; None while another process has it."""
        return self._store.sole(name)

    def share(self, name: str) -> Sole | None:
        """The same lock, held with other processes that share it; None while one has it alone."""
        return self._store.share(name)

    def listen(self, heard: Callable[[str], None]) -> Listener:
        """Be told, in a thread of the listener's, what other processes did.

        From now on what they load is known here. Topics are "inbox", "loads" and "settings", and
        "changed" or "reconnected" when it may have been any of them.
        """

        def hear(topic: str) -> None:
            if topic in _LOADED:
                self._renew_directory()
            heard(topic)

        return self._store.listen(hear)

    def learn_names(self) -> None:
        """Know who is quoted before somebody asks: of a hundred thousand that takes seconds."""
        self._quoted()

    def learn_spellings(self) -> None:
        """Be ready for topics, and for names that are misspelt: that takes longer than all else."""
        self._quoted().prepare()

    def backup(self, file: Path) -> None:
        """Write all there is at this moment into a new file, while others read and write."""
        back_up(self._store, file)

    def close(self) -> None:
        """Let go of the database."""
        self._closing.set()
        with self._building:  # whoever finds out who is quoted has a connection
            renewal = self._renewal
        if renewal:
            renewal.join()
        self._store.close()

    def _quoted(self) -> Directory:
        directory = self._directory
        if directory is None:
            with self._building:
                if self._directory is None:
                    self._directory, self._loads = self._read_directory()
                directory = self._directory
        return directory

    def _forget_directory(self) -> None:
        """What was loaded has changed, and the next question must see it."""
        with self._building:
            self._directory = None
            self._forgotten += 1

    def _catch_up(self) -> None:
        """Know what this process has loaded before the next question; until then questions keep to
        the directory there is.
        """
        with self._building:  # whoever is building one from before has to end first
            is_old = self._directory is not None and self._is_behind()
        if is_old:
            directory, loads = self._read_directory()
            directory.prepare()
            with self._building:
                self._directory, self._loads = directory, loads
                self._forgotten += 1  # a renewal under way knows less

    def _renew_directory(self) -> None:
        """Another process loaded something: questions keep to the old directory meanwhile.

        One that knows nobody yet is dropped.
        """
        if self._directory is None or not self._is_behind():
            return
        if not self._directory.speakers:
            self._forget_directory()
            return
        with self._building:
            if self._renewal is None:
                self._renewal = threading.Thread(target=self._keep_renewing, daemon=True)
                self._renewal.start()

    def _keep_renewing(self) -> None:
        """Until the load has ended; with pauses, as answers want the processor, too."""
        pause = 0.0
        while not self._closing.wait(pause) and not self._is_renewed():
            began, forgotten = monotonic(), self._forgotten
            try:
                directory, loads = self._read_directory()
                directory.prepare()
            except StoreError as exc:
                _log.warning("Who is quoted since the last load is not known yet: %s", exc)
            else:
                with self._building:
                    if forgotten == self._forgotten:
                        self._directory, self._loads = directory, loads
            pause = max(_PAUSE_SECONDS, _PAUSE * (monotonic() - began))

    def _is_renewed(self) -> bool:
        """Whether the renewal ends; then whatever is heard from now on begins another."""
        with self._building:
            try:
                ended = not self._is_behind()
            except StoreError:
                return False
            if ended:
                self._renewal = None
            return ended

    def _is_behind(self) -> bool:
        with self._store.read() as connection:
            return counters.get_count(connection, counters.LOADS) != self._loads

    def _read_directory(self) -> tuple[Directory, int]:
        """Who and what is quoted, and how many loads that knows of."""
        with self._store.read() as connection:
            loads = counters.get_count(connection, counters.LOADS)
            speakers, topics = people.find_speakers(connection), people.count_topics(connection)
            names = {one.name: one.stands_for for one in aliases.find_aliases(connection)}
        return Directory(speakers, topics, load_whoswho(), load_taxonomy(), names), loads
