"""Backups: everything of one moment in one file, and back into either engine."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
import sqlalchemy as sa

from briefs.errors import StoreError
from briefs.model import Destination, Subject
from briefs.newsroom import Newsroom, open_newsroom, restore
from briefs.store import people
from briefs.store.backup import back_up
from briefs.store.engine import Store, open_store
from briefs.store.schema import articles, counters, metadata, quotations
from tests.builders import NOW, a_quotation, an_article, an_update
from tests.library import load, remove, shown, words
from tests.newsstand import Newsstand
from tests.schemas import connected, settle
from tests.servers import file_url

EIGHT = dt.time(8)


def contents(store: Store) -> dict[str, list[Any]]:
    """Every row of every table but the counters."""
    with store.read() as connection:
        return {
            table.name: sorted(map(str, connection.execute(sa.select(table))))
            for table in metadata.sorted_tables
            if table is not counters
        }


@pytest.fixture
def full(stand: Newsstand) -> Store:
    """A store with rows in every table, in the states that refer to each other."""
    newsroom = stand.newsroom
    store: Store = newsroom._store
    load(
        store,
        an_article(a_quotation("Die Brücke hält.", by="Émile Zett", topics=["china"]), key="a.txt"),
        an_article(a_quotation("We withdraw this."), key="b.txt"),
    )
    remove(store, "b.txt")
    newsroom.receive_updates([an_update(4), an_update(5)], now=NOW)
    newsroom.finish_update(4, now=NOW)
    stand.subscribes(Destination(chat_id=-1_001_234_567_890, thread_id=3), now="2021-03-20 10:00")
    stand.ticks("2021-03-23 08:00")
    return store


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request, tmp_path) -> str:
    """The URL of another empty database, on each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'elsewhere.db'}"
    return str(request.getfixturevalue("server").make_database())


def test_a_backup_brings_everything_back(full, elsewhere, tmp_path):
    """From either engine to either engine, also what is withdrawn, merged and seen."""
    Newsroom(full).backup(tmp_path / "backup.db")
    restore(elsewhere, tmp_path / "backup.db")

    with closing(open_store(elsewhere)) as store:
        assert contents(store) == contents(full)
        assert words(store, Subject(words="brucke")) == ["Die Brücke hält."]


def test_work_goes_on_where_it_stopped(full, elsewhere, tmp_path):
    """New rows get numbers of their own, and what was sent is not sent again."""
    Newsroom(full).backup(tmp_path / "backup.db")
    restore(elsewhere, tmp_path / "backup.db")

    with closing(Newsstand(elsewhere)) as stand:
        assert stand.ticks("2021-03-23 09:00") == []
        stand.prints("we stand together")
        (delivery,) = stand.ticks("2021-03-24 08:00")
        with stand.newsroom._store.read() as connection:
            carried = connection.exec_driver_sql(
                f"SELECT count(*) FROM outbox_items WHERE outbox_id = {delivery.id}"
            )
            assert carried.scalar_one() == 1


def test_a_backup_is_one_file_for_its_owner(full, tmp_path):
    """Nothing lies beside it, and nobody else may read whom the bot writes to."""
    folder = tmp_path / "backups"
    folder.mkdir()
    Newsroom(full).backup(folder / "backup.db")

    assert [file.name for file in folder.iterdir()] == ["backup.db"]
    assert (folder / "backup.db").stat().st_mode & 0o077 == 0


@contextmanager
def writing(store: Store) -> Iterator[Event]:
    """While the block runs, articles are replaced: each has two quotations that belong together."""
    wrote, done = Event(), Event()

    def write() -> None:
        for number in count():
            if done.is_set():
                return
            said = [a_quotation(f"Round {number}, words {n}.") for n in range(2)]
            load(store, an_article(*said, key=f"{number % 3}.txt"))
            wrote.set()

    thread = Thread(target=write)
    thread.start()
    try:
        yield wrote
    finally:
        done.set()
        thread.join()


def test_a_backup_taken_while_others_write_is_of_one_moment(store, tmp_path):
    """No article is in it by half."""
    with writing(store) as wrote:
        for number in range(3):
            wrote.wait()
            wrote.clear()
            Newsroom(store).backup(tmp_path / f"{number}.db")

    for number in range(3):
        with closing(open_store(f"sqlite:///{tmp_path / f'{number}.db'}")) as backup:
            rounds = [text.partition(",")[0] for text in words(backup)]
            assert rounds
            assert all(rounds.count(each) == 2 for each in rounds)
            with backup.read() as connection:
                standing = sa.select(quotations.c.article_key).where(
                    quotations.c.withdrawn.is_(False)
                )
                there = set(connection.execute(standing).scalars())
                assert there == set(connection.execute(sa.select(articles.c.key)).scalars())


