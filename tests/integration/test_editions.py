"""Several digests a day, or on some weekdays only; and which of them may ring."""

import contextlib
import datetime as dt
import itertools
from collections import Counter
from zoneinfo import available_timezones

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import Delivery, DeliveryStatus, QuietHours
from briefs.store.schema import outbox
from tests.examples import seldom
from tests.newsstand import READER, Newsstand, utc


def sent(deliveries: list[Delivery]) -> list[tuple[str, int]]:
    return [(delivery.local_date.isoformat(), delivery.edition) for delivery in deliveries]


# -- several hours ---------------------------------------------------------------------------------


def test_each_hour_brings_a_digest(stand):
    """The editions of a date are counted from 1."""
    stand.wishes("08:00", "18:00")

    assert sent(stand.ticks("2021-03-22 18:00")) == [("2021-03-22", 2)]
    assert sent(stand.ticks("2021-03-23 08:00")) == [("2021-03-23", 1)]
    assert sent(stand.ticks("2021-03-23 18:00")) == [("2021-03-23", 2)]


def test_the_evening_brings_what_is_new_since_the_morning(stand):
    stand.wishes("08:00", "18:00")
    stand.prints("we stand together")
    assert stand.sends(stand.claims("2021-03-23 08:00"), "2021-03-23 08:00") == [
        "we stand together"
    ]
    stand.prints("we shall meet again", now="2021-03-23 12:00")

    assert stand.sends(stand.claims("2021-03-23 18:00"), "2021-03-23 18:00") == [
        "we shall meet again"
    ]


def test_two_hours_that_clocks_skip_bring_one_digest(stand):
    """Brussels, 28 March 2021, from two to three: both editions are due at one o'clock UTC, and
    the later one covers the earlier.
    """
    stand.wishes("02:15", "02:45", zone="Europe/Brussels", now="2021-03-27 10:00")
    deliveries = stand.ticks("2021-03-28 01:00")

    assert sent(deliveries) == [("2021-03-28", 2)]
    assert stand.outbox() == [("2021-03-28", "merged"), ("2021-03-28", "sent")]


def test_editions_of_one_date_that_were_both_missed_come_as_one(stand):
    """A digest does not name its own date among those it makes up for."""
    stand.wishes("08:00", "12:00", now="2021-03-22 10:00")
    stand.ticks("2021-03-22 12:00")
    delivery = stand.claims("2021-03-23 13:00")

    assert delivery.edition == 2
    assert stand.newsroom.compose_digest(delivery.id).covers == ()


def test_an_hour_added_at_noon_is_an_edition_of_today(stand):
    stand.wishes("08:00", now="2021-03-22 10:00")
    stand.ticks("2021-03-23 08:00")
    stand.wishes("08:00", "18:00", now="2021-03-23 12:00")

    assert sent(stand.ticks("2021-03-23 18:00")) == [("2021-03-23", 2)]


def test_hours_moved_at_noon_bring_no_edition_twice(stand):
    """Eight becomes six in the evening, and has been today; the second one is still to come."""
    stand.wishes("08:00", "20:00", now="2021-03-22 21:00")
    stand.ticks("2021-03-23 08:00")
    stand.wishes("18:00", "21:00", now="2021-03-23 12:00")

    assert sent(stand.ticks("2021-03-23 18:00")) == []
    assert sent(stand.ticks("2021-03-23 21:00")) == [("2021-03-23", 2)]


def test_an_hour_that_stays_keeps_its_digest_when_another_is_taken_away(stand):
    """Eight had its digest; the evening's comes, today and from now on."""
    stand.wishes("08:00", "18:00", now="2021-03-22 21:00")
    stand.ticks("2021-03-23 08:00")
    stand.wishes("18:00", now="2021-03-23 12:00")
    slot = stand.newsroom.next_slot(stand.newsroom.subscription(READER))

    assert slot.due == utc("2021-03-23 18:00")
    assert sent(stand.ticks("2021-03-23 18:00")) == [("2021-03-23", 1)]
    assert sent(stand.ticks("2021-03-24 18:00")) == [("2021-03-24", 1)]


def test_an_hour_taken_away_and_set_again_brings_nothing_twice(stand):
    """Eight o'clock of Brussels had its digest; in New York it is six."""
    stand.wishes("08:00", "18:00", zone="Europe/Brussels", now="2021-03-22 20:00")
    stand.ticks("2021-03-23 07:00")
    stand.wishes("18:00", zone="Europe/Brussels", now="2021-03-23 09:00")
    stand.wishes("18:00", zone="America/New_York", now="2021-03-23 10:00")
    stand.wishes("08:00", "18:00", zone="America/New_York", now="2021-03-23 10:00")

    assert sent(stand.ticks("2021-03-23 12:00")) == []
    assert sent(stand.ticks("2021-03-23 22:00")) == [("2021-03-23", 2)]


