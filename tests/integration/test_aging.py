"""What is too old to matter is deleted, once a day and a few chats at a time."""

import pytest
import sqlalchemy as sa

from briefs.store import aging
from briefs.store.schema import seen_items
from tests.newsstand import OTHER_READER, READER, utc


def dates(stand) -> list[str]:
    return [day for day, _ in stand.outbox()]


def test_a_digest_is_remembered_for_ninety_days(stand):
    """The row of the last one stays whatever its age: new is what came after it."""
    stand.subscribes()
    stand.ticks("2021-03-23 08:00")
    stand.ticks("2021-03-24 08:00")
    stand.newsroom.pause(READER.chat_id)

    stand.newsroom.enqueue_due(now=utc("2021-06-21 08:00"))
    assert dates(stand) == ["2021-03-23", "2021-03-24"]
    stand.newsroom.enqueue_due(now=utc("2021-06-22 08:00"))
    assert dates(stand) == ["2021-03-24"]
    stand.newsroom.enqueue_due(now=utc("2025-06-22 08:00"))
    assert dates(stand) == ["2021-03-24"]


def test_after_years_what_is_new_is_still_what_came_after_the_last_digest(stand):
    stand.prints("we stand together")
    stand.subscribes()
    stand.ticks("2021-03-23 08:00")
    stand.newsroom.pause(READER.chat_id)
    stand.newsroom.enqueue_due(now=utc("2023-03-22 08:00"))
    stand.newsroom.resume(READER.chat_id, now=utc("2023-03-22 09:00"))

    digest = stand.newsroom.compose_digest(stand.claims("2023-03-23 08:00").id)
    assert (digest.stories, digest.more, digest.articles) == ((), 0, 0)


def test_what_was_sent_is_remembered_for_four_hundred_days(stand):
    stand.prints("we stand together")
    stand.subscribes()
    stand.ticks("2021-03-23 08:00")

    stand.newsroom.enqueue_due(now=utc("2022-04-27 08:00"))
    assert stand.rows("seen_items") == 1
    stand.newsroom.enqueue_due(now=utc("2022-04-28 08:00"))
    assert stand.rows("seen_items") == 0


def test_the_last_dates_of_who_left_go_after_two_days(stand):
    """No restart is needed; who stays keeps all."""
    stand.subscribes(READER)
    stand.subscribes(OTHER_READER)
    stand.ticks("2021-03-23 08:00")
    stand.newsroom.unsubscribe(READER)
    stand.newsroom.pause(OTHER_READER.chat_id)

    stand.newsroom.enqueue_due(now=utc("2021-03-25 07:00"))
    assert len(dates(stand)) == 2
    stand.newsroom.enqueue_due(now=utc("2021-03-26 07:00"))
    assert len(dates(stand)) == 1


def test_what_waits_is_never_too_old(stand):
    """A bot that was down for a year finds what it had put into the outbox."""
    stand.subscribes()
    stand.newsroom.enqueue_due(now=utc("2021-03-23 08:00"))
    with stand.newsroom._store.write() as connection:
        aging.forget_old(connection, after=None, now=utc("2022-03-23 08:00"))

    assert stand.outbox() == [("2021-03-23", "queued")]


@pytest.mark.parametrize("batch", [1, 2, 3, 5])
def test_all_chats_have_their_turn(stand, batch):
    """By id, and negative ones are groups; a chat that has either kind of row is one."""
    rows = [
        {"chat_id": chat, "thread_id": 0, "quotation_id": "a", "seen_at": utc("2019-01-01 00:00")}
        for chat in (-1005, -7, 3, 4, 9)
    ]
    with stand.newsroom._store.write() as connection:
        connection.execute(sa.insert(seen_items), rows)
    turns, after = 0, None
    while turns == 0 or after is not None:
        with stand.newsroom._store.write() as connection:
            after = aging.forget_old(
                connection, after=after, now=utc("2021-03-23 08:00"), chats=batch
            )
        turns += 1

    assert stand.rows("seen_items") == 0
    assert turns <= 5 // batch + 1
