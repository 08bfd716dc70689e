"""What readers asked for: one standing request a destination, and which of them may be due.

A tick reads only the rows whose `next_due` has come. It follows from the others, so a wrong one -
the zone rules changed, the clock jumped - costs one look at most: see `find_due` and `rearm`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from briefs.errors import InvalidQueryError
from briefs.model import (
    EVERY_DAY,
    Destination,
    DigestLength,
    Pause,
    Preferences,
    QuietHours,
    Subscription,
)
from briefs.schedule import next_slot
from briefs.store.engine import announce, upsert
from briefs.store.schema import subscriptions

#: Two slots are never this far apart, not even of whoever wants one weekday in a zone that skips
#: it: a later one is left over from a clock that was ahead.
_TOO_FAR = dt.timedelta(days=16)

#: A zone that this machine does not know is tried again after so long.
_PATIENCE = dt.timedelta(days=1)


def find_subscription(connection: sa.Connection, destination: Destination) -> Subscription | None:
    """The subscription of a destination, paused or not."""
    found = connection.execute(sa.select(subscriptions).where(_at(destination))).one_or_none()
    return None if found is None else _subscription(found)


def find_of_chat(connection: sa.Connection, chat_id: int) -> tuple[Subscription, ...]:
    """The subscriptions of a chat and of its forum topics."""
    query = sa.select(subscriptions).where(subscriptions.c.chat_id == chat_id)
    return tuple(map(_subscription, connection.execute(query.order_by(subscriptions.c.thread_id))))


def find_due(
    connection: sa.Connection, *, now: dt.datetime, limit: int
) -> tuple[Subscription, ...]:
    """Those in force that may have a slot up to `now`, longest due first."""
    due = subscriptions.c.next_due <= now
    astray = subscriptions.c.next_due > now + _TOO_FAR
    query = (
        sa.select(subscriptions)
        .where(subscriptions.c.pause.is_(None), due | astray)
        .order_by(subscriptions.c.next_due, subscriptions.c.chat_id, subscriptions.c.thread_id)
        .limit(limit)
    )
    return tuple(map(_subscription, connection.execute(query)))


def put(connection: sa.Connection, subscription: Subscription, *, now: dt.datetime) -> None:
    """Store a subscription in the place of the one there is. InvalidQueryError: no such zone."""
    row = {
        "chat_id": subscription.destination.chat_id,
        "thread_id": subscription.destination.thread_id,
        **_columns(subscription.preferences),
        "pause": subscription.pause,
        "told": None,
        "since": subscription.since,
        "next_due": next_slot(subscription.preferences, subscription.since).due,
        "created_at": now,
    }
    upsert(connection, subscriptions, [row], lambda new: {name: new[name] for name in _CHANGING})
    announce(connection, "settings")


def settle(connection: sa.Connection, settled: Iterable[Subscription], *, now: dt.datetime) -> None:
    """Their slots up to `now` are dealt with."""
    rows = [
        {**_key(each.destination), "to": now, "next": _next_due(replace(each, since=now))}
        for each in settled
    ]
    if rows:
        connection.execute(
            sa.update(subscriptions)
            .where(_AT)
            .values(since=sa.bindparam("to"), next_due=sa.bindparam("next")),
            rows,
        )


def rearm(connection: sa.Connection) -> None:
    """Work every `next_due` out anew: the zone rules may have changed since the last start."""
    found = connection.execute(sa.select(subscriptions)).all()
    rows = [
        {**_key(each.destination), "next": due}
        for row in found
        for each in [_subscription(row)]
        if (due := _next_due(each)) != row.next_due
    ]
    if rows:
        connection.execute(
            sa.update(subscriptions).where(_AT).values(next_due=sa.bindparam("next")), rows
        )


def remove(connection: sa.Connection, destination: Destination) -> bool:
    """Whether there was one."""
    gone = connection.execute(sa.delete(subscriptions).where(_at(destination)))
    announce(connection, "settings")
    return gone.rowcount > 0


def pause(connection: sa.Connection, chat_id: int, reason: Pause) -> None:
    """Nothing more is sent to the chat; its settings stay. A reader's own pause stays theirs."""
    _pause(connection, subscriptions.c.chat_id == chat_id, reason)


