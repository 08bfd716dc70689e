"""When a digest is due, in any zone, on days that have too many hours or too few."""

import datetime as dt
import itertools
from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.errors import InvalidQueryError
from briefs.model import EVERY_DAY, Preferences, QuietHours, Slot
from briefs.schedule import (
    MOST_DATES,
    find_following,
    find_slots,
    find_slots_on,
    get_zone,
    is_quiet,
    next_slot,
    renumber,
    slot_of_today,
    tidy,
)
from tests.walking import walk

MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
ZONES = sorted(available_timezones())


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def daily(*hours: dt.time, zone: str = "UTC", weekdays: Iterable[int] = EVERY_DAY) -> Preferences:
    return Preferences(hours=hours, zone=zone, weekdays=frozenset(weekdays))


#: Clocks that jumped over hours, showed them twice, or changed the date by it.
CHANGES = [
    ("Europe/Brussels", "2021-03-28T01:00"),
    ("Europe/Brussels", "2021-10-31T01:00"),
    ("Europe/Kyiv", "2021-03-28T01:00"),
    ("Australia/Lord_Howe", "2021-10-02T15:30"),
    ("Australia/Lord_Howe", "2021-04-03T15:00"),
    ("Asia/Beirut", "2021-03-27T22:00"),
    ("America/Havana", "2021-11-07T05:00"),
    ("America/Asuncion", "2018-03-25T03:00"),
    ("America/Santiago", "2019-09-08T04:00"),
    ("Atlantic/Azores", "2021-03-28T01:00"),
    ("America/Godthab", "2023-03-26T01:00"),
    ("Pacific/Apia", "2011-12-30T10:00"),
    ("Pacific/Kwajalein", "1993-08-21T12:00"),
    ("America/St_Johns", "2010-11-07T02:31"),
    ("Asia/Pyongyang", "2018-05-04T15:00"),
    ("Antarctica/Troll", "2021-03-28T01:00"),
    ("Africa/Casablanca", "2021-04-11T02:00"),
    ("America/Metlakatla", "2015-11-01T10:00"),
]

