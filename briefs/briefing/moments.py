"""What names its days, in the words of a reader: "March 2021", "last summer", "two weeks ago".

Each is a pattern and how it is counted out from a day. Which words may stand before one, and what
they make of it, `periods` knows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import Final

_NAMES: Final = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905 -- a row
)
SHORT_MONTHS: Final = [name[:3].capitalize() for name in _NAMES]
_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905 -- a row
#: The month each begins with, and lasts three.
_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_UNITS: Final = {"day": 1, "week": 7, "month": 30, "year": 365}
#: "The last few weeks" are so many.
_FEW: Final = 3
_NUMBERS: Final = {
    "an": 1,
    "a": 1,
    "one": 1,
    "couple of": 2,
    "couple": 2,
    "few": _FEW,
    "several": _FEW,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "ten": 10,
    "twelve": 12,
}
_COUNT: Final = rf"(?:a )?(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})"

_MONTH: Final = rf"(?P<m>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _NAMES)}|sept)\.?"
_WHOLE_MONTH: Final = rf"(?P<m>{'|'.join(_NAMES)})"
_YEAR: Final = r"(?P<y>(?:19|20)\d\d)"
_DAY: Final = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_PARTS: Final = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_SOME_PART: Final = rf"(?P<part>early[ -]|mid[ -]|late[ -]|(?:{'|'.join(_PARTS)}) of )"
_PART: Final = f"(?:{_SOME_PART})?"
_SEASON: Final = rf"(?P<s>{'|'.join(_SEASONS)})"

Stretch = tuple[dt.date, dt.date]


def _day(found: re.Match[str], on: dt.date) -> Stretch:
    """A day without a year is the last one there was."""
    parts = found.groupdict()
    month, day = _month_number(parts["m"]), int(parts["d"])
    if parts.get("y"):
        only = dt.date(int(parts["y"]), month, day)
    else:
        only = dt.date(on.year, month, day)
        only = only if only <= on else only.replace(year=on.year - 1)
    return only, only


def _weekday(found: re.Match[str], on: dt.date) -> Stretch:
    back = (on.weekday() - _DAYS.index(found["w"])) % 7 or 7
    return on - dt.timedelta(back), on - dt.timedelta(back)


def _month(found: re.Match[str], on: dt.date) -> Stretch:
    parts = found.groupdict()
    month = _month_number(parts["m"])
    year = int(parts["y"]) if parts.get("y") else on.year - (month > on.month)
    first, last = dt.date(year, month, 1), _end(year, month)
    match _part(found):
        case "early":
            return first, first.replace(day=10)
        case "mid":
            return first.replace(day=11), first.replace(day=20)
        case "late":
            return first.replace(day=21), last
    return first, last


def _year(found: re.Match[str], _on: dt.date) -> Stretch:
    year = int(found["y"])
    begin, end = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(_part(found), (1, 12))
    return dt.date(year, begin, 1), _end(year, end)


def _part(found: re.Match[str]) -> str:
    part = (found.groupdict().get("part") or "").rstrip(" -").removesuffix(" of")
    return _PARTS.get(part, part)


def _fraction(found: re.Match[str], _on: dt.date) -> Stretch:
    """A half or a quarter of a year."""
    parts, year = found.groupdict(), int(found["y"])
    half = parts.get("half")
    months, number = (6, 1 + (half == "second")) if half else (3, int(parts["q"]))
    return dt.date(year, months * number - months + 1, 1), _end(year, months * number)


def _season(found: re.Match[str], _on: dt.date) -> Stretch:
    return _season_of(int(found["y"]), _SEASONS[found["s"]])


def _season_near(found: re.Match[str], on: dt.date) -> Stretch:
    """Last summer has ended; this summer has begun, or comes next."""
    years = [_season_of(year, _SEASONS[found["s"]]) for year in range(on.year - 2, on.year + 2)]
    if found["which"] == "last":
        return [stretch for stretch in years if stretch[1] < on][-1]
    return next(stretch for stretch in years if stretch[1] >= on)


def _unit_near(found: re.Match[str], on: dt.date) -> Stretch:
    """Last week is the one before this; the past week is the last seven days."""
    unit, which = found["unit"], found["which"]
    if which == "past":
        return on - dt.timedelta(_UNITS[unit]), on
    if unit == "week":
        first = on - dt.timedelta(on.weekday())
        before = first - dt.timedelta(7)
    else:
        first = on.replace(day=1) if unit == "month" else on.replace(month=1, day=1)
        before = (first - dt.timedelta(1)).replace(day=1)
        before = before.replace(month=1) if unit == "year" else before
    return (before, first - dt.timedelta(1)) if which == "last" else (first, on)


def _units(found: re.Match[str], on: dt.date) -> Stretch:
    return on - dt.timedelta(_number(found) * _UNITS[found["unit"]]), on


def _ago(found: re.Match[str], on: dt.date) -> Stretch:
    """The day, the week from Monday on, the month or the year that was so long ago."""
    number, unit = _number(found), found["unit"]
    match unit:
        case "day" | "week":
            back = on - dt.timedelta(number * _UNITS[unit])
            first = back if unit == "day" else back - dt.timedelta(back.weekday())
            return first, first + dt.timedelta(_UNITS[unit] - 1)
        case "month":
            months = on.year * 12 + on.month - 1 - number
            year, month = months // 12, months % 12 + 1
            return dt.date(year, month, 1), _end(year, month)
    return dt.date(on.year - number, 1, 1), dt.date(on.year - number, 12, 31)


def _number(found: re.Match[str]) -> int:
    typed = found["n"]
    return int(typed) if typed.isdigit() else _NUMBERS[typed]


def _weekend(_found: re.Match[str], on: dt.date) -> Stretch:
    """The last one that has begun."""
    saturday = on - dt.timedelta((on.weekday() - 5) % 7)
    return saturday, saturday + dt.timedelta(1)


def _one_day(back: int) -> Callable[[re.Match[str], dt.date], Stretch]:
    return lambda _found, on: (on - dt.timedelta(back), on - dt.timedelta(back))


def _month_number(text: str) -> int:
    return int(text) if text.isdigit() else SHORT_MONTHS.index(text[:3].capitalize()) + 1


def _end(year: int, month: int) -> dt.date:
    """The last day of a month; the thirteenth is next January."""
    first_after = dt.date(year + month // 12, month % 12 + 1, 1)
    return first_after - dt.timedelta(1)


def _season_of(year: int, begin: int) -> Stretch:
    """A winter is called by the year it begins in."""
    last = begin + 2
    return dt.date(year, begin, 1), _end(year + (last - 1) // 12, (last - 1) % 12 + 1)


Moment = tuple[str, Callable[[re.Match[str], dt.date], Stretch]]

#: What names its days fully, and needs no word before it.
PLAIN: Final[tuple[Moment, ...]] = (
    (rf"{_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)", _day),
    (rf"{_DAY}(?: of)? {_MONTH},? {_YEAR}", _day),
    (rf"{_MONTH} {_DAY},? {_YEAR}", _day),
    (rf"{_YEAR}-(?P<m>0[1-9]|1[0-2])", _month),
    (rf"{_PART}{_MONTH},?(?: of)? {_YEAR}", _month),
    (rf"{_SOME_PART}{_YEAR}", _year),
    (rf"{_SEASON}(?: of)? {_YEAR}", _season),
    (rf"(?P<half>first|second) half of {_YEAR}", _fraction),
    (rf"q(?P<q>[1-4])(?: of)? {_YEAR}", _fraction),
    (rf"(?P<which>last|this) {_SEASON}", _season_near),
    (r"(?P<which>last|this|past) (?P<unit>week|month|year)", _unit_near),
    (rf"(?:last|past) {_COUNT} (?P<unit>day|week|month|year)s?", _units),
    (rf"{_COUNT} (?P<unit>day|week|month|year)s? ago", _ago),
    (r"(?:last|this|past) weekend", _weekend),
    (rf"last {_WHOLE_MONTH}", _month),
    (rf"last (?P<w>{'|'.join(_DAYS)})", _weekday),
    ("today|tonight|this (?:morning|afternoon|evening)", _one_day(0)),
    ("yesterday|last night", _one_day(1)),
)
YEARS: Final[Moment] = (rf"{_PART}{_YEAR}", _year)
MONTHS: Final[Moment] = (_WHOLE_MONTH, _month)
DATES: Final[tuple[Moment, ...]] = (
    (rf"{_DAY}(?: of)? {_MONTH}", _day),
    (rf"{_MONTH} {_DAY}", _day),
    (rf"(?P<w>{'|'.join(_DAYS)})", _weekday),
)
ALL: Final[tuple[Moment, ...]] = (*PLAIN, YEARS, *DATES, MONTHS)

_compiled = cache(re.compile)

#: Each has a number or one of these in it. Most questions have neither, and need not be looked at.
_SIGN: Final = re.compile(
    rf"\d|last|this|past|ago|today|tonight|yesterday|{'|'.join((*_NAMES, *_DAYS))}", re.IGNORECASE
)


def may_have_moment(text: str) -> bool:
    """False for a text that certainly names no days."""
    return _SIGN.search(text) is not None


def stretch_of(moment: str, on: dt.date) -> Stretch:
    """The first and the last day; ValueError for what is no day, like the 31st of February."""
    for pattern, make in ALL:
        if found := _compiled(pattern).fullmatch(moment.lower()):
            return make(found, on)
    raise ValueError(moment)
