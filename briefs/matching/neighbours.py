"""Words within two slips of a word, without comparing it to all of them.

Few words are all compared. Of many, those that share a piece: cut a word in two, and one slip
leaves one half whole, at most one place from where it was; cut it in three, and two slips leave one
piece whole. Small pieces are shared by too many, so for two slips the first letter has to be the
same as well (a swap of two letters is one slip within a piece, two across a cut).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: Slips that are looked for.
REACH = 2
#: Shorter words have no pieces worth looking up, and no neighbours that mean anything.
SHORTEST = 4
#: So many are compared sooner than looked up.
FEW = 5000


class Neighbourhood:
    """A set of folded words that can be asked for those near another word."""

    def __init__(self, words: Iterable[str], reach: int = REACH, few: int = FEW) -> None:
        self._reach = reach
        self._words = sorted(word for word in set(words) if len(word) >= SHORTEST)
        self._is_small = len(self._words) <= few
        self._holders: dict[str, str | list[str]] = {}
        for word in () if self._is_small else self._words:
            for slips in range(1, reach + 1):
                for number, (start, end) in enumerate(_cuts(len(word), slips)):
                    self._add(_key(word, slips, len(word), number, word[start:end]), word)

    def _add(self, key: str, word: str) -> None:
        holders = self._holders.setdefault(key, word)
        if isinstance(holders, list):
            holders.append(word)
        elif holders is not word:
            self._holders[key] = [holders, word]

    def near(self, word: str) -> list[str]:
        """Words within reach, nearest first; of many, those two slips away that begin alike."""
        words = self._words if self._is_small else self._sharers(word)
        found = process.extract(
            word, words, scorer=OSA.distance, score_cutoff=self._reach, limit=None
        )
        return [other for _, other in sorted((slips, other) for other, slips, _ in found)]

    def _sharers(self, word: str) -> list[str]:
        """Words that share a piece with this one, near where it stands."""
        sharers: set[str] = set()
        for key in chain.from_iterable(_keys(word, slips) for slips in range(1, self._reach + 1)):
            holders = self._holders.get(key, ())
            if isinstance(holders, str):
                sharers.add(holders)
            else:
                sharers.update(holders)
        return list(sharers)


def _cuts(length: int, slips: int) -> list[tuple[int, int]]:
    """Where a word of this length is cut: one more piece than slips, the later ones longer."""
    borders = [length * number // (slips + 1) for number in range(slips + 2)]
    return list(pairwise(borders))


def _keys(word: str, slips: int) -> Iterator[str]:
    for length in range(max(SHORTEST, len(word) - slips), len(word) + slips + 1):
        for number, (start, end) in enumerate(_cuts(length, slips)):
            for shifted in range(max(0, start - slips), start + slips + 1):
                piece = word[shifted : shifted + end - start]
                if len(piece) == end - start:
                    yield _key(word, slips, length, number, piece)


def _key(word: str, slips: int, length: int, number: int, piece: str) -> str:
    first = word[:1] if slips > 1 else ""
    return f"{slips}.{length}.{number}.{first}.{piece}"
