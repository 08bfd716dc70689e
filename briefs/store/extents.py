"""From which day to which the quotations of a subject are."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import sqlalchemy as sa

from briefs.model import Period, Subject
from briefs.store.cards import Hits
from briefs.store.engine import batches
from briefs.store.reading import topic_listed
from briefs.store.schema import articles, listings, quotations


def _end(age: sa.ColumnElement[int]) -> sa.ScalarSelect[int]:
    """Of what has a day; undated ones have the age 0."""
    return (
        sa.select(age)
        .where(
            listings.c.speaker_id == sa.bindparam("of"),
            listings.c.topic_id == sa.bindparam("on"),
            listings.c.age < 0,
        )
        .scalar_subquery()
    )


#: Asked for at once, SQLite would walk from the one end to the other.
_LISTED: Final = sa.select(_end(sa.func.min(listings.c.age)), _end(sa.func.max(listings.c.age)))
_NUMBERS: Final[sa.BindParameter[int]] = sa.bindparam("numbers", expanding=True)
_THESE: Final = (
    sa.select(sa.func.min(articles.c.day), sa.func.max(articles.c.day))
    .join(quotations, quotations.c.article_key == articles.c.key)
    .where(quotations.c.number.in_(_NUMBERS))
)


def find_extent(connection: sa.Connection, subject: Subject, hits: Hits | None) -> Period | None:
    """The first and the last day of what it lists at any time; None if none of it has a date.

    `hits` are what has the subject's words, if it names some.
    """
    if hits is not None:
        return _extent_of(connection, hits)
    topic = topic_listed(subject)
    newest, oldest = connection.execute(
        _LISTED, {"of": subject.speaker_id or "", "on": topic}
    ).one()
    if newest is None:
        return None
    return Period(since=dt.date.fromordinal(-oldest), until=dt.date.fromordinal(-newest))


def _extent_of(connection: sa.Connection, hits: Hits) -> Period | None:
    rows: list[Any] = [
        connection.execute(_THESE, {"numbers": numbers}).one()
        for numbers in batches(list(hits.numbers))
    ]
    days = [day for row in rows for day in row if day is not None]
    return Period(since=min(days), until=max(days)) if days else None
