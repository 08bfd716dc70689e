"""What a reader wished for in words: when digests come, how long they are, with what sound."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from briefs.model import EVERY_DAY, DigestLength, Preferences

_DAYS: Final = (*("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),)
_LENGTHS: Final = {
    DigestLength.HEADLINES: "headlines, one line each",
    DigestLength.BRIEF: "brief, up to 5 quotations",
    DigestLength.FULL: "full, up to 10 quotations",
}

#: Fewer days in a row are named one by one.
_RANGE: Final = 3


def write_rhythm(wanted: Preferences) -> str:
    """As in "every day at 08:00" or "Monday to Friday at 08:00 and 18:00"."""
    hours = _listed([f"{hour:%H:%M}" for hour in wanted.hours])
    return f"{write_weekdays(wanted.weekdays)} at {hours}"


def write_weekdays(weekdays: frozenset[int]) -> str:
    """As in "every day", "Monday to Friday" or "on Tuesday and Sunday"."""
    if weekdays == EVERY_DAY:
        return "every day"
    runs = [
        [day for _, day in run]
        for _, run in groupby(enumerate(sorted(weekdays)), lambda pair: pair[1] - pair[0])
    ]
    if len(runs) == 1 and len(runs[0]) >= _RANGE:
        return f"{_DAYS[runs[0][0] - 1]} to {_DAYS[runs[0][-1] - 1]}"
    return f"on {_listed([_DAYS[day - 1] for day in sorted(weekdays)])}"


def write_sound(wanted: Preferences) -> str:
    """As in "on, but not from 22:00 to 07:00"."""
    if wanted.silent:
        return "off"
    if wanted.quiet is None:
        return "on"
    return f"on, but not from {wanted.quiet.start:%H:%M} to {wanted.quiet.end:%H:%M}"


def write_length(length: DigestLength) -> str:
    """As in "brief, up to 5 quotations"."""
    return _LENGTHS[length]


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
