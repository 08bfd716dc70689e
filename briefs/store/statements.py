"""Where the words of a quotation are printed besides: the other articles of its statement.

A sentence of an agency's may stand in ten thousand articles, so nothing here reads all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import sqlalchemy as sa

from briefs.model import Card, Place, Printing, Printings
from briefs.store.articles import publication_date, spans
from briefs.store.prepared import PreparedQuery
from briefs.store.schema import articles, quotations
from briefs.store.wordings import find_variants

#: Of so many of a statement's articles a card knows where they were published.
MOST_PLACES = 20

#: Cards asked about in one query.
_TOGETHER = 20

#: So many of them can be leafed through, and so many are on a page.
MOST_PRINTINGS = 1_000
PAGE = 6


def with_places(
    connection: sa.Connection, cards: Sequence[Card], rows: Sequence[Any]
) -> tuple[Card, ...]:
    """The cards, each with where else its words are printed: one query for a page of them.

    Takes the row of each card: to whom it belongs is known already.
    """
    return tuple(
        card
        for start in range(0, len(cards), _TOGETHER)
        for card in _with_places(
            connection, cards[start : start + _TOGETHER], rows[start : start + _TOGETHER]
        )
    )


def _with_places(
    connection: sa.Connection, cards: Sequence[Card], rows: Sequence[Any]
) -> Iterator[Card]:
    asked: dict[str, Any] = {}
    for number, row in enumerate(rows):
        asked |= {f"n{number}": row.number, f"key{number}": row.statement_key}
        asked[f"of{number}"] = row.statement
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for place in _places(len(cards)).run(connection, asked):
        found[place.card].append(place)
    for number, card in enumerate(cards):
        yield _placed(card, found[number]) if number in found else card


def _placed(card: Card, rows: Sequence[Any]) -> Card:
    is_widespread = len(rows) > MOST_PLACES
    return replace(card, elsewhere=_as_places(rows)[:MOST_PLACES], is_widespread=is_widespread)


def find_printings(connection: sa.Connection, card: Card, *, offset: int) -> Printings:
    """A page of the articles that print the card's words; behind the last one, the last page."""
    total = connection.execute(_COUNT, {"id": card.id}).scalar() or 0
    last = max(0, (min(total, MOST_PRINTINGS) - 1) // PAGE * PAGE)
    start = offset if offset < total else last
    rows = connection.execute(_PRINTINGS, {"id": card.id, "offset": start})
    return Printings(
        card=card,
        printings=tuple(_as_printing(card, row) for row in rows),
        offset=start,
        total=min(total, MOST_PRINTINGS),
        is_cut=total > MOST_PRINTINGS,
    )


def _as_places(rows: Iterable[Any]) -> tuple[Place, ...]:
    """The earliest first, undated ones last."""
    ordered = sorted(rows, key=lambda row: (row.day is None, row.day, row.number))
    return tuple(
        Place(publisher=row.publisher, published=publication_date(row.day, row.basis))
        for row in ordered
    )


def _as_printing(card: Card, row: Any) -> Printing:
    return Printing(
        id=row.id,
        variants=find_variants(card.pieces, [content.text for content in spans(row.contents)]),
        title=row.title,
        publisher=row.publisher,
        published=publication_date(row.day, row.basis),
        article_key=row.article_key,
    )


_shown = quotations.alias("shown")
#: The index begins with the key; the statement parts the same words by other speakers.
_SAME = (
    quotations.c.statement_key == _shown.c.statement_key,
    quotations.c.statement == _shown.c.statement,
)


@cache
def _places(size: int) -> PreparedQuery:
    """For each of so many cards a few of the other articles; every part stops by itself."""
    parts = [_few(number) for number in range(size)]
    few = sa.union_all(*(sa.select(part) for part in parts)).subquery()
    columns = (few.c.card, few.c.number, articles.c.publisher, articles.c.day, articles.c.basis)
    return PreparedQuery(sa.select(*columns).join(articles, articles.c.key == few.c.article_key))


def _few(number: int) -> sa.Subquery:
    """The row itself is told apart by its number, which the index has: most have no others."""
    return (
        sa.select(
            sa.literal_column(str(number)).label("card"),
            quotations.c.number,
            quotations.c.article_key,
        )
        .where(
            quotations.c.statement_key == sa.bindparam(f"key{number}"),
            quotations.c.number != sa.bindparam(f"n{number}"),
            quotations.c.statement == sa.bindparam(f"of{number}"),
        )
        .limit(sa.literal_column(str(MOST_PLACES + 1)))
        .subquery()
    )


def _numbers() -> sa.Subquery:
    return (
        sa.select(quotations.c.number)
        .join(_shown, sa.and_(*_SAME))
        .where(_shown.c.id == sa.bindparam("id"))
        .limit(MOST_PRINTINGS + 1)
        .subquery()
    )


def _printings() -> sa.Select[Any]:
    numbers = _numbers()
    page = (
        sa.select(numbers.c.number)
        .order_by(numbers.c.number)
        .offset(sa.bindparam("offset"))
        .limit(PAGE)
        .subquery()
    )
    columns = (articles.c.title, articles.c.publisher, articles.c.day, articles.c.basis)
    said = (quotations.c.id, quotations.c.contents, quotations.c.article_key)
    return (
        sa.select(*said, *columns)
        .join(page, page.c.number == quotations.c.number)
        .join(articles, articles.c.key == quotations.c.article_key)
        .order_by(quotations.c.number)
    )


_PRINTINGS = _printings()
_COUNT = sa.select(sa.func.count()).select_from(_numbers())
