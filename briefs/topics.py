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
from functools import cache
from pathlib import Path
from typing import Any

from briefs.errors import DataFileError

TOPICS = "topics.toml"
DATA = Path(__file__).with_name("data")

#: A number keeps its decimals and a per cent sign is a word: "2.5% of GDP", "2 percent".
_WORD = re.compile(r"[^\W_]+|%")
#: What may stand between the words of one alias: "arms-control", "U.S.", "Nord\nStream".
_GAP = re.compile(r"[\s.\-\u2010\u2011'’&/]{1,3}")
_KINDS = frozenset({"country", "organisation", "place", "operation", "theme"})
_FIELDS = frozenset({"name", "aliases", "parents", "not", "alone", "unless"})
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
_FUNCTION_WORDS = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicEntry:
    """One topic of the taxonomy."""

    id: str  #: a slug of at most 24 characters
    name: str
    kind: str  #: country, organisation, place, operation or theme
    aliases: tuple[str, ...]  #: other wordings; the name is one without being listed
    parents: tuple[str, ...]  #: ids of topics this one is part of
    alone: frozenset[str] = frozenset()  #: aliases that are people's names beside another name
    unless: frozenset[str] = frozenset()  #: words, in lower case, beside which its name is another


@dataclass(frozen=True, slots=True)
class _Pattern:
    """An alias as its words after the first; longer ones are tried first."""

    rest: tuple[str, ...]
    topic: int | None  #: place in the taxonomy; None: a wording that is no topic
    alone: bool
    doubtful: bool


class Taxonomy:
    """The topics in the order of the file, and the one pass that finds them."""

    def __init__(self, topics: tuple[TopicEntry, ...], not_topics: Iterable[str] = ()) -> None:
        self.topics = topics
        self._exact: defaultdict[str, list[_Pattern]] = defaultdict(list)
        self._folded: defaultdict[str, list[_Pattern]] = defaultdict(list)
        for number, topic in enumerate(topics):
            for alias in (topic.name, *topic.aliases):
                self._add(alias, topic, number)
        for wording in not_topics:
            self._add(wording, None, None)
        for patterns in (*self._exact.values(), *self._folded.values()):
            patterns.sort(key=lambda pattern: -len(pattern.rest))
        self._unless = [topic.unless for topic in topics]

    def _add(self, alias: str, topic: TopicEntry | None, number: int | None) -> None:
        theme = topic is not None and topic.kind == "theme" and not alias.isupper()
        words = _words(alias.lower() if theme else alias)
        pattern = _Pattern(
            rest=words[1:],
            topic=number,
            alone=topic is not None and alias in topic.alone,
            doubtful=topic is not None and bool(topic.unless) and alias == topic.name,
        )
        (self._folded if theme else self._exact)[words[0]].append(pattern)

    def tag(self, text: str) -> tuple[str, ...]:
        """Ids of the topics whose aliases occur in the text, in the order of the taxonomy."""
        words = list(_WORD.finditer(text))
        found: set[int] = set()
        doubtful: set[int] = set()
        at = 0
        while at < len(words):
            pattern = self._longest(text, words, at)
            if pattern is None:
                at += 1
                continue
            if pattern.topic is not None:
                (doubtful if pattern.doubtful else found).add(pattern.topic)
            at += len(pattern.rest) + 1
        if doubtful - found:
            present = {match[0].lower() for match in words}
            found |= {topic for topic in doubtful if not (present & self._unless[topic])}
        return tuple(self.topics[number].id for number in sorted(found))

    def _longest(self, text: str, words: list[re.Match[str]], at: int) -> _Pattern | None:
        """The longest alias that begins at a word, names before themes."""
        word = words[at][0]
        for pattern in self._exact.get(word, ()):
            if _continues(text, words, at, pattern.rest, fold_case=False) and not (
                pattern.alone and _beside_name(text, words, at, len(pattern.rest))
            ):
                return pattern
        for pattern in self._folded.get(word.lower(), ()):
            if _continues(text, words, at, pattern.rest, fold_case=True):
                return pattern
        return None


