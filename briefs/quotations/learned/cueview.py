"""What five decisions about a possible cue see: is it one, whose, and which words it reports.

Each decision is a choice among few candidates. Taking it is left to reports.
"""

from __future__ import annotations

from bisect import bisect_left

from briefs.quotations.learned.mentions import Nominee
from briefs.quotations.learned.scene import Scene, step

_BREAKS = frozenset(",;:-()csAwWT")
_CLAUSE = frozenset("BHMOVD")
_STARTERS = frozenset("tsiQW")
_BACK_STARTS = frozenset(",;:-csT(")
#: Candidates that are looked at.
_SOURCES_BEFORE = 5
_SOURCES_BEHIND = 3
_ENDS = 12

Features = list[str]
Stretch = tuple[int, int]


class CueView:
    """A unit that may be a cue, and its sentence."""

    def __init__(self, scene: Scene, cue: int) -> None:
        self.scene, self.cue = scene, cue
        self.units = units = scene.units
        self.codes, self.sign, self.gap = units.codes, units.sign, scene.gap
        self.sentence = units.sentence[cue]
        self.first, self.last = units.bounds[self.sentence]
        self.lemma, self.tense = scene.cue_word(cue)
        self._signs = signs = scene.signs_of(self.sentence)
        self._shift = shift = 2 - self.first  #: from a unit to its place among the signs
        self._before = signs[cue - 1 + shift]
        self._after = signs[cue + 1 + shift]
        self._second = signs[cue + 2 + shift]

    # -------------------------------------------------------------- is it a cue

    def cue_features(self) -> Features:
        """What speaks for the unit being the cue of an attribution."""
        cue, codes, first, last = self.cue, self.codes, self.first, self.last
        lemma, before, after = self.lemma, self._before, self._after
        left = codes[cue - 1] if cue > first else "^"
        right = codes[cue + 1] if cue + 1 < last else "$"
        near = None
        for nominee in self.scene.nominees_of(self.sentence):
            if nominee.last > cue:
                break
            near = nominee
        link = self.gap(near.last, cue) + near.kind if near else "--"
        return [
            "w" + self.sign[cue],
            f"l{lemma}{left}",
            f"l{lemma}{right}",
            f"t{self.tense}{left}{right}",
            "b1" + before,
            "a1" + after,
            f"b2{self._signs[cue - 2 + self._shift]}_{before}",
            f"a2{after}_{self._second}",
            "g" + link,
            "r" + self.gap(cue + 1, min(last, cue + 5)),
            "o" + step(bisect_left(self.scene.cues_of(self.sentence), cue)),
        ]

    # -------------------------------------------------------------- who is its source

    def source_options(self) -> tuple[list[Nominee | None], list[Features]]:
        """Who could be the source, nobody first."""
        cue, nominees = self.cue, self.scene.nominees_of(self.sentence)
        before = [one for one in nominees if one.last <= cue][-_SOURCES_BEFORE:]
        behind = [one for one in nominees if one.first > cue][:_SOURCES_BEHIND]
        features = [self._no_source(len(nominees))]
        features += [self._source(m, "<", len(before) - i) for i, m in enumerate(before)]
        features += [self._source(m, ">", i + 1) for i, m in enumerate(behind)]
        return [None, *before, *behind], features

    def _no_source(self, nominees: int) -> Features:
        lemma, tense, before = self.lemma, self.tense, self._before
        return [
            "0",
            f"0l{lemma}{tense}",
            "0t" + tense,
            f"0b{before}{tense}",
            "0a" + self._after,
            "0f" + str(self.cue == self.first),
            "0n" + step(nominees),
            f"0bl{before}{lemma}",
        ]

    def _source(self, one: Nominee, side: str, near: int) -> Features:
        cue, tense, lemma, tag = self.cue, self.tense, self.lemma, one.tag
        if side == "<":
            link = side + self.gap(one.last, cue)
        else:
            link = side + self.gap(cue + 1, one.first)
        before = self._signs[one.first - 1 + self._shift]
        place = side + step(near)
        return [
            f"nk{place}{tag}",
            f"gk{link}{tag}",
            f"gl{link}{lemma}",
            f"h{side}{self.sign[one.head]}",
            f"bk{side}{before}{tag}",
            f"l{lemma}{side}",
            f"cb{place}{self._before}{tense}",
            f"bt{place}{before}{tense}",
        ]

    def _side(self, source: Nominee | None) -> str:
        return "-" if source is None else "<" if source.last <= self.cue else ">"

    # -------------------------------------------------------------- what it reports, behind it

    def start_options(self, source: Nominee | None) -> tuple[list[int], list[Features]]:
        """Where the words behind the cue that it reports could begin; nowhere (-1) first."""
        cue, codes, last = self.cue, self.codes, self.last
        side = self._side(source)
        found = set(range(cue + 1, min(last, cue + 5)))
        for unit in range(cue + 4, min(last - 1, cue + 22)):
            code = codes[unit]
            if code in "T:" or (code in ",W" and unit < cue + 16):
                found.add(unit + 1)
            if code in _STARTERS and cue + 4 < unit < cue + 14:
                found.add(unit)
        starts = sorted(found)
        return [-1, *starts], [
            self._no_start(side),
            *(self._start(s, side, source) for s in starts),
        ]

    def _no_start(self, side: str) -> Features:
        lemma, after, tense = self.lemma, self._after, self.tense
        left = step(self.last - self.cue)
        commas = ("y" if "," in self.codes[self.first : self.cue] else "n") + side
        return [
            "0",
            "0l" + lemma,
            "0a" + after,
            f"0s{side}{after}",
            f"0al{after}{lemma}",
            f"0b{self._before}{side}",
            "0e" + left,
            f"0es{left}{side}",
            "0t" + tense,
            "0c" + commas,
            f"0ca{commas}{after}",
            f"0aa{after}_{self._second}",
            "0r" + self.gap(self.cue + 1, min(self.last, self.cue + 6)),
            f"0cl{commas}{lemma}{tense}",
        ]

    def _start(self, start: int, side: str, source: Nominee | None) -> Features:
        codes, cue, lemma = self.codes, self.cue, self.lemma
        place = start + self._shift
        word = self._signs[place]
        before = self._signs[place - 1] if start > cue + 1 else "C"
        if source is None or start > source.last:
            relation = side + ">"
        else:
            relation = side + (
                "<" if start <= source.first else "=" if start == source.last else ">"
            )
        code = codes[start]
        following = codes[start + 1] if start + 1 < self.last else "$"
        return [
            f"lw{lemma}{word}",
            f"gl{self.gap(cue + 1, start)}{lemma}",
            f"rp{relation}{before}",
            f"rk{relation}{code}{step(start - cue)}",
            f"kn{code}{following}{before}",
        ]

    def end_options(self, start: int, source: Nominee | None) -> tuple[list[int], list[Features]]:
        """Where what begins at `start` could end; the end of the sentence last."""
        codes, last = self.codes, self.last
        stop = last - 1 if codes[last - 1] == "." and last - 1 > start else last
        ends: list[int] = []
        for unit in range(start + 1, stop):
            if codes[unit] in _BREAKS or (codes[unit] == "i" and unit < start + 8):
                ends.append(unit)
                if len(ends) == _ENDS:
                    break
        ends.append(stop)
        return ends, self._ends(start, ends, source)

    def _ends(self, start: int, ends: list[int], source: Nominee | None) -> list[Features]:
        codes, last, signs, shift = self.codes, self.last, self._signs, self._shift
        word = signs[start + shift]
        verb, at = "-", start
        found = []
        for order, end in enumerate(ends):
            if verb != "V":
                verb = _verb(codes[at:end], verb)
            at = end
            whole = end >= last - 1
            here = "$" if whole else signs[end + shift]
            following = "$" if whole else signs[end + 1 + shift]
            found.append(
                [
                    f"wns{here}_{following}{verb}",
                    f"pw{signs[end - 1 + shift]}_{here}",
                    f"o{here}{min(order, 4)}",
                    f"wc{here}{self.lemma}",
                    f"b{_relation(source, start, end)}{here}",
                    f"sv{word}{verb}{here}",
                ]
            )
        return found

    # -------------------------------------------------------------- what it reports, before it

    def back_options(
        self, source: Nominee | None, *, ahead: bool
    ) -> tuple[list[Stretch], list[Features]]:
        """Stretches before the cue that it could report, none (-1, -1) first.

        `ahead`: it reports words behind it, too.
        """
        codes, cue, first = self.codes, self.cue, self.first
        anchor = source.first if source is not None and source.first < cue else cue
        forward = "1" if ahead else "0"
        side = self._side(source)
        pieces = [(-1, -1)]
        features = [self._no_back(side, forward)]
        breaks = [unit + 1 for unit in range(first, anchor) if codes[unit] in _BACK_STARTS]
        starts = sorted({first, *breaks[-4:]})
        near = range(anchor, max(first, anchor - 10), -1)
        for end in [unit for unit in near if unit == anchor or codes[unit] in ",-"][:3]:
            for start in starts:
                if start < end:
                    pieces.append((start, end))
                    features.append(self._back(start, end, side, forward))
        return pieces, features

    def _no_back(self, side: str, forward: str) -> Features:
        cue, first, lemma = self.cue, self.first, self.lemma
        return [
            "0" + forward,
            f"0l{lemma}{forward}",
            f"0a{self._after}{forward}",
            f"0b{self._before}{forward}",
            f"0s{side}{forward}",
            f"0t{self.tense}{forward}",
            f"0p{step(cue - first)}{forward}",
            f"0ls{lemma}{side}{forward}",
            f"0k{self.gap(max(first, cue - 4), cue)}{forward}",
        ]

    def _back(self, start: int, end: int, side: str, forward: str) -> Features:
        signs, shift = self._signs, self._shift
        word, before, here = signs[start + shift], signs[start - 1 + shift], signs[end + shift]
        verb = _verb(self.codes[start:end], "-")
        whole = "y" if start == self.first else "n"
        return [
            f"we{here}_{signs[end - 1 + shift]}",
            f"bs{before}_{word}{verb}",
            f"l{step(end - start)}{verb}",
            f"fv{whole}{here}{verb}{side}{forward}",
        ]


def _verb(codes: str, before: str) -> str:
    """V where a clause has its verb, t where it has but an infinitive, else what was `before`."""
    if not _CLAUSE.isdisjoint(codes):
        return "V"
    return "t" if "t" in codes else before


def _relation(source: Nominee | None, start: int, end: int) -> str:
    """Whether a source stands within what is reported, before it or behind it."""
    if source is None:
        return ""
    if start <= source.first < end:
        return "m"
    return "b" if source.last <= start else "a"
