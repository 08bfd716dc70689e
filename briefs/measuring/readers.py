"""Readers by the thousand, each with wishes and a past of their own, whose digests are due."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from briefs.folding import fold
from briefs.model import DeliveryStatus, Destination, DigestLength, InterestKind
from briefs.newsroom import Newsroom, open_newsroom
from briefs.store.engine import batches, open_store
from briefs.store.schema import articles, interests, outbox, quotations, seen_items, subscriptions

#: None of these clocks is ever set back: an hour that is shown twice would be due once.
_ZONES: Final = ("UTC", "Europe/Istanbul", "Asia/Tokyo", "Asia/Kolkata", "America/Phoenix")

#: Five of ten keep to what everybody begins with; one wants nothing but what is followed.
_LENGTHS: Final = (
    *(DigestLength.BRIEF,) * 5,
    *(DigestLength.FULL,) * 3,
    *(DigestLength.HEADLINES,) * 2,
)
_ONLY_FOLLOWED: Final = 0.1

#: Quotations and articles that a day brings, and how many days ago readers had their last digest.
_NEWS: Final = 200
_ARTICLES: Final = 20
_DAYS_AGO: Final = (1, 1, 1, 1, 1, 2, 3, 7)

#: What readers were sent is among so many of the last quotations, and it is so many at most.
_LAST: Final = 4_000
_SEEN: Final = 200

#: So many people, topics and words are chosen by a reader, and some of them are muted.
_CHOSEN: Final = range(3, 10)
_MUTED: Final = 0.2
_KINDS: Final = (*(InterestKind.SPEAKER,) * 3, *(InterestKind.TOPIC,) * 2, InterestKind.WORDS)
#: A word that is chosen has so many letters at least.
_LONG: Final = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class _Offered:
    """What readers choose from, the oftener the more is said by it or about it; what is new."""

    choices: dict[InterestKind, list[str]]
    ids: Sequence[str]  #: of the last quotations
    quotation: int  #: the number of the last one
    article: int


def add_readers(database_url: str, chats: Sequence[int], *, due: dt.datetime) -> None:
    """Subscriptions for the minute `due`, with an edition that was sent days before."""
    chance = random.Random(len(chats))  # noqa: S311 -- of stories, not of secrets
    with closing(open_newsroom(database_url)) as newsroom:
        first = Destination(chat_id=chats[0])
        newsroom.subscribe(first, due.time(), "UTC", now=due - dt.timedelta(minutes=1))
        choices = _draw_choices(newsroom, chance)
    with closing(open_store(database_url)) as store, store.write() as connection:
        offered = _find_offered(connection, choices)
        one = connection.execute(sa.delete(subscriptions).returning(subscriptions)).mappings().one()
        for some in batches(chats):
            zones = [chance.choice(_ZONES) for _ in some]
            readers = [*zip(some, zones, strict=True)]
            subscribed = [{**one, **_wishes(*each, due, chance)} for each in readers]
            connection.execute(sa.insert(subscriptions), subscribed)
            sent = [_last_edition(*each, offered, due, chance) for each in readers]
            connection.execute(sa.insert(outbox), sent)
            connection.execute(sa.insert(interests), [*_choose(some, offered, chance)])
            connection.execute(sa.insert(seen_items), [*_see(some, offered, due, chance)])


def _draw_choices(newsroom: Newsroom, chance: random.Random) -> dict[InterestKind, list[str]]:
    """People and topics, each as often as it is likely to be chosen."""
    speakers, topics = newsroom.find_speakers(), newsroom.find_topics()
    fame, vogue = [one.count for one in speakers], [one.count for one in topics]
    return {
        InterestKind.SPEAKER: chance.choices([one.id for one in speakers], fame, k=_LAST),
        InterestKind.TOPIC: chance.choices([one.id for one in topics], vogue, k=_LAST),
    }


def _find_offered(connection: sa.Connection, choices: dict[InterestKind, list[str]]) -> _Offered:
    quotation = connection.execute(sa.select(sa.func.max(quotations.c.number))).scalar_one()
    article = connection.execute(sa.select(sa.func.max(articles.c.number))).scalar_one()
    newest = sa.select(quotations.c.id, quotations.c.words)
    rows = connection.execute(newest.where(quotations.c.number > quotation - _LAST)).all()
    words = [word for row in rows for word in fold(row.words).split() if len(word) >= _LONG]
    return _Offered(
        choices={**choices, InterestKind.WORDS: words},
        ids=[row.id for row in rows],
        quotation=quotation,
        article=article,
    )


def _wishes(chat: int, zone: str, due: dt.datetime, chance: random.Random) -> dict[str, Any]:
    return {
        "chat_id": chat,
        "zone": zone,
        "hours": f"{due.astimezone(ZoneInfo(zone)):%H:%M}",
        "length": chance.choice(_LENGTHS),
        "only_followed": chance.random() < _ONLY_FOLLOWED,
    }


def _last_edition(
    chat: int, zone: str, offered: _Offered, due: dt.datetime, chance: random.Random
) -> dict[str, Any]:
    ago = chance.choice(_DAYS_AGO)
    day = due - dt.timedelta(days=ago)
    return {
        "chat_id": chat,
        "thread_id": 0,
        "edition": 1,
        "local_date": day.astimezone(ZoneInfo(zone)).date(),
        "due": day,
        "zone": zone,
        "status": DeliveryStatus.SENT,
        "last_quotation": offered.quotation - ago * _NEWS,
        "last_article": offered.article - ago * _ARTICLES,
        "updated_at": day,
    }


def _choose(
    chats: Sequence[int], offered: _Offered, chance: random.Random
) -> Iterator[dict[str, Any]]:
    for chat in chats:
        kinds = chance.choices(_KINDS, k=chance.choice(_CHOSEN))
        wishes = {(kind, chance.choice(offered.choices[kind])): None for kind in kinds}
        for kind, value in wishes:
            muted = chance.random() < _MUTED
            yield {"chat_id": chat, "thread_id": 0, "kind": kind, "value": value, "muted": muted}


def _see(
    chats: Sequence[int], offered: _Offered, due: dt.datetime, chance: random.Random
) -> Iterator[dict[str, Any]]:
    seen_at = due - dt.timedelta(days=1)
    for chat in chats:
        for one in chance.sample(offered.ids, min(chance.randint(5, _SEEN), len(offered.ids))):
            yield {"chat_id": chat, "thread_id": 0, "quotation_id": one, "seen_at": seen_at}
