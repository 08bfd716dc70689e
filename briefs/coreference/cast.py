"""Everybody an article names, learned from its own text and the who's who."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefs.coreference.evidence import acts_as_person, is_described, stands_as_person
from briefs.coreference.given import Gender
from briefs.coreference.names import PREFIX, Name, find_names
from briefs.coreference.nicknames import are_one_given_name, is_one_apart
from briefs.coreference.places import is_place
from briefs.coreference.title_words import SUFFIXES
from briefs.cues import VERBS
from briefs.folding import fold, unaccented
from briefs.model import Span, SpeakerKind
from briefs.whoswho import Person, WhosWho


@dataclass(kw_only=True, slots=True, eq=False)
class Character:
    """One person or body in an article."""

    name: str  #: canonical
    kind: SpeakerKind | None  #: None: it may be a person or not
    gender: Gender | None
    places: list[int] = field(default_factory=list)  #: where it is named in full
    ranks: set[str] = field(default_factory=set)  #: last words of the titles before the full name

    @property
    def count(self) -> int:
        """Mentions by full name."""
        return len(self.places)


class Occurrence(NamedTuple):
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
        self._introduced: dict[tuple[str, str], bool] = {}
        self._learn(names)
        self.occurrences = tuple(
            [
                Occurrence(name.start, name.end, name.full, self.match_characters(name))
                for name in names
            ]
        )

    def between(self, start: int, end: int) -> Sequence[Occurrence]:
        """Where somebody is named from `start` up to `end`, in order."""
        low = bisect_left(self.occurrences, start, key=lambda found: found.start)
        high = bisect_left(self.occurrences, end, key=lambda found: found.start)
        return self.occurrences[low:high]

    def match_characters(self, name: Name) -> tuple[Character, ...]:
        """Whom a name may mean here: by full name, by surname, then by given name.

        Of several the one counts who alone has the gender of the title ("Mrs."), who alone has its
        rank ("Gen."), who alone has been named so far, or who is named in full many times as often
        as all others.
        """
        key = fold(self._key(name))
        junior = fold(f"{name.printed} {name.suffix}") if name.suffix else key
        found: Sequence[Character] = self._by_ending.get(junior, ()) or self._by_ending.get(key, ())
        if not found and not name.full:
            found = self._by_given.get(key, ())
        if len(found) > 1 and name.gender:
            found = [one for one in found if one.gender == name.gender] or found
        if len(found) > 1 and name.rank:
            found = [one for one in found if name.rank in one.ranks] or found
        if len(found) > 1:
            found = [one for one in found if one.kind or _may_be_given(one.name)] or found
        if len(found) > 1:
            found = [one for one in found if one.kind is SpeakerKind.PERSON] or found
        if len(found) > 1:
            found = _foremost(found, name.start)
        return tuple(found)

    def _key(self, name: Name) -> str:
        """The name, with its suffix where the who's who knows another by it: "Trump Jr."."""
        if not name.suffix:
            return name.printed
        suffixed = f"{name.printed} {name.suffix}"
        junior = self.whoswho.find_person(suffixed)
        same = junior is None or junior is self.whoswho.find_person(name.printed)
        return name.printed if same else suffixed

    def find_misspelt(self, word: str) -> Character | None:
        """The one character whose surname differs by a letter; short names are too alike."""
        key = fold(word)
        if len(key) < _LONG:
            return None
        near = [
            character
            for ending, characters in self._by_ending.items()
            if " " not in ending and len(ending) >= _LONG and is_one_apart(key, ending)
            for character in characters
        ]
        return near[0] if len(near) == 1 else None

    def find_known(self, surname: str) -> Person | None:
        """Whom of the who's who a surname means that the article gives no full name for.

        Somebody whom it names by an office or in its headline; else who leads a country, or NATO,
        on its day.
        """
        people = self.whoswho.find_by_surname(surname)
        named = [one for one in people if self._introduces(one, surname)]
        if named:
            return named[0] if len(named) == 1 else None
        return self.whoswho.find_leader(surname, self.on)

    def _introduces(self, person: Person, surname: str) -> bool:
        """Whether the article, its headline included, names somebody in full or by an office."""
        key = person.name, surname
        if key not in self._introduced:
            self._introduced[key] = self._find_introduction(person, surname)
        return self._introduced[key]

    def _find_introduction(self, person: Person, surname: str) -> bool:
        named = (person.name, *(one for one in person.variants if " " in one))
        present = (name for name in named if name in self.text)
        if any(re.search(rf"\b{re.escape(name)}\b", self.text) for name in present):
            return True
        if self.whoswho.offices_of(person.name) and self._has_government(surname):
            return True
        titles = self._titles.get(fold(surname), ())
        return any(person.name in self._holders(title) for title in titles)

    def _has_government(self, surname: str) -> bool:
        """Whether the article writes of "the Lind administration"."""
        found = [word for word in _GOVERNMENTS if f"{surname} {word}" in self.text]
        return any(re.search(rf"\b{re.escape(surname)} {word}\b", self.text) for word in found)

    def _holders(self, title: str) -> set[str]:
        """Who holds or held an office that the last words before a name may mean."""
        words = title.split()
        wordings = (" ".join(words[place:]) for place in range(len(words)))
        return {term.holder for wording in wordings for term in self.whoswho.holders(wording)}

    def find_character(self, name: str) -> Character | None:
        """The one of that canonical name."""
        return self._characters.get(name)

    @property
    def people(self) -> Iterable[Character]:
        """Those who are surely persons, in the order of their first full mention."""
        return (one for one in self._characters.values() if one.kind is SpeakerKind.PERSON)

    def _learn(self, names: Sequence[Name]) -> None:
        """Characters from the full names, longest first, so that "Le Drian" is no second person."""
        full: defaultdict[str, list[Name]] = defaultdict(list)
        lone: defaultdict[str, list[Name]] = defaultdict(list)
        for name in names:
            key = self._key(name)
            if self.whoswho.find_person(key) or (name.full and not name.impersonal):
                full[key].append(name)
            elif not name.full and not name.impersonal:
                lone[name.printed].append(name)
        for printed in sorted(full, key=lambda one: -one.count(" ")):
            if fold(printed) not in self._by_ending:
                self._add(printed, full[printed], lone)
            for character in self._by_ending[fold(printed)][:1]:
                character.places += [name.start for name in full[printed]]
                character.places.sort()
                character.ranks.update(name.rank for name in full[printed] if name.rank)
        self._learn_lone(lone)

    def _learn_lone(self, lone: Mapping[str, Sequence[Name]]) -> None:
        """Those of whom the article gives one name only, and a title or an age: "Mr. Adams"."""
        for printed, names in lone.items():
            key = fold(printed)
            if key in self._by_ending or key in self._by_given:
                continue
            person = self.find_known(printed)
            if person:
                character = Character(name=person.name, kind=person.kind, gender=person.gender)
            elif any(
                name.titled or is_described(self.text, name.start, name.end) for name in names
            ):
                gender = _common_gender(names)
                name = unaccented(printed)
                character = Character(name=name, kind=SpeakerKind.PERSON, gender=gender)
            else:
                continue
            self._characters[character.name] = character
            self._by_ending[key].append(character)

    def _add(self, printed: str, names: Sequence[Name], lone: Mapping[str, Sequence[Name]]) -> None:
        person = self.whoswho.find_person(printed)
        character = self._characters.get(person.name) if person else self._find_same(printed)
        if character is None and person:
            character = Character(name=person.name, kind=person.kind, gender=person.gender)
        elif character is None:
            shortened = lone.get(names[0].words[-1], ())
            character = Character(
                name=unaccented(printed),
                kind=SpeakerKind.PERSON if self._is_person(names, shortened) else None,
                gender=_common_gender([*names, *shortened]),
            )
        self._characters[character.name] = character
        for words in _endings(printed):
            if character not in self._by_ending[words]:
                self._by_ending[words].append(character)
        given, _, rest = fold(printed).partition(" ")
        body = printed.partition(" ")[0].isupper() or is_place(given)  # "NASA Robotics"
        if rest and not body and character not in self._by_given[given]:
            self._by_given[given].append(character)

    def _is_person(self, names: Sequence[Name], shortened: Sequence[Name]) -> bool:
        """Whether title, given name, or what stands beside the name anywhere shows a person.

        So does what stands beside the surname alone.
        """
        return any(
            name.personal
            or acts_as_person(self.text, name.end)
            or stands_as_person(self.text, name.start)
            for name in names
        ) or any(name.gender or acts_as_person(self.text, name.end) for name in shortened)

    def _find_same(self, printed: str) -> Character | None:
        """Who has the same surname, and the given name in another form: "Pete", "Peter"."""
        first, *_, last = fold(printed).split()
        for character in self._by_ending.get(last, ()):
            if are_one_given_name(first, fold(character.name).partition(" ")[0]):
                return character
        return None


