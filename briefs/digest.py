"""What a digest tells whom: a decision over plain values.

What could be told at a moment is the same for all readers, and put in order once (`Offer`). What
one reader has seen, follows and has muted then only takes a few numbers away. The same values give
the same choice in whatever order they come. What is new and what was sent before is the store's
knowledge (store/material.py); how it looks is the bot's (templates/digest.html).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from briefs.folding import fold
from briefs.model import Candidate, DigestLength, Interest, InterestKind, QuotationKind, Taste
from briefs.stories import Headline, find_stories


class Budget(NamedTuple):
    """How much of a digest is enough: it is to be finished."""

    stories: int
    #: Room for the words of all stories, in the UTF-16 units Telegram counts.
    room: int


BUDGETS = {
    DigestLength.HEADLINES: Budget(5, 100_000),  # a line each, whatever was said
    DigestLength.BRIEF: Budget(5, 900),
    DigestLength.FULL: Budget(10, 2_800),
}

#: What has most of a message for itself may fill it: the first story of a day may be that long.
LONGEST = 2_800

#: The loudest voice of the day still leaves room for others.
MOST_OF_A_SPEAKER = 2

#: What reads well on a phone, in words; shorter and longer ones come after.
GOOD_LENGTH = range(8, 41)

#: Room for what stands around the words: who, where, when.
_AROUND = 60

_NONE: frozenset[int] = frozenset()

_KINDS = (QuotationKind.DIRECT, QuotationKind.MIXED, QuotationKind.INDIRECT)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick:
    """A quotation that was chosen."""

    candidate: Candidate
    publishers: int  #: how many carry its story; 1 where none is named
    follows: tuple[Interest, ...]  #: because of which it came first


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What was chosen, and of how many."""

    picks: tuple[Pick, ...]
    total: int  #: statements the reader might have been told


#: What a reader follows, each with the places that have it.
_Follows = list[tuple[Interest, AbstractSet[int]]]


class _Entry(NamedTuple):
    candidate: Candidate
    stories: frozenset[str]
    publishers: int
    units: int


class Offer:
    """Candidates of one moment in the order they are told: one a statement, the best first.

    Each is known by its place in that order.
    """

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._entries = _in_order(candidates)
        self._numbers = [entry.candidate.number for entry in self._entries]
        self._dated = sum(entry.candidate.day is not None for entry in self._entries)
        self._least = min((entry.units for entry in self._entries), default=0)
        self._speakers: defaultdict[str, set[int]] = defaultdict(set)
        self._topics: defaultdict[str, set[int]] = defaultdict(set)
        self._said: defaultdict[str, list[int]] = defaultdict(list)
        for place, (candidate, *_) in enumerate(self._entries):
            for speaker in candidate.speakers:
                self._speakers[speaker].add(place)
            for topic in candidate.topics:
                self._topics[topic].add(place)
            for each in candidate.said:
                self._said[each].append(place)
        self._words: Mapping[str, list[int]] | None = None

    def __len__(self) -> int:
        return len(self._entries)

    def choose(self, taste: Taste) -> Choice:
        """What a reader is told.

        What is dated comes before what is not, then what is followed before the rest. One quotation
        a story, few of a speaker, and never a cut one.
        """
        follows = self._follows(taste)
        followed = _places_of(follows)
        wanted = self._wanted(taste, followed)
        chosen = self._within(BUDGETS[taste.length], self._by_interest(wanted, followed))
        return Choice(
            picks=tuple(self._pick(place, follows) for place in chosen), total=len(wanted)
        )

    def find(self, ids: Iterable[str], taste: Taste) -> Choice:
        """These, which a reader of such a taste was told once; what is gone is left out."""
        follows = self._follows(taste)
        followed = _places_of(follows)
        places = self._saying(ids)
        order = self._by_interest(sorted(places), followed)
        return Choice(
            picks=tuple(self._pick(place, follows) for place in order),
            total=len({*self._wanted(taste, followed)} | places),
        )

    def find_others(self, ids: Iterable[str], taste: Taste) -> list[str]:
        """The ids of all else that a reader of such a taste might be told, the best first."""
        places = self._saying(ids)
        wanted = self._wanted(taste, _places_of(self._follows(taste)))
        return [self._entries[place].candidate.id for place in wanted if place not in places]

    def first_dated(self, taste: Taste) -> Candidate | None:
        """What stands in on an empty day: an undated one would pass for news."""
        followed, left_out = _places_of(self._follows(taste)), self._left_out(taste)
        for place, entry in enumerate(self._entries[: self._dated]):
            wanted = place in followed or not taste.only_followed
            if wanted and place not in left_out and entry.units <= LONGEST:
                return entry.candidate
        return None

    def _wanted(self, taste: Taste, followed: AbstractSet[int]) -> list[int]:
        """The places of those that are new and not left out, in order."""
        after, left_out = taste.after, self._left_out(taste)
        new = (place for place, number in enumerate(self._numbers) if number > after)
        wanted = [place for place in new if place not in left_out]
        if taste.only_followed:
            wanted = [place for place in wanted if place in followed]
        return wanted

    def _follows(self, taste: Taste) -> _Follows:
        return [(each, self._hit(each)) for each in taste.interests if not each.muted]

    def _left_out(self, taste: Taste) -> set[int]:
        """The places of those that are muted or were seen."""
        muted = (self._hit(each) for each in taste.interests if each.muted)
        return self._saying(taste.seen).union(*muted)

    def _saying(self, ids: Iterable[str]) -> set[int]:
        """The places of those whose words these quotations have: of many sent, a few are here."""
        return {place for each in self._said.keys() & ids for place in self._said[each]}

    def _hit(self, interest: Interest) -> AbstractSet[int]:
        match interest.kind:
            case InterestKind.SPEAKER:
                return self._speakers.get(interest.value, _NONE)
            case InterestKind.TOPIC:
                return self._topics.get(interest.value, _NONE)
            case InterestKind.WORDS:
                return self._with_words(interest.value)

    def _with_words(self, words: str) -> AbstractSet[int]:
        """Those whose words or headline have all of these, as whole words."""
        if self._words is None:  # a second thread would only find the same
            self._words = _find_words(entry.candidate for entry in self._entries)
        having = [self._words.get(word, ()) for word in words.split()]
        return set(having[0]).intersection(*having[1:]) if having else _NONE

    def _by_interest(self, places: Sequence[int], followed: AbstractSet[int]) -> Iterator[int]:
        """Lazily, of places in order: mostly a few of thousands are looked at."""
        undated = bisect_left(places, self._dated)
        for some in (places[:undated], places[undated:]):
            yield from (place for place in some if place in followed)
            yield from (place for place in some if place not in followed)

    def _within(self, budget: Budget, order: Iterable[int]) -> list[int]:
        """The first that fit; the very first may take more room than the rest would have."""
        chosen: list[int] = []
        told: set[str] = set()
        heard: Counter[str] = Counter()
        room = budget.room
        for place in order:
            candidate, stories, _, units = self._entries[place]
            fits = units <= room or (not chosen and units <= LONGEST)
            if not fits or not told.isdisjoint(stories):
                continue
            if all(heard[speaker] < MOST_OF_A_SPEAKER for speaker in candidate.speakers):
                chosen.append(place)
                told |= stories
                heard.update(candidate.speakers)
                room -= units
                if len(chosen) == budget.stories or room < self._least:
                    break
        return chosen

    def _pick(self, place: int, follows: _Follows) -> Pick:
        entry = self._entries[place]
        return Pick(
            candidate=entry.candidate,
            publishers=entry.publishers,
            follows=tuple(interest for interest, places in follows if place in places),
        )


