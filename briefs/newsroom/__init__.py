"""The use cases the bot may call, one transaction each; `open_newsroom` wires the package.

Thin by design: what a reader meant is briefing's to decide, what is stored the store's to know.
Every method is synchronous and may be called from several threads; those that write, from one.

aliases     names that stand for one person, as administrators decide
answers     who said what, for whoever asks
nearby      what lies next to an answer
comparisons two people side by side
lists       stretches of cards to choose from
loads       articles from a folder to the store
mailbox     updates between arrival and handling
timelines   a topic in the course of time
deliveries  subscriptions, what fell due, what goes out
editions    digests as values; offers keeps what many are made from
interests   what a chat follows and has muted
privacy     what is kept of a chat
operations  the outbox as its operator sees it
"""

from __future__ import annotations

import datetime as dt

from briefs.briefing import PAGE, Pairing, WhichPair
from briefs.model import DateBasis, PublicationDate
from briefs.newsroom.aliases import Aliases
from briefs.newsroom.answers import Answers
from briefs.newsroom.comparisons import Comparisons
from briefs.newsroom.deliveries import Deliveries
from briefs.newsroom.editions import Editions
from briefs.newsroom.interests import MOST_INTERESTS, Interests
from briefs.newsroom.lists import Lists
from briefs.newsroom.loads import Loads
from briefs.newsroom.mailbox import Mailbox
from briefs.newsroom.operations import Operations
from briefs.newsroom.privacy import Privacy
from briefs.newsroom.timelines import Stretch, Timeline, Timelines
from briefs.store.backup import restore
from briefs.store.claims import LEASE
from briefs.store.engine import Listener, Sole, open_store
from briefs.store.statements import PAGE as PRINTINGS_PAGE
from briefs.workers import Fault, spread

__all__ = [
    "LEASE",
    "MOST_INTERESTS",
    "PAGE",
    "PRINTINGS_PAGE",
    "Fault",
    "Listener",
    "Newsroom",
    "Pairing",
    "Sole",
    "Stretch",
    "Timeline",
    "WhichPair",
    "annotate",
    "open_newsroom",
    "restore",
    "spread",
]


def open_newsroom(database_url: str) -> Newsroom:
    """The newsroom over the database at the URL, created or brought up to date first.

    Raises StoreError with a sentence that says what to do.
    """
    return Newsroom(open_store(database_url))


def annotate(
    text: str,
    *,
    id: str,  # noqa: A002 - the key's name in the format
    title: str | None = None,
    publisher: str | None = None,
    day: dt.date | None = None,
) -> dict[str, object]:
    """The quotations of one article as `nato-briefs extract` prints them; no store is involved.

    What is given overrides what the text says of itself; a given day counts as stated.
    """
    from briefs.extraction import (  # noqa: PLC0415 - spares the bot, which never reads, its rules
        as_annotation,
        extract_article,
    )

    published = PublicationDate(day=day, basis=DateBasis.STATED) if day else None
    article = extract_article(text, key=id, title=title, publisher=publisher, published=published)
    return as_annotation(article, id)


class Newsroom(
    Aliases,
    Answers,
    Comparisons,
    Lists,
    Timelines,
    Loads,
    Mailbox,
    Deliveries,
    Editions,
    Operations,
    Interests,
    Privacy,
):
    """Who said what, for whoever asks; what was subscribed, and what has to go out."""
