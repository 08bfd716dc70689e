"""What a pressed preference makes of those there are: a pure function."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from bot.keyboards import Screen, SetPreference, Wish
from briefs.errors import InvalidQueryError
from briefs.model import EVERY_DAY, DigestLength, Preferences, QuietHours

#: More digests a day nobody reads to the end.
MOST_HOURS: Final = 6

_WORKING_DAYS: Final = frozenset(range(1, 6))

#: Where a preference is set, and so what is shown after it.
SCREENS: Final = {
    Wish.HOUR: Screen.HOURS,
    Wish.WEEKDAY: Screen.DAYS,
    Wish.LENGTH: Screen.LENGTH,
    Wish.QUIET: Screen.SOUND,
    Wish.SILENT: Screen.SOUND,
    Wish.TELLS_EMPTY: Screen.MAIN,
    Wish.ONLY_FOLLOWED: Screen.MAIN,
}


def prefer(known: Preferences, action: SetPreference) -> Preferences:
    """The preferences with this one set. InvalidQueryError says why it cannot be.

    ValueError: the value is none that a button of ours has.
    """
    value = action.value
    match action.wish:
        case Wish.HOUR:
            wanted = replace(known, hours=_hours(known.hours, value))
        case Wish.WEEKDAY:
            wanted = replace(known, weekdays=_weekdays(known.weekdays, value))
        case Wish.LENGTH:
            wanted = replace(known, length=DigestLength(value))
        case Wish.QUIET:
            wanted = replace(known, quiet=_quiet(value) if value else None)
        case Wish.SILENT:
            wanted = replace(known, silent=_flag(value))
        case Wish.TELLS_EMPTY:
            wanted = replace(known, tells_empty=_flag(value))
        case Wish.ONLY_FOLLOWED:
            wanted = replace(known, only_followed=_flag(value))
    return wanted


def _hours(known: tuple[dt.time, ...], value: str) -> tuple[dt.time, ...]:
    hour = _time(value.removeprefix("-"))
    hours = {*known} - {hour} if value.startswith("-") else {*known, hour}
    if not hours:
        raise InvalidQueryError("One hour has to stay. Pause or unsubscribe to get none.")
    if len(hours) > MOST_HOURS:
        raise InvalidQueryError(
            f"{MOST_HOURS} digests a day are the most. Take an hour away first."
        )
    return tuple(sorted(hours))


def _weekdays(known: frozenset[int], value: str) -> frozenset[int]:
    if value == "all":
        return EVERY_DAY
    if value == "work":
        return _WORKING_DAYS
    day = frozenset({abs(int(value))})
    if not day <= EVERY_DAY:
        raise ValueError(value)
    days = known - day if value.startswith("-") else known | day
    if not days:
        raise InvalidQueryError("One day has to stay. Pause or unsubscribe to get none.")
    return days


def _quiet(value: str) -> QuietHours:
    start, end = map(_time, value.split("-"))
    if start == end:
        raise ValueError(value)
    return QuietHours(start=start, end=end)


def _time(digits: str) -> dt.time:
    if len(digits) != len("0800"):
        raise ValueError(digits)
    return dt.time(int(digits[:2]), int(digits[2:]))


def _flag(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError(value)
    return value == "1"
