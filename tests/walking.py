"""When digests are due, found out by walking through time with a clock in hand: slow and evident.

It knows nothing of gaps, folds or offsets. It looks at the clock again and again; when the clock
has got farther than ever before, the hours it has passed on the way are due, at the first instant
it shows them or anything later. A date that it never shows has none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from briefs.model import Preferences, Slot

_MINUTE = dt.timedelta(minutes=1)
_HOUR = dt.timedelta(hours=1)

#: What a clock was set back by before is known by having walked for so long.
_RUN_UP = dt.timedelta(days=2)

_Step = tuple[dt.datetime, dt.datetime, dt.datetime]


def walk(preferences: Preferences, since: dt.datetime, until: dt.datetime) -> Iterator[Slot]:
    """The slots due in (since, until], which are whole minutes, earliest first."""
    zone = ZoneInfo(preferences.zone)
    farthest = None
    for now, before, shown in _look(zone, since - _RUN_UP, until):
        farthest = max(farthest or before, before)
        is_even = shown - before in {_MINUTE, _HOUR}
        for wall, local_date, edition in _passed(preferences, farthest, before, shown):
            due = now - (shown - wall) if is_even else now
            if since < due <= until:
                yield Slot(due=due, local_date=local_date, edition=edition)
        farthest = max(farthest, shown)


def _look(zone: ZoneInfo, start: dt.datetime, end: dt.datetime) -> Iterator[_Step]:
    """Instants with what the clock showed the time before and shows now.

    An hour apart, and minutes where the clock does something odd within the hour.
    """
    before = _shown(start, zone)
    while start < end:
        shown = _shown(start + _HOUR, zone)
        if shown - before == _HOUR:
            yield start + _HOUR, before, shown
        else:
            for _ in range(60):
                start += _MINUTE
                yield start, before, (before := _shown(start, zone))
            start -= _HOUR
        start, before = start + _HOUR, shown


def _passed(
    preferences: Preferences, farthest: dt.datetime, before: dt.datetime, shown: dt.datetime
) -> Iterator[tuple[dt.datetime, dt.date, int]]:
    """The reader's hours in (farthest, shown] of the dates the clock shows on the way."""
    for day in sorted({before.date(), shown.date()}):
        for place, hour in enumerate(preferences.hours):
            wall = dt.datetime.combine(day, hour)
            if farthest < wall <= shown and day.isoweekday() in preferences.weekdays:
                yield wall, day, place + 1


def _shown(instant: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    return instant.astimezone(zone).replace(tzinfo=None)
