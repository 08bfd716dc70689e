"""What digests are made from, kept as long as it is of use to the next reader.

Thousands are due in one minute, and all that could be told them is the same. What is kept is
bounded, and known by how often something was loaded: after a load it is read anew.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Any, TypeVar

from briefs.digest import Offer
from briefs.model import Card
from briefs.store import material
from briefs.store.editions import Window
from briefs.store.engine import Connection

T = TypeVar("T")

#: Candidates in all offers that are kept: some thirty megabytes.
_CANDIDATES = 20_000

#: Cards that are kept: the choices of thousands of readers overlap.
_CARDS = 4_000

#: Counts that are kept: one for each window.
_COUNTS = 200

#: Windows are widened to one of these, so that readers who had their last edition at different
#: times share an offer.
_WIDTHS = (300, 1_000, material.LOOKED_AT)


class Offers:
    """Offers, counts and cards. Used by several threads; each is made by one of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._offers: OrderedDict[Hashable, Offer] = OrderedDict()
        self._counts: OrderedDict[Hashable, tuple[int, dt.date | None]] = OrderedDict()
        self._cards: OrderedDict[str, Card] = OrderedDict()
        self._loads = -1  # how many the cards know of

    def of_news(self, connection: Connection, window: Window) -> tuple[Offer, int]:
        """What is new in a window, and maybe older: new is what comes after the number given."""
        to = window.to_quotation
        wanted = to - window.after_quotation
        width = next((width for width in _WIDTHS if wanted <= width), _WIDTHS[-1])
        after = max(0, to - width)
        key = ("news", to, width, window.loads)

        def make() -> Offer:
            return Offer(material.find_candidates(connection, after=after, to=to))

        return self._offer(key, make), max(after, window.after_quotation)

    def of_archive(self, connection: Connection, window: Window) -> Offer:
        """What an empty day may look back at."""
        to = window.to_quotation
        key = ("archive", to, window.loads)
        return self._offer(key, lambda: Offer(material.find_archived(connection, to=to)))

    def count_articles(self, connection: Connection, window: Window) -> tuple[int, dt.date | None]:
        """How many a window has, and their newest date."""
        key = (window.after_article, window.to_article, window.loads)
        with self._lock:
            if key not in self._counts:
                self._counts[key] = material.count_articles(
                    connection, after=window.after_article, to=window.to_article
                )
                _bound(self._counts, _COUNTS)
            return self._counts[key]

    def find_cards(
        self, connection: Connection, ids: Collection[str], loads: int
    ) -> Mapping[str, Card]:
        """The cards of quotations, by id."""
        with self._lock:
            if self._loads != loads:
                self._cards.clear()
                self._loads = loads
            kept = {each: self._cards[each] for each in ids if each in self._cards}
        missing = [each for each in ids if each not in kept]
        if not missing:
            return kept
        found = material.find_cards(connection, missing)
        with self._lock:
            if self._loads == loads:
                self._cards.update(found)
                _bound(self._cards, _CARDS)
        return {**kept, **found}

    def _offer(self, key: Hashable, make: Callable[[], Offer]) -> Offer:
        with self._lock:
            if key not in self._offers:
                self._offers[key] = make()
            self._offers.move_to_end(key)
            while len(self._offers) > 1 and sum(map(len, self._offers.values())) > _CANDIDATES:
                self._offers.popitem(last=False)
            return self._offers[key]


def _bound(kept: OrderedDict[Any, Any], most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
