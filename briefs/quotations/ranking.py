"""The learned ranker between settle and annotate: it doubts the rules, and helps where none holds.

learned/units      the article as units with classes       lexicon: the listed words
learned/scene      who and what could speak; how features are written       mentions
learned/reports    reported speech at every cue            cueview: what its decisions see
learned/speakers   the marked words, with those reports and the rules as votes
                                              options, view, nothing: what its decision sees
learned/weights    the numbers
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from briefs.coreference import Mention, MentionKind, Resolver
from briefs.marks import Marked
from briefs.model import Span
from briefs.quotations.decision import Attribution
from briefs.quotations.learned.mentions import Nominee
from briefs.quotations.learned.reports import find_reports
from briefs.quotations.learned.scene import Scene, Vote
from briefs.quotations.learned.speakers import Choice, find_choices, rate
from briefs.quotations.learned.units import Units, read_units
from briefs.quotations.learned.weights import Model
from briefs.quotations.passages import Quoted
from briefs.quotations.rules import Rule

#: How sure coreference must be for two mentions to be one person.
_CERTAIN = 0.85
#: What is left at least of a rule's worth where the ranker would choose the same person.
_AGREED = 0.92
#: What leaves nothing to weigh: a transcript's label, "Y quoted X as saying".
_SAID_OUTRIGHT = frozenset({Rule.TURN, Rule.CITED})
Settled = Sequence[Attribution | None]


def read_scene(
    text: str,
    paragraphs: Sequence[Span],
    marked: Sequence[Marked],
    quoted: Sequence[Quoted],
    settled: Settled,
    *,
    resolver: Resolver,
) -> Scene:
    """The article as the ranker sees it, with the rules' attributions as votes."""
    units = read_units(text, paragraphs, marked)
    scene = Scene(units)
    scene.identify = _Identities(scene, resolver)
    votes = {}
    for words, attribution in zip(quoted, settled, strict=True):
        vote = _vote(units, attribution) if attribution else None
        if vote:
            votes.update(dict.fromkeys(units_of(units, words), vote))
    scene.votes = votes
    return scene


class _Identities:
    """Who nominees are, each asked for once."""

    def __init__(self, scene: Scene, resolver: Resolver) -> None:
        self._scene, self._resolver = scene, resolver
        self._known: dict[int, object] = {}

    def __call__(self, one: Nominee) -> object:
        """The speakers that a nominee surely refers to, else None."""
        one = _anchor(self._scene, one)
        if one.first not in self._known:
            found = self._resolver.resolve_mention(mention_of(self._scene, one))
            self._known[one.first] = found.speakers if found.certainty >= _CERTAIN else None
        return self._known[one.first]


def _anchor(scene: Scene, one: Nominee) -> Nominee:
    """The nominee of which another is a part: "X, a farmer", "the head of X"."""
    for other in scene.nominees_of(scene.units.sentence[one.first]):
        if other.last == one.first - 1:
            between = scene.units.low[other.last]
            determined = one.kind == "d" or scene.units.cls[one.first] == "d"
            described = between == "," and other.kind == "n" and determined
            if described or (between == "of" and other.kind == "d"):
                return other
    return one


def units_of(units: Units, words: Quoted) -> list[int]:
    """The units of quoted words, one for each of their pieces."""
    return [bisect_left(units.start, piece.start) for piece in words.pieces]


def _vote(units: Units, attribution: Attribution) -> Vote | None:
    first, last = _units_at(units, attribution.mention)
    if first >= last:
        return None
    cue = bisect_right(units.end, attribution.cue[0]) if attribution.cue else None
    rule = attribution.rule.name if attribution.rule else "-"
    within = cue if cue is not None and cue < len(units.start) else None
    relay = _units_at(units, attribution.relay) if attribution.relay else None
    return Vote(rule, first, last, within, attribution.rival is not None, relay)


def _units_at(units: Units, mention: Mention) -> tuple[int, int]:
    relative = mention.kind is MentionKind.RELATIVE
    end = mention.end if relative else mention.head_end
    return bisect_right(units.end, mention.start), bisect_left(units.start, end)


