"""Whether confidence means what it says: of what is given 0.9, nine in ten should be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefs.learning.scoring import Quotes, Segments, judge

#: Where the bins of a reliability table begin.
_EDGES = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Bin:
    """The attributions of marked spans within a stretch of confidence."""

    low: float
    number: int
    given: float  #: their mean confidence
    right: float  #: the share of them whose mention is right


def rated(text: str, gold: Quotes, guess: Quotes) -> Iterator[tuple[float, bool]]:
    """The confidence of each attribution of a marked span, and whether it is right."""
    marked = [quote for quote in guess if quote["kind"] != "indirect"]
    for span, outcome in judge(text, gold, marked):
        holding = [quote for quote in marked if quote["sources"] and _holds(quote, span)]
        if outcome != "missed" and holding:
            yield holding[0]["confidence"], outcome in {"strict", "relaxed"}


def reliability(attributions: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """The table: a bin for each stretch of confidence that occurs, the lowest first."""
    bins: defaultdict[float, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in attributions:
        bins[max(edge for edge in _EDGES if edge <= confidence)].append((confidence, right))
    return tuple(
        Bin(
            low=low,
            number=len(found),
            given=sum(confidence for confidence, _ in found) / len(found),
            right=sum(right for _, right in found) / len(found),
        )
        for low, found in sorted(bins.items())
    )


def _holds(quote: Mapping[str, Any], span: Segments) -> bool:
    return any(
        content["start"] < end and start < content["end"]
        for content in quote["contents"]
        for start, end in span
    )
