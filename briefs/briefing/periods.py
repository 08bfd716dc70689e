"""Days in the words of a reader: "since March 2021", "last summer", "between 2019 and 2021".

What is not understood stays in the question. A year alone needs a word before it: "NATO 2030" is
a name. Days are those of articles, as that is what is known. "By 2024" is when something is to be
done, not when it was spoken of, and limits nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Final

from briefs.briefing.moments import (
    DATES,
    MONTHS,
    PLAIN,
    SHORT_MONTHS,
    YEARS,
    Moment,
    Stretch,
    may_have_moment,
    stretch_of,
)
from briefs.model import Period


def _any_of(*moments: Moment) -> str:
    """One of them, in a pattern that keeps no groups but its own."""
    bare = (re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern, _ in moments)
    return rf"(?:the )?((?:{'|'.join(bare)}))(?!\w)"


_TO: Final = r"(?: (?:and|to|until|till|through) | ?[-–—] ?)"


@cache
def _find_forms() -> tuple[re.Pattern[str], ...]:
    """Where several could be read at one place, the first is.

    Put together for the first question that may name days: at the start it would keep all waiting.
    """
    forms = (
        rf"\b(between|from) {_any_of(*PLAIN, YEARS, MONTHS)}{_TO}{_any_of(*PLAIN, YEARS)}",
        rf"\b(){_any_of(*PLAIN, YEARS, MONTHS)}{_TO}{_any_of(*PLAIN, YEARS)}",
        rf"\b(since|until|till|in|during) {_any_of(*PLAIN, YEARS, *DATES, MONTHS)}",
        rf"\b(after|before|up to|from|over|within) {_any_of(*PLAIN, YEARS)}",
        rf"\b(on) {_any_of(*PLAIN, *DATES)}",
        rf"\b(){_any_of(*PLAIN)}(?:['’]s)?",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _find_bare_forms() -> tuple[re.Pattern[str], ...]:
    """What may be a name as well, and is taken for days only where a question ends with it or
    begins.
    """
    moment = _any_of(YEARS, *DATES[:2], MONTHS)
    forms = (rf"(?:^|.*[ ,])(){moment}[ ?!.]*", rf"(){moment}[ ,:].+")
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


#: A surname before it is a month.
_MAY: Final = "may"

_RECENTLY: Final = re.compile(
    r"\b(?:(?:most |more )?recently|lately|of late|(?:in )?(?:these|recent) (?:days|weeks|months)|"
    r"nowadays|currently|at the moment|right now|in recent times)\b",
    re.IGNORECASE,
)


def read_period(text: str, on: dt.date) -> tuple[Period | None, str]:
    """The days a text asks for, as seen from a day, and the text without them."""
    for form in _find_forms() if may_have_moment(text) else ():
        for found in form.finditer(text):
            if _is_quoted(text, found.start()):
                continue
            if period := _read(found, on):
                rest = f"{text[: found.start()].rstrip(' ,')} {text[found.end() :].lstrip()}"
                return period, rest.strip()
    return None, text


def read_bare_period(text: str, on: dt.date) -> tuple[Period | None, str]:
    """The days that a text begins or ends with, bare: "blinken 2021", "March 24 Blinken".

    No year that has not begun: "NATO 2030" is a name. What else may be one, is not looked at.
    """
    for form in _find_bare_forms() if may_have_moment(text) else ():
        found = form.fullmatch(text.strip())
        if found is None or found[2].lower() == _MAY:
            continue
        period = _read(found, on)
        if period and period.since and period.since <= on:
            begin, end = found.span(2)
            rest = f"{text.strip()[:begin]} {found.string[end:]}"
            return period, rest.strip(" ,:")
    return None, text


def read_recently(text: str) -> tuple[bool, str]:
    """Whether a text asks for what is recent, and the text without that."""
    found = _RECENTLY.search(text)
    if found is None or _is_quoted(text, found.start()):
        return False, text
    return True, f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip()


def _is_quoted(text: str, at: int) -> bool:
    """Whether it stands in quote marks: a phrase to be looked for as it is."""
    return len(re.findall('["“”„«»]', text[:at])) % 2 == 1


def _read(found: re.Match[str], on: dt.date) -> Period | None:
    word, *moments = found.groups()
    try:
        stretches = _stretches(moments, on)
    except ValueError:  # the 31st of February
        return None
    if not word and len(stretches) > 1 and stretches[0][0] > on:
        return None  # "NATO 2030 to 2040"
    return _between_days(word.lower(), stretches, on)


def _between_days(word: str, stretches: list[Stretch], on: dt.date) -> Period:
    (first, last), end = stretches[0], stretches[-1][1]
    match word:
        case "since":
            return Period(since=first)
        case "after":
            return Period(since=last + dt.timedelta(1))
        case "before":
            return Period(until=first - dt.timedelta(1))
        case "until" | "till" | "up to":
            return Period(until=last)
    return Period(since=first, until=end if end < on or first == on else None)


def _stretches(moments: list[str], on: dt.date) -> list[Stretch]:
    """A month before a date belongs to the same year: "from March to May 2021"."""
    last = stretch_of(moments[-1], on)
    return [*(stretch_of(one, last[1] if len(moments) > 1 else on) for one in moments[:-1]), last]


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
    begin = SHORT_MONTHS[since.month - 1]
    return f"{begin if since.year == until.year else f'{begin} {since.year}'} – {end}"


def _from(day: dt.date, *, whole_years: bool = True) -> str:
    """A day, which may stand for the month or the year that it begins."""
    if day.day != 1:
        return _written(day)
    return str(day.year) if whole_years and day.month == 1 else _written(day)[2:]


def _written(day: dt.date) -> str:
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"
