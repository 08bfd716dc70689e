"""All of 2014 to 2035 in every zone of the database, against walking through it.

Run by `make schedule-test`. `make test` asks the same of a few hundred days drawn at random.
"""

import datetime as dt
import hashlib
import itertools
import random
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from briefs.model import EVERY_DAY, Preferences
from briefs.schedule import find_following, find_slots
from tests.walking import walk

pytestmark = pytest.mark.schedule

BEGIN = dt.datetime(2014, 1, 1, tzinfo=dt.UTC)
END = dt.datetime(2036, 1, 1, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@cache
def zones_that_differ() -> list[str]:
    """One name for each way clocks went and will go; most names are synonyms in these years."""
    days = [BEGIN + DAY * number for number in range((END - BEGIN).days)]
    names = {
        tuple(day.astimezone(ZoneInfo(name)).utcoffset() for day in days): name
        for name in sorted(available_timezones(), reverse=True)
    }
    return sorted(names.values())


def a_wish(zone: str) -> Preferences:
    """Hours by the zone's name: one by day, the others in the small hours, where clocks change."""
    chance = random.Random(hashlib.sha256(zone.encode()).digest())
    minutes = {chance.randrange(24 * 60), *chance.sample(range(15, 225), 2), 0, 120}
    hours = tuple(dt.time(minute // 60, minute % 60) for minute in sorted(minutes))
    weekdays = chance.choice([EVERY_DAY, frozenset({1, 2, 3, 4, 5}), frozenset({6, 7})])
    return Preferences(hours=hours, zone=zone, weekdays=weekdays)


@pytest.mark.parametrize("zone", zones_that_differ())
def test_every_slot_of_22_years_is_where_walking_finds_it(zone):
    """Instant, local date and edition of each; five hours a day, all seven days or some of them."""
    wish = a_wish(zone)

    found = itertools.takewhile(lambda slot: slot.due <= END, find_following(wish, BEGIN))

    for slot, walked in itertools.zip_longest(found, walk(wish, BEGIN, END)):
        assert slot == walked


@pytest.mark.parametrize("zone", zones_that_differ())
def test_a_bot_that_ticks_each_fortnight_finds_them_all_once(zone):
    """No instant, date or edition is found twice or by no tick."""
    wish = a_wish(zone)
    ticks = [BEGIN + 14 * DAY * number for number in range((END - BEGIN).days // 14)]

    found = [slot for pair in itertools.pairwise(ticks) for slot in find_slots(wish, *pair)]

    assert len({(slot.local_date, slot.edition) for slot in found}) == len(found)
    last = itertools.takewhile(lambda slot: slot.due <= ticks[-1], find_following(wish, BEGIN))
    assert found == [*last]