def pause_at(connection: sa.Connection, destination: Destination, reason: Pause) -> None:
    """The same for one destination, which may be one topic of a forum."""
    _pause(connection, _at(destination), reason)


def _pause(connection: sa.Connection, here: sa.ColumnElement[bool], reason: Pause) -> None:
    connection.execute(sa.update(subscriptions).where(here, _NOT_BY_READER).values(pause=reason))
    announce(connection, "settings")


def refuse(connection: sa.Connection, destination: Destination, reason: str) -> bool:
    """The bot may not write there; whether nobody has been told of it yet."""
    here = sa.and_(_at(destination), _NOT_BY_READER)
    connection.execute(sa.update(subscriptions).where(here).values(pause=Pause.REFUSED))
    untold = sa.and_(_at(destination), subscriptions.c.told.is_(None))
    told = connection.execute(sa.update(subscriptions).where(untold).values(told=reason))
    announce(connection, "settings")
    return told.rowcount > 0


def migrate(connection: sa.Connection, old_id: int, new_id: int) -> None:
    """The chat has a new id. Where the new one has a subscription already, that one stands."""
    kept = sa.select(subscriptions.c.thread_id).where(subscriptions.c.chat_id == new_id)
    old = subscriptions.c.chat_id == old_id
    connection.execute(
        sa.delete(subscriptions).where(old, subscriptions.c.thread_id.in_(kept.scalar_subquery()))
    )
    connection.execute(sa.update(subscriptions).where(old).values(chat_id=new_id))
    announce(connection, "settings")


def as_quiet_hours(text: str | None) -> QuietHours | None:
    """The hours of a row."""
    if text is None:
        return None
    start, end = map(dt.time.fromisoformat, text.split("-"))
    return QuietHours(start=start, end=end)


_CHANGING = (
    *("hours", "zone", "weekdays", "length", "quiet", "silent", "tells_empty", "only_followed"),
    *("pause", "told", "since", "next_due"),
)

_NOT_BY_READER = subscriptions.c.pause.is_distinct_from(Pause.READER)

_AT = sa.and_(
    subscriptions.c.chat_id == sa.bindparam("of_chat"),
    subscriptions.c.thread_id == sa.bindparam("of_thread"),
)


def _key(destination: Destination) -> dict[str, object]:
    return {"of_chat": destination.chat_id, "of_thread": destination.thread_id}


def _at(destination: Destination) -> sa.ColumnElement[bool]:
    return sa.and_(
        subscriptions.c.chat_id == destination.chat_id,
        subscriptions.c.thread_id == destination.thread_id,
    )


def _next_due(subscription: Subscription) -> dt.datetime:
    try:
        return next_slot(subscription.preferences, subscription.since).due
    except InvalidQueryError:
        return subscription.since + _PATIENCE


def _subscription(row: sa.Row[Any]) -> Subscription:
    return Subscription(
        destination=Destination(chat_id=row.chat_id, thread_id=row.thread_id),
        preferences=Preferences(
            hours=tuple(map(dt.time.fromisoformat, row.hours.split(","))),
            zone=row.zone,
            weekdays=frozenset(day for day in EVERY_DAY if row.weekdays & _bit(day)),
            length=DigestLength(row.length),
            quiet=as_quiet_hours(row.quiet),
            silent=row.silent,
            tells_empty=row.tells_empty,
            only_followed=row.only_followed,
        ),
        pause=Pause(row.pause) if row.pause else None,
        since=row.since,
    )


def _columns(wanted: Preferences) -> dict[str, object]:
    quiet = wanted.quiet
    return {
        "hours": ",".join(f"{hour:%H:%M}" for hour in wanted.hours),
        "zone": wanted.zone,
        "weekdays": sum(map(_bit, wanted.weekdays)),
        "length": wanted.length,
        "quiet": f"{quiet.start:%H:%M}-{quiet.end:%H:%M}" if quiet else None,
        "silent": wanted.silent,
        "tells_empty": wanted.tells_empty,
        "only_followed": wanted.only_followed,
    }


def _bit(weekday: int) -> int:
    return 1 << (weekday - 1)
