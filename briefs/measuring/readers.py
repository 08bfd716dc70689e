"""Readers by the thousand, each with wishes and a past of their own, whose digests are due."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, Final

import sqlalchemy as sa

from briefs.model import DeliveryStatus, Destination
from briefs.newsroom import open_newsroom
from briefs.store.engine import batches, open_store
from briefs.store.schema import articles, interests, outbox, quotations, seen_items, subscriptions

#: Quotations that have been loaded since a reader's last edition, at most.
_NEWS: Final = 400
#: Of those, what each reader has seen by other ways, at most.
_SEEN: Final = 12
_FOLLOWED: Final = 3


def add_readers(database_url: str, chats: Sequence[int], *, due: dt.datetime) -> None:
    """Subscriptions for the minute `due`, with an edition sent the day before each."""
    before = due - dt.timedelta(minutes=1)
    with closing(open_newsroom(database_url)) as newsroom:
        first = Destination(chat_id=chats[0])
        newsroom.subscribe(first, due.time(), "UTC", now=before)
        speakers = [speaker.id for speaker in newsroom.find_speakers()[:300]]
    with closing(open_store(database_url)) as store, store.write() as connection:
        row = (
            connection.execute(sa.select(subscriptions).where(subscriptions.c.chat_id == chats[0]))
            .mappings()
            .one()
        )
        for some in batches(chats[1:]):
            rows = [{**row, "chat_id": chat} for chat in some]
            connection.execute(sa.insert(subscriptions), rows)
        _add_pasts(connection, chats, speakers, due - dt.timedelta(days=1))


def _add_pasts(
    connection: sa.Connection, chats: Sequence[int], speakers: Sequence[str], day: dt.datetime
) -> None:
    """What they follow, what they were sent last and what they have seen."""
    chance = random.Random(len(chats))  # noqa: S311 -- of stories, not of secrets
    last = connection.execute(sa.select(sa.func.max(quotations.c.number))).scalar_one()
    last_article = connection.execute(sa.select(sa.func.max(articles.c.number))).scalar_one()
    newest = sa.select(quotations.c.id).where(quotations.c.number > last - _NEWS)
    ids = connection.execute(newest.order_by(quotations.c.number)).scalars().all()
    for some in batches(chats):
        back = {chat: chance.randint(20, _NEWS) for chat in some}
        editions = [_edition(chat, last - back[chat], last_article - 20, day) for chat in some]
        connection.execute(sa.insert(outbox), editions)
        connection.execute(sa.insert(interests), [*_follows(some, speakers, chance)])
        connection.execute(sa.insert(seen_items), [*_seen(some, ids, chance, day)])


def _edition(chat: int, quotation: int, article: int, day: dt.datetime) -> dict[str, Any]:
    return {
        "chat_id": chat,
        "thread_id": 0,
        "edition": 1,
        "local_date": day.date(),
        "due": day,
        "zone": "UTC",
        "status": DeliveryStatus.SENT,
        "last_quotation": quotation,
        "last_article": article,
        "updated_at": day,
    }


def _follows(
    chats: Sequence[int], speakers: Sequence[str], chance: random.Random
) -> Iterator[dict[str, Any]]:
    for chat in chats:
        for speaker in chance.sample(speakers, min(_FOLLOWED, len(speakers))):
            wish = {"kind": "speaker", "value": speaker, "muted": False}
            yield {"chat_id": chat, "thread_id": 0, **wish}


def _seen(
    chats: Sequence[int], ids: Sequence[str], chance: random.Random, day: dt.datetime
) -> Iterator[dict[str, Any]]:
    for chat in chats:
        for quotation in chance.sample(ids, min(_SEEN, len(ids))):
            yield {"chat_id": chat, "thread_id": 0, "quotation_id": quotation, "seen_at": day}