def _foremost(found: Sequence[Character], at: int) -> Sequence[Character]:
    """Of several with one surname the one whom it means alone at `at`, if that is clear.

    It is the only one named before; or the first and again the last; or named much oftener.
    """
    before = [one for one in found if one.places and one.places[0] < at]
    if len(before) == 1:
        return before
    if before:
        first = min(before, key=lambda one: one.places[0])
        latest = max(before, key=lambda one: one.places[bisect_left(one.places, at) - 1])
        if first is latest:
            return [first]
    ranked = sorted(found, key=lambda one: -one.count)
    return ranked[:1] if ranked[0].count > _FOREMOST * ranked[1].count else found


def _endings(name: str) -> Iterator[str]:
    """The name, folded, from each of its words on; a small syllable or a suffix may be left out."""
    words = name.split()
    for place in range(len(words)):
        ending = " ".join(words[place:])
        yield fold(ending)
        bare = _SYLLABLE.sub("", ending)
        if bare != ending:
            yield fold(bare)
    if words[-1].rstrip(".").lower() in SUFFIXES:
        yield from (fold(" ".join(words[place:-1])) for place in range(1, len(words) - 1))


def _common_gender(names: Iterable[Name]) -> Gender | None:
    genders = Counter(name.gender for name in names if name.gender)
    return genders.most_common(1)[0][0] if genders else None


def _may_be_given(name: str) -> bool:
    """Whether the first word may be a given name, and is no verb before it: "Calls Trump"."""
    first = name.partition(" ")[0].lower()
    return first not in VERBS and not first.endswith(("ed", "ing", "ors"))


#: A small syllable that hangs on a surname and may be left out: "al-Mansouri".
_SYLLABLE = re.compile(rf"^{PREFIX}", re.IGNORECASE)
_GOVERNMENTS = ("administration", "government", "presidency")
_LONG = 6
#: How many times as often as any other of the surname the one is named whom it means alone.
_FOREMOST = 5


def read_cast(text: str, paragraphs: Sequence[Span], whoswho: WhosWho, on: dt.date | None) -> Cast:
    """Everybody named in the paragraphs of an article of that day."""
    names = [
        name
        for paragraph in paragraphs
        for name in find_names(text, paragraph.start, paragraph.end)
    ]
    return Cast(text, names, whoswho, on)