def test_an_hour_taken_away_that_waits_goes_out_all_the_same(stand):
    """It fell due by the old wishes; the other one's digest then comes at its hour."""
    stand.wishes("08:00", "18:00", now="2021-03-22 21:00")
    stand.wishes("18:00", now="2021-03-23 09:00")

    assert len(stand.ticks("2021-03-23 09:01")) == 1
    assert len(stand.ticks("2021-03-23 18:00")) == 1


def test_the_day_of_an_hour_taken_away_is_looked_back_at_in_order(stand):
    """Today's digest is the last that was sent, whatever number it has by now."""
    stand.wishes("08:00", "12:00", "18:00", now="2021-03-22 21:00")
    stand.prints("we stand together")
    stand.ticks("2021-03-23 08:00")
    stand.prints("we shall meet again", now="2021-03-23 09:00")
    stand.wishes("12:00", "18:00", now="2021-03-23 10:00")
    stand.ticks("2021-03-23 12:00")
    (story,) = stand.newsroom.todays_digest(READER, now=utc("2021-03-23 13:00")).stories

    assert story.card.pieces == ("we shall meet again",)


def test_a_zone_chosen_at_noon_brings_no_edition_twice(stand):
    """Brussels to New York, where it is morning still."""
    stand.wishes("08:00", "18:00", zone="Europe/Brussels", now="2021-03-22 20:00")
    assert sent(stand.ticks("2021-03-23 07:00")) == [("2021-03-23", 1)]
    stand.wishes("08:00", "18:00", zone="America/New_York", now="2021-03-23 11:00")

    assert sent(stand.ticks("2021-03-23 12:00")) == []
    assert sent(stand.ticks("2021-03-23 22:00")) == [("2021-03-23", 2)]


def test_the_next_digest_promised_is_the_next_edition_to_come(stand):
    stand.wishes("08:00", "18:00", now="2021-03-22 20:00")
    stand.ticks("2021-03-23 08:00")
    stand.wishes("09:00", "19:00", now="2021-03-23 08:30")

    slot = stand.newsroom.next_slot(stand.newsroom.subscription(READER))

    assert (slot.due, slot.edition) == (utc("2021-03-23 19:00"), 2)


def test_todays_digest_at_once_is_the_edition_that_fell_due_last(stand):
    """In the morning it is the morning's, so the evening keeps its own."""
    stand.wishes("08:00", "18:00", now="2021-03-22 20:00")
    early = stand.newsroom.queue_now(READER, now=utc("2021-03-23 06:00"))
    assert early is not None
    assert early.edition == 1
    stand.ticks("2021-03-23 06:00")

    assert stand.newsroom.queue_now(READER, now=utc("2021-03-23 09:00")) is None
    assert sent(stand.ticks("2021-03-23 18:00")) == [("2021-03-23", 2)]


# -- weekdays --------------------------------------------------------------------------------------


def test_on_other_weekdays_nothing_comes(stand):
    """27 March 2021 is a Saturday."""
    stand.wishes("08:00", weekdays=frozenset(range(1, 6)))
    days = [sent(stand.ticks(f"2021-03-{day} 08:00")) for day in range(25, 31)]

    assert [bool(day) for day in days] == [True, True, False, False, True, True]


def test_mondays_digest_has_the_weekends_news(stand):
    """All since Friday's; nothing was missed, so it names no other date."""
    stand.wishes("08:00", weekdays=frozenset(range(1, 6)))
    stand.ticks("2021-03-26 08:00")
    stand.prints("said on Saturday", speaker="Ann Ode", now="2021-03-27 12:00")
    stand.prints("said on Sunday", speaker="Ben Elm", now="2021-03-28 12:00")
    digest = stand.newsroom.compose_digest(stand.claims("2021-03-29 08:00").id)

    assert {card.pieces[0] for card in digest.cards} == {"said on Saturday", "said on Sunday"}
    assert (digest.covers, digest.articles) == ((), 2)


# -- without a sound -------------------------------------------------------------------------------

AT_NIGHT = QuietHours(start=dt.time(22), end=dt.time(7))


@pytest.mark.parametrize(
    ("wish", "now", "silent"),
    [
        ({}, "2021-03-23 06:00", False),
        ({"silent": True}, "2021-03-23 06:00", True),
        ({"quiet": AT_NIGHT}, "2021-03-23 06:00", True),
        ({"quiet": AT_NIGHT}, "2021-03-23 07:30", False),
        ({"quiet": AT_NIGHT}, "2021-03-23 23:00", True),
    ],
    ids=["as it is", "never a sound", "at night", "late, after the night", "late, at night again"],
)
def test_whether_it_may_ring_is_told_when_it_is_about_to_be_sent(stand, wish, now, silent):
    """By the instant of sending, not by the hour it was due."""
    stand.wishes("06:00", **wish)

    assert stand.claims(now).silent is silent


