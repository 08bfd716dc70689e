"""Whom the names that articles print stand for, as administrators decided; kept over reloads.

Quotations keep the name they were attributed to, so that a decision can be undone; what is listed,
counted and shown goes by whom it stands for. A decision is one step: nobody that a name stands for
is himself an alias.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import sqlalchemy as sa

from briefs.model import SpeakerKind
from briefs.store import counters, listings
from briefs.store.engine import announce, batches, take_turn, upsert
from briefs.store.identity import speaker_id
from briefs.store.reading import REPORTED, SPOKEN_OF
from briefs.store.schema import aliases, quotations, speakers, subjects
from briefs.store.schema import listings as listings_table
from briefs.store.standing import find_leads

#: Statements that are put in order together.
_BATCH = 500


class Alias(NamedTuple):
    """One decision."""

    name: str
    stands_for: str
    decided_at: dt.datetime


class Moved(NamedTuple):
    """What a decision did."""

    quotations: int  #: that were shown under the one name and are shown under the other now
    total: int  #: how many whom the name stands for has now


def find_aliases(connection: sa.Connection) -> tuple[Alias, ...]:
    """All decisions, by whom the names stand for."""
    rows = connection.execute(sa.select(aliases).order_by(aliases.c.stands_for, aliases.c.name))
    return tuple(Alias(row.name, row.stands_for, row.decided_at) for row in rows)


def add_alias(
    connection: sa.Connection,
    name: str,
    stands_for: str,
    *,
    kind: SpeakerKind = SpeakerKind.PERSON,
    now: dt.datetime,
) -> Moved:
    """From now on the name stands for somebody else, in what is stored and in what is loaded.

    The kind is of whom it stands for, should nobody have quoted them so far.
    """
    _take_turn(connection)
    mine, other = speaker_id(name), speaker_id(stands_for)
    moving, keys = _count(connection, mine), _find_statements(connection, mine)
    row = {"id": other, "name": stands_for, "kind": kind.value}
    upsert(connection, speakers, [row])
    decision = {"name": name, "stands_for": stands_for, "decided_at": now}
    connection.execute(sa.insert(aliases), [decision])
    _put_in_order(connection, keys)
    return Moved(moving, _count(connection, other))


def remove_alias(connection: sa.Connection, name: str) -> Moved:
    """The name stands for itself again, as if it had never been another's."""
    _take_turn(connection)
    mine, other = speaker_id(name), find_leads(connection)[speaker_id(name)]
    keys = list(_find_naming(connection, _find_statements(connection, other), mine))
    connection.execute(sa.delete(aliases).where(aliases.c.name == name))
    _put_in_order(connection, keys)
    return Moved(_count(connection, mine), _count(connection, other))


def _take_turn(connection: sa.Connection) -> None:
    """As each load does; others learn that who is quoted has changed."""
    take_turn(connection, "articles")
    counters.bump(connection, counters.LOADS)
    announce(connection, counters.LOADS)


def _count(connection: sa.Connection, speaker: str) -> int:
    query = sa.select(subjects.c.count).where(
        subjects.c.speaker_id == speaker, subjects.c.topic_id == ""
    )
    return connection.execute(query).scalar() or 0


def _find_statements(connection: sa.Connection, speaker: str) -> list[str]:
    """The keys of all that is listed under a speaker or speaks of him."""
    lists = [(speaker, ""), (speaker, REPORTED), ("", SPOKEN_OF + speaker)]
    query = (
        sa.select(quotations.c.statement_key)
        .join(listings_table, listings_table.c.quotation == quotations.c.number)
        .where(
            listings_table.c.speaker_id == sa.bindparam("of"),
            listings_table.c.topic_id == sa.bindparam("on"),
        )
    )
    return sorted(
        {
            key
            for of, on in lists
            for key in connection.execute(query, {"of": of, "on": on}).scalars()
        }
    )


def _find_naming(connection: sa.Connection, keys: Iterable[str], speaker: str) -> Iterator[str]:
    """Those of the statements that some article attributes to this very name, or that name it."""
    columns = (quotations.c.statement_key, quotations.c.speakers, quotations.c.filed_under)
    for some in batches(list(keys), _BATCH):
        rows = connection.execute(sa.select(*columns).where(quotations.c.statement_key.in_(some)))
        yield from sorted({key for key, names, filed in rows if speaker in _ids_in(names, filed)})


def _ids_in(names: Iterable[str], filed_under: Iterable[str]) -> Iterator[str]:
    yield from map(speaker_id, names)
    for filed in filed_under:
        if filed.startswith(SPOKEN_OF):
            yield speaker_id(filed.removeprefix(SPOKEN_OF))


def _put_in_order(connection: sa.Connection, keys: list[str]) -> None:
    """A few statements at a time: somebody may be quoted a hundred thousand times."""
    for some in batches(keys, _BATCH):
        listings.rearrange(connection, some)
