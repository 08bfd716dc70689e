"""Where words are printed, in words: publishers, dates, spellings and links."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup

from bot.messages.wording import clean, count, isolate, write_place, write_published
from briefs.model import Card, Place, Printing

#: Further articles that are named with publisher and date; the rest is counted.
NAMED: Final = 3

_URL: Final = re.compile(r"https?://[^\s/]+\S*")


def write_elsewhere(card: Card) -> str:
    """As in: +2 publishers. What the same publisher printed again, or nobody's, are articles."""
    publishers = {one.publisher for one in card.elsewhere} - {card.publisher, None}
    further = len(publishers), "publisher"
    if not publishers:
        further = len(card.elsewhere), "article"
    more = " and more" if card.is_widespread else ""
    return f"+{count(*further)}{more}" if card.elsewhere else ""


def write_sources(card: Card) -> str:
    """As in: Reuters, 3 Mar 2021 · AP, 4 Mar 2021 · +2 more. The card's own is the first."""
    own = f"{write_place(card)}, {write_published(card.published)}"
    named = [_write(one) for one in card.elsewhere[:NAMED]]
    left = len(card.elsewhere) - len(named)
    more = ["and many more"] if card.is_widespread else [f"+{left} more"] if left else []
    return " · ".join([own, *named, *more])


def _write(place: Place) -> str:
    publisher = clean(place.publisher, 60) if place.publisher else "no publisher named"
    return f"{publisher}, {write_published(place.published)}"


def write_variants(printing: Printing) -> str:
    """As in: “revitalize”, “center”; of many the first few."""
    shown = [f"“{clean(word, 40)}”" for word in printing.variants[:5]]
    more = "…" if len(printing.variants) > len(shown) else ""
    return ", ".join(shown) + more


def is_url(key: str) -> bool:
    """Whether an article's key is an address that can be opened."""
    return _URL.fullmatch(key) is not None


def write_title(title: str, key: str) -> str:
    """The title of an article in quote marks, and a link where its key is one."""
    shown = f"“{clean(title, 200)}”" if title else "untitled article"
    if not is_url(key):
        return shown
    return Markup('<a href="{}">{}</a>').format(key, isolate(shown))
