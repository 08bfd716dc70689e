"""What is wrong with the parts of offices.toml that offices are put together from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefs.errors import DataFileError
from briefs.lines import Lines, assigned, heading

_SECTIONS = {"forms", "role", "country", "office"}
#: What a pattern may leave open; each country fills both.
BLANKS = ("country", "adjective")
_ROLE_FIELDS = {"name", "titles", "generic"}
_BLANK = re.compile(r"\{(\w*)\}?")


def find_section_faults(
    file: str, data: Mapping[str, Any], lines: Lines
) -> Iterator[DataFileError]:
    """In the order of the file: unknown sections, roles, countries and forms."""
    for section in sorted(data.keys() - _SECTIONS):
        yield DataFileError(file, section, "unknown section", line=_line(lines, section))
    for name, row in _rows(data.get("role")):
        for reason in _role_reasons(row):
            yield DataFileError(file, f"role {name}", reason, line=_line(lines, f"role.{name}"))
    for name, row in _rows(data.get("country")):
        for reason in _country_reasons(row):
            line = _line(lines, f"country.{name}")
            yield DataFileError(file, f"country {name}", reason, line=line)
    for word, forms in _rows(data.get("forms")):
        if not is_wordings(forms) or not forms:
            line = lines.find(heading("forms"), assigned(word))
            yield DataFileError(file, f"forms, {word}", "is a list of words", line=line)


def pattern_reasons(row: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the wordings of a role or an office."""
    for field in ("titles", "generic"):
        if field in row and not is_wordings(row[field]):
            yield f"{field} is a list of wordings"
    name = row.get("name", "")
    if not isinstance(name, str):
        yield "name is a wording"
        return
    lists = [row.get(field) for field in ("titles", "generic")]
    for pattern in (name, *(one for some in lists if is_wordings(some) for one in some or ())):
        for blank in _BLANK.findall(pattern):
            if blank not in BLANKS:
                yield f"{pattern!r} has a blank that nothing fills: {{{blank}}}"


def is_wordings(value: object) -> bool:
    """Whether it is a list of strings, none of them empty."""
    return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)


def _role_reasons(row: Any) -> Iterator[str]:
    if not isinstance(row, dict):
        yield "needs titles"
        return
    if unknown := sorted(row.keys() - _ROLE_FIELDS):
        yield f"unknown field {unknown[0]!r}"
    yield from pattern_reasons(row)


def _country_reasons(row: Any) -> Iterator[str]:
    if not isinstance(row, dict):
        yield "needs wordings"
        return
    if unknown := sorted(row.keys() - set(BLANKS)):
        yield f"unknown field {unknown[0]!r}"
    for blank in BLANKS:
        if not is_wordings(row.get(blank)) or not row[blank]:
            yield f"{blank} is a list of wordings"


def _rows(section: Any) -> Iterator[tuple[str, Any]]:
    yield from section.items() if isinstance(section, dict) else ()


def _line(lines: Lines, name: str) -> int | None:
    return (
        lines.find(heading(name)) or lines.find(heading(f"[{name}]")) or lines.find(assigned(name))
    )