some_zone = st.sampled_from(ZONES)
some_time = st.integers(0, 24 * 60 - 1).map(lambda minute: dt.time(minute // 60, minute % 60))
some_wish = st.builds(
    lambda hours, zone, weekdays: daily(*sorted(hours), zone=zone, weekdays=weekdays),
    # Most of what is odd happens in the small hours.
    st.sets(
        some_time | st.integers(0, 240).map(lambda m: dt.time(m // 60, m % 60)),
        min_size=1,
        max_size=4,
    ),
    some_zone,
    st.just(EVERY_DAY) | st.sets(st.integers(1, 7), min_size=1),
)
some_instant = st.integers(0, 22 * 365 * 24 * 60).map(
    lambda minute: utc("2014-01-01T00:00") + minute * MINUTE
)


def dates(slots: Iterable[Slot]) -> list[str]:
    return [slot.local_date.isoformat() for slot in slots]


# -- ordinary days ---------------------------------------------------------------------------------


def test_a_slot_is_due_at_the_readers_local_time():
    """08:00 in Brussels is 07:00 UTC in winter; the slot carries the local date."""
    (slot,) = find_slots(
        daily(dt.time(8), zone="Europe/Brussels"), utc("2021-01-14T12:00"), utc("2021-01-15T12:00")
    )

    assert slot.due == utc("2021-01-15T07:00")
    assert slot.local_date == dt.date(2021, 1, 15)
    assert slot.edition == 1


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2021-01-15T06:59", "2021-01-15T07:00", ["2021-01-15"]),
        ("2021-01-15T07:00", "2021-01-15T07:01", []),
        ("2021-01-15T06:58", "2021-01-15T06:59", []),
        ("2021-01-15T07:00", "2021-01-15T07:00", []),
        ("2021-01-16T07:00", "2021-01-15T06:00", []),
    ],
    ids=["due now", "settled before", "not yet", "no time passed", "clock set back"],
)
def test_the_interval_leaves_out_its_start_and_has_its_end(since, until, expected):
    """Two ticks that meet at an instant find its slot once."""
    assert (
        dates(find_slots(daily(dt.time(8), zone="Europe/Brussels"), utc(since), utc(until)))
        == expected
    )


@pytest.mark.parametrize(
    ("zone", "due", "day"),
    [
        ("Pacific/Auckland", "2021-03-22T19:00", dt.date(2021, 3, 23)),
        ("Pacific/Kiritimati", "2021-03-22T18:00", dt.date(2021, 3, 23)),
        ("Pacific/Honolulu", "2021-03-22T18:00", dt.date(2021, 3, 22)),
        ("Asia/Kathmandu", "2021-03-23T02:15", dt.date(2021, 3, 23)),
    ],
)
def test_the_local_date_is_the_readers_not_greenwichs(zone, due, day):
    """At 18:00 UTC it is already tomorrow morning on one side of the date line."""
    (slot,) = find_slots(daily(dt.time(8), zone=zone), utc(due) - MINUTE, utc(due))

    assert (slot.due, slot.local_date) == (utc(due), day)


def test_the_leap_day_has_a_slot():
    slots = find_slots(
        daily(dt.time(8), zone="Europe/Kyiv"), utc("2024-02-28T12:00"), utc("2024-03-01T12:00")
    )

    assert dates(slots) == ["2024-02-29", "2024-03-01"]


# -- days on which clocks change -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "at", "day", "due"),
    [
        # Brussels, 28 March 2021: 02:00 is followed by 03:00, at 01:00 UTC.
        ("Europe/Brussels", dt.time(2, 0), dt.date(2021, 3, 28), "2021-03-28T01:00"),
        ("Europe/Brussels", dt.time(2, 30), dt.date(2021, 3, 28), "2021-03-28T01:00"),
        ("Europe/Brussels", dt.time(3, 0), dt.date(2021, 3, 28), "2021-03-28T01:00"),
        ("Europe/Brussels", dt.time(3, 1), dt.date(2021, 3, 28), "2021-03-28T01:01"),
        ("Europe/Brussels", dt.time(1, 59), dt.date(2021, 3, 28), "2021-03-28T00:59"),
        # Brussels, 31 October 2021: 03:00 is followed by 02:00, at 01:00 UTC.
        ("Europe/Brussels", dt.time(2, 0), dt.date(2021, 10, 31), "2021-10-31T00:00"),
        ("Europe/Brussels", dt.time(2, 30), dt.date(2021, 10, 31), "2021-10-31T00:30"),
        ("Europe/Brussels", dt.time(3, 0), dt.date(2021, 10, 31), "2021-10-31T02:00"),
        # Lord Howe Island moves by half an hour: 02:00 -> 02:30 at 15:30 UTC the day before.
        ("Australia/Lord_Howe", dt.time(2, 10), dt.date(2021, 10, 3), "2021-10-02T15:30"),
        # Beirut, 28 March 2021: midnight is skipped; the day begins at 01:00, 22:00 UTC.
        ("Asia/Beirut", dt.time(0, 0), dt.date(2021, 3, 28), "2021-03-27T22:00"),
        # Havana, 7 November 2021: 01:00 is followed by 00:00, at 05:00 UTC.
        ("America/Havana", dt.time(0, 30), dt.date(2021, 11, 7), "2021-11-07T04:30"),
        # Asuncion, 25 March 2018: midnight is followed by 23:00 of the day before, at 03:00 UTC.
        ("America/Asuncion", dt.time(23, 30), dt.date(2018, 3, 24), "2018-03-25T02:30"),
        ("America/Asuncion", dt.time(0, 0), dt.date(2018, 3, 25), "2018-03-25T04:00"),
    ],
)
def test_clock_changes(zone, at, day, due):
    """A skipped time is due when the gap ends, a repeated one the first time; once a date."""
    wish = daily(at, zone=zone)
    (slot,) = find_slots_on(wish, day)
    around = find_slots(wish, utc(due) - 2 * DAY, utc(due) + 2 * DAY)

    assert slot.due == utc(due)
    assert [found for found in around if found.local_date == day] == [slot]


def test_a_date_that_a_zone_skipped_has_no_slot():
    """Samoa went from 29 to 31 December 2011; nobody there woke up on the 30th."""
    slots = find_slots(
        daily(dt.time(8), zone="Pacific/Apia"), utc("2011-12-28T00:00"), utc("2012-01-01T00:00")
    )

    assert dates(slots) == ["2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01"]
    wish = daily(dt.time(0), dt.time(8), zone="Pacific/Apia")
    assert find_slots_on(wish, dt.date(2011, 12, 30)) == ()


# -- against a slow oracle -------------------------------------------------------------------------


@given(wish=some_wish, since=some_instant, days=st.integers(1, 12))
@settings(max_examples=200, deadline=None)
def test_slots_are_what_walking_through_time_finds(wish, since, days):
    """Any zone, hours and weekdays, any time from 2014 to 2035; most of it without a change."""
    until = since + days * DAY

    assert find_slots(wish, since, until) == tuple(walk(wish, since, until))


@given(wish=some_wish, change=st.sampled_from(CHANGES), before=st.integers(1, 4))
@settings(max_examples=300, deadline=None)
def test_slots_around_changes_are_what_walking_through_time_finds(wish, change, before):
    """Hours that clocks skip, repeat or move to another date, in zones that are known for it."""
    zone, instant = change
    wish = replace(wish, zone=zone)
    since = utc(instant) - before * DAY

    assert find_slots(wish, since, since + 6 * DAY) == tuple(walk(wish, since, since + 6 * DAY))


@given(
    wish=some_wish,
    since=some_instant,
    steps=st.lists(st.timedeltas(dt.timedelta(0), 5 * DAY), min_size=1, max_size=5),
)
@settings(deadline=None)
def test_ticks_find_each_slot_once_however_time_is_cut(wish, since, steps):
    """Slots over an interval = slots over its parts; no edition comes twice or is left out."""
    ends = [since]
    for step in steps:
        ends.append(ends[-1] + step)

    whole = find_slots(wish, since, ends[-1])
    parts = [find_slots(wish, *pair) for pair in itertools.pairwise(ends)]

    assert whole == tuple(slot for part in parts for slot in part)
    assert len({(slot.local_date, slot.edition) for slot in whole}) == len(whole)
    assert [slot.due for slot in whole] == sorted(slot.due for slot in whole)


# -- the next one, and bounds ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "day"),
    [
        ("2021-03-22T09:00", "2021-03-23"),
        ("2021-03-23T06:59", "2021-03-23"),
        ("2021-03-23T07:00", "2021-03-24"),
    ],
    ids=["subscribed at ten for eight", "a minute before", "at its very instant"],
)
def test_the_next_slot_is_after_the_instant_given(after, day):
    """Who subscribes at ten for eight hears tomorrow."""
    assert (
        next_slot(daily(dt.time(8), zone="Europe/Brussels"), utc(after)).local_date.isoformat()
        == day
    )


