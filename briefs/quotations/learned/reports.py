"""The decisions about reported speech, taken one after the other at each possible cue."""

from __future__ import annotations

import math
from typing import TypeVar

from briefs.quotations.learned.cueview import CueView, Stretch
from briefs.quotations.learned.mentions import Nominee
from briefs.quotations.learned.scene import Report, Scene
from briefs.quotations.learned.weights import Model

#: Log-odds below which a cue does not even vote on the marked words.
_FLOOR = -1.1
_Option = TypeVar("_Option")


def find_reports(scene: Scene, model: Model) -> dict[int, list[Report]]:
    """The attributions at cues, by sentence."""
    found: dict[int, list[Report]] = {}
    for sentence in range(len(scene.units.bounds)):
        reports = [
            report
            for cue in scene.cues_of(sentence)
            if scene.units.cls[cue] not in ":-" and (report := _report_at(scene, cue, model))
        ]
        if reports:
            found[sentence] = reports
    return found


def _report_at(scene: Scene, cue: int, model: Model) -> Report | None:
    view = CueView(scene, cue)
    odds = model.score("cue", view.cue_features())
    if odds < _FLOOR:
        return None
    source, certain = _pick_source(view, model)
    pieces = _pick_pieces(view, source, model)
    if not pieces:
        return None
    likely = 1 / (1 + math.exp(-odds))
    return Report(cue, source, pieces, likely, likely * certain)


def _pick_source(view: CueView, model: Model) -> tuple[Nominee | None, float]:
    """The likeliest source of a cue, and how likely it is among the others."""
    nominees, features = view.source_options()
    scores = model.score_all("source", features)
    top = max(scores)
    return nominees[scores.index(top)], 1 / sum([math.exp(score - top) for score in scores])


def _pick_pieces(view: CueView, source: Nominee | None, model: Model) -> list[Stretch]:
    """The likeliest units that a cue reports, before it and behind it, in order."""
    pieces: list[Stretch] = []
    start = _pick(model, "start", *view.start_options(source))
    if start > 0:
        pieces.append((start, _pick(model, "end", *view.end_options(start, source))))
    back = _pick(model, "back", *view.back_options(source, ahead=start > 0))
    return [back, *pieces] if back[0] >= 0 else pieces


def _pick(
    model: Model, decision: str, options: list[_Option], features: list[list[str]]
) -> _Option:
    """The option of the highest score, the first of equals."""
    if len(options) == 1:
        return options[0]
    scores = model.score_all(decision, features)
    return options[scores.index(max(scores))]
