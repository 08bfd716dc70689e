"""How many quotations a topic lists of each day, whoever said them."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from briefs.store.schema import days


def count_days(connection: sa.Connection, topic_id: str) -> dict[dt.date | None, int]:
    """The quotations on a topic by the day of their article; None: those without a day."""
    found = connection.execute(_DAYS, {"on": topic_id}).all()
    return {dt.date.fromordinal(-age) if age else None: count for age, count in found}


def count_ages(connection: sa.Connection, topic_id: str, *, newest: int, oldest: int) -> int:
    """How many are of these ages, both included; see `listings`."""
    asked = {"on": topic_id, "newest": newest, "oldest": oldest}
    return connection.execute(_COUNT, asked).scalar() or 0


_OF_TOPIC = days.c.topic_id == sa.bindparam("on")

_DAYS = sa.select(days.c.age, days.c.count).where(_OF_TOPIC, days.c.count > 0).order_by(days.c.age)

_COUNT = sa.select(sa.func.sum(days.c.count)).where(
    _OF_TOPIC, days.c.age.between(sa.bindparam("newest"), sa.bindparam("oldest"))
)
