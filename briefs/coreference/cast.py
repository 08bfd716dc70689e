"""Everybody an article names, learned from its own text and the who's who."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefs.coreference.given import Gender
from briefs.coreference.names import Name, find_names
from briefs.cues import VERBS
from briefs.folding import fold
from briefs.model import Span, SpeakerKind
from briefs.whoswho import Person, WhosWho


@dataclass(kw_only=True, slots=True, eq=False)
class Character:
    """One person or body in an article."""

    name: str  #: canonical
    kind: SpeakerKind | None  #: None: it may be a person or not
    gender: Gender | None
    count: int = 0  #: mentions by full name
    ranks: set[str] = field(default_factory=set)  #: last words of the titles before the full name

    def fits(self, gender: Gender) -> bool:
        """Whether "he" or "she" can mean this one."""
        return self.kind is SpeakerKind.PERSON and self.gender in {gender, None}


@dataclass(frozen=True, kw_only=True, slots=True)
class Occurrence:
    """A place where somebody is named; `full` when by more than one word."""

    start: int
    end: int
    full: bool
    #: several when the surname alone does not tell; none when the article does not say who it is
    characters: tuple[Character, ...]


class Cast:
    """The characters of one article, whom its names mean, and where they stand."""

    def __init__(
        self, text: str, names: Sequence[Name], whoswho: WhosWho, on: dt.date | None
    ) -> None:
        self.text = text
        self.whoswho = whoswho
        self.on = on
        self._by_ending: defaultdict[str, list[Character]] = defaultdict(list)
        self._by_given: defaultdict[str, list[Character]] = defaultdict(list)
        self._characters: dict[str, Character] = {}
        self._titles: defaultdict[str, set[str]] = defaultdict(set)
        for name in names:
            if name.title:
                self._titles[fold(name.printed)].add(name.title)
        self._learn(names)
        matched = ((name, self.match_characters(name)) for name in names)
        self.occurrences = tuple(
            Occurrence(start=name.start, end=name.end, full=name.full, characters=found)
            for name, found in matched
        )

    def between(self, start: int, end: int) -> Sequence[Occurrence]:
        """Where somebody is named from `start` up to `end`, in order."""
        low = bisect_left(self.occurrences, start, key=lambda found: found.start)
        high = bisect_left(self.occurrences, end, key=lambda found: found.start)
        return self.occurrences[low:high]

    def match_characters(self, name: Name) -> tuple[Character, ...]:
        """Whom a name may mean here: by full name, by surname, then by given name.

        Of several the one counts who alone has the gender of the title ("Mrs."), who alone has its
        rank ("Gen."), or who is named in full many times as often as all others.
        """
        key = fold(name.printed)
        found = self._by_ending.get(key, ()) or (() if name.full else self._by_given.get(key, ()))
        if len(found) > 1 and name.gender:
            found = [one for one in found if one.gender == name.gender] or found
        if len(found) > 1 and name.rank:
            found = [one for one in found if name.rank in one.ranks] or found
        if len(found) > 1:
            found = [one for one in found if one.kind or _may_be_given(one.name)] or found
        if len(found) > 1:
            ranked = sorted(found, key=lambda one: -one.count)
            if ranked[0].count > _FOREMOST * ranked[1].count:
                found = ranked[:1]
        return tuple(found)

    def find_misspelt(self, word: str) -> Character | None:
        """The one character whose surname differs by a letter; short names are too alike."""
        key = fold(word)
        if len(key) < _LONG:
            return None
        near = [
            character
            for ending, characters in self._by_ending.items()
            if " " not in ending and len(ending) >= _LONG and _one_apart(key, ending)
            for character in characters
        ]
        return near[0] if len(near) == 1 else None

    def introduces(self, person: Person, surname: str) -> bool:
        """Whether the article, its headline included, names somebody in full or by an office."""
        named = (person.name, *(one for one in person.variants if " " in one))
        if any(re.search(rf"\b{re.escape(name)}\b", self.text) for name in named):
            return True
        administration = rf"\b{re.escape(surname)} (?:administration|government|presidency)\b"
        if self.whoswho.offices_of(person.name) and re.search(administration, self.text):
            return True
        titles = self._titles.get(fold(surname), ())
        return any(person.name in self._holders(title) for title in titles)

    def _holders(self, title: str) -> set[str]:
        """Who holds or held an office that the last words before a name may mean."""
        words = title.split()
        wordings = (" ".join(words[place:]) for place in range(len(words)))
        return {term.holder for wording in wordings for term in self.whoswho.holders(wording)}

    @property
    def people(self) -> Iterable[Character]:
        """Those who are surely persons, in the order of their first full mention."""
        return (one for one in self._characters.values() if one.kind is SpeakerKind.PERSON)

    def _learn(self, names: Sequence[Name]) -> None:
        """Characters from the full names, longest first, so that "Le Drian" is no second person."""
        full: defaultdict[str, list[Name]] = defaultdict(list)
        for name in names:
            if name.full or self.whoswho.find_person(name.printed):
                full[name.printed].append(name)
        for printed in sorted(full, key=lambda one: -one.count(" ")):
            if fold(printed) not in self._by_ending:
                self._add(printed, full[printed])
            for character in self._by_ending[fold(printed)][:1]:
                character.count += len(full[printed])
                character.ranks.update(name.rank for name in full[printed] if name.rank)

    def _add(self, printed: str, names: Sequence[Name]) -> None:
        person = self.whoswho.find_person(printed)
        character = self._characters.get(person.name) if person else self._find_same(printed)
        if character is None and person:
            character = Character(name=person.name, kind=person.kind, gender=person.gender)
        elif character is None:
            genders = Counter(name.gender for name in names if name.gender)
            character = Character(
                name=printed,
                kind=SpeakerKind.PERSON if self._is_person(names) else None,
                gender=genders.most_common(1)[0][0] if genders else None,
            )
        self._characters[character.name] = character
        words = fold(printed).split()
        for place in range(len(words)):
            ending = self._by_ending[" ".join(words[place:])]
            if character not in ending:
                ending.append(character)
        if len(words) > 1 and character not in self._by_given[words[0]]:
            self._by_given[words[0]].append(character)

    def _is_person(self, names: Sequence[Name]) -> bool:
        """Whether title, given name, or what stands beside the name anywhere shows a person."""
        return any(
            name.personal
            or acts_as_person(self.text, name.end)
            or _PERSON_BEFORE.search(self.text, max(0, name.start - _REACH), name.start)
            for name in names
        )

    def _find_same(self, printed: str) -> Character | None:
        """Who has the same surname, and the given name in another form: "Pete", "Peter"."""
        first, *_, last = fold(printed).split()
        for character in self._by_ending.get(last, ()):
            given = fold(character.name).partition(" ")[0]
            if min(len(given), len(first)) >= _GIVEN and (
                given.startswith(first) or first.startswith(given)
            ):
                return character
        return None


def _may_be_given(name: str) -> bool:
    """Whether the first word may be a given name, and is no verb before it: "Calls Trump"."""
    first = name.partition(" ")[0].lower()
    return first not in VERBS and not first.endswith(("ed", "ing", "ors"))


def acts_as_person(text: str, end: int) -> bool:
    """Whether what stands behind a name shows a person: "…, who", "…, a farmer", "… said"."""
    return _PERSON_BEHIND.match(text, end) is not None


_PERSON_BEHIND = re.compile(
    r",?\s+who\b|,\s+(?:\d\d|his|her)\b|,?\s+(?:said|says|told|tells|added|wrote|argued|asked)\b"
    r"|,\s+(?:an?|the)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:\w{2,}(?:er|or|ist|ian|man|woman|ant)|chief|expert|fellow|head|official|president|student)\b"
)
_PERSON_BEFORE = re.compile(
    r"(?:\b(?:said|says|added|asked|wrote)"
    r"|(?:man|woman|person|er|or|ist|ian|aide|analyst|chief|head|official|president)),?\s+\Z"
)
_REACH = 20
_LONG = 6
#: How many times as often as any other of the surname the one is named whom it means alone.
_FOREMOST = 5
#: Letters of a given name that its short form has at least.
_GIVEN = 3


def _one_apart(one: str, other: str) -> bool:
    """Whether two words differ by one letter put in, left out, changed or by two swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, remains = one[start:], other[start:]
    if len(rest) == len(remains):
        return rest[1:] == remains[1:] or (rest[2:] == remains[2:] and rest[:2] == remains[1::-1])
    return rest[1:] == remains or rest == remains[1:]


def read_cast(text: str, paragraphs: Sequence[Span], whoswho: WhosWho, on: dt.date | None) -> Cast:
    """Everybody named in the paragraphs of an article of that day."""
    names = [
        name
        for paragraph in paragraphs
        for name in find_names(text, paragraph.start, paragraph.end)
    ]
    return Cast(text, names, whoswho, on)