def test_the_next_slot_steps_over_a_skipped_date():
    slot = next_slot(daily(dt.time(8), zone="Pacific/Apia"), utc("2011-12-29T20:00"))

    assert slot.local_date == dt.date(2011, 12, 31)


@given(wish=some_wish, after=some_instant)
@settings(deadline=None)
def test_the_next_slots_are_those_that_will_be_found(wish, after):
    """What a reader is promised is what the tick will find."""
    following = itertools.islice(find_following(wish, after), 3)

    assert tuple(following) == find_slots(wish, after, after + 24 * DAY)[:3]


def test_after_years_of_silence_only_the_latest_dates_are_made_up_for():
    """The work is bounded: of an ancient `since` the oldest dates are dropped."""
    slots = find_slots(
        daily(dt.time(8), zone="UTC"),
        dt.datetime.min.replace(tzinfo=dt.UTC),
        utc("2021-03-23T08:00"),
    )

    assert len(slots) == MOST_DATES == 31
    assert slots[-1].local_date == dt.date(2021, 3, 23)
    assert slots[0].local_date == dt.date(2021, 2, 21)


# -- zones -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Europe/Brusels", "", "America", "../etc/passwd", "/etc", "\0"])
def test_what_is_no_zone_says_so(name):
    """A folder of the zone database, a path and nonsense get the same answer."""
    with pytest.raises(InvalidQueryError, match="There is no time zone"):
        get_zone(name)


