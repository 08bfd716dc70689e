"""When a digest is due, in any zone, on days that have too many hours or too few."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.errors import InvalidQueryError
from briefs.model import Slot
from briefs.schedule import (
    MOST_DATES,
    find_slot_on,
    find_slots,
    get_zone,
    next_slot,
    slot_of_today,
)

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
ZONES = sorted(available_timezones())


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


some_zone = st.sampled_from(ZONES)
some_time = st.integers(0, 24 * 60 - 1).map(lambda minute: dt.time(minute // 60, minute % 60))
some_instant = st.integers(0, 22 * 365 * 24 * 60).map(
    lambda minute: utc("2014-01-01T00:00") + minute * MINUTE
)


def dates(slots: Iterable[Slot]) -> list[str]:
    return [slot.local_date.isoformat() for slot in slots]


# -- ordinary days ---------------------------------------------------------------------------------


def test_a_slot_is_due_at_the_readers_local_time():
    """08:00 in Brussels is 07:00 UTC in winter; the slot carries the local date."""
    (slot,) = find_slots(
        dt.time(8), "Europe/Brussels", utc("2021-01-14T12:00"), utc("2021-01-15T12:00")
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
    assert dates(find_slots(dt.time(8), "Europe/Brussels", utc(since), utc(until))) == expected


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
    (slot,) = find_slots(dt.time(8), zone, utc(due) - MINUTE, utc(due))

    assert (slot.due, slot.local_date) == (utc(due), day)


def test_the_leap_day_has_a_slot():
    slots = find_slots(dt.time(8), "Europe/Kyiv", utc("2024-02-28T12:00"), utc("2024-03-01T12:00"))

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
    slot = find_slot_on(at, zone, day)
    around = find_slots(at, zone, utc(due) - 2 * DAY, utc(due) + 2 * DAY)

    assert slot is not None
    assert slot.due == utc(due)
    assert [found for found in around if found.local_date == day] == [slot]


def test_a_date_that_a_zone_skipped_has_no_slot():
    """Samoa went from 29 to 31 December 2011; nobody there woke up on the 30th."""
    slots = find_slots(dt.time(8), "Pacific/Apia", utc("2011-12-28T00:00"), utc("2012-01-01T00:00"))

    assert dates(slots) == ["2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01"]
    assert find_slot_on(dt.time(8), "Pacific/Apia", dt.date(2011, 12, 30)) is None
    assert find_slot_on(dt.time(0), "Pacific/Apia", dt.date(2011, 12, 30)) is None


# -- against a slow oracle -------------------------------------------------------------------------


def first_minute_showing(wall: dt.datetime, zone: ZoneInfo, start: dt.datetime) -> dt.datetime:
    """The rule, word for word: go through the minutes until the clock shows `wall` or later."""
    instant = start
    while instant.astimezone(zone).replace(tzinfo=None) < wall:
        instant += MINUTE
    return instant


@given(zone=some_zone, day=st.dates(dt.date(2014, 1, 1), dt.date(2035, 12, 31)), at=some_time)
@settings(max_examples=150, deadline=None)
def test_any_slot_is_the_first_minute_whose_clock_has_reached_it(zone, day, at):
    """Any zone, any date from 2014 to 2035, any minute of the day."""
    wall = dt.datetime.combine(day, at)
    start = wall.replace(tzinfo=dt.UTC) - dt.timedelta(hours=16)

    slot = find_slot_on(at, zone, day)

    assert slot is not None
    assert slot.due == first_minute_showing(wall, ZoneInfo(zone), start)


def shown(instant: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def zones_that_differ() -> Iterable[ZoneInfo]:
    """One zone for each way clocks went and will go: many names are synonyms."""
    fortnights = [utc("2014-01-01T00:00") + 14 * DAY * n for n in range(22 * 26)]
    zones = map(ZoneInfo, reversed(ZONES))
    return {
        tuple(t.astimezone(zone).utcoffset() for t in fortnights): zone for zone in zones
    }.values()


def hours_of_change(zone: ZoneInfo) -> Iterator[dt.datetime]:
    """Hours, UTC, within which the offset of a zone changes, 2014–2035."""
    weeks = [utc("2014-01-01T00:00") + 7 * DAY * n for n in range(22 * 52)]
    clocks = [shown(week, zone) for week in weeks]
    for week, clock, next_clock in zip(weeks, clocks, clocks[1:], strict=False):
        if next_clock - clock != 7 * DAY:
            hours = [week + HOUR * n for n in range(7 * 24)]
            yield next(t for t in hours if shown(t + HOUR, zone) - shown(t, zone) != HOUR)


def test_every_clock_change_of_every_zone():
    """Quarters of an hour around each change, in each zone, against going through the minutes."""
    tested = 0
    for zone in zones_that_differ():
        for hour in hours_of_change(zone):
            minutes = [hour + MINUTE * n for n in range(-90, 300)]
            clocks = [shown(minute, zone) for minute in minutes]
            for quarter in range(12):
                wall = clocks[0] + HOUR / 2 + quarter * HOUR / 4
                due = next(m for m, clock in zip(minutes, clocks, strict=True) if clock >= wall)
                slot = find_slot_on(wall.time(), zone.key, wall.date())
                assert slot is not None, (zone, wall)
                assert slot.due == due, (zone, wall)
                tested += 1

    assert tested > 20_000


@given(
    zone=some_zone,
    at=some_time,
    since=some_instant,
    steps=st.lists(st.timedeltas(dt.timedelta(0), 5 * DAY), min_size=1, max_size=5),
)
@settings(deadline=None)
def test_ticks_find_each_slot_once_however_time_is_cut(zone, at, since, steps):
    """Slots over an interval = slots over its parts; no local date comes twice or is left out."""
    ends = [since]
    for step in steps:
        ends.append(ends[-1] + step)

    whole = find_slots(at, zone, since, ends[-1])
    parts = [find_slots(at, zone, *pair) for pair in itertools.pairwise(ends)]

    assert whole == tuple(slot for part in parts for slot in part)
    ordinals = [slot.local_date.toordinal() for slot in whole]
    assert all(later == earlier + 1 for earlier, later in itertools.pairwise(ordinals))


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
    assert next_slot(dt.time(8), "Europe/Brussels", utc(after)).local_date.isoformat() == day


def test_the_next_slot_steps_over_a_skipped_date():
    slot = next_slot(dt.time(8), "Pacific/Apia", utc("2011-12-29T20:00"))

    assert slot.local_date == dt.date(2011, 12, 31)


@given(
    zone=some_zone,
    at=some_time,
    after=some_instant,
)
def test_the_next_slot_is_the_first_of_those_found(zone, at, after):
    """What a reader is promised is what the tick will find."""
    assert next_slot(at, zone, after) == find_slots(at, zone, after, after + 3 * DAY)[0]


def test_after_years_of_silence_only_the_latest_dates_are_made_up_for():
    """The work is bounded: of an ancient `since` the oldest dates are dropped."""
    slots = find_slots(
        dt.time(8), "UTC", dt.datetime.min.replace(tzinfo=dt.UTC), utc("2021-03-23T08:00")
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
    slot = slot_of_today(zone, utc(now))

    assert (slot.due, slot.local_date, slot.edition) == (utc(now), day, 1)
