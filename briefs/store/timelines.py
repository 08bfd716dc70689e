"""How many quotations a subject lists of each day."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from briefs.store.schema import listings


def count_days(connection: sa.Connection, topic_id: str) -> dict[dt.date | None, int]:
    """The quotations on a topic by the day of their article; None: those without a day."""
    found = connection.execute(_DAYS, {"on": topic_id})
    return {dt.date.fromordinal(-age) if age else None: count for age, count in found}


_DAYS = (
    sa.select(listings.c.age, sa.func.count())
    .where(listings.c.speaker_id == "", listings.c.topic_id == sa.bindparam("on"))
    .group_by(listings.c.age)
    .order_by(listings.c.age)
)
