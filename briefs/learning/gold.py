"""Annotated articles, and what the decisions should have been in them."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from briefs.learning.scoring import Found, Group, find_group, head_phrase
from briefs.quotations.learned.lexicon import CUES
from briefs.quotations.learned.mentions import Nominee
from briefs.quotations.learned.units import Units

Annotated = Mapping[str, Any]
Spans = Sequence[Mapping[str, Any]]
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read_corpus(file: Path, *, tenths: range) -> list[Annotated]:
    """The articles of some tenths of a corpus, by date, which ids hold; the rest stays unread."""
    lines = file.read_bytes().splitlines()
    dated = sorted((_date_of(line), number) for number, line in enumerate(lines) if line)
    low, high = (len(dated) * tenth // 10 for tenth in (tenths.start, tenths.stop))
    return [json.loads(lines[number]) for _, number in dated[low:high]]


def _date_of(line: bytes) -> tuple[str, bytes]:
    """The date and id of an article, from the beginning of its line."""
    name = line.partition(b'"id": "')[2].partition(b'"')[0]
    found = _DATE.search(name.decode())
    return (found[0] if found else ""), name


def cue_units(units: Units, quotes: Spans) -> dict[int, Mapping[str, Any]]:
    """The annotated attributions by the unit of their cue."""
    found: dict[int, Mapping[str, Any]] = {}
    for quote in quotes:
        cue = quote["cue"]
        if not cue:
            continue
        low = max(0, bisect_left(units.start, cue["start"]) - 1)
        for unit in range(low, bisect_left(units.start, cue["end"])):
            listed = units.sign[unit] in CUES or units.cls[unit] == "D"
            if units.end[unit] > cue["start"] and listed:
                found.setdefault(unit, quote)
                break
    return found


def units_in(
    units: Units, span: Mapping[str, Any], first: int, last: int
) -> tuple[int, int] | None:
    """The units of [first, last) that a span holds, quote marks at its edges or not."""
    inside = [
        unit
        for unit in range(first, last)
        if units.start[unit] >= span["start"] - 1 and units.end[unit] <= span["end"] + 1
    ]
    return (inside[0], inside[-1] + 1) if inside else None


def is_source(units: Units, one: Nominee, sources: Spans) -> bool:
    """Whether a nominee is the head of an annotated source, or the name beside its description."""
    start, end = units.start[one.first], units.end[one.last - 1]
    if any(start < high and low < end for low, high in map(_head_place, sources)):
        return True
    beside = units.text[max(0, start - 2) : start] == ", "
    return (
        one.kind == "n"
        and beside
        and any(_touches(start, end, span) and span["text"][0].islower() for span in sources)
    )


def touches_source(units: Units, one: Nominee, sources: Spans) -> bool:
    """Whether a nominee shares a unit with an annotated source."""
    start, end = units.start[one.first], units.end[one.last - 1]
    return any(_touches(start, end, span) for span in sources)


def _touches(start: int, end: int, span: Mapping[str, Any]) -> bool:
    return bool(start < span["end"] and span["start"] < end)


def _head_place(source: Mapping[str, Any]) -> tuple[int, int]:
    head = head_phrase(source["text"])
    at = source["text"].find(head) if head else -1
    if at < 0:
        return source["start"], source["end"]
    return source["start"] + at, source["start"] + at + len(head)


def gold_of(units: Units, groups: Sequence[Group], unit: int) -> Found | None:
    """Who says the marked words of a unit, by the annotation."""
    return find_group(groups, [(units.start[unit], units.end[unit])], units.text)
