"""What quotations are about: the taxonomy of data/topics.toml, and tagging a text with it.

A topic is found by its aliases on word boundaries, names only as written with capitals. Rules of
context keep "China Lake", "Jim Jordan" and "a turkey sandwich" out. Matching what a reader types
is left to matching.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import compress, count
from pathlib import Path
from typing import Any, NamedTuple

from briefs.errors import DataFileError
from briefs.lines import Lines, assigned, heading, line_of

TOPICS = "topics.toml"
DATA = Path(__file__).with_name("data")

#: A number keeps its decimals and a per cent sign is a word: "2.5% of GDP", "2 percent".
_WORD = re.compile(r"[^\W_]+|%")
#: What may stand between the words of one alias: "arms-control", "U.S.", "Nord\nStream".
_GAP = re.compile(r"\s{1,3}|[.\-\u2010\u2011'’&/]")
_KINDS = frozenset({"country", "organisation", "place", "operation", "theme"})
_FIELDS = frozenset({"name", "aliases", "typed", "parents", "not", "alone", "unless"})
#: In the place of a topic: a wording that is none, though it contains one.
_NOT_A_TOPIC = -1
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 24
#: Capitalised words that are no part of a name beside them: "In Georgia".
_SMALL_WORDS = """
a about after against all also an and are as at because before between both but by can did do does
for from had has have he her his how however i if in into is it its like may more most my no nor not
now of on only or our over said says she should since so that the their then there these they this
through to today toward towards under until was we were what when where which while who why will
with without would yes yet you your nato eu us un
"""
#: Before a surname these end in a full stop: "Mr. Jordan".
_SHORTENED = frozenset(
    {"Mr", "Mrs", "Ms", "Dr", "Rep", "Sen", "Gov", "Gen", "Col", "Capt", "Lt", "Sgt", "Adm", "Prof"}
)
#: "Jordan said he": a country is no he.
_SAYING = frozenset({"said", "says", "added", "told", "insisted", "thinks", "thought", "argued"})
_PERSON = frozenset({"he", "she", "his", "her"})
#: Behind a comma they tell that a town is meant: "Moscow, Idaho". Georgia is a country as often.
_STATES = """
Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Idaho Illinois
Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi
Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont
Virginia Wisconsin Wyoming
"""
_AMERICAN_STATES = frozenset(_STATES.split())
_STATES_OF_TWO = frozenset({("New", "Hampshire"), ("New", "Jersey"), ("New", "York")}) | {
    ("New", "Mexico"), ("North", "Carolina"), ("South", "Carolina"), ("North", "Dakota"),
    ("South", "Dakota"), ("West", "Virginia"), ("Rhode", "Island"),
}  # fmt: skip
_FUNCTION_WORDS = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicEntry:
    """One topic of the taxonomy."""

    id: str  #: a slug of at most 24 characters
    name: str
    kind: str  #: country, organisation, place, operation or theme
    aliases: tuple[str, ...]  #: other wordings; the name is one without being listed
    parents: tuple[str, ...]  #: ids of topics this one is part of
    typed: frozenset[str] = frozenset()  #: aliases readers type; not looked for in texts
    alone: frozenset[str] = frozenset()  #: aliases that are people's names beside another name
    decoys: tuple[str, ...] = ()  #: longer wordings that are not the topic
    unless: frozenset[str] = frozenset()  #: words, in lower case, beside which its name is another


class _Pattern(NamedTuple):
    """A wording as its words after the first."""

    rest: tuple[str, ...]
    topic: int  #: its place in the taxonomy
    alone: bool = False
    doubtful: bool = False


class _Wordings:
    """Wordings by their first word, the longest first: names as printed, themes in lower case."""

    def __init__(self, topics: Iterable[TopicEntry]) -> None:
        self.names: defaultdict[str, list[_Pattern]] = defaultdict(list)
        self.themes: defaultdict[str, list[_Pattern]] = defaultdict(list)
        for number, topic in enumerate(topics):
            for alias in {topic.name, *topic.aliases} - topic.typed:
                doubtful = alias == topic.name and bool(topic.unless)
                self._add(alias, topic.kind, number, alone=alias in topic.alone, doubtful=doubtful)
            for decoy in topic.decoys:
                self._add(decoy, topic.kind, _NOT_A_TOPIC)
        for patterns in (*self.names.values(), *self.themes.values()):
            patterns.sort(key=lambda one: (-len(one.rest), one.topic == _NOT_A_TOPIC, one))

    def _add(
        self, wording: str, kind: str, number: int, *, alone: bool = False, doubtful: bool = False
    ) -> None:
        if kind != "theme" or wording.isupper():
            words = _words(wording)
            self.names[words[0]].append(_Pattern(words[1:], number, alone, doubtful))
            return
        for inflected in _inflected(wording.lower()):
            words = _words(inflected)
            self.themes[words[0]].append(_Pattern(words[1:], number))


class Taxonomy:
    """The topics in the order of the file, and the one pass that finds them.

    Names and themes are found side by side, so that "the invasion of Ukraine" is both; among each
    kind the longest wording at a place wins, and one that is no topic hides those inside it.
    """

    def __init__(self, topics: tuple[TopicEntry, ...]) -> None:
        self.topics = topics

    @cached_property
    def _wordings(self) -> _Wordings:
        """Put together for the first text: a bot whose articles are read already has none."""
        return _Wordings(self.topics)

    def tag(self, text: str) -> tuple[str, ...]:
        """Ids of the topics whose aliases occur in the text, in the order of the taxonomy.

        Parents are not among them unless the text names them too.
        """
        words = _Words(text)
        names = list(_find(self._wordings.names, words, words.printed))
        found = {name.topic for name in names if not name.doubtful}
        found |= {theme.topic for theme in _find(self._wordings.themes, words, words.lower)}
        doubtful = {name.topic for name in names} - found
        if doubtful:
            present = set(words.lower)
            found |= {at for at in doubtful if not present & self.topics[at].unless}
        return tuple(self.topics[number].id for number in sorted(found - {_NOT_A_TOPIC}))


class _Words:
    """The words of a text, as printed and in lower case, and what stands between them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.printed: list[str] = _WORD.findall(text)
        self.lower = " ".join(self.printed).lower().split()

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self._text)]

    def gap(self, left: int, right: int) -> str:
        """What stands between two words that follow each other."""
        return self._text[self._places[left][1] : self._places[right][0]]


