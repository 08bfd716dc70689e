"""What is asked: names with mistakes and who is meant, and what names nobody.

Each name gets the same mistakes every time. A mistake that happens to make another name that is
stored is no mistake any more, and is left out.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from briefs.matching import Entry
from briefs.measuring.names import mistakes, scripts
from briefs.measuring.names.mistakes import Mistake

#: Kinds that are held to the bar of distance 1, and those that need only be offered.
NEAR = ("one slip, whole name", "one slip, surname")
OFFERED = ("initials alone", "first name alone")
#: Names nobody here has.
TWIN = "twin of a stored name, whole"
LONE_TWIN = "twin of a stored surname"

#: Slips so many that two surnames are twins.
_TWINS = 2
#: Every so many-th person is taken out, to be asked for.
_HIDDEN = 3
#: Plausible absent people made of a given name and a surname, for each such surname.
_GIVEN_EACH = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """One query. Nobody is meant by what names nobody."""

    kind: str
    query: str
    meant: str | None


def _whole(name: str) -> str:
    return name


def surname_of(name: str) -> str:
    """The last word, with what belongs to it: "von der Leyen", "Trump Jr."."""
    words = name.split()
    start = len(words) - 1
    if words[start] in {"Jr.", "III"}:
        start -= 1
    while start > 1 and (
        words[start - 1].islower() or words[start - 1] in {"Le", "De", "Di", "Van"}
    ):
        start -= 1
    return " ".join(words[start:])


def _given(name: str) -> str:
    return name.split(maxsplit=1)[0]


#: Kind of mistake, the part of the name it is made in, how it is made, and how often for each name.
_KINDS: tuple[tuple[str, Callable[[str], str], Mistake, int], ...] = (
    ("as it stands", _whole, mistakes.lower, 1),
    ("surname", surname_of, mistakes.lower, 1),
    (NEAR[0], _whole, mistakes.slip, 3),
    (NEAR[1], surname_of, mistakes.slip, 3),
    ("two slips, whole name", _whole, mistakes.slip_twice, 2),
    ("two slips, surname", surname_of, mistakes.slip_twice, 1),
    ("swapped letters, whole name", _whole, mistakes.swap, 1),
    ("swapped letters, surname", surname_of, mistakes.swap, 1),
    ("diacritics", _whole, mistakes.mark, 1),
    ("by ear, whole name", _whole, mistakes.hear, 1),
    ("by ear, surname", surname_of, mistakes.hear, 1),
    ("in part", _whole, mistakes.shorten, 2),
    ("order of words", _whole, mistakes.reorder, 1),
    ("with a title", _whole, mistakes.entitle, 1),
    ("title and surname", surname_of, mistakes.entitle, 1),
    ("initial and surname", _whole, mistakes.abbreviate, 1),
    (OFFERED[0], _whole, mistakes.initials, 1),
    (OFFERED[1], _given, mistakes.lower, 1),
    ("Cyrillic, whole name", _whole, scripts.in_cyrillic, 1),
    ("Cyrillic, surname", surname_of, scripts.in_cyrillic, 1),
    ("Greek, whole name", _whole, scripts.in_greek, 1),
    ("Greek, surname", surname_of, scripts.in_greek, 1),
    ("Georgian, whole name", _whole, scripts.in_georgian, 1),
    ("Georgian, surname", surname_of, scripts.in_georgian, 1),
    ("Arabic, whole name", _whole, scripts.in_arabic, 1),
    ("Arabic, surname", surname_of, scripts.in_arabic, 1),
)


def make_trials(people: Sequence[Entry]) -> Iterator[Trial]:
    """Mistakes of every kind for everybody."""
    taken = {text for one in people for text in wordings(one)}
    for kind, part, mistake, often in _KINDS:
        for one in people:
            for number in range(often):
                query = mistake(part(one.name), _dice(kind, one.name, number))
                other = plain(query) in taken and plain(query) not in wordings(one)
                if query and not other:
                    yield Trial(kind=kind, query=query, meant=one.name)


def read_typed(name: str) -> Iterator[Trial]:
    """What people really type, with whom they mean, from a list that comes with this."""
    for line in _lines(f"{name}.txt"):
        query, meant = line.split(" = ")
        yield Trial(kind=name.replace("_", " "), query=query, meant=meant)


def make_absent(entries: Iterable[Entry]) -> Iterator[Trial]:
    """Names and words that mean none of these."""
    taken = {word for one in entries for text in wordings(one) for word in text.split()}
    lists = _absent()
    surnames = [one for one in lists["surnames"] if plain(one) not in taken]
    given = sorted({_given(one.name) for one in entries if one.personal and " " in one.name})
    for surname in surnames:
        dice = _dice("absent", surname, 0)
        yield Trial(kind="surname nobody has", query=surname, meant=None)
        for first in dice.sample(given, _GIVEN_EACH):
            query = f"{first} {surname}"
            yield Trial(kind="whole name nobody has", query=query, meant=None)
        query = scripts.in_cyrillic(surname, dice)
        yield Trial(kind="nobody, in Cyrillic", query=query, meant=None)
        query = scripts.in_arabic(surname, dice)
        yield Trial(kind="nobody, in Arabic", query=query, meant=None)
    for kind, listed in (
        ("famous elsewhere", "people"),
        ("words", "words"),
        ("phrases", "phrases"),
    ):
        for query in lists[listed]:
            if not set(plain(query).split()) <= taken:
                yield Trial(kind=kind, query=query, meant=None)


def hide_some(people: Sequence[Entry]) -> list[Entry]:
    """Every third person and one of each two twins, to be asked for where they are not stored."""
    hidden = dict.fromkeys(people[::_HIDDEN])
    for one, other in combinations(people, 2):
        near = twins(plain(surname_of(one.name)), plain(surname_of(other.name)))
        if near and one not in hidden and other not in hidden:
            hidden[one] = None
    return list(hidden)


def make_hidden(hidden: Sequence[Entry], left: Sequence[Entry]) -> Iterator[Trial]:
    """The names of those who were taken out, if nobody who is left has them too."""
    taken = {text for one in left for text in wordings(one)}
    words = {word for text in taken for word in text.split()}
    surnames = {plain(surname_of(one.name)) for one in left}
    for one in hidden:
        surname = plain(surname_of(one.name))
        near = any(twins(surname, other) for other in surnames)
        if not taken & set(wordings(one)) - {surname}:
            kind = TWIN if near else "taken out, whole name"
            yield Trial(kind=kind, query=one.name, meant=None)
        if surname not in words:
            kind = LONE_TWIN if near else "taken out, surname"
            yield Trial(kind=kind, query=surname_of(one.name), meant=None)


def make_unquoted(hidden: Sequence[Entry], left: Sequence[Entry]) -> Iterator[Trial]:
    """The same names with a slip, asked of an index that knows whom nobody quotes."""
    taken = {text for one in left for text in wordings(one)}
    for trial in make_trials(hidden):
        if trial.kind in {*NEAR, "by ear, whole name", "with a title"} and (
            plain(trial.query) not in taken
        ):
            yield Trial(kind=f"not quoted: {trial.kind}", query=trial.query, meant=None)


def twins(one: str, other: str) -> bool:
    """Whether two different surnames are so near that one could be the other, misspelt."""
    return one == other or Levenshtein.distance(one, other, score_cutoff=_TWINS) <= _TWINS


@cache
def wordings(entry: Entry) -> tuple[str, ...]:
    """What somebody is called, plain: whole names, and the surname."""
    names = [entry.name, *entry.aliases]
    if entry.personal:
        names.append(surname_of(entry.name))
    return tuple(dict.fromkeys(map(plain, names)))


def plain(text: str) -> str:
    """Small letters without marks, words apart."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("'", ""))
    kept = (char for char in letters if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in kept).split())


def _dice(*seed: object) -> random.Random:
    return random.Random("|".join(map(str, seed)))  # noqa: S311 - nobody is kept out by it


@cache
def _absent() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for line in _lines("absent.txt"):
        kind, _, rest = line.partition(": ")
        parted = rest.split(", ") if "," in rest else rest.split()
        lists.setdefault(kind, []).extend(parted)
    return lists


def _lines(name: str) -> Collection[str]:
    text = files("briefs.measuring.names").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
