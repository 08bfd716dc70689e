"""What the outbox holds and how the day went, for operators; and until when nothing is sent."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Final

import sqlalchemy as sa

from briefs.model import DeliveryStatus, Parking, Queue, Traffic
from briefs.store import counters
from briefs.store.schema import outbox

_PARKED_UNTIL: Final = "deliveries parked until, ms"
_RATE: Final = "deliveries a second, thousandths"

_WAITING: Final = (DeliveryStatus.QUEUED, DeliveryStatus.CLAIMED)
_ENDED: Final = (DeliveryStatus.SENT, DeliveryStatus.FAILED, DeliveryStatus.UNKNOWN)

#: What ended within a day fell due not longer ago than this, or was late indeed.
_LATEST: Final = dt.timedelta(days=1)


def get_queue(connection: sa.Connection) -> Queue:
    """What waits, and for how long."""
    query = sa.select(sa.func.count(), sa.func.min(outbox.c.due))
    waiting, oldest = connection.execute(query.where(outbox.c.status.in_(_WAITING))).one()
    return Queue(waiting=waiting, oldest=oldest)


def get_traffic(connection: sa.Connection, *, since: dt.datetime) -> Traffic:
    """What waits now, and what ended since then."""
    ended = _count_ended(connection, since)
    under_way = sa.select(sa.func.count()).where(outbox.c.status == DeliveryStatus.SENDING)
    return Traffic(
        queue=get_queue(connection),
        sending=connection.execute(under_way).scalar_one(),
        sent=sum(ended[DeliveryStatus.SENT].values()),
        failed=dict(ended[DeliveryStatus.FAILED].most_common()),
        unknown=dict(ended[DeliveryStatus.UNKNOWN].most_common()),
        parking=find_parking(connection),
    )


def find_next(connection: sa.Connection, *, now: dt.datetime) -> dt.datetime | None:
    """When the next of those that were told to wait may go out."""
    query = sa.select(sa.func.min(outbox.c.not_before)).where(
        outbox.c.status == DeliveryStatus.QUEUED, outbox.c.not_before > now
    )
    found: dt.datetime | None = connection.execute(query).scalar_one()
    return found


def find_parking(connection: sa.Connection) -> Parking | None:
    """What was written last; None: nothing yet."""
    until = counters.get_count(connection, _PARKED_UNTIL)
    if not until:
        return None
    rate = counters.get_count(connection, _RATE)
    return Parking(until=dt.datetime.fromtimestamp(until / 1000, dt.UTC), rate=rate / 1000)


def put_parking(connection: sa.Connection, parking: Parking) -> None:
    """Let the next process know it."""
    until = parking.until.timestamp() * 1000
    counters.put_count(connection, _PARKED_UNTIL, round(until))
    counters.put_count(connection, _RATE, round(parking.rate * 1000))


def _count_ended(
    connection: sa.Connection, since: dt.datetime
) -> dict[DeliveryStatus, Counter[str]]:
    query = (
        sa.select(outbox.c.status, outbox.c.failure, sa.func.count())
        .where(
            outbox.c.status.in_(_ENDED),
            outbox.c.due >= since - _LATEST,
            outbox.c.updated_at >= since,
        )
        .group_by(outbox.c.status, outbox.c.failure)
        .order_by(outbox.c.failure)
    )
    ended = {status: Counter[str]() for status in _ENDED}
    for status, failure, count in connection.execute(query):
        ended[DeliveryStatus(status)][failure or ""] += count
    return ended