def _find(
    wordings: Mapping[str, list[_Pattern]], words: _Words, spelt: list[str]
) -> Iterator[_Pattern]:
    """The wordings that stand in the text, from the left, none inside another."""
    free = 0
    for at in compress(count(), map(wordings.__contains__, spelt)):
        pattern = _longest(wordings[spelt[at]], words, spelt, at) if at >= free else None
        if pattern is not None:
            free = at + len(pattern.rest) + 1
            yield pattern


def _longest(patterns: list[_Pattern], words: _Words, spelt: list[str], at: int) -> _Pattern | None:
    """The first of the patterns, longest first, whose words stand at this place."""
    following = spelt[at + 1] if at + 1 < len(spelt) else ""
    for pattern in patterns:
        rest = pattern.rest
        if rest and (rest[0] != following or not _continues(words, spelt, at, rest)):
            continue
        if pattern.alone and _names_a_person(words, at, len(rest)):
            continue
        if spelt is words.printed and _is_in_state(words, at + len(rest)):
            continue
        return pattern
    return None


def _continues(words: _Words, spelt: list[str], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) >= len(spelt):
        return False
    for here, expected in enumerate(rest, at + 1):
        if spelt[here] != expected:
            return False
        gap = words.gap(here - 1, here)
        if gap and not _GAP.fullmatch(gap):
            return False
    return True


def _names_a_person(words: _Words, at: int, more: int) -> bool:
    """Whether it is somebody's name here: beside another name, or where he is said to speak."""
    following = words.lower[at + more + 1 : at + more + 3]
    is_he = len(following) > 1 and following[0] in _SAYING and following[1] in _PERSON
    return is_he or _beside_name(words, at, more)


def _is_in_state(words: _Words, last: int) -> bool:
    """Whether the name of an American state follows behind a comma: it is a town's name here."""
    state = words.printed[last + 1 : last + 3]
    if not state or (state[0] not in _AMERICAN_STATES and tuple(state) not in _STATES_OF_TWO):
        return False
    return words.gap(last, last + 1) == ", "


def _beside_name(words: _Words, at: int, more: int) -> bool:
    """Whether another capitalised word stands right before or after: "Jim Jordan"."""
    pairs = [(at - 1, at, at - 1), (at + more, at + more + 1, at + more + 1)]
    return any(
        _is_name(words.printed[other])
        for left, right, other in pairs
        if left >= 0 and right < len(words.printed) and _touch(words, left, right)
    )


def _touch(words: _Words, left: int, right: int) -> bool:
    """Whether only a space parts two words, or the dot of an initial or a title: "Mr. Jordan"."""
    gap = words.gap(left, right)
    word = words.printed[left]
    return gap == " " or (gap == ". " and (len(word) == 1 or word in _SHORTENED))


def _is_name(word: str) -> bool:
    return word[0].isupper() and word.lower() not in _FUNCTION_WORDS


def _inflected(wording: str) -> Iterator[str]:
    """A theme's wording in both spellings of defence, singular and plural."""
    for spelt in dict.fromkeys((wording, wording.replace("defence", "defense"))):
        yield spelt
        yield spelt + "s"


def _words(alias: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(alias))


@cache
def load_taxonomy() -> Taxonomy:
    """The taxonomy of the data file, read once; DataFileError names the first fault."""
    return read_taxonomy()


