"""Which quotation is which when an article is read again, and which words are the same statement.

Pure functions over values. An id is made from what was said and where, never from who said it or
at which offset, so better attribution does not change it; once given it stays with its quotation.
"""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from unicodedata import category, normalize

from rapidfuzz.distance import LCSseq

from briefs.folding import fold
from briefs.model import Quotation, QuotationKind
from briefs.store.reading import REPORTED

#: A quotation read anew is the old one when they share this part of the longer one's letters.
_SAME = 0.8

#: With more unmatched quotations than this the article was replaced. Comparing all pairs of such
#: lists would take seconds, in which nothing else can be written.
_MOST_COMPARED = 400

#: British -> American, tried on each word. Where both spell alike, nobody sees the result.
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})is(e[sd]?|ers?|ing|ations?)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{3})ys(e[sd]?|ing)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{3})our(s|ed|ing|able|ably|ful|ite|hood)?$"), r"or\1"),
    (re.compile(r"(?<=[a-z])ll(ed|ing|ers?)$"), r"l\1"),
    (re.compile(r"(?<=def|off|lic)ence(s?)$"), r"ense\1"),
    (re.compile(r"(?<=cen|hea|fib|lib|ome)(t?)re(s?)$"), r"\1er\2"),
    (re.compile(r"(?<=program)me(s?)$"), r"\1"),
)

#: What no rule tells, all spellings of one word in a line: copy desks change these, and names out
#: of other scripts, and leave the rest of a sentence as it was said.
_ALSO_SPELT = """
aging ageing
aluminum aluminium
among amongst
artifact artefact
artifacts artefacts
check cheque
fulfill fulfil
fulfillment fulfilment
gray grey
judgment judgement
judgments judgements
learned learnt
maneuver manoeuvre
maneuvers manoeuvres
maneuvering manoeuvring
skeptic sceptic
skeptical sceptical
skepticism scepticism
toward towards
while whilst
meter metre
meters metres
liter litre
liters litres
kyiv kiev kyyiv
kharkiv kharkov
lviv lvov
odesa odessa
lukashenko lukashenka
zaporizhzhia zaporizhia zaporozhye
zelensky zelenskyy zelenskiy zelenskyi
"""
_RESPELT = {
    word: words[0] for words in map(str.split, _ALSO_SPELT.strip().split("\n")) for word in words
}
_WORD = re.compile(r"[^\W_]+")
_PERCENT = re.compile(r"(?<=\d)\s*%|\bper cent\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """A quotation as the store has it."""

    id: str
    kind: QuotationKind
    words: str


@lru_cache(50_000)
def speaker_id(name: str) -> str:
    """The id of the speaker with this canonical name."""
    return _short_hash(fold(name))


def quotation_id(article_key: str, words: str, occurrence: int) -> str:
    """The id of the n-th time, from 0, that these words are quoted in this article."""
    return _short_hash(f"{article_key}\n{words}\n{occurrence}")


def words_of(quotation: Quotation) -> str:
    """Its letters and digits, case-folded: what is left whatever happens to marks and spaces."""
    return letters(content.text for content in quotation.contents)


def letters(pieces: Iterable[str]) -> str:
    """The letters and digits of a quotation's pieces, case-folded."""
    return "".join(char for char in "".join(pieces).casefold() if char.isalnum())


def statement_key(quotation: Quotation) -> str:
    """The same for the same words, in British or American spelling, with or without accents."""
    text = " ".join(content.text for content in quotation.contents).casefold()
    plain = "".join(char for char in normalize("NFKD", text) if category(char) != "Mn")
    words = " ".join(map(_respell, _WORD.findall(_PERCENT.sub(" percent ", plain))))
    # What is reported and what is quoted are two statements, in the same words or not.
    return _short_hash(words if quotation.kind is not QuotationKind.INDIRECT else REPORTED + words)


def assign_ids(
    article_key: str,
    quotations: Sequence[Quotation],
    known: Sequence[Known],
    taken: Collection[str],
) -> tuple[str, ...]:
    """An id for each quotation of an article: a known one's where it is the same quotation.

    The same words come first, then an overlap of 80 %, the largest first. What is left gets a
    fresh id that is not among the `taken`.
    """
    said = [words_of(quotation) for quotation in quotations]
    kinds = [quotation.kind for quotation in quotations]
    assigned: dict[int, str] = {}
    _keep(
        assigned,
        [*zip(kinds, said, strict=True)],
        [((one.kind, one.words), one.id) for one in known],
    )
    _keep(assigned, said, [(one.words, one.id) for one in known])
    _keep_overlapping(assigned, said, known)
    _make_fresh(assigned, article_key, said, {one.id for one in known} | set(taken))
    return tuple(assigned[place] for place in range(len(said)))


def _keep(
    assigned: dict[int, str],
    looks: Sequence[Hashable],
    known: Sequence[tuple[Hashable, str]],
) -> None:
    """Give each that has no id the first free one of those that look the same."""
    used = set(assigned.values())
    free: defaultdict[Hashable, list[str]] = defaultdict(list)
    for look, known_id in reversed(known):
        if known_id not in used:
            free[look].append(known_id)
    for place, look in enumerate(looks):
        if place not in assigned and free[look]:
            assigned[place] = free[look].pop()


def _keep_overlapping(
    assigned: dict[int, str], said: Sequence[str], known: Sequence[Known]
) -> None:
    """Give each that has no id that of the one it shares most with, the likest pairs first."""
    used = set(assigned.values())
    places = [place for place in range(len(said)) if place not in assigned]
    left = [one for one in known if one.id not in used]
    if max(len(places), len(left)) > _MOST_COMPARED:
        return
    pairs = [
        (-overlap(said[place], one.words), place, number)
        for place in places
        for number, one in enumerate(left)
    ]
    for difference, place, number in sorted(pairs):
        if difference and place not in assigned and left[number].id not in used:
            assigned[place] = left[number].id
            used.add(left[number].id)


def overlap(words: str, other: str) -> float:
    """The letters two quotations share in order, as a part of the longer one; 0 below 80 %."""
    if min(len(words), len(other)) < _SAME * max(len(words), len(other)):
        return 0.0
    return LCSseq.normalized_similarity(words, other, score_cutoff=_SAME)


def _make_fresh(
    assigned: dict[int, str], article_key: str, said: Sequence[str], taken: set[str]
) -> None:
    """The first free occurrence of its words for each that has no id yet."""
    occurrences: defaultdict[str, int] = defaultdict(int)
    for place, words in enumerate(said):
        while place not in assigned:
            made = quotation_id(article_key, words, occurrences[words])
            occurrences[words] += 1
            if made not in taken:
                assigned[place] = made
                taken.add(made)


@lru_cache(50_000)  # words come again and again, and this is half of what storing one costs
def _respell(word: str) -> str:
    """The spelling all others of the word are taken for."""
    if not word.isascii():
        word = fold(word)  # "ł" and "ø" are letters of their own, not accents
    if word in _RESPELT:
        return _RESPELT[word]
    for pattern, american in _SPELLINGS:
        word = pattern.sub(american, word)
    return word


def _short_hash(text: str) -> str:
    """Ten base32 characters: fifty bits, and nothing that needs escaping anywhere."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest[:7]).decode("ascii").lower()[:10]
