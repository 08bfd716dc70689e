"""How many quotations a topic lists of each day, whoever said them.

A day is kept as its age (`listings.age`): minus its ordinal, so that the newest comes first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from briefs.model import Period
from briefs.store.prepared import PreparedQuery
from briefs.store.schema import days

#: The age of what nobody knows the day of, as `listings` keeps it.
UNDATED = (0, 0)


def ages_of(period: Period | None) -> tuple[int, int]:
    """The newest and the oldest of a period; without one, all and those without a day."""
    if period is None:
        return -dt.date.max.toordinal(), 0
    newest, oldest = period.until or dt.date.max, period.since or dt.date.min
    return -newest.toordinal(), -oldest.toordinal()


def count_days(
    connection: sa.Connection, topic_id: str, period: Period, *, most: int
) -> dict[dt.date, int]:
    """The quotations on a topic by the day of their article: of the newest days, at most so many.

    A large topic has thousands of days.
    """
    newest, oldest = ages_of(period)
    asked = {"on": topic_id, "newest": newest, "oldest": oldest, "most": most}
    return {dt.date.fromordinal(-row.age): row.count for row in _DAYS.run(connection, asked)}


def count_periods(
    connection: sa.Connection, topic_id: str, periods: Sequence[Period]
) -> tuple[int, ...]:
    """How many quotations on a topic are of each of these, in one query."""
    asked: dict[str, Any] = {"on": topic_id}
    for turn, period in enumerate(periods):
        asked[f"newest{turn}"], asked[f"oldest{turn}"] = ages_of(period)
    (row,) = _each(len(periods)).run(connection, asked)
    return tuple(row)


def count_ages(connection: sa.Connection, topic_id: str, *, newest: int, oldest: int) -> int:
    """How many are of these ages, both included; see `listings`."""
    asked = {"on": topic_id, "newest0": newest, "oldest0": oldest}
    (row,) = _each(1).run(connection, asked)
    return int(row[0])


_OF_TOPIC = days.c.topic_id == sa.bindparam("on")

_DAYS = PreparedQuery(
    sa.select(days.c.age, days.c.count.label("count"))
    .where(
        _OF_TOPIC,
        days.c.age.between(sa.bindparam("newest"), sa.bindparam("oldest")),
        days.c.count > 0,
    )
    .order_by(days.c.age)
    .limit(sa.bindparam("most"))
)


@cache
def _each(periods: int) -> PreparedQuery:
    """A sum for each of so many stretches of days; the engine adds, rows stay where they are."""
    sums = []
    for turn in range(periods):
        within = days.c.age.between(sa.bindparam(f"newest{turn}"), sa.bindparam(f"oldest{turn}"))
        total = sa.func.coalesce(sa.func.sum(days.c.count), 0)
        part = sa.select(total).where(_OF_TOPIC, within).scalar_subquery()
        sums.append(part.label(f"sum{turn}"))
    return PreparedQuery(sa.select(*sums))
