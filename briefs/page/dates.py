"""The day an article was published, as far as its own page tells; never guessed.

A date is stated when a line gives it as the article's own, and inferred when a picture's caption
fixes the week and the opening paragraph names a weekday. Anything contradictory leaves it undated.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from briefs.model import DateBasis, PublicationDate


class DateLabel(IntEnum):
    """What a date is said to be; the lower, the better it tells the day of publication."""

    PUBLISHED = 1
    UNLABELLED = 2
    UPDATED = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelledDate:
    """A full date on the page and what it is said to be."""

    day: dt.date
    label: DateLabel


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LINE_LENGTH = 160

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_SOME_YEAR = re.compile(_YEAR)
_DATE = re.compile(
    rf"""
    (?<![\w/.-])
    (?:(?P<weekday>{_WEEKDAY}|(?:mon|tue|wed|thu|fri|sat|sun)\b)\.?,?\s+)?
    (?: (?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>{_YEAR})
    |   (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH}),?\s+(?P<year2>{_YEAR})
    |   (?P<year3>{_YEAR})[-/](?P<month3>\d\d)[-/](?P<day3>\d\d)(?=T|\b)
    |   (?P<first>\d{{1,2}})(?P<separator>[/.])(?P<second>\d{{1,2}})(?P=separator)(?P<year4>{_YEAR})
    )
    (?![\d/-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:(?P<updated>(?:last )?(?:updated?|modified|edited)|last update)"
    r"|(?P<published>(?:first |originally )?published|posted|publication date|date|issued"
    r"|released))\b",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\b(?:(?i:on|at|t?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?z?|\d+ (?:min(?:ute)?s?(?: read)?|\w+ ago))\b"
    r"|(?i:[ap]\.?m)\b\.?|[A-Z]{2,5}\b)"
)
#: Who wrote it, before the date: "Anna Lind | 4.3.2025".
_SIGNED = re.compile(
    r"\A(?:[Bb]y\s|BY\s)?[^\W\d_a-z][\w.'’-]*(?:\s(?:and\s)?[^\W\d_a-z][\w.'’-]*){1,6}\s[|•·–—-]\s"
)
_HOUR = re.compile(r"\b\d{1,2}[:.h]\d\d\b(?![./]\d)")
_FILED = re.compile(r"\b(?:file|archive|archival)\b", re.IGNORECASE)
_NAMED_WEEKDAY = re.compile(rf"\b(?:on|late|early)\s+(?P<weekday>{_WEEKDAY})\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|next|would|due|scheduled|expected|plans?)\b", re.IGNORECASE)


def is_date_line(line: str) -> bool:
    """Whether the line is nothing but a date, with a name, a label, a time and a zone at most."""
    if len(line) > _LINE_LENGTH or not _SOME_YEAR.search(line) or not _DATE.search(line):
        return False
    line = _SIGNED.sub("", line)
    rest = _LABEL.sub(" ", _DATE.sub(" ", line))
    return not any(character.isalpha() for character in _AROUND.sub(" ", rest))


def names_hour(line: str) -> bool:
    """Whether the line gives an hour, as a date of publication often has one."""
    return _HOUR.search(line) is not None


def find_dates(line: str, *, day_first: bool = False) -> Iterator[LabelledDate]:
    """The full dates of a line; days that never were are left out.

    `day_first` tells how the outlet writes 3/2/2021, which may else be two days and is none.
    """
    label_from = 0
    for match in _DATE.finditer(line):
        day = _day(match, day_first=day_first)
        if day is not None:
            yield LabelledDate(day=day, label=_label(line[label_from : match.start()]))
        label_from = match.end()


def _label(before: str) -> DateLabel:
    labels = tuple(_LABEL.finditer(before))
    if not labels:
        return DateLabel.UNLABELLED
    return DateLabel.UPDATED if labels[-1]["updated"] else DateLabel.PUBLISHED


def _day(match: re.Match[str], *, day_first: bool = False) -> dt.date | None:
    """The day a match names, or None: it never was, contradicts its weekday, or may be two days."""
    year = int(match["year"] or match["year2"] or match["year3"] or match["year4"])
    if match["first"]:
        first, second = int(match["first"]), int(match["second"])
        dotted = match["separator"] == "."
        month, day = _month_and_day(first, second, day_first=day_first or dotted)
    elif match["year3"]:
        month, day = int(match["month3"]), int(match["day3"])
    else:
        name = match["month"] or match["month2"]
        month, day = _MONTHS.index(name[:3].lower()) + 1, int(match["day"] or match["day2"])
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    weekday = match["weekday"]
    if weekday and not _WEEKDAYS[found.weekday()].startswith(weekday.lower()):
        return None
    return found


def _month_and_day(first: int, second: int, *, day_first: bool) -> tuple[int, int]:
    """Where it is not known to come first only one reading may be possible (0 never is)."""
    if (day_first and second <= len(_MONTHS)) or first == second or first > len(_MONTHS):
        return second, first
    return (first, second) if second > len(_MONTHS) else (0, 0)


def read_stated(details: Iterable[LabelledDate]) -> PublicationDate | None:
    """The date the page gives as the article's own; None when its best candidates disagree."""
    found = sorted(details, key=lambda date: date.label)
    days = {date.day for date in found if date.label is found[0].label}
    if len(days) != 1:
        return None
    return PublicationDate(day=days.pop(), basis=DateBasis.STATED)


def infer_date(captions: Iterable[str], opening: Sequence[str]) -> PublicationDate | None:
    """The day an opening names by weekday, in the week that dated captions fix; None when unsure.

    A picture "Monday, March 22, 2021" in an article that opens "on Tuesday" makes it the 23rd.
    A picture from the files tells nothing.
    """
    fresh = (caption for caption in captions if not _FILED.search(caption))
    pictured = {day for caption in fresh for day in _weekday_dates(caption)}
    if len(pictured) != 1:
        return None
    named = next(filter(None, map(_past_weekday, opening)), None)
    if named is None:
        return None
    taken = pictured.pop()
    ahead = (_WEEKDAYS.index(named) - taken.weekday()) % len(_WEEKDAYS)
    return PublicationDate(day=taken + dt.timedelta(days=ahead), basis=DateBasis.INFERRED)


def _past_weekday(paragraph: str) -> str | None:
    """The first weekday named for what has happened; one yet to come would date it too late."""
    for match in _NAMED_WEEKDAY.finditer(paragraph):
        before = paragraph[max(0, match.start() - _LINE_LENGTH) : match.start()]
        if not _AHEAD.search(before.rpartition(". ")[2]):
            return match["weekday"].lower()
    return None


def _weekday_dates(caption: str) -> Iterator[dt.date]:
    for match in _DATE.finditer(caption):
        day = _day(match)
        if match["weekday"] and day is not None:
            yield day
