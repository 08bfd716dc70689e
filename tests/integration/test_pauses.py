"""Why a digest is paused, and what lets it come again: each reason has an end of its own."""

import datetime as dt

import pytest

from briefs.model import Destination, Pause
from tests.newsstand import READER, utc

TOPIC, OTHER_TOPIC = (Destination(chat_id=-5, thread_id=number) for number in (1, 2))
NOON = utc("2021-03-25 12:00")


def is_let_in_again(stand):
    """Unblocked, added again, or /start."""
    stand.newsroom.resume(READER.chat_id, now=NOON)


def asks_for_it(stand):
    """/resume."""
    stand.newsroom.resume_at(READER, now=NOON)


def subscribes(stand):
    stand.newsroom.subscribe(READER, dt.time(8), "UTC", now=NOON)


def changes_a_setting(stand):
    known = stand.newsroom.subscription(READER)
    stand.newsroom.change_preferences(READER, known.preferences, now=NOON)


@pytest.mark.parametrize(
    ("reason", "what", "ends"),
    [
        (Pause.UNREACHABLE, is_let_in_again, True),
        (Pause.READER, is_let_in_again, False),
        (Pause.REFUSED, is_let_in_again, False),
        (Pause.UNREACHABLE, asks_for_it, True),
        (Pause.READER, asks_for_it, True),
        (Pause.REFUSED, asks_for_it, True),
        (Pause.UNREACHABLE, subscribes, True),
        (Pause.READER, subscribes, True),
        (Pause.REFUSED, subscribes, True),
        (Pause.UNREACHABLE, changes_a_setting, False),
        (Pause.READER, changes_a_setting, False),
        (Pause.REFUSED, changes_a_setting, False),
    ],
)
def test_what_ends_a_pause(stand, reason, what, ends):
    """What somebody wanted ends when somebody wants it; a closed door, when it opens."""
    stand.subscribes()
    stand.newsroom.pause_at(READER, reason)
    what(stand)

    assert stand.newsroom.subscription(READER).pause is (None if ends else reason)
    sent = stand.ticks("2021-03-26 08:00")
    assert [delivery.local_date.isoformat() for delivery in sent] == (
        ["2021-03-26"] if ends else []
    )


def test_what_a_reader_has_paused_stays_so_when_they_block_the_bot(stand):
    """Letting it in again does not wake them."""
    stand.subscribes()
    stand.newsroom.pause_at(READER)
    stand.newsroom.pause(READER.chat_id)
    stand.newsroom.resume(READER.chat_id, now=NOON)

    assert stand.newsroom.subscription(READER).pause is Pause.READER


def test_a_topic_of_a_forum_is_paused_alone(stand):
    """And nothing that waits for it goes out."""
    for topic in (TOPIC, OTHER_TOPIC):
        stand.subscribes(topic)
    stand.newsroom.enqueue_due(now=utc("2021-03-23 08:00"))
    stand.newsroom.pause_at(TOPIC)

    assert [each.destination for each in stand.ticks("2021-03-23 08:00")] == [OTHER_TOPIC]
    assert stand.newsroom.subscription(OTHER_TOPIC).pause is None


def test_resuming_what_is_not_there_changes_nothing(stand):
    assert stand.newsroom.resume_at(READER, now=NOON) is None


def test_resuming_what_is_in_force_loses_no_slot(stand):
    stand.subscribes(now="2021-03-22 10:00")
    known = stand.newsroom.resume_at(READER, now=utc("2021-03-23 08:00"))

    assert known == stand.newsroom.subscription(READER)
    assert len(stand.ticks("2021-03-23 08:00")) == 1
