"""What digests are made from: quotations that nobody had printed before, and a few of the archive.

It is the same for all readers. Nothing here chooses: that is digest's, with what each reader has
seen (store/seen.py) and wants.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa

from briefs.model import Candidate, Card, QuotationKind
from briefs.store.articles import spans
from briefs.store.cards import cards_of, select_cards
from briefs.store.reading import SHOWN_KINDS
from briefs.store.schema import articles, listings, quotations
from briefs.store.standing import find_leads, ids_of

#: Of quotations loaded since the last edition, at most so many of the last are looked at: whoever
#: comes new to a million, or comes back after years, is shown the newest all the same.
LOOKED_AT = 5_000

#: Of the archive an empty day looks at so many, the newest: what a reader of it was sent by then,
#: or does not want, leaves a few.
_ARCHIVED = 300

#: Of so many articles the dates are looked at; a day brings fewer.
_DATED = 2_000


def find_candidates(connection: sa.Connection, *, after: int, to: int) -> tuple[Candidate, ...]:
    """Attributed quotations whose words nobody had printed up to `after`; in no order."""
    asked = {"after": after, "to": to}
    return _as_candidates(connection, _NEW, _NEW_SIBLINGS, asked)


def find_archived(connection: sa.Connection, *, to: int) -> tuple[Candidate, ...]:
    """The newest dated ones; in no order."""
    asked = {"to": to, "limit": _ARCHIVED}
    return _as_candidates(connection, _OF_ARCHIVE, _ARCHIVED_SIBLINGS, asked)


def count_articles(connection: sa.Connection, *, after: int, to: int) -> tuple[int, dt.date | None]:
    """The articles with these numbers: how many, and the newest date among them.

    To look at every article of a large store would take seconds, as their rows are long. For whom
    everything is new the date is that of the newest quotation; of very many it is the newest of the
    last ones.
    """
    asked = {"after": after, "to": to, "late": max(after, to - _DATED)}
    count = connection.execute(_COUNT_LATER if after else _COUNT_ALL, asked).scalar_one()
    if after or count <= _DATED:
        return count, connection.execute(_NEWEST_DAY, asked).scalar()
    age = connection.execute(_LEAST_AGE).scalar()
    return count, dt.date.fromordinal(-age) if age else None


def find_cards(connection: sa.Connection, ids: Collection[str]) -> Mapping[str, Card]:
    """The cards of quotations that stand, by id."""
    return {card.id: card for card in cards_of(connection, _these(len(ids)).params(_of(ids)))}


# Putting a statement together takes longer than the engine needs for it: these are kept.


_COUNT_LATER = sa.select(sa.func.count(articles.c.number)).where(
    articles.c.number > sa.bindparam("after"), articles.c.number <= sa.bindparam("to")
)

#: An index has them all; what was loaded since is few.
_COUNT_ALL = sa.select(
    sa.select(sa.func.count()).select_from(articles).scalar_subquery()
    - sa.select(sa.func.count(articles.c.number))
    .where(articles.c.number > sa.bindparam("to"))
    .scalar_subquery()
)

_NEWEST_DAY = sa.select(sa.func.max(articles.c.day)).where(
    articles.c.number > sa.bindparam("late"), articles.c.number <= sa.bindparam("to")
)

_LEAST_AGE = sa.select(sa.func.min(listings.c.age)).where(
    listings.c.speaker_id == "", listings.c.topic_id == ""
)

_first = quotations.alias("first")

#: What a candidate is made of.
_CANDIDATES = (
    sa.select(
        *(
            quotations.c[name]
            for name in (
                *("number", "id", "kind", "contents", "speakers", "filed_under"),
                *("statement", "statement_key", "article_key"),
            )
        ),
        articles.c.title,
        articles.c.publisher,
        articles.c.day,
        _first.c.number.label("first_number"),
    )
    .join(articles, articles.c.key == quotations.c.article_key)
    .join(_first, _first.c.id == quotations.c.statement)
    .where(
        quotations.c.attributed.is_(True),
        quotations.c.kind.in_([kind.value for kind in SHOWN_KINDS]),
    )
)

_NEW = _CANDIDATES.where(
    quotations.c.number > sa.bindparam("after"),
    quotations.c.number <= sa.bindparam("to"),
    _first.c.number > sa.bindparam("after"),
)

_NEWEST_LISTED = (
    sa.select(listings.c.quotation)
    .join(quotations, quotations.c.number == listings.c.quotation)
    .where(
        listings.c.speaker_id == "",
        listings.c.topic_id == "",
        listings.c.age < 0,
        quotations.c.attributed.is_(True),
        quotations.c.number <= sa.bindparam("to"),
    )
    .order_by(listings.c.age, listings.c.article_key, listings.c.position)
    .limit(sa.bindparam("limit"))
    .subquery()
)

_OF_ARCHIVE = _CANDIDATES.join(_NEWEST_LISTED, _NEWEST_LISTED.c.quotation == quotations.c.number)


def _siblings(some: sa.Select[Any]) -> sa.Select[Any]:
    """All quotations with the words of these, whoever said them, even withdrawn ones."""
    key = some.with_only_columns(quotations.c.statement_key).distinct().subquery()
    other = quotations.alias("sibling")
    return sa.select(other.c.id, other.c.statement_key, other.c.speakers).join(
        key, key.c.statement_key == other.c.statement_key
    )


_NEW_SIBLINGS = _siblings(_NEW)
_ARCHIVED_SIBLINGS = _siblings(_OF_ARCHIVE)


@cache
def _these(size: int) -> sa.Select[Any]:
    wanted: list[sa.BindParameter[str]] = [sa.bindparam(f"id{number}") for number in range(size)]
    return select_cards().where(quotations.c.id.in_(wanted))


def _of(ids: Iterable[str]) -> dict[str, str]:
    return {f"id{number}": each for number, each in enumerate(ids)}


def _as_candidates(
    connection: sa.Connection, rows: sa.Select[Any], siblings: sa.Select[Any], asked: dict[str, int]
) -> tuple[Candidate, ...]:
    """By whom the names stand for by now: that is decided at any time after they were loaded."""
    leads = find_leads(connection)
    said: defaultdict[tuple[str, frozenset[str]], list[str]] = defaultdict(list)
    for one in connection.execute(siblings, asked):
        said[one.statement_key, frozenset(ids_of(one.speakers, leads))].append(one.id)
    return tuple(
        _as_candidate(row, speakers, said[row.statement_key, frozenset(speakers)])
        for row in connection.execute(rows, asked)
        for speakers in [ids_of(row.speakers, leads)]
    )


def _as_candidate(row: sa.Row[Any], speakers: tuple[str, ...], said: Iterable[str]) -> Candidate:
    return Candidate(
        id=row.id,
        statement=row.statement,
        number=row.first_number,
        said=tuple(said),
        kind=QuotationKind(row.kind),
        text=" … ".join(content.text for content in spans(row.contents)),
        speakers=speakers,
        topics=frozenset(row.filed_under),
        article=row.article_key,
        title=row.title,
        publisher=row.publisher,
        day=row.day.toordinal() if row.day else None,
    )
