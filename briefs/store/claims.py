"""Which process serves which chat, where several share one inbox.

    free ──▶ claimed by one process ──▶ its last update is finished, or the process stops ──▶ free
                   │          ▲
                   │ renewed  │
                   └──────────┘         not renewed for LEASE: anybody's

A process handles a chat's updates only while it holds the chat's claim, one after the other in
Telegram's order. Whoever receives an update claims its chat in the transaction that stores it; if
the chat is another's, that one finds the update when it has finished the one before. Row locks on
the claim decide who was first, so none is overlooked. Claims are timed by the database's clock,
the only one that all processes share.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa

from briefs.model import Claimant, InboxItem
from briefs.store import inbox as boxes
from briefs.store.engine import announce, insert
from briefs.store.schema import claims, inbox

#: A claim ends so long after it was last renewed. Longer than the database may be out of reach
#: without two processes handling one update, and as long as a reader waits whose process has died.
LEASE: Final = dt.timedelta(seconds=30)

#: What processes with room listen for: an update waits that nobody has claimed.
TOPIC: Final = "inbox"


def receive(
    connection: sa.Connection, items: Sequence[InboxItem], *, by: Claimant, now: dt.datetime
) -> tuple[InboxItem, ...]:
    """Store the updates; of each chat that was free and is now ours, the first that waits."""
    fresh = boxes.receive(connection, items, now=now)
    chats = sorted({item.chat_id for item in fresh})
    if len(chats) > by.places:
        announce(connection, TOPIC)
    just_in = {item.update_id: item for item in fresh}
    begun = _begin(connection, chats[: by.places], by)
    return tuple(just_in.get(item.update_id, item) for item in begun)


def take(connection: sa.Connection, *, by: Claimant) -> tuple[InboxItem, ...]:
    """Claim chats with updates that nobody serves; of each, the first that waits."""
    served = sa.select(claims.c.chat_id).where(claims.c.chat_id == inbox.c.chat_id)
    if by.is_heir:
        served = served.where(claims.c.until >= _clock(connection))
    waiting = (
        sa.select(inbox.c.chat_id)
        .where(~served.exists(), boxes.WAITS, inbox.c.update_id.not_in(by.shunned))
        .group_by(inbox.c.chat_id)
        .order_by(sa.func.min(inbox.c.update_id))
        .limit(by.places)
    )
    return _begin(connection, sorted(connection.execute(waiting).scalars()), by)


def finish(
    connection: sa.Connection,
    item: InboxItem,
    *,
    by: Claimant,
    handled: bool,
    more: bool,
    now: dt.datetime,
) -> InboxItem | None:
    """End the handling of an update: the next one of its chat, or None, and the claim is given up.

    None also when the claim has lapsed and another process has it, and for whoever wants no `more`.
    An update that was not handled stays.
    """
    is_ours = connection.execute(
        sa.select(claims.c.chat_id)
        .where(claims.c.chat_id == item.chat_id, claims.c.process == by.process)
        .with_for_update()
    ).first()
    if handled:
        boxes.finish(connection, item.update_id, now=now)
    if is_ours is None:
        return None
    following = _first(connection, [item.chat_id], by)
    if following and more:
        return replace(following[0], attempts=None)  # it came in while the chat was served
    _give_up(connection, [item.chat_id], by.process)
    if following:
        announce(connection, TOPIC)
    return None


def renew(connection: sa.Connection, chats: Collection[int], *, process: str) -> frozenset[int]:
    """Those of the chats that are still ours, for LEASE from now on.

    A claim of whomever that reaches further was made before the database's clock was set back. From
    now on it stands as long as any: else nobody would serve a dead process's chats for an hour.
    """
    far = claims.c.until > _clock(connection, 2 * LEASE)
    connection.execute(sa.update(claims).where(far).values(until=_clock(connection, LEASE)))
    statement = (
        sa.update(claims)
        .where(claims.c.process == process, claims.c.chat_id.in_(chats))
        .values(until=_clock(connection, LEASE))
        .returning(claims.c.chat_id)
    )
    return frozenset(connection.execute(statement).scalars())


def release(connection: sa.Connection, *, process: str, but: Collection[int] = ()) -> None:
    """Give up every claim of a process, but for these chats; others may take over at once."""
    given_up = sa.and_(claims.c.process == process, claims.c.chat_id.not_in(but))
    connection.execute(sa.delete(claims).where(given_up))
    announce(connection, TOPIC)


def _begin(connection: sa.Connection, chats: Sequence[int], by: Claimant) -> tuple[InboxItem, ...]:
    """Claim those of the chats that are free, if something waits in them."""
    if not chats:
        return ()
    ours = _claim(connection, chats, by)
    first = _first(connection, ours, by)
    _give_up(connection, set(ours) - {item.chat_id for item in first}, by.process)
    return first


def _claim(connection: sa.Connection, chats: Iterable[int], by: Claimant) -> Sequence[int]:
    """Which of the chats we have got. A claim that stands is locked, although it is not changed:
    whoever is about to give it up has to wait, and then finds what this transaction stored.
    """
    adding = insert(connection, claims).values(until=_clock(connection, LEASE))
    has_lapsed = claims.c.until < _clock(connection) if by.is_heir else sa.false()
    taking = adding.on_conflict_do_update(
        index_elements=[claims.c.chat_id],
        set_={"process": adding.excluded.process, "until": adding.excluded.until},
        where=has_lapsed,
    )
    rows = [{"chat_id": chat, "process": by.process} for chat in chats]
    return connection.execute(taking.returning(claims.c.chat_id), rows).scalars().all()


def _first(connection: sa.Connection, chats: Sequence[int], by: Claimant) -> tuple[InboxItem, ...]:
    """Of each chat, the first update that waits."""
    oldest = (
        sa.select(sa.func.min(inbox.c.update_id))
        .where(inbox.c.chat_id.in_(chats), boxes.WAITS, inbox.c.update_id.not_in(by.shunned))
        .group_by(inbox.c.chat_id)
    )
    rows = connection.execute(
        sa.select(inbox).where(inbox.c.update_id.in_(oldest)).order_by(inbox.c.update_id)
    )
    return tuple(map(boxes.as_item, rows))


def _give_up(connection: sa.Connection, chats: Collection[int], process: str) -> None:
    if chats:
        ours = sa.and_(claims.c.process == process, claims.c.chat_id.in_(chats))
        connection.execute(sa.delete(claims).where(ours))


def _clock(connection: sa.Connection, ahead: dt.timedelta = dt.timedelta()) -> Any:
    """What the database's clock says, or will say."""
    if connection.dialect.name == "postgresql":
        return sa.func.now() + ahead
    return sa.func.strftime("%Y-%m-%d %H:%M:%f", "now", f"{ahead.total_seconds():+} seconds")
