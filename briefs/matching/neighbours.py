"""Words within two slips of a word, without comparing it to all of them.

Cut a word in three: two slips leave one of the pieces whole, at most two places from where it was.
So only words that share a piece at such a place are compared, and none is missed (a swap of two
letters is one slip within a piece, two across a cut).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: Slips that are looked for.
REACH = 2
#: Shorter words have no pieces worth looking up, and no neighbours that mean anything.
SHORTEST = 4


class Neighbourhood:
    """A set of folded words that can be asked for those near another word."""

    def __init__(self, words: Iterable[str]) -> None:
        self._holders: dict[str, str | list[str]] = {}
        for word in words:
            if len(word) >= SHORTEST:
                for number, (start, end) in enumerate(_cuts(len(word))):
                    self._add(f"{len(word)}.{number}.{word[start:end]}", word)

    def _add(self, key: str, word: str) -> None:
        holders = self._holders.setdefault(key, word)
        if isinstance(holders, list):
            holders.append(word)
        elif holders is not word:
            self._holders[key] = [holders, word]

    def near(self, word: str) -> list[str]:
        """Words within `REACH` slips, nearest first."""
        sharers = list(self._sharers(word))
        found = process.extract(word, sharers, scorer=OSA.distance, score_cutoff=REACH, limit=None)
        return [other for _, other in sorted((slips, other) for other, slips, _ in found)]

    def _sharers(self, word: str) -> set[str]:
        """Words that share a piece with this one, near where it stands."""
        sharers: set[str] = set()
        for key in _keys(word):
            holders = self._holders.get(key)
            if isinstance(holders, list):
                sharers.update(holders)
            elif holders is not None:
                sharers.add(holders)
        return sharers


def _cuts(length: int) -> list[tuple[int, int]]:
    """Where a word of this length is cut: three pieces, the later ones longer by one at most."""
    borders = [length * number // (REACH + 1) for number in range(REACH + 2)]
    return list(pairwise(borders))


def _keys(word: str) -> Iterator[str]:
    for length in range(max(SHORTEST, len(word) - REACH), len(word) + REACH + 1):
        for number, (start, end) in enumerate(_cuts(length)):
            for shifted in range(max(0, start - REACH), start + REACH + 1):
                piece = word[shifted : shifted + end - start]
                if len(piece) == end - start:
                    yield f"{length}.{number}.{piece}"
