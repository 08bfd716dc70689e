"""Which outlet an article says it comes from: bylines, agency marks, datelines, credits.

Known outlets are data (data/publishers.toml). An outlet that is merely quoted, or named in a
photo's credit, is not the publisher; an article that names none has none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from briefs.errors import DataFileError

_FILE = "publishers.toml"


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
    """The outlets of data/publishers.toml. Raises DataFileError."""
    raw = (files("briefs") / "data" / _FILE).read_text(encoding="utf-8")
    try:
        entries = tomllib.loads(raw)["publisher"]
        wordings = [
            (wording, entry["name"], entry.get("agency", False))
            for entry in entries
            for wording in (entry["name"], *entry.get("variants", ()))
        ]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise DataFileError(_FILE, "publisher", repr(error)) from error
    agencies = sorted((wording for wording, _, agency in wordings if agency), key=len)
    return Outlets(
        names={wording.casefold(): name for wording, name, _ in wordings},
        agencies=tuple(reversed(agencies)),
        day_first=frozenset(entry["name"] for entry in entries if entry.get("day_first", False)),
    )


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
