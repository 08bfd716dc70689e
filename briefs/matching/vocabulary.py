"""The words that occur in names, and which of them a typed word may be."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, takewhile

from briefs.matching import spelling
from briefs.matching.neighbours import Neighbourhood
from briefs.matching.readings import TypedWord

#: Costs are tenths of a slip: whole numbers, so that equal fits are equal.
SLIP = 10
#: Another spelling of the same sound, the beginning of the word, or its first letter.
HALF_SLIP = 5
#: The first letters of a word mean it from here on, if they are most of it ("Stolten") and what is
#: missing is more than an ending: "Roberts" is no short form of Robertson.
SHORTEST_STEM = 5
STEM_SHARE = 0.6
LONGEST_ENDING = 2
#: Beside another word of the name fewer letters will do ("Jens Sto").
SHORTEST_STEM_BESIDE = 3
#: With fewer consonants a word without vowels is too many words.
SHORTEST_SKELETON = 4
#: Words compared for one way of being similar.
MOST_SIMILAR = 100


@dataclass(frozen=True, slots=True)
class WordFit:
    """How well a typed word fits a word of a name."""

    cost: int
    alone: bool  #: sure by itself
    beside: bool  #: sure beside another word of the same name
    given: bool  #: sure before the very surname: "Xohn Kerry"


SAME = WordFit(0, alone=True, beside=True, given=True)


class Vocabulary:
    """Folded words, to be asked which of them a typed word may be."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._known = frozenset(self._words)
        self._neighbourhood = Neighbourhood(self._words)
        self._skeletons: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._skeletons[spelling.skeleton(word)].append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def find_similar(self, typed: TypedWord) -> dict[str, WordFit]:
        """Words that the typed one may be, best first: misspelt, shortened, of the same sound."""
        found: set[str] = set()
        for reading in typed.readings:
            found.update(self._neighbourhood.near(reading)[:MOST_SIMILAR])
            found.update(self._beginning_with(reading))
            found.update(self._sounding_like(typed, reading))
        fits = [(word, fit) for word in found if (fit := self.fit(typed, word)) is not None]
        fits.sort(key=lambda item: (*_preference(item[1]), item[0]))
        return dict(fits[:MOST_SIMILAR])

    def _beginning_with(self, stem: str) -> Iterable[str]:
        if len(stem) < SHORTEST_STEM_BESIDE:
            return ()
        start = bisect_left(self._words, stem)
        words = islice(self._words, start, start + MOST_SIMILAR)
        return takewhile(lambda word: word.startswith(stem), words)

    def _sounding_like(self, typed: TypedWord, reading: str) -> Iterable[str]:
        sound = spelling.sound(reading)
        words = self._skeletons.get(spelling.skeleton(reading), [])
        alike = (word for word in words if typed.consonantal or spelling.sound(word) == sound)
        return islice(alike, MOST_SIMILAR)

    def fit(self, typed: TypedWord, word: str) -> WordFit | None:
        """How the typed word fits this one; None if it cannot be meant."""
        best = None
        for reading in typed.readings:
            if reading == word:
                return SAME
            for fit in (
                self._as_start(reading, word),
                _as_sound(typed, reading, word) if typed.foreign else None,
                self._as_slip(reading, word),
            ):
                if fit is not None and (best is None or _preference(fit) < _preference(best)):
                    best = fit
        return best

    def _as_start(self, typed: str, word: str) -> WordFit | None:
        """An initial, or the first letters; doubtful if they are somebody's whole name."""
        if not word.startswith(typed) or 1 < len(typed) < SHORTEST_STEM_BESIDE:
            return None
        alone = (
            len(typed) >= SHORTEST_STEM
            and len(typed) >= STEM_SHARE * len(word)
            and len(word) - len(typed) > LONGEST_ENDING
        )
        doubtful = typed in self._known and len(typed) > 1
        return WordFit(HALF_SLIP, alone=alone and not doubtful, beside=not doubtful, given=True)

    def _as_slip(self, typed: str, word: str) -> WordFit | None:
        """A misspelling; doubtful if the typed word is somebody's name as it stands."""
        slips = spelling.distance(typed, word)
        if slips > spelling.FARTHEST or 2 * slips > max(len(typed), len(word)):
            return None
        alike = spelling.sounds_like(typed, word)
        cost = HALF_SLIP if alike else SLIP * slips
        if typed in self._known:  # Marc may be Mark, and Jonson Johnson; Joan is not John
            same = spelling.spoken(typed) == spelling.spoken(word)
            return WordFit(cost, alone=False, beside=same, given=same)
        alone = spelling.is_slip_of(typed, word)
        beside = alone or spelling.is_slip_beside(typed, word)
        return WordFit(cost, alone=alone, beside=beside, given=beside or slips == 1)


def _preference(fit: WordFit) -> tuple[bool, int]:
    return not fit.alone, fit.cost


def _as_sound(typed: TypedWord, reading: str, word: str) -> WordFit | None:
    """The same sound in another script, where letters cannot be compared."""
    if typed.consonantal:
        bones = spelling.skeleton(reading)
        if bones != spelling.skeleton(word):
            return None
        alone, beside = len(bones) >= SHORTEST_SKELETON, len(bones) > 1
        return WordFit(HALF_SLIP, alone=alone, beside=beside, given=True)
    if spelling.sound(reading) == spelling.sound(word):
        return WordFit(HALF_SLIP, alone=len(word) >= spelling.SHORT, beside=True, given=True)
    return None
