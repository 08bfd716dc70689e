"""Marked words and their surroundings, as the features of a speaker see them."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from briefs.quotations.learned.mentions import Nominee
from briefs.quotations.learned.scene import Scene, step

Features = list[str]
#: Who said the marked words before, and the unit of those.
Previous = tuple[Nominee, int]
#: Sentences over which a speaker is followed.
_FOLLOWED = 6


class View:
    """The marked words at a unit."""

    def __init__(self, scene: Scene, unit: int, previous: Previous | None) -> None:
        self.scene, self.unit, self.previous = scene, unit, previous
        self.units = units = scene.units
        self.sign, self.codes, self.gap = units.sign, units.codes, scene.gap
        self.shape = scene.shapes[unit]
        self.code = self.shape.code
        self.own = own = units.sentence[unit]
        first, last = units.bounds[own]
        self._around = "|".join(scene.sign_at(at, first, last) for at in (unit - 1, unit + 1))
        near = "c" if any(abs(cue - unit) < 8 for cue in scene.cues_of(own)) else ""
        alone = "a" if last - first == 1 else ""
        behind = self.gap(unit + 1, min(last, unit + 4)) if unit + 1 < last else "$"
        self.link = alone + behind + near
        self._lead = self.gap(max(first, unit - 4), unit)
        self._read_reports()
        self._read_vote()
        self._distance = self._between = ""
        self._told: dict[int, _Told] = {}
        if previous:
            self._look_back(previous[1])

    def _read_reports(self) -> None:
        """What the decisions about reported speech say of the words."""
        scene, own = self.scene, self.own
        covering = [one for one in scene.reports.get(own, ()) if one.covers(self.unit)]
        self._covered = str(min(len(covering), 2))
        self._cover = max(covering, key=lambda one: one.likely, default=None)
        self._covering = {one.cue for one in covering}
        self._reports = {
            one.cue: one
            for sentence in range(own - 2, own + 3)
            for one in scene.reports.get(sentence, ())
        }

    def _read_vote(self) -> None:
        vote = self.scene.votes.get(self.unit)
        self._vote = vote
        self._rule = vote.rule if vote else "-"

    def _look_back(self, at: int) -> None:
        """What stands between the marked words before, at `at`, and these."""
        units, scene, unit = self.units, self.scene, self.unit
        start = units.sentence[at]
        away = self.own - start
        paragraphs = units.paragraph[self.own] - units.paragraph[start]
        self._distance = f"{min(away, 4)}{min(paragraphs, 3)}"
        count, subject, told = 0, "-", away >= _FOLLOWED
        for sentence in range(start, self.own + 1) if away < _FOLLOWED else ():
            for one in scene.nominees_of(sentence):
                if at < one.first < unit and one.kind != "q":
                    count += 1
                    opens = one.first == units.bounds[sentence][0]
                    if subject == "-" and opens and one.kind in "pn":
                        subject = one.kind
            told = told or (
                sentence < self.own
                and any(at < c < unit and self.codes[c] == "V" for c in scene.cues_of(sentence))
            )
        if away >= _FOLLOWED:
            count = 3
        near = "c" if self.link.endswith("c") else ""
        self._between = f"{min(count, 3)}{subject}{int(told)}{near}"

    # -------------------------------------------------------------- a nominee

    def carried_features(self) -> Features:
        """What speaks for the speaker of the words before, out of reach as he is."""
        assert self.previous
        code, link, distance, between = self.code, self.link, self._distance, self._between
        level = str(int(self._cover.likely * 5)) if self._cover else ""
        return [
            "C",
            "Cs" + code,
            "Cd" + distance,
            f"Cds{distance}{code}",
            "Cl" + link,
            f"Cls{link}{distance}",
            "Ck" + self.previous[0].kind,
            "Cb" + between,
            f"Cbs{between}{code}{distance}",
            "Ch" + self._around,
            "Co" + str(self.units.continues[self.unit]),
            f"Cx{self._lead}{code}",
            f"Cz{level}{code}",
            *self._vote_features(self.previous[0], "C"),
        ]

    def elected_features(self) -> Features:
        """What speaks for somebody whom only the rules have found."""
        return ["E", "E" + self._rule, f"Es{self._rule}{self.code}"]

    def _vote_features(self, one: Nominee, side: str) -> Features:
        vote = self._vote
        said = "-" if vote is None else "=" if _meets(one, vote.first, vote.last) else "!"
        rule = self._rule + said
        return ["v1" + rule, f"v2{rule}{self.code}", f"v3{rule}{side}{one.kind}", "v4" + said]

    def nominee_features(self, sentence: int, where: int, one: Nominee) -> tuple[str, Features]:
        """What speaks for a nominee whatever the cue; first its place, for the cue's features."""
        unit = self.unit
        first, last = self.units.bounds[sentence]
        offset = sentence - self.own
        earlier = one.first < unit
        side = ("<" if earlier else ">") if offset == 0 else f"{offset}p{where}"
        tag = one.tag
        before = self.scene.sign_at(one.first - 1, first, last)
        after = self.scene.sign_at(one.last, first, last)
        base = side + self.code
        features = [
            f"m4{side}{before}",
            f"m5{side}{after}",
            f"m6{side}{before}_{tag}_{after}",
            f"m12{side}{self._around}",
            f"m14{tag}{self.sign[one.head]}",
            f"m2{base}{tag}",
        ]
        if offset == 0:
            start, end = (one.last, unit) if earlier else (unit + 1, one.first)
            features.append(f"g1{side}{self.gap(start, end)}")
        elif offset < 0:
            features += self._told_features(sentence, side, one)
        features += self._previous_features(side, one, offset)
        features += self._vote_features(one, side)
        report = self._cover
        if report is None:
            agrees = "-"
        elif report.source is None:
            agrees = "0"
        else:
            agrees = "=" if report.source.first == one.first else "!"
        features += [f"z4{agrees}{base}", f"z6{self._covered}{agrees}{tag}"]
        return base, features

    def _told_features(self, sentence: int, side: str, one: Nominee) -> Features:
        """Whether somebody of a sentence before was reported to say something there."""
        report = next(
            (
                report
                for report in self.scene.reports.get(sentence, ())
                if report.source is not None and report.source.first == one.first
            ),
            None,
        )
        lemma = "-" if report is None else self.scene.cue_word(report.cue)[0]
        told = "0" if report is None else "1"
        same = "=" if self.previous and self.previous[0].first == one.first else "!"
        return [f"z8{side}{lemma}", f"z9{side}{told}{same}{self._between}{self.code}"]

    def _previous_features(self, side: str, one: Nominee, offset: int) -> Features:
        """How a nominee stands to the speaker of the words before."""
        if not self.previous:
            return ["p0" + side]
        former, at = self.previous
        if former.first == one.first:
            same = "="
        elif one.kind == former.kind and one.kind in "np":
            same = "~" if self.units.low[one.head] == self.units.low[former.head] else "!"
        else:
            same = f"?{one.kind}{former.kind}"
        features = [f"p1{same}{self._distance}", f"p3{same}{self.link}"]
        if offset <= 0:
            since = "1" if one.first > at else "0"
            features.append(f"q2{since}{side}{self._between}{same}")
        return features

    # -------------------------------------------------------------- a nominee with a cue

    def cue_features(
        self, sentence: int, base: str, one: Nominee, cue: int, cues: list[int]
    ) -> Features:
        """What speaks for a nominee and a cue together."""
        unit = self.unit
        told = self._told.get(cue)
        if told is None:
            told = self._told[cue] = self._tell(sentence, cue, cues)
        inverted = cue < one.first
        same = sentence == self.own
        order = _order(unit, one.first, cue) if same else base[0] + ("c" if inverted else "m")
        between = self.gap(cue + 1, one.first) if inverted else self.gap(one.last, cue)
        way = order + between
        features = [
            f"c2{order}{told.word}",
            f"c6{way}{told.tense}",
            f"c5{way}{one.tag}",
            f"c8{order}{told.after}",
            f"c11{order}{told.before}",
        ]
        report = self._reports.get(cue)
        if report is not None:
            covers = "1" if cue in self._covering else "0"
            source = report.source is not None and report.source.first == one.first
            features.append(f"z2{base}{covers}" + ("1" if source else "0"))
        if self._vote is not None and self._vote.cue is not None:
            features.append("v5" + self._rule + ("=" if self._vote.cue == cue else "!"))
        if not same:
            features.append(f"e1{base}{told.lemma}")
            return features
        features += [f"d2{order}{told.reach}", f"d8{order}{told.steps}"]
        return features

    def _tell(self, sentence: int, cue: int, cues: list[int]) -> _Told:
        """What is the same of a cue whoever the nominee is."""
        unit, code = self.unit, self.code
        first, last = self.units.bounds[sentence]
        lemma, tense = self.scene.cue_word(cue)
        reach = steps = ""
        if sentence == self.own:
            start, end = (cue + 1, unit) if cue < unit else (unit + 1, cue)
            reach = self.gap(start, end)
            place, middle = bisect_left(cues, cue), bisect_left(cues, unit)
            steps = step(middle - place - 1 if cue < unit else place - middle)
        return _Told(
            lemma,
            tense,
            word=lemma + tense + code,
            after=self.scene.sign_at(cue + 1, first, last),
            before=self.scene.sign_at(cue - 1, first, last) + tense,
            reach=reach + code,
            steps=steps + lemma,
        )


class _Told(NamedTuple):
    """A cue as the features of every nominee see it."""

    lemma: str
    tense: str
    word: str  #: both, and the shape of the marked words
    after: str
    before: str
    reach: str  #: what stands between it and the marked words, and their shape
    steps: str  #: the cues between, and its lemma


def _meets(one: Nominee, first: int, last: int) -> bool:
    return one.first < last and first < one.last


def _order(unit: int, nominee: int, cue: int) -> str:
    """In which order the marked words (q), nominee (m) and cue (c) stand."""
    if nominee < unit:
        if cue <= nominee:
            return "cmq"
        return "mcq" if cue < unit else "mqc"
    if cue < unit:
        return "cqm"
    return "qcm" if cue <= nominee else "qmc"