def rank(scene: Scene, quoted: Sequence[Quoted], settled: Settled, model: Model) -> Settled:
    """One attribution for each quoted words, or None where they are likelier no quotation."""
    scene.reports = find_reports(scene, model)
    chosen = {choice.unit: choice for choice in find_choices(scene, model)}
    return [
        _attribution(
            scene, [chosen[u] for u in units_of(scene.units, words) if u in chosen], vote, model
        )
        for words, vote in zip(quoted, settled, strict=True)
    ]


def _attribution(
    scene: Scene, choices: Sequence[Choice], settled: Attribution | None, model: Model
) -> Attribution | None:
    """The surest of the choices for the pieces of quoted words.

    What the rules have found stands: they know what hangs on a mention. How much it is believed
    is learned, from the rule and from what the ranker thinks of it.
    """
    if settled is None:
        choices = [one for one in choices if one.is_quotation]
    if not choices:
        return settled
    sure, choice = max(((rate(scene, one, model), one) for one in choices), key=lambda one: one[0])
    if settled is not None:
        return replace(settled, reliability=_believed(scene, choice, settled, sure))
    return Attribution(
        rule=None,
        mention=mention_of(scene, choice.source),
        cue=_place(scene.units, choice.cue) if choice.cue is not None else None,
        reliability=sure,
    )


def _believed(scene: Scene, choice: Choice, settled: Attribution, sure: float) -> float:
    """How sure an attribution of the rules is, by what is learned.

    Where the ranker comes to the same person by itself, a rule keeps most of what it is worth: it
    may know a turn of phrase that the ranker has seldom met. Some say outright who speaks.
    """
    if settled.rule in _SAID_OUTRIGHT or choice.unit not in scene.votes:
        return settled.reliability
    return max(sure, settled.reliability * _AGREED) if choice.agrees else sure


def _place(units: Units, unit: int) -> tuple[int, int]:
    return units.start[unit], units.end[unit]


_KINDS = {"n": MentionKind.NAME, "p": MentionKind.PRONOUN}
_RELATIVE = frozenset({"who", "which", "that"})
_LINKING = frozenset({"of", "for", "at", "in", "from", "with"})
#: Units of what hangs on a description by a preposition.
_HANGING = 6


def mention_of(scene: Scene, one: Nominee) -> Mention:
    """The place of a nominee in the article, for coreference."""
    units = scene.units
    start, end = units.start[one.first], units.end[one.last - 1]
    if units.low[one.head] in _RELATIVE:
        return _relative(scene, one)
    if one.kind == "d":
        last = _hanging(units, one.last)
        return Mention(start=start, end=units.end[last - 1], head_end=end, kind=MentionKind.NOMINAL)
    return Mention(
        start=start, end=end, head_end=end, kind=_KINDS.get(one.kind, MentionKind.NOMINAL)
    )


def _relative(scene: Scene, one: Nominee) -> Mention:
    """A relative pronoun with the words that it stands for."""
    units = scene.units
    end = units.end[one.head]
    before = [
        other for other in scene.nominees_of(units.sentence[one.head]) if other.last <= one.first
    ]
    if not before or before[-1].kind not in "nd":
        return Mention(
            start=units.start[one.first], end=end, head_end=end, kind=MentionKind.PRONOUN
        )
    former = before[-1]
    return Mention(
        start=units.start[former.first],
        end=end,
        head_end=units.end[former.last - 1],
        kind=MentionKind.RELATIVE,
    )


def _hanging(units: Units, last: int) -> int:
    """Where a description ends with "of …", "for …": before its next verb or mark."""
    if last >= len(units.low) or units.low[last] not in _LINKING:
        return last
    end = last + 1
    while end < min(len(units.low), last + _HANGING) and units.cls[end] in "Nndg0":
        end += 1
    return end if end > last + 1 and units.cls[end - 1] in "Nn" else last
