"""Several processes at one outbox: what each has looked up, no other changes before it has written.

On PostgreSQL, where writers run side by side; threads with stores of their own stand for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TypeVar

import pytest

from briefs.model import Destination
from briefs.newsroom import Newsroom, open_newsroom
from tests.newsstand import utc

MORNING = utc("2021-03-23 08:00")
CHATS = range(1, 25)


@pytest.fixture
def replicas(shared_database) -> Iterator[list[Newsroom]]:
    """Four processes over one database."""
    shared_database.empty()
    with ExitStack() as stack:
        opened = [open_newsroom(shared_database.url) for _ in range(4)]
        for newsroom in opened:
            stack.callback(newsroom.close)
        yield opened


Result = TypeVar("Result")


def at_once(replicas: list[Newsroom], work: Callable[[Newsroom], Result]) -> list[Result]:
    with ThreadPoolExecutor(len(replicas)) as pool:
        return list(pool.map(work, replicas))


def subscribe_all(newsroom: Newsroom) -> None:
    for chat in CHATS:
        newsroom.subscribe(
            Destination(chat_id=chat), dt.time(8), "UTC", now=utc("2021-03-22 10:00")
        )


def outbox(newsroom: Newsroom) -> list[tuple[int, str, str]]:
    with newsroom._store.read() as connection:
        rows = connection.exec_driver_sql("SELECT chat_id, local_date, status FROM outbox")
        return sorted((chat, str(day), status) for chat, day, status in rows)


def test_a_tick_in_every_process_queues_each_date_once(replicas):
    """Each finds the same subscriptions due."""
    subscribe_all(replicas[0])
    at_once(replicas, lambda newsroom: newsroom.enqueue_due(now=MORNING))

    assert outbox(replicas[0]) == [(chat, "2021-03-23", "queued") for chat in CHATS]


def test_no_two_processes_claim_one_digest(replicas):
    subscribe_all(replicas[0])
    replicas[0].enqueue_due(now=MORNING)

    def claim_all(newsroom: Newsroom) -> list[int]:
        claimed = []
        while delivery := newsroom.claim_delivery(now=MORNING):
            claimed.append(delivery.destination.chat_id)
        return claimed

    claimed = [chat for chats in at_once(replicas, claim_all) for chat in chats]
    assert sorted(claimed) == list(CHATS)


def test_readers_who_change_their_minds_everywhere_at_once(replicas):
    """Hours and leaving, from all processes, while digests fall due: no error, no date twice."""

    def change(newsroom: Newsroom) -> None:
        for number, chat in enumerate(CHATS):
            to = Destination(chat_id=chat)
            newsroom.subscribe(to, dt.time(number % 9), "UTC", now=MORNING)
            newsroom.enqueue_due(now=MORNING + dt.timedelta(days=number))
            newsroom.queue_now(to, now=MORNING)
            if number % 3 == 0:
                newsroom.unsubscribe(to)

    at_once(replicas, change)

    dates = [(chat, day) for chat, day, _ in outbox(replicas[0])]
    assert len(dates) == len(set(dates))
