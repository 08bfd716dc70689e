"""`check --titles`: every dated "title Name" in articles that contradicts the who's who.

A list to look at, not faults: the article may be wrong, or speak of a president who may once be.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from briefs.newsroom.titles import Contradiction, Doubt, find_doubts


def check_titles(paths: Sequence[Path]) -> int:
    """Print what contradicts the files; who held the office once comes last. The status is 0."""
    doubts = list(find_doubts(paths))
    pairs = [(doubt, one) for doubt in doubts for one in doubt.found]
    for doubt, one in sorted(pairs, key=lambda pair: pair[1].past):
        sys.stdout.write(_line(doubt, one))
    past = sum(one.past for _, one in pairs)
    undated = sum(doubt.on is None for doubt in doubts)
    sys.stdout.write(
        f"{len(doubts):,} articles, {undated:,} of them undated and not looked at. Contradictions: "
        f"{len(pairs) - past:,}, and {past:,} of people who held the office before.\n"
    )
    return 0


def _line(doubt: Doubt, one: Contradiction) -> str:
    when = "before" if one.past else "never "
    return f"{when} {doubt.key} ({one.on}): {one.title} {one.name} – {one.why}: …{one.around}…\n"
