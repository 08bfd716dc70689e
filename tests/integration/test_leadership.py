"""One process sends the digests; another takes over when it lets go, dies, or loses its lock."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, closing

import pytest
import pytest_asyncio
import sqlalchemy as sa

from bot.clock import MovableClock
from bot.config import Settings
from bot.context import Desk
from bot.leadership import Leadership
from briefs.model import Destination
from briefs.newsroom import open_newsroom
from tests.clocks import NOON, StoppedClock
from tests.servers import Server, SharedDatabase

READER = Destination(chat_id=7)


class Candidate(Leadership):
    """A process that may send digests."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.newsroom = desk.newsroom


@pytest_asyncio.fixture
async def candidate(database_url: str) -> AsyncIterator[Callable[[], Candidate]]:
    """Each has a connection to the database of its own."""
    async with AsyncExitStack() as stack:

        def open_() -> Candidate:
            newsroom = stack.enter_context(closing(open_newsroom(database_url)))
            desk = Desk(newsroom, MovableClock(base=StoppedClock(NOON)), Settings())
            stack.callback(desk.close)
            candidate = Candidate(desk)
            stack.push_async_callback(candidate.give_up)
            return candidate

        yield open_


async def test_one_process_leads(candidate) -> None:
    """However often the others ask."""
    ann, bob = candidate(), candidate()

    assert await ann.take()
    assert not await bob.take()
    assert await ann.take()
    assert (await ann.holds(), await bob.holds()) == (True, False)


async def test_another_leads_when_it_lets_go(candidate) -> None:
    """As it does when it stops; a process that is killed lets go, too."""
    ann, bob = candidate(), candidate()
    await ann.take()
    await ann.give_up()

    assert await bob.take()
    assert not await ann.take()


async def test_who_begins_to_lead_settles_what_was_under_way(candidate, caplog) -> None:
    """Nobody knows whether it arrived, and it is not sent again."""
    ann, bob = candidate(), candidate()
    await ann.take()
    ann.newsroom.subscribe(READER, dt.time(11), "UTC", now=NOON - dt.timedelta(days=1))
    ann.newsroom.enqueue_due(now=NOON)
    delivery = ann.newsroom.claim_delivery(now=NOON)
    assert delivery is not None
    assert ann.newsroom.start_sending(delivery.id, [], now=NOON)
    await ann.give_up()

    await bob.take()

    assert bob.newsroom.stats().unknown == 1
    assert "1 digests were under way at a crash" in caplog.text


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_who_loses_the_lock_no_longer_leads(
    candidate, server: Server, shared_database: SharedDatabase, caplog
) -> None:
    """Its connection is gone, although the database can be reached: another has the lock."""
    ann, bob = candidate(), candidate()
    await ann.take()
    name = sa.make_url(shared_database.url).database
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database d ON d.oid = database"
        f" WHERE locktype = 'advisory' AND datname = '{name}'"
    )

    assert not await ann.holds()
    assert "The lock of the sender is lost" in caplog.text
    assert await bob.take()
    assert not await ann.take()
