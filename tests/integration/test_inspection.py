"""Looking at a database before anything opens it: what state it is in, and nothing is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from briefs.errors import StoreError
from briefs.newsroom.inspection import (
    count_set_aside,
    find_article_faults,
    inspect_database,
)
from briefs.store import inbox, inspection
from briefs.store.engine import connect_store, open_store
from briefs.store.schema import REVISION
from tests.builders import NOW, an_update
from tests.servers import Server, file_url


def revision_becomes(url: str, revision: str) -> None:
    with closing(connect_store(url)) as store, store.write() as connection:
        connection.execute(
            sa.text("UPDATE alembic_version SET version_num = :it"), {"it": revision}
        )


def tables(url: str) -> set[str]:
    with closing(connect_store(url)) as store, store.read() as connection:
        return set(sa.inspect(connection).get_table_names())


def test_a_database_in_use_is_well(database_url: str) -> None:
    """Nothing is left of the attempt to write into it."""
    assert f", schema {REVISION}" in inspect_database(database_url)

    with closing(connect_store(database_url)) as store, store.read() as connection:
        assert not connection.exec_driver_sql("SELECT * FROM counters").all()


def test_an_older_one_is_well(database_url: str) -> None:
    """The next start updates it; looking at it does not."""
    revision_becomes(database_url, "0001")

    for _ in range(2):
        assert "schema 0001, which the next start updates" in inspect_database(database_url)

    revision_becomes(database_url, REVISION)


def test_a_newer_one_is_told(database_url: str) -> None:
    """An older program would not know what is in it."""
    revision_becomes(database_url, "9999")

    with pytest.raises(StoreError, match=r"newer version \(schema 9999\); upgrade this program"):
        inspect_database(database_url)

    revision_becomes(database_url, REVISION)


def test_updates_that_are_set_aside_are_counted(database_url: str) -> None:
    """Nobody is answered for them until somebody looks."""
    assert count_set_aside(database_url) == 0
    with closing(connect_store(database_url)) as store, store.write() as connection:
        inbox.receive(connection, [an_update(5)], now=NOW)
        for _ in range(4):
            inbox.begin_again(connection, 5)

    assert count_set_aside(database_url) == 1


def test_where_there_is_no_inbox_nothing_is_set_aside(tmp_path: Path, server: Server) -> None:
    """And none is made."""
    assert count_set_aside(file_url(tmp_path / "briefs.db")) == 0
    assert count_set_aside(server.make_database()) == 0
    assert list(tmp_path.iterdir()) == []


def test_an_empty_server_is_well(server: Server) -> None:
    """It stays empty."""
    url = server.make_database()

    assert inspect_database(url).endswith(", empty")
    assert tables(url) == set()


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """Nor are its folders."""
    told = inspect_database(file_url(tmp_path / "some" / "where" / "briefs.db"))

    assert "is not there yet; the first start makes it" in told
    assert list(tmp_path.iterdir()) == []


def is_nonsense(file: Path) -> None:
    file.write_bytes(b"no database at all, and long enough to look at" * 50)


def is_damaged(file: Path) -> None:
    open_store(file_url(file)).close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with file.open("r+b") as pages:
        pages.seek(3 * 4096)
        pages.write(b"\xff" * 4096 * 4)


def is_of_another_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def is_a_folder(file: Path) -> None:
    file.mkdir()


@pytest.mark.parametrize(
    ("happens", "wrong"),
    [
        (is_nonsense, "is not a database; move it away or name another file"),
        (is_damaged, "is damaged"),
        (is_of_another_program, "belongs to another program; name another"),
        (is_a_folder, "cannot be opened"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(
    tmp_path: Path, happens: Callable[[Path], None], wrong: str
) -> None:
    """With what to do; what is in it stays as it is."""
    file = tmp_path / "briefs.db"
    happens(file)

    with pytest.raises(StoreError, match=wrong):
        inspect_database(file_url(file))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file stands in its place."""
    (tmp_path / "data").touch()

    with pytest.raises(StoreError, match=r"cannot be made: .*/data cannot be written to"):
        inspect_database(file_url(tmp_path / "data" / "briefs.db"))


def test_a_disk_that_is_nearly_full_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A load would end in the middle."""
    monkeypatch.setattr(inspection, "LEAST_BYTES", 10**18)

    with pytest.raises(StoreError, match="MB left; make room"):
        inspect_database(file_url(tmp_path / "briefs.db"))


def test_a_server_that_is_not_there_is_told() -> None:
    """In a sentence, without the password."""
    with pytest.raises(StoreError, match="cannot be reached") as raised:
        inspect_database("postgresql://briefs:hunter2@127.0.0.1:1/briefs")

    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/briefs", "sqlite://"])
def test_an_address_that_makes_no_sense_is_told(url: str) -> None:
    """With one that does."""
    with pytest.raises(StoreError, match="sqlite:///"):
        inspect_database(url)


def test_articles_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """One by one; the others are counted."""
    (tmp_path / "a.txt").write_text("fine", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")

    count, faults = find_article_faults(tmp_path)

    assert count == 1
    assert [str(fault) for fault in faults] == [
        "b.txt: cannot be read (No such file or directory); check the link"
    ]


def test_a_folder_of_articles_that_is_gone_is_told(tmp_path: Path) -> None:
    """With the variable that names it."""
    count, [fault] = find_article_faults(tmp_path / "nowhere")

    assert count == 0
    assert "NATO_BRIEFS_ARTICLES" in str(fault)