def read_taxonomy(folder: Path = DATA) -> Taxonomy:
    """The taxonomy of a folder's file; raises the first fault it finds."""
    sections, lines = _parse(folder / TOPICS)
    for fault in _faults(sections, lines):
        raise fault
    return Taxonomy(tuple(_entry(kind, key, row) for kind, key, row in _rows(sections)))


def find_faults(folder: Path = DATA) -> tuple[DataFileError, ...]:
    """Everything that is wrong with the file, in its order."""
    try:
        return tuple(_faults(*_parse(folder / TOPICS)))
    except DataFileError as fault:
        return (fault,)


def _parse(file: Path) -> tuple[dict[str, Any], Lines]:
    try:
        text = file.read_text(encoding="utf-8")
        return tomllib.loads(text), Lines(text)
    except OSError as exc:
        raise DataFileError(file.name, "the file", str(exc.strerror)) from exc
    except ValueError as exc:  # not UTF-8, or not TOML; the message names line and column
        raise DataFileError(file.name, "the file", str(exc), line=line_of(exc)) from exc


def _rows(sections: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Kind, id and entry, whatever an editor put there."""
    for kind, entries in sections.items():
        for key, row in entries.items() if isinstance(entries, dict) else [("", entries)]:
            yield kind, key, row


def _entry(kind: str, key: str, row: Mapping[str, Any]) -> TopicEntry:
    return TopicEntry(
        id=key,
        name=row["name"],
        kind=kind,
        aliases=(*row.get("aliases", ()), *row.get("typed", ())),
        typed=frozenset(row.get("typed", ())),
        parents=tuple(row.get("parents", ())),
        alone=frozenset(row.get("alone", ())),
        decoys=tuple(row.get("not", ())),
        unless=frozenset(word.lower() for word in row.get("unless", ())),
    )


def _faults(sections: Mapping[str, Any], lines: Lines) -> Iterator[DataFileError]:
    known = {key for _, key, _ in _rows(sections)}
    owner: dict[str, str] = {}
    parents = {key: _parents(row) for _, key, row in _rows(sections)}
    for kind, key, row in _rows(sections):
        reasons = list(_reasons(kind, key, row))
        if not reasons:
            reasons += [
                f"unknown parent {one!r}" for one in row.get("parents", ()) if one not in known
            ]
            reasons += _claims(key, row, owner)
            reasons += _circles(key, parents)
        for reason in reasons:
            yield DataFileError(TOPICS, f"{kind}.{key}", reason, line=_line(lines, kind, key))


def _parents(row: Any) -> list[str]:
    found = row.get("parents", []) if isinstance(row, dict) else []
    return found if isinstance(found, list) else []


def _circles(key: str, parents: Mapping[str, list[str]]) -> Iterator[str]:
    """Whether a topic is part of itself."""
    left, above = list(parents[key]), set[str]()
    while left:
        parent = left.pop()
        if parent not in above:
            above.add(parent)
            left += parents.get(parent, [])
    if key in above:
        yield "is part of itself by its parents"


def _line(lines: Lines, kind: str, name: str) -> int | None:
    """An entry is a section of its own, or a line in that of its kind."""
    return lines.find(heading(f"{kind}.{name}")) or lines.find(
        heading(kind), assigned(name) if name else ""
    )


def _claims(key: str, row: Mapping[str, Any], owner: dict[str, str]) -> Iterator[str]:
    """Wordings of an entry that another one has, too."""
    for alias in sorted({row["name"], *row.get("aliases", ()), *row.get("typed", ())}):
        if owner.setdefault(alias, key) != key:
            yield f"{alias!r} also means {owner[alias]!r}"


def _reasons(kind: str, key: str, row: Any) -> Iterator[str]:
    """What is wrong with one entry by itself."""
    if kind not in _KINDS:
        yield f"unknown kind {kind!r}"
    if not _SLUG.fullmatch(key) or len(key) > _LONGEST_ID:
        yield f"an id is a slug of at most {_LONGEST_ID} characters"
    if not isinstance(row, dict) or not isinstance(row.get("name"), str):
        yield "needs a name"
        return
    if unknown := sorted(row.keys() - _FIELDS):
        yield f"unknown field {unknown[0]!r}"
    for name in sorted(row.keys() & _FIELDS - {"name"}):
        if not isinstance(row[name], list) or not all(isinstance(one, str) for one in row[name]):
            yield f"{name} is a list of wordings"
            return
    yield from _reasons_of_wordings(row)


def _reasons_of_wordings(row: Mapping[str, Any]) -> Iterator[str]:
    for wording in (row["name"], *row.get("aliases", ()), *row.get("not", ())):
        if not _words(wording):
            yield f"{wording!r} has no word in it"
    for wording in row.get("alone", ()):
        if wording not in {row["name"], *row.get("aliases", ())}:
            yield f"{wording!r} is alone, and none of its wordings"
