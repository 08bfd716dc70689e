"""The decisions about marked words: are they a quotation, who said them, and how sure is that."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefs.quotations.learned.mentions import Nominee
from briefs.quotations.learned.options import Option, agrees, find_options, nominated
from briefs.quotations.learned.scene import Scene, Vote
from briefs.quotations.learned.view import Features, Previous
from briefs.quotations.learned.weights import Model

_LETTER = re.compile(r"[^\W_]")
#: Probabilities nearer to nothing than this are all the same.
_LEAST = 1e-5
#: The probability from which on it is asked who a nominee is.
_ASKED = 0.03
#: The classes of verbs and the like, whose very word is a feature of `sure`.
_VERBAL = frozenset("Vva:K")


class Choice(NamedTuple):
    """Who most likely said marked words, and how likely others are."""

    unit: int
    source: Nominee
    cue: int | None
    likely: float
    second: float  #: how likely the next person is
    none: float  #: how likely it is that they are no quotation
    voted: float  #: how likely the person is whom the rules mean, if any
    agrees: bool  #: whether the rules mean the same person, if anybody said it

    @property
    def is_quotation(self) -> bool:
        """Whether somebody is likelier than nobody."""
        return self.likely >= self.none


def find_choices(scene: Scene, model: Model) -> Iterator[Choice]:
    """A choice for each marked words that somebody may have said, in reading order."""
    previous: Previous | None = None
    units = scene.units
    for unit in units.at:
        if _LETTER.search(units.text, units.start[unit], units.end[unit]):
            choice = choose(scene, unit, previous, model)
            if choice is not None:
                yield choice
                if choice.is_quotation:
                    previous = (choice.source, unit)


def choose(scene: Scene, unit: int, previous: Previous | None, model: Model) -> Choice | None:
    """Who said the words at a unit, if anybody did; None where nobody is in reach.

    Several mentions of one person add up.
    """
    nothing, options = find_options(scene, unit, previous)
    if not options:
        return None
    none = model.score("speaker", nothing)
    scores = [_scores(option, model) for option in options]
    top = max([none, *(score for ways in scores for score in ways)])
    powers = [[math.exp(score - top) for score in ways] for ways in scores]
    empty = math.exp(none - top)
    keys = _people(scene, options, powers, empty)
    people: dict[object, float] = {}
    for key, ways in zip(keys, powers, strict=True):
        people[key] = people.get(key, 0.0) + sum(ways)
    person = max(people, key=people.__getitem__)
    best = max(
        (place for place, key in enumerate(keys) if key == person),
        key=lambda place: sum(powers[place]),
    )
    ranked = sorted(people.values(), reverse=True)
    total = sum(ranked) + empty
    vote = scene.votes.get(unit)
    meant = {
        key
        for option, key in zip(options, keys, strict=True)
        if vote and (agrees(vote, option.nominee) or _passes_on(vote, option.nominee))
    }
    return Choice(
        unit=unit,
        source=options[best].nominee,
        cue=options[best].cues[powers[best].index(max(powers[best]))][0],
        likely=ranked[0] / total,
        second=(ranked[1] if len(ranked) > 1 else 0.0) / total,
        none=empty / total,
        voted=sum(people[key] for key in meant) / total,
        agrees=person in meant,
    )


def _passes_on(vote: Vote, one: Nominee) -> bool:
    return vote.relay is not None and one.first < vote.relay[1] and vote.relay[0] < one.last


def _people(
    scene: Scene, options: Sequence[Option], powers: Sequence[Sequence[float]], empty: float
) -> list[object]:
    """Who each option is; asked only where it may matter."""
    worth_asking = _ASKED * (empty + sum(map(sum, powers)))
    return [
        (sum(ways) > worth_asking and scene.identify(option.nominee))
        or person_key(scene, option.nominee)
        for option, ways in zip(options, powers, strict=True)
    ]


def _scores(option: Option, model: Model) -> list[float]:
    shared = model.score("speaker", option.shared)
    ways = model.score_all("speaker", [features for _, features in option.cues])
    return [shared + score for score in ways]


def person_key(scene: Scene, one: Nominee) -> object:
    """What makes two nominees one person: the same last name, else the very place."""
    return scene.units.low[one.head] if one.kind == "n" else one.first


def rate(scene: Scene, choice: Choice, model: Model) -> float:
    """The probability that the attribution that stands is right: the rules', else the choice."""
    return 1 / (1 + math.exp(-model.score("sure", sure_features(scene, choice))))


