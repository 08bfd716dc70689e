"""Offices, their title wordings, and who held them on which days, as data/offices.toml says.

A date is as precise as it is known ("2014-10-01", "2014-10", "2014"), and only days that are
certain count: "2014-10" has surely begun on the last of October, not on the first.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from typing import Any

from briefs.errors import DataFileError
from briefs.folding import fold
from briefs.lines import Lines, heading, string
from briefs.model import Tenure
from briefs.whoswho.sections import is_wordings, pattern_reasons

OFFICES = "offices.toml"

#: A blank of a pattern; folded, "zz" marks it, which is in no title.
_BLANK = re.compile(r"\{(\w+)\}")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_OFFICE_FIELDS = frozenset(
    {"name", "role", "country", "titles", "generic", "several", "holders", "also"}
)
_HOLDER_FIELDS = frozenset({"name", "start", "end", "current", "seen"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A tenure, with the days on which it is certain."""

    tenure: Tenure
    first: dt.date  #: certain from here ...
    last: dt.date  #: ... to here, both included

    def covers(self, day: dt.date) -> bool:
        """Whether the holder surely was in office that day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """One office with its holders, latest first."""

    name: str
    titles: tuple[str, ...]  #: folded wordings that mean this office and no other
    generic: tuple[str, ...]  #: folded wordings that need a country or a body to mean it
    number: int  #: which of the file's offices it is, counted from 1
    several: bool  #: held by more than one at a time, so that its title names nobody
    terms: tuple[Term, ...]


class _Wordings:
    """Fills the blanks of title patterns: {country}, {adjective}, and words spelt two ways."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._countries: Mapping[str, Mapping[str, list[str]]] = data.get("country", {})
        self._folded = {
            country: {blank: [fold(word) for word in words] for blank, words in blanks.items()}
            for country, blanks in self._countries.items()
        }
        self._forms: Mapping[str, list[str]] = data.get("forms", {})
        self._spelt: dict[str, list[str]] = {}

    def knows(self, country: str) -> bool:
        return country in self._countries

    def office_name(self, pattern: str, country: str | None) -> str:
        blanks = self._countries.get(country or "", {})
        return pattern.format(**{blank: words[0] for blank, words in blanks.items()})

    def fill(self, patterns: Iterable[str], country: str | None) -> Iterator[str]:
        """Every folded wording of the patterns, each once and without a leading article."""
        words = self._folded.get(country or "", {})
        filled = (
            wording.removeprefix("the ")
            for pattern in patterns
            for spelt in self._spell(pattern)
            for wording in _fill(spelt, words)
        )
        yield from dict.fromkeys(filled)

    def _spell(self, pattern: str) -> list[str]:
        """A pattern folded, with the words of [forms] in every form; most serve many countries."""
        if pattern not in self._spelt:
            words = fold(_BLANK.sub(r"zz\1", pattern)).split()
            choices = [self._forms.get(word, [word]) for word in words]
            self._spelt[pattern] = [" ".join(choice) for choice in product(*choices)]
        return self._spelt[pattern]


def _fill(pattern: str, words: Mapping[str, list[str]]) -> Iterator[str]:
    """A folded pattern with each word for each of its blanks."""
    blanks = [blank for blank in words if f"zz{blank}" in pattern]
    if not blanks:
        yield pattern
        return
    for choice in product(*(words[blank] for blank in blanks)):
        filled = pattern
        for blank, word in zip(blanks, choice, strict=True):
            filled = filled.replace(f"zz{blank}", word)
        yield filled


def read_offices(
    data: Mapping[str, Any], faults: list[DataFileError], lines: Lines
) -> Iterator[Office]:
    """The offices that are sound; what is wrong with the others goes to `faults`."""
    wordings = _Wordings(data)
    roles = data.get("role", {})
    for number, row in enumerate(data.get("office", ()), 1):
        place = f"office {number} ({row.get('name') or row.get('role')} {row.get('country', '')})"
        found = list(_reasons(row, roles, wordings))
        office = None if found else _office(number, row, roles, wordings)
        for reason in (*found, *(_clashes(office) if office else ())):
            # Those of a holder begin with the name: "Ann Berg: …", "Ann Berg and Bo Dahl …".
            line = find_line(lines, number, reason.partition(":")[0].partition(" and ")[0])
            faults.append(DataFileError(OFFICES, place, reason, line=line))
        if office:
            yield office


