"""The learned weights: a number for each feature of each decision, read from one file of text.

A line holds all features of one weight, so that a hundred thousand load in some hundredths of a
second. `briefs.learning` writes the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import repeat
from pathlib import Path

from briefs.errors import DataFileError

WEIGHTS_FILE = Path(__file__).parents[2] / "data" / "weights.txt"
#: The decisions, in the order in which they are taken.
DECISIONS = ("cue", "source", "start", "end", "back", "speaker", "sure")
#: Weights are kept in sixteenths.
_SCALE = 16
_NOTHING = repeat(0.0)

Weights = Mapping[str, float]


class Model:
    """The weights of every decision."""

    def __init__(self, weights: Mapping[str, Weights]) -> None:
        self.weights = {decision: dict(weights.get(decision, {})) for decision in DECISIONS}

    def score(self, decision: str, features: Iterable[str]) -> float:
        """The sum of the features' weights."""
        return sum(map(self.weights[decision].get, features, _NOTHING))

    def score_all(self, decision: str, candidates: Iterable[Iterable[str]]) -> list[float]:
        """The score of each candidate's features."""
        get = self.weights[decision].get
        return [sum(map(get, features, _NOTHING)) for features in candidates]


def write_model(model: Model) -> str:
    """The model as text: the same text for the same weights."""
    lines = []
    for decision in DECISIONS:
        features: dict[int, list[str]] = {}
        for feature, weight in model.weights[decision].items():
            value = round(weight * _SCALE)
            if value:
                features.setdefault(value, []).append(feature)
        lines += [
            f"{decision} {value}\t" + "\t".join(sorted(names))
            for value, names in sorted(features.items())
        ]
    return "\n".join(lines) + "\n"


def read_model(text: str) -> Model:
    """The model that a text describes; raises ValueError or KeyError where it is damaged."""
    weights: dict[str, dict[str, float]] = {decision: {} for decision in DECISIONS}
    for line in text.splitlines():
        head, _, features = line.partition("\t")
        decision, _, value = head.partition(" ")
        weights[decision].update(dict.fromkeys(features.split("\t"), int(value) / _SCALE))
    return Model(weights)


@cache
def load_model() -> Model:
    """The model that ships; read once a process. Raises DataFileError."""
    try:
        return read_model(WEIGHTS_FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError) as exc:
        raise DataFileError(WEIGHTS_FILE.name, "the file", str(exc)) from exc
