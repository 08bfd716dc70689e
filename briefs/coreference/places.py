"""Names that are no person's though they look it: countries, places, bodies and outlets."""

from __future__ import annotations

from functools import cache, lru_cache

from briefs.folding import fold
from briefs.page.publishers import find_outlet
from briefs.topics import load_taxonomy

_KINDS = frozenset({"country", "place", "organisation"})


@lru_cache(maxsize=8192)
def is_place(name: str) -> bool:
    """Whether a name, in any case, is a country's, a place's or a body's and nobody's besides."""
    return fold(name) in _places() or find_outlet(name) is not None


@cache
def _places() -> frozenset[str]:
    return frozenset(
        fold(alias)
        for topic in load_taxonomy().topics
        if topic.kind in _KINDS
        for alias in {topic.name, *topic.aliases} - topic.alone
    )
