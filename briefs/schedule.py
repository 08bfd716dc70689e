"""Which slots of a subscription fall due: a pure function of local time, zone and two instants.

The rules of local time live here, and nothing else does: what becomes of a slot is the outbox's
business (store/outbox.py). A slot belongs to the local date its reader expects it on:

    the clock skips the hour      the first instant after the gap
    the clock repeats the hour    the first of the two
    the whole date is skipped     no slot (Samoa had no 30 December 2011)
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from briefs.errors import InvalidQueryError
from briefs.model import QuietHours, Slot

#: A digest makes up for at most this many dates; older ones are dropped without a row.
MOST_DATES = 31

#: Until a reader can have several hours, each date has this one edition.
ONLY_EDITION = 1

#: UTC date and local date differ by at most one day, and a gap moves a slot by at most another.
_SLACK = 2

#: No zone changes its clocks between two seconds.
_SECOND = dt.timedelta(seconds=1)


def find_slots(at: dt.time, zone: str, since: dt.datetime, until: dt.datetime) -> tuple[Slot, ...]:
    """The slots due in (since, until], earliest first; of many, the latest MOST_DATES.

    The work is bounded by MOST_DATES however long ago `since` is.
    """
    last = until.date().toordinal()
    first = max(since.date().toordinal(), last - MOST_DATES)
    slots = _slots_of(at, get_zone(zone), first - _SLACK, last + _SLACK)
    return tuple(slot for slot in slots if since < slot.due <= until)[-MOST_DATES:]


def next_slot(at: dt.time, zone: str, after: dt.datetime) -> Slot:
    """The first slot due after an instant."""
    day = after.date().toordinal()
    slots = _slots_of(at, get_zone(zone), day - _SLACK, day + 2 * _SLACK)
    return next(slot for slot in slots if slot.due > after)


def find_slot_on(at: dt.time, zone: str, day: dt.date) -> Slot | None:
    """The slot of one local date; None if the zone skipped that date."""
    ordinal = day.toordinal()
    return next(_slots_of(at, get_zone(zone), ordinal, ordinal), None)


def slot_of_today(zone: str, now: dt.datetime) -> Slot:
    """The slot of the date a reader's calendar shows, but due at once."""
    today = now.astimezone(get_zone(zone)).date()
    return Slot(due=now, local_date=today, edition=ONLY_EDITION)


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


def _slots_of(at: dt.time, zone: ZoneInfo, first: int, last: int) -> Iterator[Slot]:
    """The slots of the local dates with these ordinals, both included."""
    for ordinal in range(first, last + 1):
        day = dt.date.fromordinal(ordinal)
        due = _first_showing(dt.datetime.combine(day, at), zone)
        if due is not None:
            yield Slot(due=due, local_date=day, edition=ONLY_EDITION)


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
