"""A store with articles in it, and what a reader would find there."""

from __future__ import annotations

import datetime as dt

from briefs.model import Article, Card, Subject
from briefs.store import articles, cards
from briefs.store.engine import Store
from briefs.store.identity import speaker_id
from tests.builders import NOW, a_reading

EVERYTHING = Subject()


def load(store: Store, *loaded: Article, now: dt.datetime = NOW) -> None:
    """Put articles into the store, each in its own transaction."""
    for article in loaded:
        with store.write() as connection:
            articles.replace_article(connection, a_reading(article), now=now)


def remove(store: Store, key: str) -> None:
    """Take an article out of the store."""
    with store.write() as connection:
        articles.remove_article(connection, key)


def shown(store: Store, subject: Subject = EVERYTHING) -> list[Card]:
    """All cards a subject lists, in order."""
    with store.read() as connection:
        return list(cards.find_cards(connection, subject, offset=0, limit=10_000))


def words(store: Store, subject: Subject = EVERYTHING) -> list[str]:
    """The words of those cards."""
    return [" ".join(card.pieces) for card in shown(store, subject)]


def count(store: Store, subject: Subject = EVERYTHING) -> int:
    """How many cards the store says a subject lists."""
    with store.read() as connection:
        return cards.count_cards(connection, subject)


def said_by(name: str) -> Subject:
    """The subject of one speaker."""
    return Subject(speaker_id=speaker_id(name))
