"""What destinations follow, and what they do not want to hear of.

A speaker who was merged with another under an alias is found under the other's id, and under their
own again when the alias is taken back: rows keep what the reader chose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from briefs.model import Destination, Interest, InterestKind
from briefs.store.engine import announce, upsert
from briefs.store.prepared import PreparedQuery
from briefs.store.schema import interests, outbox, outbox_items, quotations
from briefs.store.standing import find_leads, ids_of


def find_interests(connection: sa.Connection, destination: Destination) -> tuple[Interest, ...]:
    """Follows before mutes, then by kind and value; none twice."""
    rows = _OF.run(connection, _key(destination))
    if not rows:
        return ()
    found = [*map(_interest, rows)]
    if any(row.kind == InterestKind.SPEAKER for row in rows):
        leads = find_leads(connection)
        found = [_now(each, leads) for each in found]
    distinct = {(each.kind, each.value): each for each in found}
    return tuple(sorted(distinct.values(), key=lambda each: (each.muted, each.kind, each.value)))


def put(connection: sa.Connection, destination: Destination, interest: Interest) -> None:
    """Follow or mute it; it takes the place of the contrary."""
    remove(connection, destination, interest)
    row = {**_columns(destination, interest), "muted": interest.muted}
    upsert(connection, interests, [row], lambda new: {"muted": new.muted})
    announce(connection, "settings")


def remove(connection: sa.Connection, destination: Destination, interest: Interest) -> bool:
    """Neither follow nor mute it any more; whether it did."""
    values = {interest.value}
    if interest.kind is InterestKind.SPEAKER:
        leads = find_leads(connection)
        values |= {old for old, new in leads.items() if new == interest.value}
    gone = connection.execute(
        sa.delete(interests).where(
            interests.c.chat_id == destination.chat_id,
            interests.c.thread_id == destination.thread_id,
            interests.c.kind == interest.kind,
            interests.c.value.in_(values),
        )
    )
    announce(connection, "settings")
    return gone.rowcount > 0


def migrate(connection: sa.Connection, old_id: int, new_id: int) -> None:
    """The chat has a new id. What the new one has chosen stands."""
    old = interests.c.chat_id == old_id
    rows = connection.execute(sa.select(interests).where(old)).mappings().all()
    upsert(connection, interests, [{**row, "chat_id": new_id} for row in rows])
    connection.execute(sa.delete(interests).where(old))


def find_carried(
    connection: sa.Connection, destination: Destination, message_id: int
) -> tuple[Interest, ...]:
    """Whom a digest that was sent quoted, and on what: speakers first, the most frequent first."""
    leads = find_leads(connection)
    rows = connection.execute(_CARRIED, {**_key(destination), "message": message_id}).all()
    found = Counter(
        Interest(kind=kind, value=value)
        for row in rows
        for kind, values in (
            (InterestKind.SPEAKER, ids_of(row.speakers, leads)),
            (InterestKind.TOPIC, row.topics),
        )
        for value in values
    )
    return tuple(sorted(found, key=lambda each: (each.kind, -found[each], each.value)))


_OF = PreparedQuery(
    sa.select(interests).where(
        interests.c.chat_id == sa.bindparam("chat"),
        interests.c.thread_id == sa.bindparam("thread"),
    )
)

_CARRIED = (
    sa.select(quotations.c.speakers, quotations.c.topics)
    .join(outbox_items, outbox_items.c.quotation_id == quotations.c.id)
    .join(outbox, outbox.c.id == outbox_items.c.outbox_id)
    .where(
        outbox.c.chat_id == sa.bindparam("chat"),
        outbox.c.thread_id == sa.bindparam("thread"),
        outbox.c.message_id == sa.bindparam("message"),
    )
)


def _now(interest: Interest, leads: Mapping[str, str]) -> Interest:
    """With the speaker whom the name it was chosen by stands for by now."""
    if interest.kind is not InterestKind.SPEAKER:
        return interest
    return replace(interest, value=leads.get(interest.value, interest.value))


def _key(destination: Destination) -> dict[str, int]:
    return {"chat": destination.chat_id, "thread": destination.thread_id}


def _columns(destination: Destination, interest: Interest) -> dict[str, object]:
    return {
        "chat_id": destination.chat_id,
        "thread_id": destination.thread_id,
        "kind": interest.kind,
        "value": interest.value,
    }


def _interest(row: Any) -> Interest:
    return Interest(kind=InterestKind(row.kind), value=row.value, muted=row.muted)
