"""Speakers and topics, with how many quotations each has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from briefs.errors import NotFoundError
from briefs.model import Speaker, SpeakerKind
from briefs.store.engine import batches
from briefs.store.identity import speaker_id
from briefs.store.prepared import PreparedQuery
from briefs.store.reading import REPORTED, SPOKEN_OF
from briefs.store.schema import aliases, speakers, subjects


def find_speakers(connection: sa.Connection) -> tuple[Speaker, ...]:
    """Everybody who is quoted and has a name, most quoted first, then by name.

    Unnamed ones are left out: "a senior official" of two articles need not be one person.
    """
    rows = connection.execute(
        _speakers()
        .where(subjects.c.count > 0, speakers.c.kind != SpeakerKind.UNNAMED.value)
        .order_by(subjects.c.count.desc(), speakers.c.name)
    )
    return tuple(map(_speaker, rows.all()))


def get_speakers(connection: sa.Connection, ids: Collection[str]) -> dict[str, Speaker]:
    """Those of the ids that exist, by id; also unnamed ones, and such as are quoted no longer.

    The id of a name that stands for somebody else leads to them.
    """
    found, leading = _get(connection, ids)
    if leading:
        meant, _ = _get(connection, set(leading.values()))
        found |= {one: meant[other] for one, other in leading.items() if other in meant}
    return found


def get_speaker(connection: sa.Connection, speaker_id: str) -> Speaker:
    """The one of this id, named or not. Raises NotFoundError for somebody whom nobody quotes."""
    found = get_speakers(connection, [speaker_id]).get(speaker_id)
    if found is None or not found.count:
        raise NotFoundError("speaker", speaker_id)
    return found


def _get(
    connection: sa.Connection, ids: Collection[str]
) -> tuple[dict[str, Speaker], dict[str, str]]:
    """Who has these ids, and whither those lead that stand for somebody else."""
    if len(ids) == 1:  # as mostly, and a list makes the statement be put together anew
        rows = _THIS.run(connection, {"of": next(iter(ids))})
    else:
        lists = (connection.execute(_THESE, {"ids": some}) for some in batches(sorted(ids)))
        rows = [row for some in lists for row in some]
    leading = {row.id: speaker_id(row.stands_for) for row in rows if row.stands_for}
    return {row.id: _speaker(row[:4]) for row in rows}, leading


def has_aliases(connection: sa.Connection, name: str) -> bool:
    """Whether other names stand for the one of this name."""
    query = sa.select(sa.literal(1)).where(aliases.c.stands_for == name).limit(1)
    return connection.execute(query).first() is not None


def find_spoken_of(connection: sa.Connection) -> tuple[Speaker, ...]:
    """Everybody others speak of, the most first; the count is of quotations about them."""
    about = subjects.c.topic_id == SPOKEN_OF + speakers.c.id
    rows = connection.execute(
        sa.select(speakers.c.id, speakers.c.name, speakers.c.kind, subjects.c.count)
        .join(subjects, about)
        .where(subjects.c.speaker_id == "", subjects.c.count > 0)
        .order_by(subjects.c.count.desc(), speakers.c.name)
    )
    return tuple(map(_speaker, rows.all()))


def count_topics(connection: sa.Connection) -> dict[str, int]:
    """How many quotations each topic lists; topics without any are absent."""
    rows = connection.execute(
        sa.select(subjects.c.topic_id, subjects.c.count).where(
            subjects.c.speaker_id == "",
            subjects.c.topic_id != "",
            ~subjects.c.topic_id.startswith(REPORTED),
            ~subjects.c.topic_id.startswith(SPOKEN_OF),
            subjects.c.count > 0,
        )
    )
    return dict(rows.all())


def _speakers() -> sa.Select[str, str, str, int]:
    count = sa.func.coalesce(subjects.c.count, 0).label("count")
    return sa.select(speakers.c.id, speakers.c.name, speakers.c.kind, count).outerjoin(
        subjects, (subjects.c.speaker_id == speakers.c.id) & (subjects.c.topic_id == "")
    )


#: Kept, as putting it together takes longer than the engine needs for it.
_LEADING = (
    _speakers()
    .add_columns(aliases.c.stands_for)
    .outerjoin(aliases, aliases.c.name == speakers.c.name)
)
_THIS = PreparedQuery(_LEADING.where(speakers.c.id == sa.bindparam("of")))
_THESE = _LEADING.where(speakers.c.id.in_(sa.bindparam("ids", expanding=True)))


def _speaker(row: Sequence[Any]) -> Speaker:
    found_id, name, kind, count = row
    return Speaker(id=found_id, name=name, kind=SpeakerKind(kind), count=count)
