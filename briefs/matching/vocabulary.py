"""The words that occur in names, and which of them a typed word may be."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice, takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from briefs.matching import spelling
from briefs.matching.neighbours import SHORTEST, Neighbourhood
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
#: In another script one vowel in so many sounds may be another.
FEW_SOUNDS = 4
#: So short words are not in the neighbourhood.
LONGEST_SHORT = 4
#: Words compared for one way of being similar.
MOST_SIMILAR = 60
#: Typed words of which it is remembered what they fit. A question is tried in dozens of ways, with
#: the same few words in most of them.
REMEMBERED = 32


@dataclass(frozen=True, slots=True)
class WordFit:
    """How well a typed word fits a word of a name."""

    cost: int
    alone: bool  #: sure by itself
    beside: bool  #: sure beside another word of the same name
    given: bool  #: sure before the very surname: "Xohn Kerry"


SAME = WordFit(0, alone=True, beside=True, given=True)


class Vocabulary:
    """Folded words, to be asked which of them a typed word may be.

    What only a misspelt word needs is put together when the first one is asked for, or by
    `prepare`: it takes longer than all the rest.
    """

    def __init__(self, words: Iterable[str], familiar: Iterable[str] = ()) -> None:
        """Index words. Who types a familiar one means it, though no name has it."""
        self._words = sorted(set(words))
        self._known = frozenset(self._words)
        self._names = self._known.union(familiar)
        self._similar = lru_cache(REMEMBERED)(self._find_similar)
        self._fits = lru_cache(REMEMBERED)(_nothing)

    def prepare(self) -> None:
        """Be ready for misspelt words, and for those in other scripts."""
        _ = self._spoken, self._neighbourhood, self._short, self._sounds, self._bones

    @cached_property
    def _spoken(self) -> frozenset[str]:
        return frozenset(map(spelling.spoken, self._names))

    @cached_property
    def _neighbourhood(self) -> Neighbourhood:
        return Neighbourhood(self._words)

    @cached_property
    def _short(self) -> list[str]:
        return [word for word in self._words if len(word) <= LONGEST_SHORT]

    @cached_property
    def _sounds(self) -> Mapping[str, list[str]]:
        return _by(spelling.sound, self._words)

    @cached_property
    def _skeletons(self) -> Mapping[str, list[str]]:
        return _by(spelling.bones, self._words)

    @cached_property
    def _bones(self) -> Neighbourhood:
        return Neighbourhood(self._skeletons, reach=1)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def find_similar(self, typed: TypedWord) -> Mapping[str, WordFit]:
        """Words that the typed one may be, best first: misspelt, shortened, of the same sound."""
        return self._similar(typed)

    def recall(self, typed: TypedWord) -> dict[str, WordFit | None]:
        """How the typed word fits those it was compared with lately; whoever compares, adds."""
        return self._fits(typed)

    def _find_similar(self, typed: TypedWord) -> dict[str, WordFit]:
        found: set[str] = set()
        for reading in typed.readings:
            if not typed.consonantal:
                found.update(self._neighbourhood.near(reading)[:MOST_SIMILAR])
                found.update(self._short_near(reading))
            found.update(self._beginning_with(reading))
            found.update(self._sounding_like(typed, reading))
        compared = {word: self.fit(typed, word) for word in found}
        self.recall(typed).update(compared)
        fits = [(word, fit) for word, fit in compared.items() if fit is not None]
        fits.sort(key=lambda item: (*_preference(item[1]), item[0]))
        return dict(fits[:MOST_SIMILAR])

    def _short_near(self, typed: str) -> Iterable[str]:
        """Words one slip away, too short for the neighbourhood: "Fxo"."""
        if not 1 < len(typed) <= LONGEST_SHORT:
            return ()
        near = process.extract(
            typed, self._short, scorer=OSA.distance, score_cutoff=1, limit=MOST_SIMILAR
        )
        return (word for word, _, _ in near)

    def _beginning_with(self, stem: str) -> Iterable[str]:
        if len(stem) < SHORTEST_STEM_BESIDE:
            return ()
        start = bisect_left(self._words, stem)
        words = self._words[start : start + MOST_SIMILAR]
        return takewhile(lambda word: word.startswith(stem), words)

    def _sounding_like(self, typed: TypedWord, reading: str) -> Iterable[str]:
        alike = self._sounds.get(spelling.sound(reading), ())
        if not typed.foreign:
            return alike[:MOST_SIMILAR]
        bones = spelling.bones(reading)
        near = (other for other in self._bones.near(bones) if other != bones)
        words = (word for other in (bones, *near) for word in self._skeletons.get(other, ()))
        return islice(chain(alike, words), MOST_SIMILAR)

    def fit(self, typed: TypedWord, word: str) -> WordFit | None:
        """How the typed word fits this one; None if it cannot be meant."""
        best = None
        for reading in typed.readings:
            if reading == word:
                return SAME
            for fit in (
                self._as_start(reading, word),
                self._as_sound(typed, reading, word) if typed.foreign else None,
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
        doubtful = typed in self._names and len(typed) > 1
        return WordFit(HALF_SLIP, alone=alone and not doubtful, beside=not doubtful, given=True)

    def _as_slip(self, typed: str, word: str) -> WordFit | None:
        """A misspelling; doubtful if the typed word is somebody's name as it stands."""
        slips = spelling.distance(typed, word)
        if slips > spelling.FARTHEST or 2 * slips > max(len(typed), len(word)):
            return None
        alike = spelling.sounds_like(typed, word)
        cost = HALF_SLIP * max(1, slips) if alike else SLIP * slips
        if typed in self._names:  # Marc may be Mark, and Jonson Johnson; Joan is not John
            same = spelling.spoken(typed) == spelling.spoken(word)
            return WordFit(cost, alone=False, beside=same, given=same)
        alone = spelling.is_slip_of(typed, word)
        beside = alone or spelling.is_slip_beside(typed, word)
        return WordFit(cost, alone=alone, beside=beside, given=beside or slips == 1)

    def _as_sound(self, typed: TypedWord, reading: str, word: str) -> WordFit | None:
        """The same sound in another script, where letters cannot be compared."""
        bones = spelling.skeleton(reading)
        if typed.consonantal and bones == spelling.skeleton(word):
            alone, beside = len(bones) >= SHORTEST_SKELETON, len(bones) > 1
            return WordFit(HALF_SLIP, alone=alone, beside=beside, given=True)
        if typed.consonantal or spelling.sound(reading) != spelling.sound(word):
            return _as_bones(reading, word)
        spoken = spelling.spoken(reading)
        slips = spelling.distance(spoken, spelling.spoken(word))
        alone = not slips or (FEW_SOUNDS * slips < len(spoken) and spoken not in self._spoken)
        cost = HALF_SLIP if slips <= 1 else SLIP
        return WordFit(cost, alone=alone and len(word) >= SHORTEST, beside=True, given=True)


def _by(key: Callable[[str], str], words: Iterable[str]) -> Mapping[str, list[str]]:
    """The words, in their order, by what the key makes of them."""
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        grouped[key(word)].append(word)
    return grouped


def _nothing(_typed: TypedWord) -> dict[str, WordFit | None]:
    return {}


def _as_bones(reading: str, word: str) -> WordFit | None:
    """Much the same consonants, whatever the vowels: never sure alone."""
    typed, bones = spelling.bones(reading), spelling.bones(word)
    if typed == bones:
        return WordFit(SLIP, alone=False, beside=len(bones) > 1, given=True)
    if len(bones) < SHORTEST_SKELETON - 1 or spelling.distance(typed, bones) > 1:
        return None
    return WordFit(SLIP + HALF_SLIP, alone=False, beside=False, given=False)


def _preference(fit: WordFit) -> tuple[bool, int]:
    return not fit.alone, fit.cost
