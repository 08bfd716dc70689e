"""On which line of a TOML file something stands, for whoever has to mend it.

TOML readers give values without their places, so a place is looked for: from mark to mark, each a
regular expression that is searched for behind the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

#: How a TOML reader names the line of a fault in the syntax.
_AT_LINE: Final = re.compile(r"\(at line (\d+),")


class Lines:
    """The lines of one file."""

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, *marks: str) -> int | None:
        """The line of the last mark that is found, counted from 1; None without the first."""
        found, at = None, 0
        for mark in marks:
            match = re.compile(mark, re.MULTILINE).search(self._text, at)
            if match is None:
                break
            found, at = match.start(), match.end()
        return None if found is None else self._text.count("\n", 0, found) + 1


def line_of(error: ValueError) -> int | None:
    """The line a TOML reader complains of."""
    match = _AT_LINE.search(str(error))
    return int(match[1]) if match else None


def heading(name: str) -> str:
    """The mark of a section."""
    return rf"^[ \t]*\[{re.escape(name)}\]"


def assigned(name: str) -> str:
    """The mark of a key at the beginning of a line, whatever is assigned."""
    return rf"^[ \t]*[\"']?{re.escape(name)}[\"']?\s*="


def string(value: object) -> str:
    """The mark of a string."""
    return rf"[\"']{re.escape(str(value))}[\"']"


def entry(row: object) -> Iterator[str]:
    """The mark of an entry of a list: a string, or the first string in it with its key."""
    if isinstance(row, str):
        yield string(row)
    elif isinstance(row, Mapping):
        yield from _first_string(row)


def _first_string(row: Mapping[Any, Any]) -> Iterator[str]:
    for name, value in row.items():
        if isinstance(value, str):
            yield rf"\b{re.escape(str(name))}\s*=\s*{string(value)}"
            return
