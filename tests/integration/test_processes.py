"""What processes over one database know of each other: locks, and that something was written."""

from __future__ import annotations

import gc
import os
import queue
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Thread

import pytest

from briefs.errors import StoreError
from briefs.store import counters
from briefs.store.engine import Store, announce, open_store, take_turn
from tests.servers import Server, file_url

#: Longer than anything here takes; what does not happen by then does not happen.
PATIENCE = 20

HOLDER = """
import sys
from briefs.store.engine import open_store
lock = open_store(sys.argv[1]).sole("poller")
print("held" if lock else "refused", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_process(url: str) -> Iterator[subprocess.Popen[str]]:
    """A process that takes the poller's lock, if it can, and keeps it while it lives."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**dict(os.environ), "PYTHONPATH": "."},  # noqa: TID251 - a process needs a path
    ) as process:
        yield process
        process.kill()


class Ear:
    """What a listener was told."""

    def __init__(self, store: Store) -> None:
        self._heard: queue.Queue[str] = queue.Queue()
        self.listener = store.listen(self._heard.put)

    def hears(self) -> str:
        return self._heard.get(timeout=PATIENCE)

    def hears_nothing_more(self) -> bool:
        self.listener.close()
        return self._heard.empty()


@pytest.fixture
def ear(store: Store) -> Iterator[Ear]:
    ear = Ear(store)
    yield ear
    ear.listener.close()


class TestSole:
    def test_one_holds_it_at_a_time(self, store):
        """Until it lets go; a second release does nothing."""
        lock = store.sole("poller")
        assert lock is not None
        assert lock.holds()
        assert store.sole("poller") is None

        lock.release()
        lock.release()

        again = store.sole("poller")
        assert again is not None
        again.release()

    def test_locks_of_other_names_are_free(self, store):
        poller, sender = store.sole("poller"), store.sole("sender")

        assert poller is not None
        assert sender is not None
        poller.release()
        sender.release()

    def test_those_that_share_it_keep_away_whoever_wants_it_alone(self, store):
        """And the other way round: processes that are posted to, and one that polls."""
        first, second = store.share("intake"), store.share("intake")
        assert first is not None
        assert second is not None

        first.release()
        assert store.sole("intake") is None
        second.release()

        alone = store.sole("intake")
        assert alone is not None
        assert store.share("intake") is None
        alone.release()

    def test_a_lock_that_nobody_knows_of_is_released(self, sqlite_store):
        """Closed, too: an open file that is forgotten is a warning from Python 3.13 on."""
        sqlite_store.sole("intake")
        gc.collect()

        again = sqlite_store.sole("intake")
        assert again is not None
        again.release()

    def test_writing_goes_on_beside_it(self, store):
        """The lock is no transaction of the database."""
        lock = store.sole("poller")
        with store.write() as connection:
            counters.bump(connection, "x")
        with store.read() as connection:
            assert counters.get_count(connection, "x") == 1
        assert lock is not None
        lock.release()

    def test_another_process_is_refused_and_its_death_frees_the_lock(self, store, database_url):
        """Killed, so that nothing of it can tidy up."""
        with another_process(database_url) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            assert store.sole("poller") is None
            holder.send_signal(signal.SIGKILL)
            holder.wait()

        for _ in range(1000):  # a server notices the death of a client a moment later
            if lock := store.sole("poller"):
                break
        assert lock is not None
        lock.release()

    def test_a_lock_whose_connection_was_cut_is_held_no_more(self, server, shared_database):
        """Its holder learns so when it asks, and may not rely on it before."""
        with closing(open_store(shared_database.url)) as store:
            lock = store.sole("sender")
            assert lock is not None
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            )

            assert not lock.holds()
            assert not lock.holds()  # the connection does not come back without the lock
            lock.release()
            assert not lock.holds()

    def test_a_lock_file_that_is_none_is_named(self, tmp_path):
        """Whoever left it there, the way out is said."""
        with closing(open_store(file_url(tmp_path / "briefs.db"))) as store:
            (tmp_path / "briefs.db.intake.lock").write_text("Locked by Anna. " * 100)

            with pytest.raises(StoreError, match=r"intake\.lock cannot be taken .* remove it"):
                store.sole("intake")


class TestListening:
    def test_what_another_wrote_is_heard(self, database_url, ear):
        """On PostgreSQL by its topic; a file only tells that it has changed."""
        with closing(open_store(database_url)) as other, other.write() as connection:
            counters.bump(connection, counters.LOADS)
            announce(connection, "loads")

        assert ear.hears() == ("changed" if "sqlite" in database_url else "loads")

    def test_what_is_undone_is_not_heard(self, store, ear):
        def fail() -> None:
            with store.write() as connection:
                counters.bump(connection, counters.LOADS)
                announce(connection, "settings")
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        with store.write() as connection:
            counters.bump(connection, counters.LOADS)
            announce(connection, "loads")

        assert ear.hears() in {"loads", "changed"}
        assert ear.hears_nothing_more()

    def test_a_listener_finds_the_server_again(self, server: Server, shared_database):
        """And says so, since it may have missed something."""
        with closing(open_store(shared_database.url)) as store:
            ear = Ear(store)
            server.stop()
            server.start()

            assert ear.hears() == "reconnected"
            with store.write() as connection:
                announce(connection, "inbox")
            assert ear.hears() == "inbox"
            ear.listener.close()


class TestTurns:
    def test_counting_in_turn_loses_nothing(self, store):
        """Two at once read the same number only where nobody waits."""

        def count_up() -> None:
            for _ in range(10):
                with store.write() as connection:
                    take_turn(connection, "count")
                    counters.bump(connection, "turns")

        threads = [Thread(target=count_up) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        with store.read() as connection:
            assert counters.get_count(connection, "turns") == 40
