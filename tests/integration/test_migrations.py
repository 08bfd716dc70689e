"""From each earlier schema to the newest, with data in it; and not back where something is lost."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from briefs.errors import StoreError
from briefs.model import Destination, Pause, Subject
from briefs.newsroom import Newsroom
from briefs.store import migrating
from briefs.store.engine import open_store
from briefs.store.schema import REVISION, metadata
from tests.builders import an_update
from tests.library import count, words
from tests.newsstand import utc
from tests.schemas import connected, settle

REVISIONS = [
    script.revision
    for script in ScriptDirectory(str(migrating._SCRIPTS)).walk_revisions()
    if script.revision != REVISION
]

#: What the first version wrote. Columns that came later have to be filled by their revision.
ROWS: dict[str, dict[str, Any]] = {
    "articles": {
        "number": 1,
        "key": "a.txt",
        "content_hash": "x",
        "text": "“We build cables,” Ann Ode said.",
        "title": "Cables",
        "publisher": "The Gazette",
        "day": "2021-03-22",
        "basis": "stated",
        "loaded_at": "2021-03-22 12:00:00.000000",
    },
    "quotations": {
        "number": 1,
        "id": "aaaaaaaaaa",
        "article_key": "a.txt",
        "withdrawn": False,
        "position": 0,
        "kind": "direct",
        "short": False,
        "contents": '[[1, 17, "We build cables,"]]',
        "cue": '[27, 31, "said"]',
        "sources": '[[19, 26, "Ann Ode"]]',
        "speakers": '["Ann Ode"]',
        "attributed": True,
        "topics": "[]",
        "filed_under": "[]",
        "confidence": 0.9,
        "role": None,
        "words": "we build cables ann ode said",
        "lead_in": "",
        "statement_key": "k",
        "statement": "aaaaaaaaaa",
        "listed": True,
        "loaded_at": "2021-03-22 12:00:00.000000",
    },
    "listings": {
        "speaker_id": "",
        "topic_id": "",
        "age": -737871,
        "article_key": "a.txt",
        "position": 0,
        "quotation": 1,
    },
    "subjects": {"speaker_id": "", "topic_id": "", "count": 1},
    "speakers": {"id": "ng6i3q2spw", "name": "Ann Ode", "kind": "person"},
    "subscriptions": {
        "chat_id": 7,
        "thread_id": 0,
        "at": "08:00",
        "zone": "UTC",
        "paused": False,
        "since": "2021-03-22 10:00:00.000000",
        "next_due": "2021-03-23 08:00:00.000000",
        "created_at": "2021-03-22 10:00:00.000000",
    },
    "inbox": {
        "update_id": 5,
        "chat_id": 7,
        "payload": "{}",
        "received_at": "2021-03-22 10:00:00.000000",
    },
}


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request, tmp_path: Path) -> str:
    """A database without any table, on each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.db'}"
    return str(request.getfixturevalue("server").make_database())


@pytest.fixture
def filled(new_url: str) -> str:
    """A database of the first version, with a row in each table that matters."""
    settle(new_url, "0001")
    with connected(new_url) as connection:
        for table, row in ROWS.items():
            names = ", ".join(f":{name}" for name in row)
            columns = ", ".join(f'"{name}"' for name in row)
            connection.execute(sa.text(f"INSERT INTO {table} ({columns}) VALUES ({names})"), row)
    return new_url


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_an_earlier_version_stored_is_there_in_the_newest(filled, revision):
    """Quotations with what finds them, readers with what they wait for."""
    settle(filled, revision)
    with closing(Newsroom(open_store(filled))) as newsroom:
        store = newsroom._store
        assert words(store) == ["We build cables,"]
        assert words(store, Subject(words="cable")) == ["We build cables,"]
        assert count(store) == 1
        subscription = newsroom.subscription(Destination(chat_id=7))
        assert subscription is not None
        assert subscription.since == utc("2021-03-22 10:00")
        assert newsroom.pending_updates() == (an_update(5),)


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_way_up_ends_in_the_schema_the_code_describes(new_url, revision):
    """Revisions and schema.py say the same; full text is in the revisions only."""
    settle(new_url, revision)
    open_store(new_url).close()
    with connected(new_url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [
            difference
            for difference in compare_metadata(context, metadata)
            if "quotation_words" not in str(difference)
        ]

    assert differences == []


def test_one_can_go_back_to_the_first_version_and_on_again(filled):
    """What the later ones added is found out anew."""
    open_store(filled).close()
    settle(filled, "0001", back=True)
    with closing(open_store(filled)) as store:
        assert words(store, Subject(words="cable")) == ["We build cables,"]


def test_whoever_was_paused_stays_paused(filled):
    """Until then only those were whom no message reached."""
    with connected(filled) as connection:
        connection.execute(sa.text("UPDATE subscriptions SET paused = :yes"), {"yes": True})

    with closing(Newsroom(open_store(filled))) as newsroom:
        subscription = newsroom.subscription(Destination(chat_id=7))
        assert subscription is not None
        assert subscription.pause is Pause.UNREACHABLE


@pytest.mark.parametrize(
    "wish",
    [
        "UPDATE subscriptions SET hours = '08:00,18:00'",
        "UPDATE subscriptions SET weekdays = 31",
        "INSERT INTO interests VALUES (7, 0, 'topic', 'cyber', false)",
        "INSERT INTO aliases VALUES ('Ann Ode', 'Anna Ode', '2021-03-22 10:00:00.000000')",
    ],
)
def test_nobody_goes_back_where_it_would_cost_somebody_a_wish(filled, wish):
    """The schema before has no room for it, and says so; nothing is changed."""
    open_store(filled).close()
    with connected(filled) as connection:
        connection.execute(sa.text(wish))

    with pytest.raises(StoreError, match="would delete them; restore a backup"):
        settle(filled, "0002", back=True)

    open_store(filled).close()


def test_nobody_goes_back_behind_the_first(filled):
    """It would delete everything."""
    with pytest.raises(StoreError, match="would delete everything; restore a backup"):
        settle(filled, "base", back=True)

    with closing(open_store(filled)) as store:
        assert count(store) == 1
