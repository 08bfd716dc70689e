"""What somebody asked about last in a chat, for ten minutes: ids of a person and a topic."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from briefs.model import Asker, Followup, Subject
from briefs.store.engine import insert
from briefs.store.prepared import Prepared
from briefs.store.schema import followups


def keep(connection: sa.Connection, followup: Followup) -> None:
    """Put it in the place of what the same person asked there before."""
    _KEEP.run(
        connection,
        chat_id=followup.asker.chat_id,
        user_id=followup.asker.user_id,
        speaker_id=followup.speaker_id,
        topic_id=followup.topic_id,
        until=followup.until,
    )


def find(connection: sa.Connection, asker: Asker, *, now: dt.datetime) -> Subject | None:
    """What it was, if that is not too long ago."""
    row = connection.execute(
        sa.select(followups.c.speaker_id, followups.c.topic_id).where(
            followups.c.chat_id == asker.chat_id,
            followups.c.user_id == asker.user_id,
            followups.c.until > now,
        )
    ).first()
    return Subject(speaker_id=row.speaker_id, topic_id=row.topic_id) if row else None


def forget(connection: sa.Connection, *, now: dt.datetime) -> None:
    """Delete what nobody can follow any more."""
    connection.execute(sa.delete(followups).where(followups.c.until <= now))


def _keeping(on: sa.Connection) -> Any:
    adding = insert(on, followups)
    kept = ("speaker_id", "topic_id", "until")
    return adding.on_conflict_do_update(
        index_elements=["chat_id", "user_id"], set_={name: adding.excluded[name] for name in kept}
    )


_KEEP = Prepared(_keeping)
