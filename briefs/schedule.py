"""Which slots of a reader fall due: a pure function of preferences, zone rules and two instants.

The rules of local time live here, and nothing else does: what becomes of a slot is the outbox's
business (store/outbox.py). A slot belongs to the local date its reader expects it on; its edition
is the place of its hour among the hours the reader chose for a day, from 1.

    the clock skips the hour      the first instant after the gap
    ... and another one with it   both at that instant: two editions, of which one is sent
    the clock repeats the hour    the first of the two
    the whole date is skipped     no slot (Samoa had no 30 December 2011)
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from briefs.errors import InvalidQueryError
from briefs.model import EVERY_DAY, Preferences, QuietHours, Slot

#: A digest makes up for at most this many dates; older ones are dropped without a row.
MOST_DATES = 31

#: UTC date and local date differ by at most one day, and a gap moves a slot by at most another.
_SLACK = dt.timedelta(days=2)

_DAY = dt.timedelta(days=1)

#: No zone changes its clocks between two seconds.
_SECOND = dt.timedelta(seconds=1)


def find_slots(
    preferences: Preferences, since: dt.datetime, until: dt.datetime
) -> tuple[Slot, ...]:
    """The slots due in (since, until], earliest first; of many, those of the latest MOST_DATES.

    The work is bounded by MOST_DATES however long ago `since` is.
    """
    due = _find_due(preferences, max(since, until - MOST_DATES * _DAY - _SLACK), until)
    dates = sorted({slot.local_date for slot in due})[-MOST_DATES:]
    return tuple(slot for slot in due if slot.local_date >= dates[0])


def find_following(preferences: Preferences, after: dt.datetime) -> Iterator[Slot]:
    """The slots due after an instant, earliest first, without an end."""
    stretch = _DAY  # mostly one is wanted, which mostly is near
    while True:
        yield from _find_due(preferences, after, after + stretch)
        after += stretch
        stretch = min(2 * stretch, 8 * _DAY)


def next_slot(preferences: Preferences, after: dt.datetime) -> Slot:
    """The first slot due after an instant."""
    return next(find_following(preferences, after))


def find_slots_on(preferences: Preferences, day: dt.date) -> tuple[Slot, ...]:
    """The slots of one local date; none on another weekday, or if the zone skipped the date."""
    return tuple(_slots_of(preferences, get_zone(preferences.zone), day))


def slot_of_today(preferences: Preferences, now: dt.datetime) -> Slot:
    """The edition of the date a reader's calendar shows that fell due last, but due at once.

    The first one as long as none has, and on a weekday that has none.
    """
    today = now.astimezone(get_zone(preferences.zone)).date()
    due = [slot.edition for slot in find_slots_on(preferences, today) if slot.due <= now]
    return Slot(due=now, local_date=today, edition=max(due, default=1))


def renumber(before: Sequence[dt.time], after: Sequence[dt.time]) -> dict[int, int]:
    """What becomes of the editions of a day when a reader's hours change; of higher ones nothing.

    An hour that stays keeps its own, whether or not it was due, so that no other hour's going costs
    it its digest. The rest fill the places that are left, in order: whoever moves eight to nine at
    noon has had that edition of today.
    """
    places = range(1, max(len(before), len(after)) + 1)
    stay = {before.index(hour) + 1: after.index(hour) + 1 for hour in before if hour in after}
    rest = (edition for edition in places if edition not in stay)
    left = (place for place in places if place not in stay.values())
    return stay | dict(zip(rest, left, strict=True))


def tidy(wanted: Preferences) -> Preferences:
    """The same with whole minutes, ascending and distinct, and no quiet hours of no length.

    Raises InvalidQueryError when no hour or weekday is left, or there is no such zone.
    """
    hours = tuple(sorted({hour.replace(second=0, microsecond=0) for hour in wanted.hours}))
    weekdays = wanted.weekdays & EVERY_DAY
    if not hours or not weekdays:
        raise InvalidQueryError("A digest needs an hour and a weekday.")
    quiet = wanted.quiet if wanted.quiet and wanted.quiet.start != wanted.quiet.end else None
    zone = get_zone(wanted.zone).key
    return replace(wanted, hours=hours, weekdays=weekdays, quiet=quiet, zone=zone)


def is_quiet(quiet: QuietHours | None, zone: str, now: dt.datetime) -> bool:
    """Whether the reader's clock shows one of their quiet hours.

    It is what the clock shows that counts, however often or seldom it shows it that night. Hours
    that begin when they end are none. In a zone that this machine does not know nothing is quiet.
    """
    if quiet is None:
        return False
    try:
        shown = _shown(now, get_zone(zone)).time()
    except InvalidQueryError:
        return False
    if quiet.start <= quiet.end:
        return quiet.start <= shown < quiet.end
    return shown >= quiet.start or shown < quiet.end


def get_zone(name: str) -> ZoneInfo:
    """The zone with this IANA name, or InvalidQueryError."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError) as error:  # a folder, a path, an unknown name
        message = f"There is no time zone {name!r}. Examples: Europe/Brussels, America/New_York."
        raise InvalidQueryError(message) from error


def _find_due(preferences: Preferences, since: dt.datetime, until: dt.datetime) -> list[Slot]:
    """The slots due in (since, until], earliest first; of one instant, by date and edition."""
    zone = get_zone(preferences.zone)
    first, last = (since - _SLACK).toordinal(), (until + _SLACK).toordinal()
    days = map(dt.date.fromordinal, range(first, last + 1))
    slots = (slot for day in days for slot in _slots_of(preferences, zone, day))
    due = [slot for slot in slots if since < slot.due <= until]
    return sorted(due, key=lambda slot: (slot.due, slot.local_date, slot.edition))


def _slots_of(preferences: Preferences, zone: ZoneInfo, day: dt.date) -> Iterator[Slot]:
    if day.isoweekday() not in preferences.weekdays:
        return
    for edition, hour in enumerate(preferences.hours, 1):
        due = _first_showing(dt.datetime.combine(day, hour), zone)
        if due is not None:
            yield Slot(due=due, local_date=day, edition=edition)


def _first_showing(wall: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
    """The first instant at which clocks show `wall`, or where they skip it, anything later.

    None when they skip the whole date.
    """
    due = wall.replace(tzinfo=zone, fold=0).astimezone(dt.UTC)
    if _shown(due, zone) == wall:
        return due
    change = _end_of_gap(wall, zone)
    around = (_shown(change - _SECOND, zone), _shown(change, zone))
    return change if wall.date() in {shown.date() for shown in around} else None


def _end_of_gap(wall: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The instant at which clocks jump over `wall`.

    Inside a gap `wall` read by the offset after the change (fold=1) lies before the change, and
    read by the offset before it (fold=0) lies after: the change is looked for between the two.
    """
    before, after = (wall.replace(tzinfo=zone, fold=f).astimezone(dt.UTC) for f in (1, 0))
    seconds = range(int((after - before) / _SECOND) + 1)
    return before + _SECOND * bisect_left(
        seconds, wall, key=lambda second: _shown(before + _SECOND * second, zone)
    )


def _shown(instant: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """What a clock on the wall shows."""
    return instant.astimezone(zone).replace(tzinfo=None)
