"""The store in numbers."""

from __future__ import annotations

import sqlalchemy as sa

from briefs.model import DeliveryStatus, Size, Stats, Subject
from briefs.store.cards import count_cards
from briefs.store.schema import (
    UNATTRIBUTED,
    UNDATED,
    articles,
    inbox,
    outbox,
    quotations,
    subscriptions,
)


def get_stats(
    connection: sa.Connection, *, speakers: int, topics: int, asking: int | None = None
) -> Stats:
    """All numbers of one moment. Who and what is quoted is given: whoever asks has it at hand.

    An update that is `asking` for them does not wait.
    """
    return Stats(
        articles=count_articles(connection),
        undated=_count(connection, articles, sa.text(UNDATED)),
        quotations=count_cards(connection, Subject()),
        unattributed=_count(connection, quotations, sa.text(UNATTRIBUTED)),
        speakers=speakers,
        topics=topics,
        subscriptions=_count(connection, subscriptions),
        paused=_count(connection, subscriptions, subscriptions.c.pause.is_not(None)),
        queued=_count(connection, outbox, outbox.c.status == DeliveryStatus.QUEUED.value),
        unknown=_count(connection, outbox, outbox.c.status == DeliveryStatus.UNKNOWN.value),
        inbox=_count(connection, inbox, inbox.c.update_id.is_distinct_from(asking)),
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
    connection: sa.Connection,
    table: sa.FromClause,
    *conditions: sa.ColumnElement[bool] | sa.TextClause,
) -> int:
    query = sa.select(sa.func.count()).select_from(table).where(*conditions)
    return connection.execute(query).scalar_one()