def test_a_backup_overwrites_nothing(full, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear allies,")

    with pytest.raises(StoreError, match=r"There is a file .*letter\.txt already"):
        Newsroom(full).backup(tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == "Dear allies,"


def test_a_folder_that_is_missing_is_named(full, tmp_path):
    with pytest.raises(StoreError, match=r"^There is no folder .*nowhere; make it, or"):
        Newsroom(full).backup(tmp_path / "nowhere" / "backup.db")


def test_a_database_in_use_is_not_replaced_by_mistake(full, database_url, tmp_path):
    """Only when one says so; then all of it."""
    file = tmp_path / "backup.db"
    Newsroom(full).backup(file)
    load(full, an_article(a_quotation("Loaded since."), key="c.txt"))

    with pytest.raises(StoreError, match=r"holds data already .* with --replace"):
        restore(database_url, file)
    assert "Loaded since." in words(full)

    restore(database_url, file, replace=True)
    assert words(full) == ["Die Brücke hält."]


def test_a_process_that_runs_learns_that_all_has_changed(full, database_url, tmp_path):
    """Names are looked up in an index; it is made anew."""
    file = tmp_path / "backup.db"
    Newsroom(full).backup(file)
    heard = Event()
    with closing(open_newsroom(database_url)) as running:
        load(full, an_article(a_quotation("More.", by="Bo Lee"), key="c.txt"))
        assert [one.name for one in running.find_speakers()] == ["Bo Lee", "Émile Zett"]
        listener = running.listen(lambda _topic: heard.set())
        restore(database_url, file, replace=True)
        assert heard.wait(20)
        for _ in range(10_000):  # the index is made beside the answers
            if running.stats().speakers == 1:
                break
        listener.close()

        assert [one.name for one in running.find_speakers()] == ["Émile Zett"]


def not_there(_file: Path) -> None:
    """No file at all."""


def a_letter(file: Path) -> None:
    file.write_text("Dear allies, " * 500)


def songs(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")


def damaged(file: Path) -> None:
    with closing(open_store(f"sqlite:///{file}")) as store:
        load(store, *(an_article(a_quotation(f"Words {n}."), key=f"{n}") for n in range(50)))
    content = file.read_bytes()
    file.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))


@pytest.mark.parametrize("broken", [not_there, a_letter, songs, damaged])
def test_what_is_no_backup_changes_nothing(
    store, database_url, tmp_path, broken: Callable[[Path], None]
):
    load(store, an_article(a_quotation("We agree.")))
    broken(tmp_path / "broken.db")

    with pytest.raises(StoreError, match=r"no file|no backup|damaged"):
        restore(database_url, tmp_path / "broken.db", replace=True)
    assert words(store) == ["We agree."]


def test_a_database_that_is_served_is_left_alone(full, database_url, tmp_path):
    """The bot would go on with what is no longer there; in whatever way it gets its updates."""
    back_up(full, tmp_path / "backup.db")
    for serve in (full.sole, full.share):
        lock = serve("intake")
        assert lock is not None
        with pytest.raises(StoreError, match=r"A bot serves the database .*; stop it first"):
            restore(database_url, tmp_path / "backup.db", replace=True)
        lock.release()

    restore(database_url, tmp_path / "backup.db", replace=True)


def test_a_restore_that_fails_half_way_changes_nothing(full, elsewhere, tmp_path, monkeypatch):
    """All of it comes in one transaction."""
    Newsroom(full).backup(tmp_path / "backup.db")
    with closing(open_store(elsewhere)) as store:
        load(store, an_article(a_quotation("We agree.")))
        before = shown(store)
        monkeypatch.setattr("briefs.store.backup._count_on", lambda _connection: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            restore(elsewhere, tmp_path / "backup.db", replace=True)
        assert shown(store) == before


def test_an_older_backup_is_brought_up_to_date(store, database_url, tmp_path):
    """In a copy: the backup itself stays as it is."""
    file = tmp_path / "old.db"
    settle(file_url(file), "0001")
    with connected(file_url(file)) as connection:
        connection.exec_driver_sql(
            "INSERT INTO speakers VALUES ('aaaaaaaaaa', 'Ann Ode', 'person')"
        )
    before = file.read_bytes()
    restore(database_url, file)

    assert file.read_bytes() == before
    with store.read() as connection:
        assert list(people.get_speakers(connection, ["aaaaaaaaaa"])) == ["aaaaaaaaaa"]
