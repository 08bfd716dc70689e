"""Which quotations a digest carries: a decision over plain values.

Everything is given - what is new for the chat, what the archive could offer, the counts - and the
same values give the same digest in whatever order they come. What is new and what was sent before
is the store's knowledge (store/outbox.py); how it looks is the bot's (templates/digest.html).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from briefs.model import Candidate, Card, Digest, Material, QuotationKind, Story

#: A digest is finished in a minute: at most this many stories, each with one quotation.
MOST_CARDS = 5

#: The loudest voice of the day still leaves room for others.
MOST_OF_A_SPEAKER = 2

#: What reads well on a phone, in words; shorter and longer ones come after.
GOOD_LENGTH = range(8, 41)

#: Room for the words of all cards, in the UTF-16 units Telegram counts. The rest of its 4,096 is
#: for dates, headings and the closing lines.
ROOM = 2_800

_KINDS = (QuotationKind.DIRECT, QuotationKind.MIXED, QuotationKind.INDIRECT)


def compose_digest(material: Material) -> Digest:
    """The digest of one date.

    Only attributed quotations are considered. With nothing new to show, one dated quotation of
    the archive stands in, if there is one.
    """
    cards = _choose(_in_order(material.new))
    return Digest(
        local_date=material.local_date,
        covers=material.covers,
        stories=tuple(Story(card=card) for card in cards),
        archive=None if cards else _archived(material.archive),
        more=material.total - len(cards),
        articles=material.articles,
        newest=material.newest,
    )


def _in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate a statement, best first."""
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=_rank):
        if not candidate.card.speakers:
            continue
        known = best.get(candidate.statement, candidate)
        best[candidate.statement] = replace(known, articles=known.articles | candidate.articles)
    return sorted(best.values(), key=_rank)


def _rank(candidate: Candidate) -> tuple[bool, int, bool, int, int, str]:
    """Dated before undated, newest first; on one day good length, then number of articles, kind."""
    card = candidate.card
    return (
        card.published is None,
        -card.published.day.toordinal() if card.published else 0,
        _words(card) not in GOOD_LENGTH,
        -len(candidate.articles),
        _KINDS.index(card.kind),
        card.id,
    )


def _choose(candidates: Iterable[Candidate]) -> tuple[Card, ...]:
    """The first that fit: one of a story, few of a speaker, and never a cut one."""
    chosen: list[Card] = []
    told: set[str] = set()
    heard: Counter[str] = Counter()
    room = ROOM
    for candidate in candidates:
        card = candidate.card
        speakers = [speaker.id for speaker in card.speakers]
        if (
            told.isdisjoint(candidate.articles)
            and all(heard[speaker] < MOST_OF_A_SPEAKER for speaker in speakers)
            and _units(card) <= room
        ):
            chosen.append(card)
            told |= candidate.articles
            heard.update(speakers)
            room -= _units(card)
        if len(chosen) == MOST_CARDS:
            break
    return tuple(chosen)


def _archived(candidates: Iterable[Candidate]) -> Card | None:
    """The newest dated one that fits; an undated one would pass for news."""
    cards = (candidate.card for candidate in _in_order(candidates))
    return next((card for card in cards if card.published and _units(card) <= ROOM), None)


def _words(card: Card) -> int:
    return sum(len(piece.split()) for piece in card.pieces)


def _units(card: Card) -> int:
    """The length of a card's words as Telegram counts them."""
    names = [speaker.name for speaker in card.speakers]
    texts = [*card.pieces, *names, card.role or "", card.publisher or ""]
    return sum(len(text) + sum(character > "\uffff" for character in text) for text in texts)
