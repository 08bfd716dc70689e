"""What lies next to a subject: a person's topics, a topic's people, what others say of a person.

All of it is counted already, so each is a few rows along an index.
"""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from briefs.model import Speaker, SpeakerKind, Subject
from briefs.store.people import get_speakers
from briefs.store.reading import SPOKEN_OF
from briefs.store.schema import speakers, subjects

#: More are not offered.
MOST = 3

#: So many of a topic's speakers are looked at: unnamed ones are passed over.
_LOOKED_AT = 12


class Related(NamedTuple):
    """The most quoted first, each with how many quotations it has with the subject."""

    topics: tuple[tuple[str, int], ...] = ()  #: by id; of a person
    people: tuple[Speaker, ...] = ()  #: of a topic; their count is of quotations on it
    spoken_of: int = 0  #: quotations of others that speak of the person


def find_related(connection: sa.Connection, subject: Subject) -> Related:
    """What lies next to a person, a topic, or a person on a topic; nothing next to others."""
    if subject.topic_id is not None:
        return Related(people=_find_people(connection, subject.topic_id, subject.speaker_id))
    if subject.speaker_id is None:
        return Related()
    asked = {"of": subject.speaker_id, "about": SPOKEN_OF + subject.speaker_id}
    found: dict[str, int] = dict(connection.execute(_OF_PERSON, asked).all())
    spoken_of = found.pop(asked["about"], 0)
    return Related(topics=tuple(sorted(found.items(), key=_most_first)), spoken_of=spoken_of)


def find_about(connection: sa.Connection, speaker_id: str) -> Speaker | None:
    """Somebody who may be spoken of, whoever speaks; None: there is nobody of this id."""
    return get_speakers(connection, [speaker_id]).get(speaker_id)


def _find_people(connection: sa.Connection, topic_id: str, but: str | None) -> tuple[Speaker, ...]:
    rows = connection.execute(_OF_TOPIC, {"on": topic_id})
    found = [
        Speaker(id=found_id, name=name, kind=SpeakerKind(kind), count=count)
        for found_id, name, kind, count in rows
        if found_id != but and kind != SpeakerKind.UNNAMED
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.name))[:MOST])


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


#: What everybody here speaks of is no way on.
_EVERYBODYS = "nato"

#: Ids of topics begin with small letters, and what stands for other lists does not.
_TOPICS = sa.and_(
    subjects.c.topic_id >= "a",
    subjects.c.topic_id < "~",
    subjects.c.topic_id != _EVERYBODYS,
)

_MOST_OF_PERSON = (
    sa.select(subjects.c.topic_id, subjects.c.count)
    .where(subjects.c.speaker_id == sa.bindparam("of"), _TOPICS, subjects.c.count > 0)
    .order_by(subjects.c.count.desc(), subjects.c.topic_id)
    .limit(MOST)
    .subquery()
)
_OF_PERSON = sa.union_all(
    sa.select(_MOST_OF_PERSON),
    sa.select(subjects.c.topic_id, subjects.c.count).where(
        subjects.c.speaker_id == "", subjects.c.topic_id == sa.bindparam("about")
    ),
)

#: Among equals whoever the index has first: sorting all of them would be reading all of them.
_MOST_ON_TOPIC = (
    sa.select(subjects.c.speaker_id, subjects.c.count)
    .where(
        subjects.c.topic_id == sa.bindparam("on"),
        subjects.c.speaker_id != "",
        subjects.c.count > 0,
    )
    .order_by(subjects.c.count.desc())
    .limit(_LOOKED_AT)
    .subquery()
)
_OF_TOPIC = sa.select(speakers.c.id, speakers.c.name, speakers.c.kind, _MOST_ON_TOPIC.c.count).join(
    _MOST_ON_TOPIC, _MOST_ON_TOPIC.c.speaker_id == speakers.c.id
)
