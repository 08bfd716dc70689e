"""What somebody would write who has an afternoon: one score over all names, and a threshold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from rapidfuzz import fuzz, process, utils

from briefs.matching import Entry
from briefs.measuring.names.judging import Answer, Answering

#: As many as this program offers.
_OFFERED = 5


def by_ratio(entries: Iterable[Entry], threshold: float) -> Answering:
    """RapidFuzz's WRatio alone, over names and aliases."""
    names = _names(entries)
    wordings = {wording: utils.default_process(wording) for wording in names}

    def answer(query: str) -> Answer:
        found = process.extract(
            utils.default_process(query), wordings, scorer=fuzz.WRatio, limit=_OFFERED
        )
        return _answer([(names[key], score) for _, score, key in found], threshold)

    return answer


def by_thefuzz(entries: Iterable[Entry], threshold: float) -> Answering | None:
    """What thefuzz finds with its own defaults; None where it is not installed."""
    try:
        extract: Callable[..., list[tuple[str, float]]] = import_module("thefuzz.process").extract
    except ImportError:
        return None
    names = _names(entries)
    choices = list(names)

    def answer(query: str) -> Answer:
        found = extract(query, choices, limit=_OFFERED)
        return _answer([(names[wording], score) for wording, score in found], threshold)

    return answer


def _names(entries: Iterable[Entry]) -> dict[str, str]:
    return {wording: one.name for one in entries for wording in (one.name, *one.aliases)}


def _answer(found: list[tuple[str, float]], threshold: float) -> Answer:
    if found and found[0][1] >= threshold:
        return Answer(best=found[0][0])
    return Answer(nearest=[name for name, _ in found])
