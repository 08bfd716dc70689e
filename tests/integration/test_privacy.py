"""What is kept of a chat, to the last table: handed out whole, and erased whole."""

import datetime as dt
import json

import pytest
import sqlalchemy as sa

from briefs.model import Destination, InboxItem, Interest, InterestKind
from briefs.store.schema import claims, followups, inbox, metadata
from tests.newsstand import OTHER_READER, READER, utc

NOW = utc("2021-03-22 10:00")
TOPIC = Destination(chat_id=READER.chat_id, thread_id=5)

#: Whatever has a chat's id is a chat's own. A new table has to be filled in `busy` below.
PERSONAL = sorted(table.name for table in metadata.tables.values() if "chat_id" in table.c)

#: What ends when the update is handled that asks for the erasure, or that came after it.
BEING_HANDLED = {inbox.name, claims.name}


@pytest.fixture
def busy(stand):
    """Two chats with something in every table."""
    stand.prints("we stand together")
    for number, reader in enumerate([READER, TOPIC, OTHER_READER]):
        stand.subscribes(reader)
        interest = Interest(kind=InterestKind.WORDS, value="summit")
        stand.newsroom.follow(reader, interest, now=NOW)
        payload = json.dumps({"text": "What I wrote"})
        item = InboxItem(update_id=number, chat_id=reader.chat_id, payload=payload)
        stand.newsroom.receive_updates([item], now=NOW)
    with stand.newsroom._store.write() as connection:
        for chat in (READER.chat_id, OTHER_READER.chat_id):
            row = {"chat_id": chat, "user_id": chat, "until": NOW}
            connection.execute(sa.insert(followups), row)
            row = {"chat_id": chat, "process": "p", "until": NOW}
            connection.execute(sa.insert(claims), row)
    stand.ticks("2021-03-23 08:00")
    return stand


def count(stand, table: str, chat_id: int) -> int:
    query = sa.text(f"SELECT count(*) FROM {table} WHERE chat_id = {chat_id}")
    with stand.newsroom._store.read() as connection:
        return int(connection.execute(query).scalar_one())


def test_every_table_with_a_chat_is_filled_here(busy):
    """Else the tests below would say nothing about it."""
    assert PERSONAL
    for table in PERSONAL:
        assert count(busy, table, READER.chat_id), table


@pytest.mark.parametrize("table", sorted({*PERSONAL} - BEING_HANDLED))
def test_a_chat_that_is_forgotten_is_in_no_table(busy, table):
    """Its forum topics go along, and nobody else's rows."""
    others = count(busy, table, OTHER_READER.chat_id)
    busy.newsroom.forget(READER.chat_id)

    assert count(busy, table, READER.chat_id) == 0
    assert count(busy, table, OTHER_READER.chat_id) == others


def test_what_a_forgotten_chat_was_sent_is_gone(busy):
    before = busy.rows("outbox_items")
    busy.newsroom.forget(READER.chat_id)

    assert busy.rows("outbox_items") == before - 2


def test_what_waits_to_be_answered_is_answered(busy):
    """It goes with its answer; what was set aside for good is erased."""
    with busy.newsroom._store.write() as connection:
        connection.execute(sa.text("UPDATE inbox SET attempts = 99 WHERE update_id = 1"))
    busy.newsroom.forget(READER.chat_id)

    left = [item.update_id for item in busy.newsroom.pending_updates()]
    assert left == [0, 2]
    assert count(busy, "inbox", READER.chat_id) == 1


def test_a_call_that_ends_after_the_chat_was_forgotten_leaves_no_trace(busy):
    delivery = busy.claims("2021-03-24 08:00")
    chat_id = delivery.destination.chat_id
    busy.newsroom.start_sending(delivery.id, [], now=utc("2021-03-24 08:00"))
    busy.newsroom.forget(chat_id)

    assert not busy.newsroom.finish_delivery(delivery.id, "sent", now=utc("2021-03-24 08:01"))
    assert busy.newsroom.export(chat_id).keys() <= BEING_HANDLED


@pytest.mark.parametrize("table", PERSONAL)
def test_all_that_is_kept_is_handed_out(busy, table):
    """Every row and every column of it."""
    exported = busy.newsroom.export(READER.chat_id)

    assert len(exported[table]) == count(busy, table, READER.chat_id)
    assert set(exported[table][0]) == {column.name for column in metadata.tables[table].columns}


def test_what_is_handed_out_is_json(busy):
    """Days and instants as ISO 8601, and which quotations each digest carried."""
    exported = json.loads(json.dumps(busy.newsroom.export(READER.chat_id)))

    assert exported["outbox"][0]["local_date"] == "2021-03-23"
    assert dt.datetime.fromisoformat(exported["outbox"][0]["due"]) == utc("2021-03-23 08:00")
    assert len(exported["outbox_items"]) == 2


def test_of_a_chat_that_nobody_knows_nothing_is_kept(stand):
    stand.newsroom.forget(1)

    assert stand.newsroom.export(1) == {}


def test_a_person_is_forgotten_in_groups_as_well(stand):
    """What they asked last there is theirs."""
    with stand.newsroom._store.write() as connection:
        row = {"chat_id": -5, "user_id": READER.chat_id, "until": NOW}
        connection.execute(sa.insert(followups), row)
    stand.newsroom.forget(READER.chat_id)

    assert stand.rows("followups") == 0