def test_quiet_hours_are_those_of_the_readers_clock(stand):
    """Six in the morning in Kathmandu is a quarter past midnight by Greenwich."""
    stand.wishes("06:00", zone="Asia/Kathmandu", quiet=AT_NIGHT)

    assert stand.claims("2021-03-23 00:15").silent is True


def test_a_digest_that_waits_again_is_judged_again(stand):
    """It was held up until the reader is awake."""
    stand.wishes("06:00", quiet=AT_NIGHT)
    delivery = stand.claims("2021-03-23 06:00")
    later = utc("2021-03-23 07:00")
    stand.newsroom.requeue_delivery(delivery.id, not_before=later, now=utc("2021-03-23 06:01"))

    assert delivery.silent
    assert not stand.claims("2021-03-23 07:00").silent


# -- whatever they choose --------------------------------------------------------------------------

some_change = st.tuples(
    st.timedeltas(dt.timedelta(minutes=1), dt.timedelta(days=3)),
    st.sets(st.integers(0, 23), min_size=1, max_size=4),
    st.sampled_from(sorted(available_timezones())),
    st.sets(st.integers(1, 7), min_size=1),
)


@given(changes=st.lists(some_change, min_size=1, max_size=6))
@seldom(25)
def test_whatever_a_reader_chooses_no_date_has_more_digests_than_hours(tmp_path_factory, changes):
    """Hours, zones and weekdays changed at any time, with a tick after each. As editions are
    numbered anew then, what counts is how many a date has, of as many hours as ever were wished;
    and that no instant brings two.
    """
    now = utc("2021-03-22 10:00")
    deliveries: list[Delivery] = []
    with contextlib.closing(Newsstand(tmp_path_factory.mktemp("choices"))) as stand:
        for pause, hours, zone, weekdays in changes:
            at = [f"{hour:02}:00" for hour in hours]
            then = now.replace(tzinfo=None).isoformat()
            stand.wishes(*at, zone=zone, weekdays=frozenset(weekdays), now=then)
            now += pause
            deliveries += stand.ticks(now.replace(tzinfo=None).isoformat())

    dates = Counter(each.local_date for each in deliveries)
    assert max(dates.values(), default=0) <= max(len(hours) for _, hours, _, _ in changes)
    assert len({each.due for each in deliveries}) == len(deliveries)


some_hours = st.sets(st.sampled_from([6, 12, 18]), min_size=1)
a_while = st.integers(2, 12).map(lambda hours: dt.timedelta(hours=hours))


@given(changes=st.lists(st.tuples(a_while, some_hours), min_size=4, max_size=8))
@seldom(25)
def test_whatever_else_a_reader_chooses_an_hour_that_stays_has_its_digest(
    tmp_path_factory, changes
):
    """One that was wished from the beginning of a date until it was due: a row of its own, be it
    sent or covered by that of a later hour.
    """
    now, wished = utc("2021-03-22 23:00"), []
    with contextlib.closing(Newsstand(tmp_path_factory.mktemp("hours"))) as stand:
        for pause, hours in changes:
            at = sorted(f"{hour:02}:00" for hour in hours)
            stand.wishes(*at, now=now.replace(tzinfo=None).isoformat())
            wished.append((now, hours))
            now += pause
            stand.ticks(now.replace(tzinfo=None).isoformat())
        with stand.newsroom._store.read() as connection:
            due = {*connection.execute(sa.select(outbox.c.due)).scalars()}

    for day, hour in itertools.product(range(23, 28), range(24)):
        midnight, then = (dt.datetime(2021, 3, day, h, tzinfo=dt.UTC) for h in (0, hour))
        before = [hours for since, hours in wished if since <= midnight][-1:]
        during = [hours for since, hours in wished if midnight < since < then]
        if then <= now and all(hour in hours for hours in [*before, *during]):
            assert then in due


def test_a_digest_that_would_say_nothing_can_be_skipped(stand):
    """Only before the call; and it stays skipped."""
    stand.wishes("08:00")
    delivery = stand.claims("2021-03-23 08:00")
    now = utc("2021-03-23 08:00")

    assert stand.newsroom.finish_delivery(delivery.id, DeliveryStatus.SKIPPED, now=now)
    assert not stand.newsroom.start_sending(delivery.id, [], now=now)
    assert stand.ticks("2021-03-23 08:01") == []
    assert stand.outbox() == [("2021-03-23", "skipped")]
