"""What the inbox promises: every update once, and no text kept, on a real SQLite file."""

import datetime as dt
import sqlite3
from contextlib import closing

import sqlalchemy as sa

from briefs.store import inbox
from briefs.store.schema import handled_updates
from tests.builders import NOW, an_update

LATER = NOW + dt.timedelta(hours=1)


def test_an_update_is_received_once(store):
    """While it waits and after it was handled: Telegram may give it again."""
    with store.write() as connection:
        first = inbox.receive(connection, [an_update(5), an_update(4)], now=NOW)
        again = inbox.receive(connection, [an_update(5), an_update(6)], now=NOW)
        inbox.finish(connection, 5, now=NOW)
        late = inbox.receive(connection, [an_update(5)], now=LATER)

    assert [item.update_id for item in first] == [5, 4]
    assert [item.update_id for item in again] == [6]
    assert late == ()


def test_twice_in_one_batch_is_once(store):
    with store.write() as connection:
        assert len(inbox.receive(connection, [an_update(5), an_update(5)], now=NOW)) == 1


def test_what_waits_is_in_telegrams_order(store):
    """With its text as it came."""
    with store.write() as connection:
        inbox.receive(
            connection, [an_update(9), an_update(2, chat_id=-3, payload='{"é": 1}')], now=NOW
        )
    with store.read() as connection:
        waiting = inbox.pending(connection)

    assert waiting == (an_update(2, chat_id=-3, payload='{"é": 1}'), an_update(9))


def test_handling_deletes_the_text(store, tmp_path):
    """Nothing a reader wrote stays in a row."""
    with store.write() as connection:
        inbox.receive(connection, [an_update(5, payload="my secret")], now=NOW)
        inbox.finish(connection, 5, now=NOW)

    with closing(sqlite3.connect(tmp_path / "briefs.db")) as connection:
        assert "my secret" not in "".join(connection.iterdump())


def test_the_text_does_not_outlive_the_bot(sqlite_store, tmp_path):
    """Nor in what SQLite keeps beside its file, even if somebody else has that open."""
    with closing(sqlite3.connect(tmp_path / "briefs.db")) as other:
        other.execute("SELECT count(*) FROM counters").fetchone()
        with sqlite_store.write() as connection:
            inbox.receive(connection, [an_update(5, payload="my secret " * 500)], now=NOW)
        with sqlite_store.write() as connection:
            inbox.finish(connection, 5, now=NOW)
        sqlite_store.close()

        written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert b"my secret" not in written


def test_an_update_left_behind_is_begun_three_times_again(store):
    """Then it is set aside, and those behind it get their turn. It stays where it is."""
    with store.write() as connection:
        inbox.receive(connection, [an_update(5), an_update(6)], now=NOW)
        begun = [inbox.begin_again(connection, 5) for _ in range(4)]
        waiting = inbox.pending(connection)

        assert begun == [True, True, True, False]
        assert [(item.update_id, item.attempts) for item in waiting] == [(6, 0)]
        assert inbox.count_set_aside(connection) == 1
        assert inbox.receive(connection, [an_update(5)], now=NOW) == ()


def test_ids_are_forgotten_after_two_days(store):
    """The table does not grow for ever."""
    with store.write() as connection:
        inbox.finish(connection, 5, now=NOW)
        inbox.finish(connection, 6, now=NOW + dt.timedelta(hours=1))
        inbox.forget(connection, now=NOW + dt.timedelta(hours=48, seconds=1))
        left = connection.execute(sa.select(handled_updates.c.update_id)).scalars().all()

    assert left == [6]