def _places_of(follows: _Follows) -> AbstractSet[int]:
    return set().union(*(places for _, places in follows))


def _find_words(candidates: Iterable[Candidate]) -> Mapping[str, list[int]]:
    """Of each word the places of those whose words or headline have it."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for place, candidate in enumerate(candidates):
        for word in {*fold(f"{candidate.title} {candidate.text}").split()}:
            having[word].append(place)
    return having


def _in_order(candidates: Iterable[Candidate]) -> list[_Entry]:
    """One a statement, which is told by its best showing, best first."""
    showings: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in sorted(candidates, key=_rank):
        showings[candidate.statement].append(candidate)
    every = sorted(chain.from_iterable(showings.values()), key=_rank)
    story = find_stories(Headline(each.article, each.title, each.day) for each in every)
    publishers: defaultdict[str, set[str]] = defaultdict(set)
    for each in every:
        if each.publisher:
            publishers[story[each.article]].add(each.publisher)
    entries = [_entry(showing, story, publishers) for showing in showings.values()]
    return sorted(entries, key=lambda entry: _rank(entry.candidate, entry.publishers))


def _entry(
    showings: list[Candidate], story: dict[str, str], publishers: dict[str, set[str]]
) -> _Entry:
    best = showings[0]
    stories = frozenset(story[each.article] for each in showings)
    named = set().union(*(publishers.get(each, ()) for each in stories))
    return _Entry(best, stories, max(1, len(named)), _units(best))


def _rank(candidate: Candidate, publishers: int = 1) -> tuple[bool, int, bool, int, int, str]:
    """Dated before undated, newest first; on one day good length, then publishers, then kind."""
    return (
        candidate.day is None,
        -(candidate.day or 0),
        len(candidate.text.split()) not in GOOD_LENGTH,
        -publishers,
        _KINDS.index(candidate.kind),
        candidate.id,
    )


def _units(candidate: Candidate) -> int:
    """The room its story takes, as Telegram counts it."""
    text = candidate.text
    return len(text) + sum(character > "\uffff" for character in text) + _AROUND