def find_line(lines: Lines, number: int, holder: str | None = None) -> int | None:
    """The line of an office, or of a holder in it."""
    return lines.find(*[heading("[office]")] * number, *([string(holder)] if holder else []))


def _office(
    number: int, row: Mapping[str, Any], roles: Mapping[str, Any], wordings: _Wordings
) -> Office:
    country = row.get("country")
    layers = [*(roles[role] for role in _roles_of(row)), row]
    names = [layer["name"] for layer in layers if "name" in layer]
    name = wordings.office_name(names[-1], country)
    titles = [*names, *(title for layer in layers for title in layer.get("titles", ()))]
    generic = [title for layer in layers for title in layer.get("generic", ())]
    terms = [_term(name, holder) for holder in row["holders"]]
    return Office(
        name=name,
        number=number,
        titles=tuple(wordings.fill(titles, country)),
        generic=tuple(wordings.fill(generic, country)),
        several=row.get("several", False),
        terms=tuple(sorted(terms, key=lambda term: term.first, reverse=True)),
    )


def _roles_of(row: Mapping[str, Any]) -> list[str]:
    """The patterns an entry builds on, the most general first."""
    return [*([row["role"]] if "role" in row else []), *row.get("also", ())]


def _term(office: str, row: Mapping[str, Any]) -> Term:
    start, end, seen = row.get("start"), row.get("end"), row.get("seen")
    current = row.get("current", False)
    tenure = Tenure(office=office, holder=row["name"], start=start, end=end, current=current)
    first = _days(start)[1] if start else dt.date.max
    known_until = end or seen
    last = dt.date.max if current else _days(known_until)[0] if known_until else first
    return Term(tenure=tenure, first=first, last=last)


@cache
def _days(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day that a date may mean."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return dt.date(year, month or 1, day or 1), dt.date(year, last_month, last_day)


def _reasons(
    row: Mapping[str, Any], roles: Mapping[str, Any], wordings: _Wordings
) -> Iterator[str]:
    """What is wrong with one entry by itself."""
    if unknown := sorted(row.keys() - _OFFICE_FIELDS):
        yield f"unknown field {unknown[0]!r}"
    yield from pattern_reasons(row)
    if not isinstance(row.get("several", False), bool):
        yield "several is true or false"
    if not is_wordings(row.get("also", [])):
        yield "also is a list of roles"
        return
    yield from (f"unknown role {role!r}" for role in _roles_of(row) if role not in roles)
    if "role" not in row and not row.get("name"):
        yield "needs a name or a role"
    if "country" in row and not wordings.knows(row["country"]):
        yield f"no wordings for country {row['country']!r}"
    holders = row.get("holders")
    if not isinstance(holders, list) or not all(isinstance(one, dict) for one in holders):
        yield 'holders is a list of { name = "…", start = "…" }'
        return
    for holder in holders:
        yield from (f"{holder.get('name')}: {reason}" for reason in _holder_reasons(holder))


def _holder_reasons(row: Mapping[str, Any]) -> Iterator[str]:
    if not row.get("name"):
        yield "needs a name"
    if unknown := sorted(row.keys() - _HOLDER_FIELDS):
        yield f"unknown field {unknown[0]!r}"
    if not isinstance(row.get("current", False), bool):
        yield "current is true or false"
    if row.get("current") and "end" in row:
        yield "is current and has an end"
    try:
        start, end, seen = (
            _days(row[key]) if key in row else None for key in ("start", "end", "seen")
        )
    except (TypeError, ValueError):
        yield "a date is written 2014-10-01, 2014-10 or 2014"
        return
    if start and (end or seen) and start[0] > (end or seen or start)[1]:
        yield "ends before it starts"


def _clashes(office: Office) -> Iterator[str]:
    """Holders of a single-holder office whose days surely overlap."""
    if office.several:
        return
    for later, earlier in pairwise(office.terms):
        if earlier.last > later.first:
            yield f"{earlier.tenure.holder} and {later.tenure.holder} hold it at the same time"
