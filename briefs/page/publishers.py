"""Which outlet an article says it comes from: bylines, agency marks, datelines, credits.

Known outlets are data (data/publishers.toml). An outlet that is merely quoted, or named in a
photo's credit, is not the publisher; an article that names none has none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from briefs.errors import DataFileError
from briefs.lines import Lines, heading, line_of

_FILE = "publishers.toml"
_FLAGS = frozenset({"agency", "day_first"})
_FIELDS = _FLAGS | {"name", "variants"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlets:
    """The outlets we know by name."""

    names: dict[str, str]  #: any wording, case-folded -> the name readers are shown
    agencies: tuple[str, ...]  #: wordings that may stand in brackets, longest first
    day_first: frozenset[str]  #: names of those that write the fifth of March as 5/3


_BYLINE = re.compile(r"(?:(?:written|posted|published|story|text) )?by:?\s+", re.IGNORECASE)
_PIECES = re.compile(r"\s*(?:\||•|·|,|;|/|\s[-–—]\s|\bfor\b|\bat\b|\bvia\b|\bthe\b)\s*")
_SHARED = re.compile(r"\s(?:with|and|&)\s", re.IGNORECASE)
_OUTLET_WORD = re.compile(
    r"[A-Z].*\b(?:News|Times|Post|Agency|Press|Herald|Tribune|Journal|Gazette|Online|Radio|TV|Desk)"
)
_AGENCY_LINE = re.compile(r"(?P<name>[^|]{2,32}?)\s*\|")
_LABELLED = re.compile(r"(?:source|publisher|published by):?\s+(?P<name>.+)\Z", re.IGNORECASE)
_STAFF = re.compile(
    r"\W*(?P<name>[A-Z][\w. /]{1,30}?)(?:['’]s?)\s+(?:[A-Z][\w.'’-]+\s+){1,4}contributed\b"
)
_ADDED = re.compile(r"\s+[|–—-]\s+(?P<name>[^|–—]{2,40})\Z")
_ADAPTED = re.compile(
    r".*\badapted (?:it|this (?:story|report|article)) for (?:the )?"
    r"(?P<name>[A-Z]\w*(?: [A-Z]\w*)*)"
)
#: An address names its outlet before the country or kind of the domain: "p.dw.com", "bbc.co.uk".
_ADDRESS = re.compile(r"https?://(?:[\w-]+\.)*?(?P<name>[\w-]+)(?:\.com?)?\.[a-z]{2,4}(?:[/?#]|\Z)")
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\))[\s©]*(?:\d{4})?,?\s*(?P<name>[^.]+)", re.IGNORECASE)


@cache
def load_outlets() -> Outlets:
    """The outlets of data/publishers.toml. Raises the first DataFileError."""
    raw = (files("briefs") / "data" / _FILE).read_text(encoding="utf-8")
    for fault in find_faults(raw):
        raise fault
    entries = tomllib.loads(raw).get("publisher", [])
    wordings = [
        (wording, entry["name"], entry.get("agency", False))
        for entry in entries
        for wording in (entry["name"], *entry.get("variants", ()))
    ]
    agencies = sorted((wording for wording, _, agency in wordings if agency), key=len)
    return Outlets(
        names={wording.casefold(): name for wording, name, _ in wordings},
        agencies=tuple(reversed(agencies)),
        day_first=frozenset(entry["name"] for entry in entries if entry.get("day_first", False)),
    )


def find_faults(raw: str | None = None) -> tuple[DataFileError, ...]:
    """Everything that is wrong with the file, or with another text in its place."""
    if raw is None:
        raw = (files("briefs") / "data" / _FILE).read_text(encoding="utf-8")
    try:
        data = tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        return (DataFileError(_FILE, "the file", str(error), line=line_of(error)),)
    return tuple(_find_faults(data, Lines(raw)))


def _find_faults(data: Mapping[str, Any], lines: Lines) -> Iterator[DataFileError]:
    owner: dict[str, int] = {}
    for section in sorted(data.keys() - {"publisher"}):
        yield DataFileError(_FILE, section, "unknown section", line=lines.find(heading(section)))
    for number, entry in enumerate(data.get("publisher", ()), 1):
        for reason in [*_reasons(entry)] or [*_claims(entry, number, owner)]:
            line = lines.find(*[heading("[publisher]")] * number)
            yield DataFileError(_FILE, f"publisher {entry.get('name')!r}", reason, line=line)


def _reasons(entry: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with one entry by itself."""
    names = [entry.get("name"), *_listed(entry.get("variants", []))]
    if not all(isinstance(name, str) and name.strip() for name in names):
        yield "needs a name, and variants are a list of names"
    if unknown := sorted(entry.keys() - _FIELDS):
        yield f"unknown field {unknown[0]!r}"
    for field in sorted(_FLAGS & entry.keys()):
        if not isinstance(entry[field], bool):
            yield f"{field} is true or false"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [None]


def _claims(entry: Mapping[str, Any], number: int, owner: dict[str, int]) -> Iterator[str]:
    for wording in (entry["name"], *entry.get("variants", ())):
        if owner.setdefault(wording.casefold(), number) != number:
            yield f"{wording!r} is also another publisher's"


def find_outlet(wording: str) -> str | None:
    """The known outlet that goes by exactly this wording."""
    return load_outlets().names.get(" ".join(wording.split()).casefold())


def read_publisher(details: Iterable[str], agency: str | None) -> str | None:
    """The outlet the page names as its own; `agency` is the one of its dateline or sign-off.

    What is most explicit wins: a byline or label, then the agency's mark, then a copyright line,
    the outlet a story was adapted for, the one whose own staff "contributed to this report" (a
    helping agency contributes itself, or is "based on", and is no publisher), last an address.
    """
    lines = tuple(details)
    explicit = _first(lines, _from_byline, _by(_LABELLED), _by(_AGENCY_LINE), find_outlet)
    implied = (_by(_COPYRIGHT), _by(_ADAPTED), _by(_STAFF), _by(_ADDRESS))
    return explicit or agency or _first(lines, *implied)


def split_headline(headline: str) -> tuple[str, str | None]:
    """The headline without the outlet a browser's title bar adds: "… | Reuters"."""
    added = _ADDED.search(headline)
    outlet = find_outlet(added["name"]) if added else None
    return (headline[: added.start()], outlet) if added and outlet else (headline, None)


def _first(lines: Iterable[str], *readers: Callable[[str], str | None]) -> str | None:
    return next((name for read in readers for name in map(read, lines) if name), None)


def _by(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    """Reads the known outlet a pattern names."""

    def read(line: str) -> str | None:
        match = pattern.match(line)
        return find_outlet(match["name"]) if match else None

    return read


def _from_byline(line: str) -> str | None:
    """The outlet of "By Euronews with AP, AFP": the first piece that is one, helpers left out."""
    by = _BYLINE.match(line)
    if by is None:
        return None
    own = _SHARED.split(line[by.end() :], maxsplit=1)[0]
    for piece in filter(None, _PIECES.split(own)):
        outlet = find_outlet(piece) or (piece if _OUTLET_WORD.fullmatch(piece) else None)
        if outlet:
            return outlet
    return None