def standing(scene: Scene, choice: Choice) -> Nominee:
    """Whose the words are in the end: whom the rules mean, else whom the ranker chose."""
    vote = scene.votes.get(choice.unit)
    return nominated(scene, vote) if vote else choice.source


def sure_features(scene: Scene, choice: Choice) -> Features:
    """What tells whether an attribution is right: the ranker's doubt, and the kind of case."""
    units, unit = scene.units, choice.unit
    vote = scene.votes.get(unit)
    source, cue = standing(scene, choice), vote.cue if vote else choice.cue
    shape, own = scene.shapes[unit], units.sentence[unit]
    offset = units.sentence[source.head] - own
    place = str(max(-3, min(2, offset))) if offset else "<" if source.first < unit else ">"
    odds = str(_odds(choice.voted if vote else choice.likely))
    agreed = _agreement(scene, choice.unit, source)
    size = "1" if shape.words < 3 else "2" if shape.words < 6 else "3"
    first, last = units.bounds[own]
    return [
        "b",
        *_doubt_features(choice, voted=vote is not None),
        f"p{odds}{shape.code}",
        f"k{source.kind}{place}",
        f"s{shape.code}{size}",
        "l" + _cue_code(scene, cue),
        "h" + units.sign[source.head],
        "a" + agreed,
        f"as{agreed}{shape.code}",
        f"o{place}{cue is None}",
        "q" + str(units.closed[unit]),
        "n" + str(last - first == 1),
        f"ap{agreed}{odds}",
        f"pp{place}{odds}",
        *(_vote_features(vote, choice, source, shape.code) if vote else ["v-", "vp" + odds]),
    ]


def _doubt_features(choice: Choice, *, voted: bool) -> Features:
    """How likely the ranker finds the person who stands, somebody else, and nobody."""
    likely = choice.voted if voted else choice.likely
    rival = choice.second if choice.agrees or not voted else choice.likely
    return [
        *(f"P{level}" for level in range(-2, _odds(likely) + 1)),
        *(f"N{level}" for level in range(_negligible(choice.none) + 1)),
        f"r{_negligible(rival)}",
    ]


def _vote_features(vote: Vote, choice: Choice, source: Nominee, code: str) -> Features:
    said = "0" if not choice.is_quotation else "=" if choice.agrees else "!"
    rule = vote.rule + said
    return [
        "v" + said,
        "vr" + rule,
        f"vs{vote.rule}{code}",
        f"vk{rule}{source.kind}",
        f"vp{said}{_odds(choice.voted)}",
        f"vx{said}{vote.rival}",
        f"vy{said}{vote.relay is not None}",
    ]


def _odds(likely: float) -> int:
    return max(-2, min(8, round(2 * math.log(max(likely, 1e-9) / max(1 - likely, _LEAST)))))


def _negligible(chance: float) -> int:
    return min(9, int(-math.log(max(chance, _LEAST))))


def _cue_code(scene: Scene, cue: int | None) -> str:
    if cue is None:
        return "-"
    code = scene.units.cls[cue]
    return scene.units.sign[cue] if code in _VERBAL else code


def _agreement(scene: Scene, unit: int, source: Nominee) -> str:
    """Whether a report that covers the words has the same source, another one, or none."""
    own = scene.units.sentence[unit]
    covering = [one for one in scene.reports.get(own, ()) if one.covers(unit)]
    if not covering:
        return "-"
    sources = [one.source for one in covering if one.source is not None]
    if any(one.first < source.last and source.first < one.last for one in sources):
        return "="
    return "!" if sources else "0"
