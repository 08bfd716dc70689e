"""People and organisations that speak, as data/people.toml lists them; and what a surname is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from briefs.errors import DataFileError
from briefs.folding import fold
from briefs.lines import Lines, assigned, entry, heading
from briefs.model import SpeakerKind

PEOPLE = "people.toml"

Gender = Literal["f", "m"]

#: Words that belong to the surname they stand before: "von der Leyen", "Le Drian", "de Croo".
_PARTICLES = frozenset({"von", "van", "der", "den", "de", "la", "le", "du", "di", "da", "del"}) | {
    "bin", "al", "el", "ter",
}  # fmt: skip
#: Where the press prints the surname first.
_SURNAME_FIRST = frozenset({"china", "south-korea", "north-korea", "vietnam", "taiwan"})
_SUFFIXES = frozenset({"jr", "sr", "junior", "ii", "iii", "iv"})
_KINDS = {"people": SpeakerKind.PERSON, "organisations": SpeakerKind.ORGANISATION}
_FIELDS = frozenset({"name", "variants", "gender", "surname"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody, or an organisation, that speaks."""

    name: str  #: canonical
    variants: tuple[str, ...]  #: other full names, and short names used alone ("Zelensky")
    kind: SpeakerKind
    gender: Gender | None
    country: str | None  #: id of a topic; for an organisation the country it speaks for
    surnames: tuple[str, ...] = ()  #: folded; for an organisation none
    keys: tuple[str, ...] = ()  #: name and variants, folded


def surnames_of(name: str, country: str | None = None) -> tuple[str, ...]:
    """The folded surname of a full name, longest form first; () for a single word.

    "Ursula von der Leyen" -> ("von der leyen", "leyen"); in China and Korea it stands first.
    """
    return _surnames(fold(name).split(), country)


def _surnames(words: list[str], country: str | None) -> tuple[str, ...]:
    while words and words[-1] in _SUFFIXES:
        words = words[:-1]
    if len(words) <= 1:
        return ()
    if country in _SURNAME_FIRST:
        return (words[0],)
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return tuple(dict.fromkeys([" ".join(words[start:]), words[-1]]))


def read_people(
    data: Mapping[str, Any], faults: list[DataFileError], lines: Lines
) -> Iterator[Person]:
    """The entries that are sound; what is wrong with the others goes to `faults`."""
    for country, group, row in _rows(data):
        name = row.get("name") if isinstance(row, dict) else row
        reason = f"unknown group {group!r}" if group not in _KINDS else _reason(row)
        if reason:
            line = lines.find(heading(country), assigned(group), *entry(row))
            faults.append(DataFileError(PEOPLE, f"{country}, {name!r}", reason, line=line))
        else:
            yield _person(row, _KINDS[group], country)


def _rows(data: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Country, group and entry, whatever an editor put there."""
    for country, section in data.items():
        for group, rows in section.items() if isinstance(section, dict) else [("", [section])]:
            for row in rows if isinstance(rows, list) else [rows]:
                yield country, group, row


def _person(row: Mapping[str, Any], kind: SpeakerKind, country: str) -> Person:
    home = None if country == "international" else country
    variants = tuple(row.get("variants", ()))
    keys = tuple(dict.fromkeys(map(fold, (row["name"], *variants))))
    return Person(
        name=row["name"],
        variants=variants,
        kind=kind,
        gender=row.get("gender"),
        country=home,
        surnames=_all_surnames(row, keys, home) if kind is SpeakerKind.PERSON else (),
        keys=keys,
    )


def _all_surnames(
    row: Mapping[str, Any], keys: tuple[str, ...], country: str | None
) -> tuple[str, ...]:
    """The surnames in every spelling; the listed one in place of the name's own."""
    own = (fold(row["surname"]),) if "surname" in row else _surnames(keys[0].split(), country)
    others = (surname for key in keys[1:] for surname in _surnames(key.split(), country))
    return tuple(dict.fromkeys((*own, *others)))


def _reason(row: Any) -> str | None:
    """What is wrong with one entry."""
    if not isinstance(row, dict):
        return 'is written { name = "…" }'
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        return "needs a name"
    if unknown := sorted(row.keys() - _FIELDS):
        return f"unknown field {unknown[0]!r}"
    if row.get("gender") not in {"f", "m", None}:
        return f'gender is "f" or "m", not {row["gender"]!r}'
    return _reason_of_names(row)


def _reason_of_names(row: Mapping[str, Any]) -> str | None:
    variants = row.get("variants", [])
    if not isinstance(variants, list) or not all(
        isinstance(name, str) and fold(name) for name in variants
    ):
        return "variants is a list of names"
    return None if isinstance(row.get("surname", ""), str) else "surname is a name"
