"""The store in numbers."""

from __future__ import annotations

import sqlalchemy as sa

from briefs.model import DeliveryStatus, Size, SpeakerKind, Stats, Subject
from briefs.store.cards import count_cards
from briefs.store.reading import REPORTED
from briefs.store.schema import (
    articles,
    inbox,
    outbox,
    quotations,
    speakers,
    subjects,
    subscriptions,
)


def get_stats(connection: sa.Connection) -> Stats:
    """All numbers of one moment."""
    return Stats(
        articles=count_articles(connection),
        undated=_count(connection, articles, articles.c.day.is_(None)),
        quotations=count_cards(connection, Subject()),
        unattributed=_count(
            connection,
            quotations,
            quotations.c.listed.is_(True),
            quotations.c.attributed.is_(False),
        ),
        speakers=_count(
            connection,
            speakers.join(subjects, subjects.c.speaker_id == speakers.c.id),
            subjects.c.topic_id == "",
            subjects.c.count > 0,
            speakers.c.kind != SpeakerKind.UNNAMED.value,
        ),
        topics=_count(
            connection,
            subjects,
            subjects.c.speaker_id == "",
            subjects.c.topic_id != "",
            ~subjects.c.topic_id.startswith(REPORTED),
            subjects.c.count > 0,
        ),
        subscriptions=_count(connection, subscriptions),
        paused=_count(connection, subscriptions, subscriptions.c.paused.is_(True)),
        queued=_count(connection, outbox, outbox.c.status == DeliveryStatus.QUEUED.value),
        unknown=_count(connection, outbox, outbox.c.status == DeliveryStatus.UNKNOWN.value),
        inbox=_count(connection, inbox),
    )


def get_size(connection: sa.Connection) -> Size:
    """The numbers that cost next to nothing."""
    return Size(
        articles=count_articles(connection),
        quotations=count_cards(connection, Subject()),
        inbox=_count(connection, inbox),
    )


def count_articles(connection: sa.Connection) -> int:
    """The articles in the store."""
    return _count(connection, articles)


def _count(
    connection: sa.Connection, table: sa.FromClause, *conditions: sa.ColumnElement[bool]
) -> int:
    query = sa.select(sa.func.count()).select_from(table).where(*conditions)
    return connection.execute(query).scalar_one()
