"""Days in the words of a reader: "since March 2021", "last summer", "between 2019 and 2021".

What is not understood stays in the question. A year alone needs a word before it: "NATO 2030" is
a name. Days are those of articles, as that is what is known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from briefs.model import Period

_NAMES: Final = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905 -- a row
)
_SHORT: Final = [name[:3].capitalize() for name in _NAMES]
_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905 -- a row
#: The month each begins with, and lasts three.
_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_UNITS: Final = {"day": 1, "week": 7, "month": 30, "year": 365}
#: "The last few weeks" are so many.
_FEW: Final = 3

_MONTH: Final = rf"(?P<m>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _NAMES)}|sept)\.?"
_WHOLE_MONTH: Final = rf"(?P<m>{'|'.join(_NAMES)})"
_YEAR: Final = r"(?P<y>(?:19|20)\d\d)"
_DAY: Final = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_PART: Final = r"(?:(?P<part>early|mid|late)[ -])?"
_SEASON: Final = rf"(?P<s>{'|'.join(_SEASONS)})"

_Stretch = tuple[dt.date, dt.date]


def _day(found: re.Match[str], on: dt.date) -> _Stretch:
    """A day without a year is the last one there was."""
    parts = found.groupdict()
    month, day = _month_number(parts["m"]), int(parts["d"])
    if parts.get("y"):
        only = dt.date(int(parts["y"]), month, day)
    else:
        only = dt.date(on.year, month, day)
        only = only if only <= on else only.replace(year=on.year - 1)
    return only, only


def _weekday(found: re.Match[str], on: dt.date) -> _Stretch:
    back = (on.weekday() - _DAYS.index(found["w"])) % 7 or 7
    return on - dt.timedelta(back), on - dt.timedelta(back)


def _month(found: re.Match[str], on: dt.date) -> _Stretch:
    parts = found.groupdict()
    month = _month_number(parts["m"])
    year = int(parts["y"]) if parts.get("y") else on.year - (month > on.month)
    first, last = dt.date(year, month, 1), _end(year, month)
    match parts.get("part"):
        case "early":
            return first, first.replace(day=10)
        case "mid":
            return first.replace(day=11), first.replace(day=20)
        case "late":
            return first.replace(day=21), last
    return first, last


def _year(found: re.Match[str], _on: dt.date) -> _Stretch:
    year = int(found["y"])
    begin, end = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(found["part"], (1, 12))
    return dt.date(year, begin, 1), _end(year, end)


def _season(found: re.Match[str], _on: dt.date) -> _Stretch:
    return _season_of(int(found["y"]), _SEASONS[found["s"]])


def _season_near(found: re.Match[str], on: dt.date) -> _Stretch:
    """Last summer has ended; this summer has begun, or comes next."""
    years = [_season_of(year, _SEASONS[found["s"]]) for year in range(on.year - 2, on.year + 2)]
    if found["which"] == "last":
        return [stretch for stretch in years if stretch[1] < on][-1]
    return next(stretch for stretch in years if stretch[1] >= on)


def _unit_near(found: re.Match[str], on: dt.date) -> _Stretch:
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


def _units(found: re.Match[str], on: dt.date) -> _Stretch:
    number = _FEW if found["n"] == "few" else int(found["n"])
    return on - dt.timedelta(number * _UNITS[found["unit"]]), on


def _one_day(back: int) -> Callable[[re.Match[str], dt.date], _Stretch]:
    return lambda _found, on: (on - dt.timedelta(back), on - dt.timedelta(back))


def _month_number(text: str) -> int:
    return int(text) if text.isdigit() else _SHORT.index(text[:3].capitalize()) + 1


def _end(year: int, month: int) -> dt.date:
    """The last day of a month; the thirteenth is next January."""
    first_after = dt.date(year + month // 12, month % 12 + 1, 1)
    return first_after - dt.timedelta(1)


def _season_of(year: int, begin: int) -> _Stretch:
    """A winter is called by the year it begins in."""
    last = begin + 2
    return dt.date(year, begin, 1), _end(year + (last - 1) // 12, (last - 1) % 12 + 1)


_Moment = tuple[str, Callable[[re.Match[str], dt.date], _Stretch]]

#: What names its days fully, and needs no word before it.
_PLAIN: Final[tuple[_Moment, ...]] = (
    (rf"{_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)", _day),
    (rf"{_DAY}(?: of)? {_MONTH},? {_YEAR}", _day),
    (rf"{_MONTH} {_DAY},? {_YEAR}", _day),
    (rf"{_YEAR}-(?P<m>0[1-9]|1[0-2])", _month),
    (rf"{_PART}{_MONTH},?(?: of)? {_YEAR}", _month),
    (rf"{_SEASON}(?: of)? {_YEAR}", _season),
    (rf"(?P<which>last|this) {_SEASON}", _season_near),
    (r"(?P<which>last|this|past) (?P<unit>week|month|year)", _unit_near),
    (r"(?:last|past) (?P<n>\d{1,2}|few) (?P<unit>day|week|month|year)s", _units),
    (rf"last {_WHOLE_MONTH}", _month),
    (rf"last (?P<w>{'|'.join(_DAYS)})", _weekday),
    ("today", _one_day(0)),
    ("yesterday", _one_day(1)),
)
_YEARS: Final[_Moment] = (rf"{_PART}{_YEAR}", _year)
_MONTHS: Final[_Moment] = (_WHOLE_MONTH, _month)
_DATES: Final[tuple[_Moment, ...]] = (
    (rf"{_DAY}(?: of)? {_MONTH}", _day),
    (rf"{_MONTH} {_DAY}", _day),
    (rf"(?P<w>{'|'.join(_DAYS)})", _weekday),
)
_MOMENTS: Final = tuple(
    (re.compile(one), make) for one, make in (*_PLAIN, _YEARS, *_DATES, _MONTHS)
)


def _any_of(*moments: _Moment) -> str:
    """One of them, in a pattern that keeps no groups but its own."""
    bare = (re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern, _ in moments)
    return rf"(?:the )?((?:{'|'.join(bare)}))(?!\w)"


#: Where several could be read at one place, the first is.
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(between|from) {_any_of(*_PLAIN, _YEARS)} (?:and|to|until|till) "
        + _any_of(*_PLAIN, _YEARS),
        rf"\b(since|until|till|in|during) {_any_of(*_PLAIN, _YEARS, *_DATES, _MONTHS)}",
        rf"\b(after|before|up to|from|over|within) {_any_of(*_PLAIN, _YEARS)}",
        rf"\b(on) {_any_of(*_PLAIN, *_DATES)}",
        rf"\b(){_any_of(*_PLAIN)}",
    )
)


def read_period(text: str, on: dt.date) -> tuple[Period | None, str]:
    """The days a text asks for, as seen from a day, and the text without them."""
    for form in _FORMS:
        for found in form.finditer(text):
            if _is_quoted(text, found.start()):
                continue
            if period := _read(found, on):
                rest = f"{text[: found.start()].rstrip(' ,')} {text[found.end() :].lstrip()}"
                return period, rest.strip()
    return None, text


def _is_quoted(text: str, at: int) -> bool:
    """Whether it stands in quote marks: a phrase to be looked for as it is."""
    return len(re.findall('["“”„«»]', text[:at])) % 2 == 1


def _read(found: re.Match[str], on: dt.date) -> Period | None:
    word, *moments = found.groups()
    try:
        stretches = [_stretch(moment, on) for moment in moments]
    except ValueError:  # the 31st of February
        return None
    (first, last), end = stretches[0], stretches[-1][1]
    match word.lower():
        case "since":
            return Period(since=first)
        case "after":
            return Period(since=last + dt.timedelta(1))
        case "before":
            return Period(until=first - dt.timedelta(1))
        case "until" | "till" | "up to":
            return Period(until=last)
    return Period(since=first, until=end if end < on or first == on else None)


def _stretch(moment: str, on: dt.date) -> _Stretch:
    for pattern, make in _MOMENTS:
        if found := pattern.fullmatch(moment.lower()):
            return make(found, on)
    raise ValueError(moment)


def period_in_words(period: Period) -> str:
    """As in "since Mar 2021", "before 2020", "in Mar 2021", "Jun – Aug 2021"; whole days count."""
    since, until = period.since, period.until
    if since and until:
        return _between(since, until)
    if since:
        return f"since {_from(since)}"
    if until is None:
        return "at any time"
    after = until + dt.timedelta(1)
    return f"before {_from(after)}" if after.day == 1 else f"until {_written(until)}"


def _between(since: dt.date, until: dt.date) -> str:
    """Both included."""
    if since == until:
        return f"on {_written(since)}"
    after = until + dt.timedelta(1)
    if since.day != 1 or after.day != 1:
        return f"{_written(since)} – {_written(until)}"
    if since.month == after.month == 1:
        return f"in {since.year}" if since.year == until.year else f"{since.year} – {until.year}"
    end = _from(until.replace(day=1), whole_years=False)
    if since == until.replace(day=1):
        return f"in {end}"
    begin = _SHORT[since.month - 1]
    return f"{begin if since.year == until.year else f'{begin} {since.year}'} – {end}"


def _from(day: dt.date, *, whole_years: bool = True) -> str:
    """A day, which may stand for the month or the year that it begins."""
    if day.day != 1:
        return _written(day)
    return str(day.year) if whole_years and day.month == 1 else _written(day)[2:]


def _written(day: dt.date) -> str:
    return f"{day.day} {_SHORT[day.month - 1]} {day.year}"
