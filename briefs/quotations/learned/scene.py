"""What is known of an article while its marked words are attributed, and the alphabet of features.

A feature is a short string: a letter for its template, then classes, listed words, distances in
steps. No name and no other word of an article is ever part of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import ne
from typing import NamedTuple

from briefs.quotations.learned.lexicon import CUES, CueWord
from briefs.quotations.learned.mentions import Nominee, find_nominees
from briefs.quotations.learned.units import MARKED, Units


@dataclass(slots=True)
class Report:
    """An attribution found at a cue: its source and the stretches of units it reports."""

    cue: int
    source: Nominee | None
    pieces: list[tuple[int, int]]
    likely: float  #: that it is one
    sure: float = 0.0  #: that the source is right as well

    def covers(self, unit: int) -> bool:
        """Whether the unit is among what is reported."""
        return any(start <= unit < end for start, end in self.pieces)


class Vote(NamedTuple):
    """What the rules say of marked words."""

    rule: str
    first: int  #: units of the mention, without what hangs on it
    last: int
    cue: int | None
    rival: bool = False  #: another mention has as good a claim
    relay: tuple[int, int] | None = None  #: units of who passed the words on, second-hand


@dataclass
class Scene:
    """The nominees and cues of an article, found when first asked for, and what was reported."""

    units: Units
    votes: Mapping[int, Vote] = field(default_factory=dict)  #: by the unit of the marked words
    reports: dict[int, list[Report]] = field(default_factory=dict)  #: by sentence
    #: who a nominee is, where coreference knows; two mentions of one person add up
    identify: Callable[[Nominee], object] = field(default=lambda _: None)
    _nominees: dict[int, list[Nominee]] = field(default_factory=dict)
    _cues: dict[int, list[int]] = field(default_factory=dict)
    _signs: dict[int, list[str]] = field(default_factory=dict)

    def nominees_of(self, sentence: int) -> list[Nominee]:
        """Who may be speaking in a sentence, in order."""
        found = self._nominees.get(sentence)
        if found is None:
            found = self._nominees[sentence] = find_nominees(self.units, sentence)
        return found

    def cues_of(self, sentence: int) -> list[int]:
        """The units of a sentence that could be cues.

        They are listed words, dashes, colons, and -ed words where a verb of saying would stand.
        """
        found = self._cues.get(sentence)
        if found is None:
            first, last = self.units.bounds[sentence]
            sign = self.units.sign
            found = [
                unit
                for unit in range(first, last)
                if sign[unit] in _CUE_SIGNS and self._may_report(unit, first, last)
            ]
            self._cues[sentence] = found
        return found

    def _may_report(self, unit: int, first: int, last: int) -> bool:
        cls = self.units.cls
        if cls[unit] in ":-":
            return first < unit and unit + 1 < last
        if cls[unit] == "D" and self.units.sign[unit] == "D":
            beside = unit > first and cls[unit - 1] in "NPhQR"
            return beside or (unit + 1 < last and cls[unit + 1] == MARKED)
        return True

    def cue_word(self, unit: int) -> CueWord:
        """Lemma and kind of a cue; of one that is no listed word its class."""
        code = self.units.codes[unit]
        return CUES.get(self.units.sign[unit]) or ("?" + code, code)

    def signs_of(self, sentence: int) -> list[str]:
        """How its units are written in features, with two of ^ before them and of $ behind."""
        found = self._signs.get(sentence)
        if found is None:
            first, last = self.units.bounds[sentence]
            found = self._signs[sentence] = ["^", "^", *self.units.sign[first:last], "$", "$"]
        return found

    def sign_at(self, unit: int, first: int, last: int) -> str:
        """How a unit is written in a feature; beyond the sentence [first, last) ^ or $."""
        if unit < first:
            return "^"
        return self.units.sign[unit] if unit < last else "$"

    @cached_property
    def gap(self) -> Callable[[int, int], str]:
        """What stands between two units: their classes, runs collapsed; cut where it is long."""
        return _read_gaps(self.units.codes)

    @cached_property
    def shapes(self) -> dict[int, Shape]:
        """The shape of all marked words, by unit."""
        return {unit: shape_of(self.units, unit) for unit in self.units.at}


_CUE_SIGNS = frozenset({*CUES, ":", "-", "—", "–", "--", "―", "D"})


class Shape(NamedTuple):
    """How marked words look."""

    code: str  #: S or f: begins like a sentence or not; e or 0: ends with a mark or not
    end: str  #: the last mark, "-" for a dash, "0" for none
    words: int


def shape_of(units: Units, unit: int) -> Shape:
    """The shape of marked words."""
    inside = units.text[units.start[unit] : units.end[unit]]
    opening = inside.lstrip("[(…‘'\"“. ")[:1]
    last = inside.rstrip(" ’'\"”")[-1:]
    end = last if last and last in ",.?!" else "-" if last and last in "—–-…" else "0"
    code = ("S" if opening.isupper() else "f") + ("e" if end != "0" else "0")
    return Shape(code, end, inside.count(" ") + 1)


# ------------------------------------------------------------------ steps and gaps

_RUN = re.compile(r"(.)\1+", re.DOTALL)
_STEPS = ["0", "1", "2", "3", "4", "4", *["6"] * 4, *["10"] * 6, *["16"] * 14, "30"]


def step(number: int) -> str:
    """A distance, coarser as it grows."""
    if number < 0:
        return "-" + _STEPS[min(-number, 30)]
    return _STEPS[number] if number < 30 else "30"


def _read_gaps(codes: str) -> Callable[[int, int], str]:
    """A function that tells the classes between two units, as features see them.

    Runs of one class are collapsed once for the whole article: a part of it is then but a slice.
    """
    runs = _RUN.sub(r"\1", codes)
    run_of = list(accumulate(map(ne, codes, codes[1:]), initial=0))  # unit -> its place in `runs`

    def gap(start: int, end: int) -> str:
        """The classes between two units; of a long way its two ends."""
        if end <= start:
            return ""
        first, last = run_of[start], run_of[end - 1]
        if end - start > 14:
            ahead, behind = run_of[start + 2], run_of[end - 3]
            return f"~{runs[first : ahead + 1]}~{runs[behind : last + 1]}"
        return runs[first : first + 9] + "+" if last - first > 7 else runs[first : last + 1]

    return gap
