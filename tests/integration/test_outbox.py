"""The outbox: each digest once, nothing lost, whatever happens around the call."""

import datetime as dt

import pytest
import sqlalchemy as sa

from briefs.errors import NotFoundError
from briefs.model import DeliveryStatus, Destination, Digest
from briefs.newsroom import Newsroom
from briefs.schedule import MOST_DATES
from briefs.store.outbox import LEASE
from tests.newsstand import OTHER_READER, READER, Newsstand, utc

MORNING = "2021-03-23 08:00"
NEXT_MORNING = "2021-03-24 08:00"


def words(digest: Digest) -> list[str]:
    return [card.pieces[0] for card in digest.cards]


# -- what falls due --------------------------------------------------------------------------------


def test_a_slot_becomes_one_row_however_often_the_minute_ticks(stand):
    stand.subscribes()

    assert stand.newsroom.enqueue_due(now=utc(MORNING)) == 1
    assert stand.newsroom.enqueue_due(now=utc(MORNING)) == 0
    assert stand.outbox() == [("2021-03-23", "queued")]


def test_a_digest_that_was_missed_comes_late(stand):
    """Down for two hours: the digest is that of the slot, not of the hour."""
    stand.subscribes()
    (delivery,) = stand.ticks("2021-03-23 10:00")

    assert (delivery.due, delivery.local_date) == (utc(MORNING), dt.date(2021, 3, 23))


def test_several_missed_dates_come_as_one_digest_that_says_so(stand):
    """Down for three days: the last date is sent and covers the earlier ones."""
    stand.subscribes(now="2021-03-20 10:00")
    delivery = stand.claims("2021-03-23 10:00")
    digest = stand.newsroom.compose_digest(delivery.id)

    assert stand.outbox() == [
        ("2021-03-21", "merged"),
        ("2021-03-22", "merged"),
        ("2021-03-23", "claimed"),
    ]
    assert digest.local_date == dt.date(2021, 3, 23)
    assert digest.covers == (dt.date(2021, 3, 21), dt.date(2021, 3, 22))


def test_a_digest_that_still_waits_is_covered_by_the_next(stand):
    """Telegram was down and the bot was not: its rows piled up day by day."""
    stand.subscribes(now="2021-03-20 10:00")
    for day in ("21", "22", "23"):
        stand.newsroom.enqueue_due(now=utc(f"2021-03-{day} 08:00"))
    delivery = stand.claims(MORNING)

    assert stand.newsroom.compose_digest(delivery.id).covers == (
        dt.date(2021, 3, 21),
        dt.date(2021, 3, 22),
    )
    assert stand.ticks(MORNING) == []


def test_after_years_of_silence_the_rows_are_few(stand):
    stand.subscribes(now="2011-03-23 10:00")
    stand.newsroom.enqueue_due(now=utc(MORNING))

    assert len(stand.outbox()) == MOST_DATES


def test_more_readers_than_one_transaction_takes(stand, monkeypatch):
    """All of them are settled by one call."""
    monkeypatch.setattr("briefs.newsroom.deliveries._BATCH", 2)
    for chat in range(1, 6):
        stand.subscribes(Destination(chat_id=chat))

    assert stand.newsroom.enqueue_due(now=utc(MORNING)) == 5


# -- claiming --------------------------------------------------------------------------------------


def test_who_has_waited_longest_is_first(stand):
    """By the instant it was due, then by the order it came in."""
    stand.subscribes(READER, at="08:00")
    stand.subscribes(OTHER_READER, at="07:00")

    assert [d.destination for d in stand.ticks("2021-03-23 09:00")] == [OTHER_READER, READER]


def test_what_is_claimed_is_not_claimed_again(stand):
    stand.subscribes()
    stand.claims(MORNING)

    assert stand.newsroom.claim_delivery(now=utc(MORNING)) is None


def test_a_claim_that_led_to_nothing_expires(stand):
    """Its process is gone; another may have the digest, and only that one may send it."""
    stand.subscribes()
    first = stand.claims(MORNING)
    later = utc(MORNING) + LEASE + dt.timedelta(seconds=1)
    second = stand.newsroom.claim_delivery(now=later)

    assert second.id == first.id
    assert stand.newsroom.start_sending(second.id, [], now=later) is True
    assert stand.newsroom.start_sending(first.id, [], now=later) is False


def test_a_digest_may_be_told_to_wait(stand):
    """Not before the instant it was given, and then at once."""
    stand.subscribes()
    delivery = stand.claims(MORNING)
    stand.newsroom.start_sending(delivery.id, [], now=utc(MORNING))
    stand.newsroom.requeue_delivery(
        delivery.id, not_before=utc("2021-03-23 08:10"), now=utc(MORNING)
    )

    assert stand.newsroom.claim_delivery(now=utc("2021-03-23 08:09")) is None
    assert stand.newsroom.claim_delivery(now=utc("2021-03-23 08:10")) is not None