@pytest.mark.parametrize(
    ("zone", "now", "day"),
    [
        ("Pacific/Auckland", "2021-03-22T12:00", dt.date(2021, 3, 23)),
        ("America/Denver", "2021-03-22T03:00", dt.date(2021, 3, 21)),
    ],
)
def test_today_is_what_the_readers_calendar_shows(zone, now, day):
    """A digest asked for at once is that of the reader's date, so the hour makes no second one."""
    slot = slot_of_today(daily(dt.time(8), zone=zone), utc(now))

    assert (slot.due, slot.local_date, slot.edition) == (utc(now), day, 1)


@pytest.mark.parametrize(
    ("now", "edition"),
    [("2021-03-23T07:59", 1), ("2021-03-23T08:00", 1), ("2021-03-23T18:00", 2)],
    ids=["before the first", "at the first", "at the second"],
)
def test_the_edition_of_now_is_the_one_that_fell_due_last(now, edition):
    """Asked for in the morning it is the morning's, and leaves the evening its own."""
    assert slot_of_today(daily(dt.time(8), dt.time(18)), utc(now)).edition == edition


# -- several hours, and some weekdays --------------------------------------------------------------


def test_editions_are_numbered_within_the_day():
    """Not by their hour: who moves the first from eight to nine still has one first edition."""
    slots = find_slots(
        daily(dt.time(8), dt.time(18)), utc("2021-03-22T12:00"), utc("2021-03-23T23:00")
    )

    assert [(slot.local_date.day, slot.edition) for slot in slots] == [(22, 2), (23, 1), (23, 2)]


SIX, EIGHT, NOON, EVENING, NIGHT = (dt.time(hour) for hour in (6, 8, 12, 18, 22))


@pytest.mark.parametrize(
    ("before", "after", "places"),
    [
        ([EIGHT], [NOON], {1: 1}),
        ([EIGHT, EVENING], [NOON, NIGHT], {1: 1, 2: 2}),
        ([EIGHT, EVENING], [EIGHT], {1: 1, 2: 2}),
        ([EIGHT, EVENING], [EVENING], {1: 2, 2: 1}),
        ([EIGHT, EVENING], [SIX, EIGHT, EVENING], {1: 2, 2: 3, 3: 1}),
        ([EIGHT, EVENING], [NOON, EVENING], {1: 1, 2: 2}),
        ([EIGHT, EVENING], [EVENING, NIGHT], {1: 2, 2: 1}),
    ],
    ids=[
        "moved",
        "both moved",
        "the last taken away",
        "the first taken away",
        "one added before",
        "the first moved",
        "the first moved behind the second",
    ],
)
def test_an_hour_that_stays_keeps_its_edition(before, after, places):
    """The others have the places that are left, so that a moved hour is no new one."""
    assert renumber(before, after) == places


@given(before=st.sets(some_time, min_size=1), after=st.sets(some_time, min_size=1))
def test_editions_are_renumbered_one_to_one(before, after):
    """None is had twice or lost by it, and those that nobody has hours for stay what they are."""
    before, after = sorted(before), sorted(after)
    places = renumber(before, after)

    every = [*range(1, max(len(before), len(after)) + 1)]
    assert sorted(places) == sorted(places.values()) == every
    for hour in {*before} & {*after}:
        assert places[before.index(hour) + 1] == after.index(hour) + 1


def test_two_hours_that_clocks_skip_are_due_together():
    """Brussels, 28 March 2021: both when the gap ends. One message covers them (store/outbox)."""
    wish = daily(dt.time(2, 15), dt.time(2, 45), zone="Europe/Brussels")
    first, second = find_slots_on(wish, dt.date(2021, 3, 28))

    assert first.due == second.due == utc("2021-03-28T01:00")
    assert (first.edition, second.edition) == (1, 2)


