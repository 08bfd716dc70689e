"""The who's who: people and offices behind the lookups that the rest of the package needs."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from briefs.errors import DataFileError
from briefs.folding import fold
from briefs.lines import Lines, entry, line_of
from briefs.model import Tenure
from briefs.whoswho.offices import OFFICES, Office, Term, find_line, read_offices
from briefs.whoswho.people import PEOPLE, Person, read_people
from briefs.whoswho.sections import find_section_faults

DATA = Path(__file__).parents[1] / "data"

#: Words before a title that leave its holder the same: "the new US secretary of state". "Former"
#: and "incoming" are not among them.
_DETERMINERS = frozenset({"the", "new", "current", "present", "our"})
#: Since when somebody must have led to be meant by a surname alone in an undated article.
_LATELY = dt.date(2010, 1, 1)
#: Offices whose holders the press calls by surname alone, of countries and of NATO.
_LEADING = re.compile(
    r"\A(?!European )(?:[A-Z][\w ]*)?(?<!Vice )(?:President|Prime Minister|Chancellor)\Z"
    r"|\A(?:NATO Secretary General|North Korean Leader)\Z"
)


class WhosWho:
    """People and offices. Every lookup folds what it is given; none of them guesses."""

    def __init__(self, people: tuple[Person, ...], offices: Iterable[Office]) -> None:
        self.people = people
        self._named: dict[str, Person] = {}
        self._surnamed: defaultdict[str, list[Person]] = defaultdict(list)
        self._titled: dict[str, Office] = {}
        self._generic: defaultdict[str, list[Office]] = defaultdict(list)
        self._held: defaultdict[str, list[Term]] = defaultdict(list)
        for person in people:
            self._add_person(person)
        for office in offices:
            self._add_office(office)
        #: every title wording, folded, longest first
        self.titles: tuple[str, ...] = tuple(
            sorted({*self._titled, *self._generic}, key=lambda title: (-len(title), title))
        )

    def _add_person(self, person: Person) -> None:
        for key in person.keys:
            self._named[key] = person
        for surname in person.surnames:
            self._surnamed[surname].append(person)

    def _add_office(self, office: Office) -> None:
        for title in office.titles:
            self._titled[title] = office
        for title in office.generic:
            self._generic[title].append(office)
        for term in office.terms:
            self._held[term.tenure.holder].append(term)

    def find_person(self, name: str) -> Person | None:
        """Who has exactly this full name or listed variant; a lone surname is not enough."""
        return self._named.get(fold(name))

    def find_by_surname(self, surname: str) -> tuple[Person, ...]:
        """Everybody of that surname, in the order of the file."""
        return tuple(self._surnamed.get(fold(surname), ()))

    def find_leader(self, surname: str, on: dt.date | None) -> Person | None:
        """Who of that surname surely leads a country, or NATO, that day; None of two.

        Of an undated article: who did in the years the press now writes of, if nobody else of that
        surname has held any office.
        """
        bearers = self._surnamed.get(fold(surname), [])
        if on is None:
            bearers = [one for one in bearers if one.name in self._held]
            if len(bearers) > 1:
                return None
        leaders = [one for one in bearers if self._leads(one, on)]
        return leaders[0] if len(leaders) == 1 else None

    def _leads(self, person: Person, on: dt.date | None) -> bool:
        return any(
            _LEADING.search(term.tenure.office)
            and (term.last >= _LATELY if on is None else term.covers(on))
            for term in self._held.get(person.name, ())
        )

    def holders(self, title: str) -> tuple[Tenure, ...]:
        """Every holder of the office a title names, latest first; () when no office has it.

        A title that several offices share ("foreign minister") gives the holders of all of them.
        """
        wording = _bare(title)
        own = self._titled.get(wording)
        offices = [own] if own else self._generic.get(wording, [])
        return _latest_first(term for office in offices for term in office.terms)

    def resolve_title(self, title: str, on: dt.date | None) -> str | None:
        """The canonical name of the one holder on that day, if the file is sure of it.

        None for an unknown or shared title ("the president"), an undated article, a day of
        handover, and an office that several people hold at once.
        """
        office = self._titled.get(_bare(title))
        if on is None or office is None or office.several:
            return None
        names = {term.tenure.holder for term in office.terms if term.covers(on)}
        return names.pop() if len(names) == 1 else None

    def offices_of(self, name: str) -> tuple[Tenure, ...]:
        """Every office a person is known to have held, latest first."""
        return _latest_first(self.terms_of(name))

    def office_at(self, name: str, on: dt.date) -> str | None:
        """The office a person surely held that day; of several the one entered last."""
        terms = [term for term in self.terms_of(name) if term.covers(on)]
        return max(terms, key=lambda term: term.first).tenure.office if terms else None

    def terms_of(self, name: str) -> list[Term]:
        """Every term of a person, with the days on which it is certain."""
        person = self.find_person(name)
        return self._held.get(person.name, []) if person else []


def read_whoswho(folder: Path = DATA) -> WhosWho:
    """The who's who of a folder's two files; raises the first fault it finds."""
    people, offices, faults = _read(folder)
    for fault in faults:
        raise fault
    return WhosWho(people, offices)


def find_faults(folder: Path = DATA) -> tuple[DataFileError, ...]:
    """Everything that is wrong with the two files, in their order."""
    return tuple(_read(folder)[2])


def _read(folder: Path) -> tuple[tuple[Person, ...], tuple[Office, ...], list[DataFileError]]:
    faults: list[DataFileError] = []
    known, of_people = _parse(folder / PEOPLE, faults)
    held, of_offices = _parse(folder / OFFICES, faults)
    people = tuple(read_people(known, faults, of_people))
    amiss = list(find_section_faults(OFFICES, held, of_offices))
    faults += amiss
    if amiss:  # offices are put together from what is wrong
        return people, (), faults
    offices = tuple(read_offices(held, faults, of_offices))
    faults += _name_clashes(people, of_people)
    if people:  # or everybody would be missing, where the fault is one
        faults += _strangers(people, offices, of_offices)
    faults += _title_clashes(offices, of_offices)
    return people, offices, faults


def _parse(file: Path, faults: list[DataFileError]) -> tuple[dict[str, Any], Lines]:
    try:
        text = file.read_text(encoding="utf-8")
        return tomllib.loads(text), Lines(text)
    except OSError as exc:
        faults.append(DataFileError(file.name, "the file", str(exc.strerror)))
    except ValueError as exc:  # not UTF-8, or not TOML; the message names line and column
        faults.append(DataFileError(file.name, "the file", str(exc), line=line_of(exc)))
    return {}, Lines("")


def _name_clashes(people: Iterable[Person], lines: Lines) -> list[DataFileError]:
    """A name or variant that two entries claim; two may have the same name."""
    faults: list[DataFileError] = []
    owner: dict[str, tuple[int, Person]] = {}
    named = Counter[str]()
    for number, person in enumerate(people):
        named[person.name] += 1
        for key in person.keys:
            first, other = owner.setdefault(key, (number, person))
            if first != number:
                reason = f"{key!r} is also {other.name!r}"
                line = lines.find(*[*entry({"name": person.name})] * named[person.name])
                faults.append(DataFileError(PEOPLE, repr(person.name), reason, line=line))
    return faults


def _strangers(
    people: Iterable[Person], offices: Iterable[Office], lines: Lines
) -> list[DataFileError]:
    """Holders who are not listed among the people, most often a slip of spelling."""
    known = {person.name for person in people}
    return [
        DataFileError(
            OFFICES,
            office.name,
            f"{term.tenure.holder!r} is not in {PEOPLE}",
            line=find_line(lines, office.number, term.tenure.holder),
        )
        for office in offices
        for term in office.terms
        if term.tenure.holder not in known
    ]


def _title_clashes(offices: Iterable[Office], lines: Lines) -> list[DataFileError]:
    """A wording that should mean one office and is claimed by two."""
    faults: list[DataFileError] = []
    owner: dict[str, str] = {}
    for office in offices:
        for title in office.titles:
            if owner.setdefault(title, office.name) != office.name:
                reason = f"the title {title!r} also means {owner[title]!r}"
                line = find_line(lines, office.number)
                faults.append(DataFileError(OFFICES, office.name, reason, line=line))
    return faults


def _latest_first(terms: Iterable[Term]) -> tuple[Tenure, ...]:
    ordered = sorted(terms, key=lambda term: term.first, reverse=True)
    return tuple(term.tenure for term in ordered)


def _bare(title: str) -> str:
    """A folded title without the words before it that change nothing."""
    words = fold(title).split()
    while len(words) > 1 and words[0] in _DETERMINERS:
        del words[0]
    return " ".join(words)
