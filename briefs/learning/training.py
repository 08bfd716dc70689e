"""Annotated articles -> the weights of all decisions.

What one decision hands to the next must be as doubtful in training as it is in use: articles are
split in halves, and each half is read by what was learned from the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefs.learning.examples import (
    REPORTED,
    report_examples,
    scene_of,
    speaker_examples,
    sure_examples,
)
from briefs.learning.gold import Annotated
from briefs.learning.linear import Example, fit
from briefs.quotations.learned.scene import Scene
from briefs.quotations.learned.weights import Model

#: Weights of the ranker that are no larger are left out.
_SLIGHT = 0.035

_Read = tuple[Annotated, Scene]


def train(articles: Sequence[Annotated]) -> Model:
    """The model; the same articles in the same order give the same."""
    read = [(article, scene_of(article)) for article in articles]
    halves = read[0::2], read[1::2]
    readers = [Model(_train_reports(half)) for half in reversed(halves)]
    examples = [
        [one for article, scene in half for one in speaker_examples(article, scene, reader)]
        for half, reader in zip(halves, readers, strict=True)
    ]
    sure: list[Example] = []
    for half, reader, others in zip(halves, readers, reversed(examples), strict=True):
        judge = Model({**reader.weights, "speaker": _train_speaker(others, least=3)})
        sure += [one for article, scene in half for one in sure_examples(article, scene, judge)]
    weights = _train_reports(read)
    weights["speaker"] = _train_speaker([*examples[0], *examples[1]], least=2)
    weights["sure"] = fit(sure, epochs=6, least=5, prune=0.0)
    return Model(weights)


def _train_reports(read: Iterable[_Read]) -> dict[str, dict[str, float]]:
    examples: dict[str, list[Example]] = {decision: [] for decision in REPORTED}
    for article, scene in read:
        for decision, example in report_examples(article, scene):
            examples[decision].append(example)
    return {decision: fit(found, epochs=5) for decision, found in examples.items()}


def _train_speaker(examples: Sequence[Example], *, least: int) -> dict[str, float]:
    return fit(examples, epochs=6, least=least, prune=_SLIGHT)
