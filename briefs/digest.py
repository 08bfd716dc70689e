"""What a digest tells whom: a decision over plain values.

What could be told at a moment is the same for all readers, and put in order once (`Offer`). What
one reader has seen, follows and has muted then only takes a few numbers away. The same values give
the same choice in whatever order they come. What is new and what was sent before is the store's
knowledge (store/material.py); how it looks is the bot's (templates/digest.html).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
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

#: How many wordings readers follow or have muted an offer remembers the hits of.
_REMEMBERED = 500

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


class _Entry(NamedTuple):
    candidate: Candidate
    stories: frozenset[str]
    publishers: int
    units: int


class Offer:
    """Candidates of one moment in the order they are told: one a statement, the best first."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._entries = _in_order(candidates)
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
        self._numbers = [entry.candidate.number for entry in self._entries]
        self._sorted = sorted(self._numbers)
        self._texts: list[str] | None = None
        self._hits: OrderedDict[str, frozenset[int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def choose(self, taste: Taste) -> Choice:
        """What a reader is told.

        What is dated comes before what is not, then what is followed before the rest. One quotation
        a story, few of a speaker, and never a cut one.
        """
        follows, left_out = self._sides(taste)
        if taste.only_followed:
            places = {place for place in follows if self._numbers[place] > taste.after} - left_out
            total, order = len(places), iter(self._by_interest(places, follows))
        else:
            gone = sum(self._numbers[place] > taste.after for place in left_out)
            total = len(self._sorted) - bisect_right(self._sorted, taste.after) - gone
            order = self._all_by_interest(taste.after, follows, left_out)
        chosen = self._within(BUDGETS[taste.length], order)
        return Choice(picks=tuple(self._pick(place, follows) for place in chosen), total=total)

    def find(self, ids: Iterable[str], taste: Taste) -> Choice:
        """These, which a reader of such a taste was told once; what is gone is left out."""
        follows, left_out = self._sides(taste)
        places = {place for each in ids for place in self._said.get(each, ())}
        order = self._by_interest(places, follows)
        new = {place for place, number in enumerate(self._numbers) if number > taste.after}
        return Choice(
            picks=tuple(self._pick(place, follows) for place in order),
            total=len((new - left_out) | places),
        )

    def first_dated(self, taste: Taste) -> Candidate | None:
        """What stands in on an empty day: an undated one would pass for news."""
        follows, left_out = self._sides(taste)
        for place, (candidate, _, _, units) in enumerate(self._entries):
            wanted = place in follows or not taste.only_followed
            if wanted and place not in left_out and candidate.day and units <= LONGEST:
                return candidate
        return None

    def _sides(self, taste: Taste) -> tuple[dict[int, list[Interest]], set[int]]:
        """Why each followed one is, and the places of those that are muted or were seen."""
        follows: defaultdict[int, list[Interest]] = defaultdict(list)
        left_out = {place for each in taste.seen for place in self._said.get(each, ())}
        for interest in taste.interests:
            if interest.muted:
                left_out |= self._hit(interest)
            else:
                for place in self._hit(interest):
                    follows[place].append(interest)
        return follows, left_out

    def _hit(self, interest: Interest) -> AbstractSet[int]:
        match interest.kind:
            case InterestKind.SPEAKER:
                return self._speakers.get(interest.value, _NONE)
            case InterestKind.TOPIC:
                return self._topics.get(interest.value, _NONE)
            case InterestKind.WORDS:
                return self._with_words(interest.value)

    def _with_words(self, words: str) -> frozenset[int]:
        """Those whose words or headline have all of these, as whole words."""
        if words in self._hits:
            return self._hits[words]
        if self._texts is None:
            candidates = (entry.candidate for entry in self._entries)
            self._texts = [f" {fold(f'{each.title} {each.text}')} " for each in candidates]
        wanted = [f" {word} " for word in words.split()]
        hits = frozenset(
            place for place, text in enumerate(self._texts) if all(word in text for word in wanted)
        )
        self._hits[words] = hits
        if len(self._hits) > _REMEMBERED:
            self._hits.popitem(last=False)
        return hits

    def _all_by_interest(
        self, after: int, follows: dict[int, list[Interest]], left_out: set[int]
    ) -> Iterator[int]:
        """Lazily: mostly a few of thousands are looked at."""
        new = (place for place, number in enumerate(self._numbers) if number > after)
        fit = (place for place in new if place not in left_out)
        if not follows:
            return fit
        first = self._by_interest(
            {place for place in follows if self._numbers[place] > after} - left_out, follows
        )
        dated = [place for place in first if self._entries[place].candidate.day is not None]
        undated = [place for place in first if self._entries[place].candidate.day is None]
        return self._interleaved(dated, undated, fit, follows)

    def _interleaved(
        self,
        dated: list[int],
        undated: list[int],
        fit: Iterator[int],
        follows: dict[int, list[Interest]],
    ) -> Iterator[int]:
        yield from dated
        for place in fit:
            if undated and self._entries[place].candidate.day is None:
                yield from undated
                undated = []
            if place not in follows:
                yield place
        yield from undated

    def _by_interest(self, places: set[int], follows: dict[int, list[Interest]]) -> list[int]:
        entries = self._entries
        return sorted(
            places,
            key=lambda place: (entries[place].candidate.day is None, place not in follows, place),
        )

    def _within(self, budget: Budget, order: Iterable[int]) -> list[int]:
        """The first that fit; the very first may take more room than the rest would have."""
        chosen: list[int] = []
        told: set[str] = set()
        heard: Counter[str] = Counter()
        room = budget.room
        for place in order:
            candidate, stories, _, units = self._entries[place]
            fits = units <= room or (not chosen and units <= LONGEST)
            few = all(heard[speaker] < MOST_OF_A_SPEAKER for speaker in candidate.speakers)
            if fits and few and told.isdisjoint(stories):
                chosen.append(place)
                told |= stories
                heard.update(candidate.speakers)
                room -= units
            if len(chosen) == budget.stories:
                break
        return chosen

    def _pick(self, place: int, follows: dict[int, list[Interest]]) -> Pick:
        entry = self._entries[place]
        return Pick(
            candidate=entry.candidate,
            publishers=entry.publishers,
            follows=tuple(follows.get(place, ())),
        )


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
