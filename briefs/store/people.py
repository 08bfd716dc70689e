"""Speakers and topics, with how many quotations each has."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from briefs.model import Speaker, SpeakerKind
from briefs.store.engine import batches
from briefs.store.reading import REPORTED, SPOKEN_OF
from briefs.store.schema import speakers, subjects


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
    """Those of the ids that exist, by id; also unnamed ones, and such as are quoted no longer."""
    if len(ids) == 1:  # as mostly, and a list makes the statement be put together anew
        return {row.id: _speaker(row) for row in connection.execute(_THIS, {"of": next(iter(ids))})}
    return {
        row.id: _speaker(row)
        for some in batches(sorted(ids))
        for row in connection.execute(_THESE, {"ids": some})
    }


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
_THIS = _speakers().where(speakers.c.id == sa.bindparam("of"))
_THESE = _speakers().where(speakers.c.id.in_(sa.bindparam("ids", expanding=True)))


def _speaker(row: sa.Row[str, str, str, int]) -> Speaker:
    found_id, name, kind, count = row
    return Speaker(id=found_id, name=name, kind=SpeakerKind(kind), count=count)
