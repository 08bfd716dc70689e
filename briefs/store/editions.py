"""One digest of one destination, before anything is chosen for it: for when, from what, how much.

*New* is what was first loaded after the last edition that was certainly sent. The last quotation
and article an edition looked at are kept with its row (`outbox.last_quotation`), so an edition
whose outcome is unknown moves nothing: the next one offers its items again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from briefs.errors import NotFoundError
from briefs.model import DeliveryStatus, Destination, DigestLength
from briefs.store.counters import LOADS, get_count
from briefs.store.prepared import PreparedQuery
from briefs.store.schema import articles, counters, outbox, outbox_items, quotations, subscriptions


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """What was loaded after the last edition and up to this one, by number."""

    after_quotation: int
    to_quotation: int
    after_article: int
    to_article: int
    loads: int  #: how often something was loaded by now: it may have changed what is in it


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One digest of one destination, before anything is chosen for it."""

    destination: Destination
    local_date: dt.date
    number: int
    covers: tuple[dt.date, ...]
    window: Window
    length: DigestLength = DigestLength.BRIEF
    delivery: int | None = None  #: its row; None: it has none
    hours: int = 1
    tells_empty: bool = True
    only_followed: bool = False


def get_edition(connection: sa.Connection, delivery_id: int) -> Edition:
    """That of a claimed delivery. Raises NotFoundError."""
    rows = _edition(before=False).run(connection, {"id": delivery_id})
    if not rows:
        raise NotFoundError("delivery", str(delivery_id))
    return _as_edition(connection, rows[0])


def find_sent(
    connection: sa.Connection, destination: Destination, local_date: dt.date
) -> tuple[Edition, list[str]] | None:
    """The last edition of a date that was certainly sent, as it was then, and what it carried."""
    asked = {**_key(destination), "day": local_date}
    found = connection.execute(_SENT_ON, asked).scalar()
    if found is None:
        return None
    return _as_told(connection, found)


def get_told(
    connection: sa.Connection, destination: Destination, delivery_id: int
) -> tuple[Edition, list[str]]:
    """An edition that this destination was sent, or may have been, and what it carried.

    Raises NotFoundError when it was another's, or is forgotten.
    """
    edition, carried = _as_told(connection, delivery_id) or (None, [])
    if edition is None or edition.destination != destination or not carried:
        raise NotFoundError("delivery", str(delivery_id))
    return edition, carried


def _as_told(connection: sa.Connection, delivery_id: int) -> tuple[Edition, list[str]] | None:
    rows = _edition(before=True).run(connection, {"id": delivery_id})
    if not rows:
        return None
    carried = sa.select(outbox_items.c.quotation_id).where(outbox_items.c.outbox_id == delivery_id)
    return _as_edition(connection, rows[0]), [*connection.execute(carried).scalars()]


def has_told(connection: sa.Connection, destination: Destination, local_date: dt.date) -> bool:
    """Whether an edition of this date carried a quotation there, or may have."""
    asked = {**_key(destination), "day": local_date}
    return connection.execute(_TOLD, asked).first() is not None


def next_edition(
    connection: sa.Connection, destination: Destination, local_date: dt.date, number: int = 1
) -> Edition:
    """One of this date as it would be if it went out now."""
    wishes = sa.select(*_WISHES).where(
        subscriptions.c.chat_id == destination.chat_id,
        subscriptions.c.thread_id == destination.thread_id,
    )
    row = connection.execute(wishes).one_or_none()
    after = connection.execute(_LAST_SENT, _key(destination)).one()
    horizon = find_horizon(connection)
    window = Window(
        after_quotation=after[0],
        to_quotation=horizon["last_quotation"],
        after_article=after[1],
        to_article=horizon["last_article"],
        loads=get_count(connection, LOADS),
    )
    return Edition(
        destination=destination,
        local_date=local_date,
        number=number,
        covers=(),
        window=window,
        **_wishes(row),
    )


def find_horizon(connection: sa.Connection) -> dict[str, int]:
    """The last quotation and article there are, as columns of the outbox."""
    (row,) = _HORIZON.run(connection, {})
    return {"last_quotation": row.last_quotation, "last_article": row.last_article}


#: What a reader wishes for, as far as composing needs to know.
_WISHES = tuple(
    subscriptions.c[name] for name in ("hours", "length", "tells_empty", "only_followed")
)

# Putting a statement together takes longer than the engine needs for it: these are kept.