def test_what_waited_into_the_next_morning_is_covered_by_it(stand):
    """Told to wait a day, then overtaken: one digest, not two."""
    stand.subscribes()
    delivery = stand.claims(MORNING)
    stand.newsroom.enqueue_due(now=utc(NEXT_MORNING))
    stand.newsroom.requeue_delivery(
        delivery.id, not_before=utc(NEXT_MORNING), now=utc(NEXT_MORNING)
    )

    (sent,) = stand.ticks(NEXT_MORNING)
    assert sent.local_date == dt.date(2021, 3, 24)
    assert stand.outbox() == [("2021-03-23", "merged"), ("2021-03-24", "sent")]


def test_a_claim_that_was_given_back_starts_nothing(stand):
    """A slow worker that wakes up later than it should."""
    stand.subscribes()
    delivery = stand.claims(MORNING)
    stand.newsroom.requeue_delivery(delivery.id, not_before=utc(MORNING), now=utc(MORNING))

    assert stand.newsroom.start_sending(delivery.id, [], now=utc(MORNING)) is False


# -- around the call -------------------------------------------------------------------------------


def test_who_leaves_between_claim_and_call_is_not_sent_anything(stand):
    stand.subscribes()
    delivery = stand.claims(MORNING)
    stand.newsroom.unsubscribe(READER)

    assert stand.newsroom.start_sending(delivery.id, [], now=utc(MORNING)) is False
    assert stand.outbox() == [("2021-03-23", "cancelled")]


def test_who_leaves_during_the_call_is_not_tried_again(stand):
    """The call failed to connect: it would be repeated, had the reader not left."""
    stand.subscribes()
    delivery = stand.claims(MORNING)
    stand.newsroom.start_sending(delivery.id, [], now=utc(MORNING))
    stand.newsroom.unsubscribe(READER)
    stand.newsroom.requeue_delivery(delivery.id, not_before=utc(MORNING), now=utc(MORNING))

    assert stand.outbox() == [("2021-03-23", "cancelled")]


@pytest.mark.parametrize(
    "status", [DeliveryStatus.SENT, DeliveryStatus.FAILED, DeliveryStatus.UNKNOWN]
)
def test_an_outcome_is_final(stand, status):
    """Whatever it is, the date gets no second message."""
    stand.subscribes()
    stand.sends(stand.claims(MORNING), MORNING, status)

    assert stand.ticks("2021-03-23 23:59") == []
    assert stand.outbox() == [("2021-03-23", status)]


def test_an_answer_may_arrive_for_what_was_given_up_as_unknown(stand):
    """Another process recovered while the call was under way; the answer knows better."""
    stand.prints("we stand together")
    stand.subscribes()
    delivery = stand.claims(MORNING)
    digest = stand.newsroom.compose_digest(delivery.id)
    stand.newsroom.start_sending(delivery.id, [digest.cards[0].id], now=utc(MORNING))
    stand.newsroom.recover_deliveries(now=utc(MORNING))

    assert stand.newsroom.finish_delivery(delivery.id, DeliveryStatus.SENT, now=utc(MORNING))
    assert words(stand.newsroom.preview_digest(READER, now=utc(MORNING))) == []


def test_what_was_never_started_cannot_have_been_sent(stand):
    stand.subscribes()
    delivery = stand.claims(MORNING)

    assert not stand.newsroom.finish_delivery(delivery.id, DeliveryStatus.SENT, now=utc(MORNING))


def test_a_delivery_nobody_knows(stand):
    with pytest.raises(NotFoundError):
        stand.newsroom.compose_digest(99)
    assert not stand.newsroom.start_sending(99, [], now=utc(MORNING))
    assert not stand.newsroom.requeue_delivery(99, not_before=utc(MORNING), now=utc(MORNING))


# -- now -------------------------------------------------------------------------------------------


def test_todays_digest_may_be_asked_for_before_its_hour(stand):
    """And then does not come again at its hour."""
    stand.subscribes(now="2021-03-22 10:00")
    delivery = stand.newsroom.queue_now(READER, now=utc("2021-03-23 06:00"))

    assert delivery.local_date == dt.date(2021, 3, 23)
    assert [d.id for d in stand.ticks("2021-03-23 06:00")] == [delivery.id]
    assert stand.ticks("2021-03-23 08:00") == []


@pytest.mark.parametrize("status", [DeliveryStatus.SENT, DeliveryStatus.UNKNOWN])
def test_todays_digest_is_not_to_be_had_twice(stand, status):
    """Unknown counts: most of them arrived."""
    stand.subscribes()
    stand.sends(stand.claims(MORNING), MORNING, status)

    assert stand.newsroom.queue_now(READER, now=utc("2021-03-23 09:00")) is None


def test_a_digest_that_failed_may_be_asked_for_again(stand):
    stand.subscribes()
    stand.sends(stand.claims(MORNING), MORNING, DeliveryStatus.FAILED)

    assert stand.newsroom.queue_now(READER, now=utc("2021-03-23 09:00")) is not None
    assert len(stand.ticks("2021-03-23 09:00")) == 1


def test_a_digest_that_waits_comes_at_once_when_asked_for(stand):
    stand.subscribes()
    delivery = stand.claims(MORNING)
    stand.newsroom.requeue_delivery(
        delivery.id, not_before=utc("2021-03-23 20:00"), now=utc(MORNING)
    )

    assert stand.newsroom.queue_now(READER, now=utc("2021-03-23 09:00")).id == delivery.id
    assert len(stand.ticks("2021-03-23 09:00")) == 1


