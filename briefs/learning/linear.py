"""A linear ranker over candidates with features of text: softmax over each group, by AdaGrad.

The same examples in the same order give the same weights.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence

#: One decision: the features of each candidate, and which candidates are right.
Example = tuple[Sequence[Sequence[str]], Sequence[bool]]
_Group = tuple[list[list[int]], Sequence[bool]]

_RATE = 0.15
_DECAY = 1e-4
_FIRST_SQUARE = 1e-2
_SLIGHT = 1e-4
_SEED = 1


def fit(
    examples: Sequence[Example], *, epochs: int, least: int = 3, prune: float = 0.03
) -> dict[str, float]:
    """Weights by feature.

    Features that occur in fewer than `least` examples, and weights of no more than `prune`, are
    left out.
    """
    counts: Counter[str] = Counter()
    for candidates, _ in examples:
        counts.update({name for features in candidates for name in features})
    ids: dict[str, int] = {}
    groups: list[_Group] = [
        (
            [
                [ids.setdefault(name, len(ids)) for name in features if counts[name] >= least]
                for features in candidates
            ],
            right,
        )
        for candidates, right in examples
    ]
    weights = _train(groups, len(ids), epochs)
    return {name: weights[at] for name, at in ids.items() if abs(weights[at]) > prune}


def _train(groups: Sequence[_Group], size: int, epochs: int) -> list[float]:
    """The mean of the weights after each of the later epochs."""
    weights = [0.0] * size
    squares = [_FIRST_SQUARE] * size
    sums = [0.0] * size
    order = list(range(len(groups)))
    shuffler = random.Random(_SEED)  # noqa: S311 -- an order that repeats, no secret
    for epoch in range(epochs):
        shuffler.shuffle(order)
        for number in order:
            _step(groups[number], weights, squares)
        if epoch >= epochs // 2:
            sums = [total + weight for total, weight in zip(sums, weights, strict=True)]
    return [total / (epochs - epochs // 2) for total in sums]


def _step(group: _Group, weights: list[float], squares: list[float]) -> None:
    """Move the weights of one example towards its right candidates, whichever of them is best."""
    candidates, right = group
    scores = [sum([weights[at] for at in features]) for features in candidates]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    good = sum(power for power, true in zip(powers, right, strict=True) if true) or 1e-9
    slopes: dict[int, float] = {}
    for features, power, true in zip(candidates, powers, right, strict=True):
        slope = power / total - (power / good if true else 0.0)
        if abs(slope) < _SLIGHT:
            continue
        for at in features:
            slopes[at] = slopes.get(at, 0.0) + slope
    for at, slope in slopes.items():
        decayed = slope + _DECAY * weights[at]
        squares[at] += decayed * decayed
        weights[at] -= _RATE * decayed / math.sqrt(squares[at])
