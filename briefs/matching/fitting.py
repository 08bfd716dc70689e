"""How well a whole query fits one wording of a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefs.matching.readings import TypedWord
from briefs.matching.spelling import FARTHEST, distance
from briefs.matching.vocabulary import HALF_SLIP, SAME, SLIP, Vocabulary, WordFit

#: A part of a name fits worse than a whole one, by a little more than half a slip.
PART = 6
#: With so many letters two words are sure together, though neither is alone: no initials.
SHORTEST_TOGETHER = 6
#: Slips that a whole name bears, if it is long.
MOST_SLIPS, LONG_NAME = 2, 12
#: A typed word that the name does not have.
UNMATCHED = 3 * SLIP
#: A part of a topic's name means it if it is this much of it: "spending", not "power".
MAIN_PART = 0.5

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
#: Words too small to mean a name.
_PARTICLES = frozenset({"the", "of", "and", "for", "in", "on", "a", "an", "de", "der", "den"}) | {
    "di", "da", "du", "la", "le", "van", "von", "el", "al", "to", "bin",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """One wording of an entry."""

    entry: int
    words: tuple[str, ...]
    is_name: bool  #: the name itself, not an alias
    personal: bool  #: a given name and a surname


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a query fits an entry; the smaller the cost, the better."""

    entry: int
    slips: int  #: in tenths
    cost: int  #: slips, and something if a part is missing
    sure: bool
    open: bool = False  #: nothing is misspelt, but it does not say who: "John", "JB"


class Query:
    """Typed words, and how each fits the words of names."""

    def __init__(self, words: Sequence[TypedWord], vocabulary: Vocabulary) -> None:
        self.words = tuple(words)
        self.letters = sum(len(word.readings[0]) for word in words)
        self.as_one = "".join(word.readings[0] for word in words)
        self._vocabulary = vocabulary
        self._fits = [vocabulary.recall(word) for word in words]

    def find_similar(self, at: int) -> Mapping[str, WordFit]:
        """Words that the one at this place may be, best first."""
        return self._vocabulary.find_similar(self.words[at])

    def fit(self, at: int, word: str) -> WordFit | None:
        """How the typed word at this place fits a word."""
        fits = self._fits[at]
        if word not in fits:
            fits[word] = self._vocabulary.fit(self.words[at], word)
        return fits[word]

    def fit_form(self, form: Form) -> Fit | None:
        """How the query fits a form; None if too many of its words do not."""
        pairs, missing = self._align(form)
        if len(missing) > 1 or all(form.words[place] in _PARTICLES for place in pairs):
            return None
        slips = sum(fit.cost for fit in pairs.values())
        slips += sum(_cost_of_missing(self.words[at]) for at in missing)
        part = len(pairs) < len(form.words)
        sure = (
            _agree(pairs, form, self.letters)
            and all(_is_initial(self.words[at]) and len(pairs) > 1 for at in missing)
            and (not part or _may_stand_for_all(pairs, form))
        )
        is_open = not sure and form.personal and slips == 0
        return Fit(form.entry, slips, slips + PART * part, sure, is_open)

    def _align(self, form: Form) -> tuple[dict[int, WordFit], list[int]]:
        """Each typed word with the word it fits best, by that one's place; and the rest."""
        found = [
            (fit.cost, at, place, fit)
            for at in range(len(self.words))
            for place, word in enumerate(form.words)
            if (fit := self.fit(at, word)) is not None
        ]
        found.sort(key=lambda item: item[:3])
        pairs: dict[int, WordFit] = {}
        used: set[int] = set()
        for _, at, place, fit in found:
            if at not in used and place not in pairs:
                used.add(at)
                pairs[place] = fit
        return pairs, [at for at in range(len(self.words)) if at not in used]


def fit_as_one(typed: str, form: Form) -> Fit | None:
    """How a query without its spaces fits a form without its own."""
    slips = distance(typed, "".join(form.words))
    if slips > FARTHEST:
        return None
    sure = slips <= 1 or (slips <= MOST_SLIPS and len(typed) >= LONG_NAME)
    return Fit(form.entry, SLIP * slips, SLIP * slips, sure)


def _agree(pairs: dict[int, WordFit], form: Form, letters: int) -> bool:
    """Whether one of the words is sure by itself, or all of them are sure beside each other."""
    surname = pairs.get(len(form.words) - 1)
    together = len(pairs) == len(form.words) > 1 and letters >= SHORTEST_TOGETHER
    return (together or any(fit.alone for fit in pairs.values())) and all(
        fit.beside or (surname == SAME and fit.given) for fit in pairs.values()
    )


def _may_stand_for_all(places: Iterable[int], form: Form) -> bool:
    """Whether some words of a form mean it: a surname does, a given or middle name does not."""
    if form.personal:
        return _surname_place(form) in places
    letters = sum(len(form.words[place]) for place in places)
    return form.is_name and letters >= MAIN_PART * sum(map(len, form.words))


def _surname_place(form: Form) -> int:
    last = len(form.words) - 1
    return last - 1 if form.words[last] in _SUFFIXES else last


def _cost_of_missing(word: TypedWord) -> int:
    return HALF_SLIP if _is_initial(word) else UNMATCHED


def _is_initial(word: TypedWord) -> bool:
    return len(word.readings[0]) == 1
