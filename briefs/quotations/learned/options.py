"""Who could have said marked words: every nominee in reach, with every cue it could go with.

The features of the options are view's; choosing among them is left to speakers.
"""

from __future__ import annotations

from bisect import bisect_left

from briefs.quotations.learned.mentions import Nominee
from briefs.quotations.learned.nothing import nothing_features
from briefs.quotations.learned.scene import Scene, Vote
from briefs.quotations.learned.units import MARKED
from briefs.quotations.learned.view import Features, Previous, View

#: Sentences before and behind the marked words in which a speaker is looked for.
_BACK = 2
_AHEAD = 1
#: Rules that find a speaker outside the sentence; with any other, nobody else's sentence counts.
_FARTHER = frozenset({"RESUMED", "CARRIED", "RECALLED", "ANNOUNCED", "HERALDED"})
#: Nominees of the own sentence that are looked at, before and behind the words.
_BEFORE = 10
_BEHIND = 6
#: More marked words in a sentence than any reporter writes: a list, of which less is looked at.
_CROWDED = 12
_CROWDED_REACH = (2, 1)


class Option:
    """A nominee: features of its own, and of each cue it could go with (None: without one)."""

    __slots__ = ("cues", "nominee", "shared")

    def __init__(
        self, nominee: Nominee, shared: Features, cues: list[tuple[int | None, Features]]
    ) -> None:
        self.nominee, self.shared, self.cues = nominee, shared, cues


def find_options(
    scene: Scene, unit: int, previous: Previous | None
) -> tuple[Features, list[Option]]:
    """The features of "no quotation", and everybody who could have said the words at `unit`.

    `previous` is who said the words before, and their unit.
    """
    view = View(scene, unit, previous)
    own, paragraph = view.own, scene.units.paragraph
    options: list[Option] = []
    vote = scene.votes.get(unit)
    settled = vote is not None and vote.rule not in _FARTHER
    first, last = (own, own) if settled else (max(0, own - _BACK), own + _AHEAD)
    for sentence in range(first, min(len(scene.units.bounds), last + 1)):
        where = paragraph[sentence] - paragraph[own]
        if where >= -_BACK:
            options += _options_of(view, sentence, where)
    if previous and all(option.nominee.first != previous[0].first for option in options):
        options.append(Option(previous[0], view.carried_features(), [(None, [])]))
    if vote and not any(agrees(vote, option.nominee) for option in options):
        options.append(Option(nominated(scene, vote), view.elected_features(), [(vote.cue, [])]))
    return nothing_features(scene, unit, view.shape), options


def agrees(vote: Vote, one: Nominee) -> bool:
    """Whether the rules mean this nominee."""
    return one.first < vote.last and vote.first < one.last


def nominated(scene: Scene, vote: Vote) -> Nominee:
    """Whom the rules mean, as a nominee."""
    for one in scene.nominees_of(scene.units.sentence[vote.first]):
        if agrees(vote, one):
            return one
    return Nominee(vote.first, vote.last, vote.last - 1, "d", "d")


def _options_of(view: View, sentence: int, where: int) -> list[Option]:
    """The options that one sentence offers."""
    scene, unit = view.scene, view.unit
    nominees, cues = scene.nominees_of(sentence), scene.cues_of(sentence)
    firsts = [one.first for one in nominees]
    own = sentence == view.own
    if own:
        middle = bisect_left(firsts, unit)
        before, behind = _CROWDED_REACH if _is_crowded(view) else (_BEFORE, _BEHIND)
        low, high = middle - before, middle + behind
        picked = [rank for rank in range(len(nominees)) if rank < 2 or low <= rank < high]
    else:
        picked = _near(view, sentence, nominees)
    found = []
    for rank in picked:
        one = nominees[rank]
        base, shared = view.nominee_features(sentence, where, one)
        ways: list[tuple[int | None, Features]] = [(None, ["n2" + base + view.link])]
        ways += [
            (cue, view.cue_features(sentence, base, one, cue, cues))
            for cue in _pick_cues(unit, cues, one, own=own)
        ]
        found.append(Option(one, shared, ways))
    return found


def _is_crowded(view: View) -> bool:
    return view.codes.count(MARKED, *view.units.bounds[view.own]) > _CROWDED


def _near(view: View, sentence: int, nominees: list[Nominee]) -> list[int]:
    """Which nominees of another sentence count: the first and last ones, and those that speak."""
    led = {
        report.source.first
        for report in view.scene.reports.get(sentence, ())
        if report.source is not None
    }
    if view.previous:
        led.add(view.previous[0].first)
    total = len(nominees)
    speaking = [rank for rank in range(total) if nominees[rank].first in led]
    return sorted({*range(min(2, total)), *range(max(0, total - 2), total), *speaking[-4:]})


def _pick_cues(unit: int, cues: list[int], one: Nominee, *, own: bool) -> list[int]:
    """The cues next to a nominee and, in the own sentence, next to the marked words."""
    before = bisect_left(cues, one.first)
    behind = bisect_left(cues, one.last)
    if not own:
        return [*cues[behind : behind + 1], *cues[max(0, before - 1) : before]]
    picked = cues[max(0, before - 1) : before] + cues[behind : behind + 2]
    middle = bisect_left(cues, unit)
    picked += [
        cue
        for cue in cues[max(0, middle - 1) : middle + 1]
        if cue not in picked and not one.first <= cue < one.last
    ]
    return picked