@cache
def _edition(*, before: bool) -> PreparedQuery:
    """A row of the outbox, with where the editions that were sent stopped looking.

    Of one that was sent itself, those `before` it.
    """
    sent = outbox.alias("other")
    same = [
        sent.c.chat_id == outbox.c.chat_id,
        sent.c.thread_id == outbox.c.thread_id,
        sent.c.status == DeliveryStatus.SENT,
        sent.c.id != outbox.c.id,
        *(
            [sent.c.last_quotation <= outbox.c.last_quotation, sent.c.due < outbox.c.due]
            if before
            else []
        ),
    ]
    covered = outbox.alias("covered")
    return PreparedQuery(
        sa.select(
            *(
                outbox.c[name]
                for name in (
                    *("id", "chat_id", "thread_id", "local_date", "edition"),
                    *("last_quotation", "last_article"),
                )
            ),
            *_WISHES,
            _largest(sent.c.last_quotation, *same).label("after_quotation"),
            _largest(sent.c.last_article, *same).label("after_article"),
            _LOADS.label("loads"),
            sa.exists().where(covered.c.merged_into == outbox.c.id).label("covers"),
        )
        .outerjoin(
            subscriptions,
            sa.and_(
                subscriptions.c.chat_id == outbox.c.chat_id,
                subscriptions.c.thread_id == outbox.c.thread_id,
            ),
        )
        .where(outbox.c.id == sa.bindparam("id"))
    )


def _largest(column: sa.ColumnElement[int], *where: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
    return sa.select(sa.func.coalesce(sa.func.max(column), 0)).where(*where).scalar_subquery()


_HORIZON = PreparedQuery(
    sa.select(
        _largest(quotations.c.number).label("last_quotation"),
        _largest(articles.c.number).label("last_article"),
    )
)

_LOADS = sa.func.coalesce(
    sa.select(counters.c.value).where(counters.c.name == LOADS).scalar_subquery(),
    0,
)

_OF_DESTINATION = (
    outbox.c.chat_id == sa.bindparam("chat"),
    outbox.c.thread_id == sa.bindparam("thread"),
    outbox.c.status == DeliveryStatus.SENT,
)

_LAST_SENT = sa.select(
    sa.func.coalesce(sa.func.max(outbox.c.last_quotation), 0),
    sa.func.coalesce(sa.func.max(outbox.c.last_article), 0),
).where(*_OF_DESTINATION)

_SENT_ON = (
    sa.select(outbox.c.id)
    .where(*_OF_DESTINATION, outbox.c.local_date == sa.bindparam("day"))
    .order_by(outbox.c.due.desc(), outbox.c.edition.desc())
    .limit(1)
)

_TOLD = (
    sa.select(outbox_items.c.quotation_id)
    .join(outbox, outbox.c.id == outbox_items.c.outbox_id)
    .where(
        outbox.c.chat_id == sa.bindparam("chat"),
        outbox.c.thread_id == sa.bindparam("thread"),
        outbox.c.local_date == sa.bindparam("day"),
        outbox.c.status.in_((DeliveryStatus.SENDING, DeliveryStatus.SENT, DeliveryStatus.UNKNOWN)),
    )
    .limit(1)
)

_COVERED = (
    sa.select(outbox.c.local_date)
    .distinct()
    .where(outbox.c.merged_into == sa.bindparam("id"), outbox.c.local_date < sa.bindparam("day"))
    .order_by(outbox.c.local_date)
)


def _key(destination: Destination) -> dict[str, int]:
    return {"chat": destination.chat_id, "thread": destination.thread_id}


def _as_edition(connection: sa.Connection, row: Any) -> Edition:
    covers: tuple[dt.date, ...] = ()
    if row.covers:
        asked = {"id": row.id, "day": row.local_date}
        covers = tuple(connection.execute(_COVERED, asked).scalars())
    horizon = {"last_quotation": row.last_quotation, "last_article": row.last_article}
    if None in horizon.values():
        horizon = find_horizon(connection)
    return Edition(
        destination=Destination(chat_id=row.chat_id, thread_id=row.thread_id),
        local_date=row.local_date,
        number=row.edition,
        covers=covers,
        delivery=row.id,
        window=Window(
            after_quotation=row.after_quotation,
            to_quotation=horizon["last_quotation"],
            after_article=row.after_article,
            to_article=horizon["last_article"],
            loads=row.loads,
        ),
        **_wishes(row),
    )


def _wishes(row: sa.Row[Any] | None) -> dict[str, Any]:
    """Of whoever has no subscription, none."""
    if row is None or row.hours is None:
        return {}
    return {
        "length": DigestLength(row.length),
        "hours": row.hours.count(",") + 1,
        "tells_empty": row.tells_empty,
        "only_followed": row.only_followed,
    }
