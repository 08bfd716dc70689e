"""The decisions about marked words: are they a quotation, who said them, and how sure is that."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from briefs.quotations.learned.mentions import Nominee
from briefs.quotations.learned.options import Option, agrees, find_options
from briefs.quotations.learned.scene import Scene
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


def find_choices(scene: Scene, model: Model) -> Iterator[Choice]:
    """A choice for each marked words that are a quotation, in reading order."""
    previous: Previous | None = None
    units = scene.units
    for unit in units.at:
        if _LETTER.search(units.text, units.start[unit], units.end[unit]):
            choice = choose(scene, unit, previous, model)
            if choice is not None:
                yield choice
                previous = (choice.source, unit)


def choose(scene: Scene, unit: int, previous: Previous | None, model: Model) -> Choice | None:
    """Who said the words at a unit; None when they are more likely no quotation.

    Several mentions of one person add up.
    """
    nothing, options = find_options(scene, unit, previous)
    none = model.score("speaker", nothing)
    scores = [_scores(option, model) for option in options]
    top = max([none, *(score for ways in scores for score in ways)])
    powers = [[math.exp(score - top) for score in ways] for ways in scores]
    empty = math.exp(none - top)
    people: dict[object, float] = {}
    worth_asking = _ASKED * (empty + sum(map(sum, powers)))
    keys = [
        (sum(ways) > worth_asking and scene.identify(option.nominee))
        or person_key(scene, option.nominee)
        for option, ways in zip(options, powers, strict=True)
    ]
    for key, ways in zip(keys, powers, strict=True):
        people[key] = people.get(key, 0.0) + sum(ways)
    ranked = sorted(people.values(), reverse=True)
    if not ranked or ranked[0] < empty:
        return None
    person = max(people, key=people.__getitem__)
    best = max(
        (place for place, key in enumerate(keys) if key == person),
        key=lambda place: sum(powers[place]),
    )
    total = sum(ranked) + empty
    return Choice(
        unit=unit,
        source=options[best].nominee,
        cue=options[best].cues[powers[best].index(max(powers[best]))][0],
        likely=ranked[0] / total,
        second=(ranked[1] if len(ranked) > 1 else 0.0) / total,
        none=empty / total,
    )


def _scores(option: Option, model: Model) -> list[float]:
    shared = model.score("speaker", option.shared)
    ways = model.score_all("speaker", [features for _, features in option.cues])
    return [shared + score for score in ways]


def person_key(scene: Scene, one: Nominee) -> object:
    """What makes two nominees one person: the same last name, else the very place."""
    return scene.units.low[one.head] if one.kind == "n" else one.first


def rate(scene: Scene, choice: Choice, model: Model) -> float:
    """The probability that a choice is right."""
    return 1 / (1 + math.exp(-model.score("sure", sure_features(scene, choice))))


def sure_features(scene: Scene, choice: Choice) -> Features:
    """What tells whether a choice is right: the ranker's own doubt, and the kind of case."""
    units, unit, source, cue = scene.units, choice.unit, choice.source, choice.cue
    shape, own = scene.shapes[unit], units.sentence[unit]
    offset = units.sentence[source.head] - own
    place = str(max(-3, min(2, offset))) if offset else "<" if source.first < unit else ">"
    odds = _odds(choice.likely)
    doubt = _negligible(choice.none)
    agreed = _agreement(scene, choice)
    size = "1" if shape.words < 3 else "2" if shape.words < 6 else "3"
    first, last = units.bounds[own]
    return [
        "b",
        *(f"P{level}" for level in range(-2, odds + 1)),
        *(f"N{level}" for level in range(doubt + 1)),
        f"p{odds}{shape.code}",
        f"r{_negligible(choice.second)}",
        "k" + source.kind + place,
        "s" + shape.code + size,
        "l" + _cue_code(scene, cue),
        "h" + units.sign[source.head],
        "a" + agreed,
        "as" + agreed + shape.code,
        "o" + place + str(cue is None),
        "q" + str(units.closed[unit]),
        "n" + str(last - first == 1),
        "ap" + agreed + str(odds),
        "pp" + place + str(odds),
        *_vote_features(scene, choice, odds),
    ]


def _vote_features(scene: Scene, choice: Choice, odds: int) -> Features:
    vote = scene.votes.get(choice.unit)
    if vote is None:
        return ["v-", f"vp-{odds}"]
    said = "=" if agrees(vote, choice.source) else "!"
    return ["v" + said, "vr" + said + vote.rule, f"vp{said}{odds}"]


def _odds(likely: float) -> int:
    return max(-2, min(8, round(2 * math.log(max(likely, 1e-9) / max(1 - likely, _LEAST)))))


def _negligible(chance: float) -> int:
    return min(9, int(-math.log(max(chance, _LEAST))))


def _cue_code(scene: Scene, cue: int | None) -> str:
    if cue is None:
        return "-"
    code = scene.units.cls[cue]
    return scene.units.sign[cue] if code in _VERBAL else code


def _agreement(scene: Scene, choice: Choice) -> str:
    """Whether a report that covers the words has the same source."""
    own = scene.units.sentence[choice.unit]
    covering = [one for one in scene.reports.get(own, ()) if one.covers(choice.unit)]
    if not covering:
        return "-"
    same = any(
        one.source is not None and one.source.first == choice.source.first for one in covering
    )
    return "=" if same else "!"