def _continues(
    text: str, words: list[re.Match[str]], at: int, rest: tuple[str, ...], *, fold_case: bool
) -> bool:
    if at + len(rest) >= len(words):
        return False
    for here, expected in enumerate(rest, at + 1):
        word = words[here][0]
        if (word.lower() if fold_case else word) != expected:
            return False
        gap = text[words[here - 1].end() : words[here].start()]
        if gap and not _GAP.fullmatch(gap):
            return False
    return True


def _beside_name(text: str, words: list[re.Match[str]], at: int, more: int) -> bool:
    """Whether another capitalised word stands right before or after: "Jim Jordan"."""
    end = at + more
    before = at > 0 and text[words[at - 1].end() : words[at].start()] == " " and words[at - 1][0]
    after = (
        end + 1 < len(words)
        and text[words[end].end() : words[end + 1].start()] == " "
        and words[end + 1][0]
    )
    return any(
        word and word[0].isupper() and word.lower() not in _FUNCTION_WORDS
        for word in (before, after)
    )


def _words(alias: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(alias))


@cache
def load_taxonomy() -> Taxonomy:
    """The taxonomy of the data file, read once; DataFileError names the first fault."""
    return read_taxonomy()


def read_taxonomy(folder: Path = DATA) -> Taxonomy:
    """The taxonomy of a folder's file; raises the first fault it finds."""
    sections = _parse(folder / TOPICS)
    for fault in _faults(sections):
        raise fault
    rows = list(_rows(sections))
    return Taxonomy(
        tuple(_entry(kind, key, row) for kind, key, row in rows),
        [wording for *_, row in rows for wording in row.get("not", ())],
    )


def find_faults(folder: Path = DATA) -> tuple[DataFileError, ...]:
    """Everything that is wrong with the file, in its order."""
    try:
        return tuple(_faults(_parse(folder / TOPICS)))
    except DataFileError as fault:
        return (fault,)


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as exc:
        raise DataFileError(file.name, "the file", str(exc.strerror)) from exc
    except ValueError as exc:  # not UTF-8, or not TOML; the message names line and column
        raise DataFileError(file.name, "the file", str(exc)) from exc


def _rows(sections: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for kind, entries in sections.items():
        for key, row in entries.items():
            yield kind, key, row


def _entry(kind: str, key: str, row: Mapping[str, Any]) -> TopicEntry:
    return TopicEntry(
        id=key,
        name=row["name"],
        kind=kind,
        aliases=tuple(row.get("aliases", ())),
        parents=tuple(row.get("parents", ())),
        alone=frozenset(row.get("alone", ())),
        unless=frozenset(word.lower() for word in row.get("unless", ())),
    )


def _faults(sections: Mapping[str, Any]) -> Iterator[DataFileError]:
    known = {key for _, key, _ in _rows(sections)}
    owner: dict[str, str] = {}
    for kind, key, row in _rows(sections):
        place = f"{kind}.{key}"
        for reason in _reasons(kind, key, row):
            yield DataFileError(TOPICS, place, reason)
        for parent in row.get("parents", ()):
            if parent not in known:
                yield DataFileError(TOPICS, place, f"unknown parent {parent!r}")
        for alias in {row.get("name", ""), *row.get("aliases", ())}:
            if owner.setdefault(alias, key) != key:
                yield DataFileError(TOPICS, place, f"{alias!r} also means {owner[alias]!r}")


def _reasons(kind: str, key: str, row: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with one entry by itself."""
    if kind not in _KINDS:
        yield f"unknown kind {kind!r}"
    if not _SLUG.fullmatch(key) or len(key) > _LONGEST_ID:
        yield f"an id is a slug of at most {_LONGEST_ID} characters"
    if not _words(row.get("name", "")):
        yield "needs a name"
    if unknown := sorted(row.keys() - _FIELDS):
        yield f"unknown field {unknown[0]!r}"
    if not all(_words(alias) for alias in row.get("aliases", ())):
        yield "an alias has no word in it"
