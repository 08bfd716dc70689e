"""The cheapest reading of the marks of a paragraph, and the marked pieces that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import NamedTuple

from briefs.cues import ATTRIBUTION_AHEAD
from briefs.marks.prices import (
    BROKEN,
    DEPTHS,
    HANDED_ON,
    STEPS,
    Mark,
    Marks,
    Reading,
    find_marks,
    says_ahead,
)
from briefs.segmentation import find_sentences


class Piece(NamedTuple):
    """Marked words with and without their marks."""

    outer_start: int
    outer_end: int
    start: int
    end: int
    open: bool  #: handed on to the next paragraph


def read_pieces(text: str, start: int, end: int, family: Marks, *, goes_on: bool) -> list[Piece]:
    """The marked pieces of a stretch, by its cheapest reading."""
    marks = list(find_marks(text, start, end, family))
    if not marks:
        return []
    readings = zip(marks, _cheapest(marks, goes_on=goes_on), strict=True)
    return list(_pieces(text, start, end, readings, goes_on=goes_on))


def _cheapest(marks: Sequence[Mark], *, goes_on: bool) -> list[Reading]:
    """One reading for each mark, such that their prices add up to the least."""
    costs = [0.0, inf, inf]
    trail: list[list[int]] = []
    for mark in marks:
        reached = [inf] * DEPTHS
        taken = [0] * DEPTHS
        for step, (depth, _, to) in enumerate(STEPS):
            cost = costs[depth] + mark.prices[step]
            if cost < reached[to]:
                reached[to] = cost
                taken[to] = step
        costs = reached
        trail.append(taken)
    left_open = HANDED_ON if goes_on else BROKEN
    finish = (costs[0], costs[1] + left_open, costs[2] + left_open + BROKEN)
    return _walk_back(trail, finish.index(min(finish)))


def _walk_back(trail: Sequence[Sequence[int]], depth: int) -> list[Reading]:
    readings = []
    for taken in reversed(trail):
        depth, reading, _ = STEPS[taken[depth]]
        readings.append(reading)
    readings.reverse()
    return readings


def _pieces(
    text: str, start: int, end: int, readings: Iterable[tuple[Mark, Reading]], *, goes_on: bool
) -> Iterator[Piece]:
    opened: Mark | None = None
    last = start
    for mark, reading in readings:
        if reading is Reading.NOTHING or reading is Reading.INNER:
            continue
        if reading is Reading.CLOSES and opened:
            yield Piece(opened.start, mark.end, opened.end, mark.start, open=False)
            opened = None
        elif reading is Reading.CLOSES_UNOPENED:
            begin = _last_sentence(text, last, mark.start)
            yield Piece(begin, mark.end, begin, mark.start, open=False)
        else:
            if opened:
                cut = _first_words(text, opened.end, mark.start, whole=opened.start == start)
                yield Piece(opened.start, cut, opened.end, cut, open=False)
            opened = mark
        last = mark.end
    if opened:
        handed_on = goes_on and not _ends_attributed(text, opened.end, end)
        cut = end if handed_on else _first_words(text, opened.end, end, whole=opened.start == start)
        yield Piece(opened.start, cut, opened.end, cut, open=handed_on)


def _last_sentence(text: str, start: int, end: int) -> int:
    """Where the sentence that ends at `end` begins: how far a missing opening mark reaches."""
    sentences = list(find_sentences(text, start, end))
    return sentences[-1][0] if sentences else start


def _first_words(text: str, start: int, end: int, *, whole: bool) -> int:
    """Where unclosed words end: before the first attribution, or with their sentence.

    Without an attribution all is theirs where the mark opens the paragraph (`whole`).
    """
    for ending in _ENDING.finditer(text, start, end):
        if says_ahead(text, ending.end(), end):
            return ending.end("words")
    first = next(find_sentences(text, start, end), (start, end))
    return end if whole else first[1]


def _ends_attributed(text: str, start: int, end: int) -> bool:
    """Whether unclosed words end in an attribution: a mark is missing, nothing is handed on."""
    last = max((comma.end() for comma in _COMMA.finditer(text, start, end)), default=end)
    said = ATTRIBUTION_AHEAD.match(text, last, end)
    return said is not None and _REST.fullmatch(text, said.end(), end) is not None


_COMMA = re.compile(r",(?=\s)")
#: What may follow an attribution up to the end of its paragraph: "said on Monday."
_REST = re.compile(r"(?:\s+(?:on|in|at)\s+\w+|\s+[A-Z]\w+){0,3}\.")
#: The end of words, with a single mark that may close them though a double one has opened them.
_ENDING = re.compile(r"(?P<words>[,.?!])['’]?(?=\s)")