def test_asking_covers_what_was_missed(stand):
    stand.subscribes(now="2021-03-20 10:00")
    delivery = stand.newsroom.queue_now(READER, now=utc("2021-03-23 06:00"))

    assert len(stand.newsroom.compose_digest(delivery.id).covers) == 2


def test_only_who_is_subscribed_can_ask(stand):
    assert stand.newsroom.queue_now(READER, now=utc(MORNING)) is None
    stand.subscribes()
    stand.newsroom.pause(READER.chat_id)
    assert stand.newsroom.queue_now(READER, now=utc(MORNING)) is None


def test_a_preview_changes_nothing(stand):
    """Twice the same, and the digest itself still has all of it."""
    stand.prints("we stand together")
    stand.subscribes()
    previews = [stand.newsroom.preview_digest(READER, now=utc("2021-03-22 12:00")) for _ in "ab"]

    assert words(previews[0]) == ["we stand together"]
    assert previews[0] == previews[1]
    assert previews[0].local_date == dt.date(2021, 3, 23)
    assert stand.outbox() == []


def test_a_preview_for_a_stranger_is_todays(stand):
    stand.prints("we stand together")

    digest = stand.newsroom.preview_digest(READER, now=utc("2021-03-22 12:00"))
    assert (words(digest), digest.local_date) == (["we stand together"], dt.date(2021, 3, 22))


# -- kill -9 at each point -------------------------------------------------------------------------


def killed_while_queued(stand):
    stand.newsroom.enqueue_due(now=utc(MORNING))


def killed_while_claimed(stand):
    stand.claims(MORNING)


def killed_while_composed(stand):
    stand.newsroom.compose_digest(stand.claims(MORNING).id)


def killed_before_the_call(stand: Newsstand) -> None:
    delivery = stand.claims(MORNING)
    digest = stand.newsroom.compose_digest(delivery.id)
    stand.newsroom.start_sending(delivery.id, [card.id for card in digest.cards], now=utc(MORNING))


def killed_after_the_answer(stand):
    stand.sends(stand.claims(MORNING), MORNING)


def killed_after_a_failure(stand):
    stand.sends(stand.claims(MORNING), MORNING, DeliveryStatus.FAILED)


@pytest.mark.parametrize(
    ("killed", "today", "tomorrow"),
    [
        (lambda _: None, ["we stand together"], []),
        (killed_while_queued, ["we stand together"], []),
        (killed_while_claimed, ["we stand together"], []),
        (killed_while_composed, ["we stand together"], []),
        (killed_before_the_call, None, ["we stand together"]),
        (killed_after_the_answer, None, []),
        (killed_after_a_failure, None, ["we stand together"]),
    ],
    ids=["nothing", "queued", "claimed", "composed", "sending", "sent", "failed"],
)
def test_a_start_after_a_kill_sends_at_most_once_and_loses_nothing(stand, killed, today, tomorrow):
    """`today`: what the start still sends, None for no message; `tomorrow`: what the next carries.

    Killed with the call in flight nobody knows whether it arrived, so it is not repeated, and the
    next edition offers its items again.
    """
    stand.prints("we stand together")
    stand.subscribes()
    killed(stand)
    stand.reopened().recover_deliveries(now=utc(MORNING))

    stand.newsroom.enqueue_due(now=utc(MORNING))
    delivery = stand.newsroom.claim_delivery(now=utc(MORNING))
    assert (delivery and stand.sends(delivery, MORNING)) == today
    assert stand.newsroom.claim_delivery(now=utc(MORNING)) is None
    assert stand.sends(stand.claims(NEXT_MORNING), NEXT_MORNING) == tomorrow


def test_a_call_is_noted_on_disk_before_it_is_made(sqlite_store):
    """A power cut that undid the note would have the digest sent again."""
    newsroom = Newsroom(sqlite_store)
    newsroom.subscribe(READER, dt.time(8), "UTC", now=utc("2021-03-22 10:00"))
    newsroom.enqueue_due(now=utc(MORNING))
    delivery = newsroom.claim_delivery(now=utc(MORNING))
    assert delivery is not None
    waits_for_disk = []

    def note(connection, *_) -> None:
        driver = connection.connection.driver_connection
        waits_for_disk.append(driver.execute("PRAGMA synchronous").fetchone() == (2,))

    sa.event.listen(sqlite_store._engine, "before_cursor_execute", note)
    assert newsroom.start_sending(delivery.id, [], now=utc(MORNING))
    sa.event.remove(sqlite_store._engine, "before_cursor_execute", note)

    assert waits_for_disk
    assert all(waits_for_disk)


def test_a_start_says_how_many_outcomes_are_unknown(stand):
    stand.subscribes()
    killed_before_the_call(stand)

    assert stand.reopened().recover_deliveries(now=utc(MORNING)) == 1
    assert stand.outbox() == [("2021-03-23", "unknown")]
    assert stand.newsroom.recover_deliveries(now=utc(MORNING)) == 0