def test_weekdays_are_those_of_the_readers_date():
    """Monday to Friday in Auckland begins on Sunday evening by Greenwich."""
    slots = find_slots(
        daily(dt.time(8), zone="Pacific/Auckland", weekdays=range(1, 6)),
        utc("2021-03-18T00:00"),
        utc("2021-03-23T00:00"),
    )

    assert [slot.local_date.strftime("%a %d") for slot in slots] == ["Fri 19", "Mon 22", "Tue 23"]
    assert slots[1].due == utc("2021-03-21T19:00")


def test_a_weekday_that_a_zone_skipped_is_waited_for_another_week():
    """Samoa had no Friday, 30 December 2011."""
    wish = daily(dt.time(8), zone="Pacific/Apia", weekdays=[5])

    assert next_slot(wish, utc("2011-12-24T00:00")).local_date == dt.date(2012, 1, 6)


# -- what readers choose ---------------------------------------------------------------------------


def test_wishes_are_put_in_order():
    """Seconds, doubles and order of hours do not matter; a quiet time of no length is none."""
    eight = dt.time(8)
    wish = replace(
        daily(dt.time(18), dt.time(8, 0, 30), eight, weekdays=[0, 7, 9]),
        quiet=QuietHours(start=eight, end=eight),
    )

    assert tidy(wish) == daily(eight, dt.time(18), weekdays=[7])


@pytest.mark.parametrize(
    "wish",
    [daily(), daily(dt.time(8), weekdays=[]), daily(dt.time(8), zone="Mars/Olympus")],
    ids=["no hour", "no weekday", "no such zone"],
)
def test_wishes_that_nothing_can_fulfil_are_refused(wish):
    with pytest.raises(InvalidQueryError):
        tidy(wish)


@pytest.mark.parametrize(
    ("start", "end", "now", "quiet"),
    [
        ("22:00", "07:00", "2021-03-22T22:00", True),
        ("22:00", "07:00", "2021-03-23T06:59", True),
        ("22:00", "07:00", "2021-03-23T07:00", False),
        ("22:00", "07:00", "2021-03-22T21:59", False),
        ("13:00", "14:00", "2021-03-23T13:30", True),
        ("13:00", "14:00", "2021-03-23T14:00", False),
        ("13:00", "13:00", "2021-03-23T13:00", False),
    ],
)
def test_quiet_hours_may_go_over_midnight(start, end, now, quiet):
    """The first minute is one of them, the last is not; none when they begin as they end."""
    hours = QuietHours(start=dt.time.fromisoformat(start), end=dt.time.fromisoformat(end))

    assert is_quiet(hours, "UTC", utc(now)) is quiet


@pytest.mark.parametrize(
    ("zone", "now", "quiet"),
    [
        # Brussels, 28 March 2021: 02:00 is followed by 03:00 at 01:00 UTC.
        ("Europe/Brussels", "2021-03-28T00:59", True),
        ("Europe/Brussels", "2021-03-28T01:00", False),
        # 31 October 2021: 03:00 is followed by 02:00 at 01:00 UTC; it is quiet both times.
        ("Europe/Brussels", "2021-10-31T00:30", True),
        ("Europe/Brussels", "2021-10-31T01:30", True),
        ("Europe/Brussels", "2021-10-31T02:00", False),
        ("Asia/Kathmandu", "2021-03-28T00:30", False),
        ("Mars/Olympus", "2021-03-28T00:30", False),
    ],
)
def test_quiet_is_what_the_readers_clock_shows(zone, now, quiet):
    """From one to three at night, whenever clocks change."""
    hours = QuietHours(start=dt.time(1), end=dt.time(3))

    assert is_quiet(hours, zone, utc(now)) is quiet


def test_without_quiet_hours_nothing_is_quiet():
    assert not is_quiet(None, "UTC", utc("2021-03-23T03:00"))
