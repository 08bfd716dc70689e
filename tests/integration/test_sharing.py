"""Whose turn it is among processes: two of them in one event loop, on one real database."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, closing
from typing import Any

import pytest
import pytest_asyncio

from bot import turns as turns_module
from bot.clock import MovableClock
from bot.config import Settings
from bot.context import Desk
from bot.turns import SIDE_BY_SIDE, Shared
from briefs.errors import StoreError
from briefs.model import Claimant, InboxItem
from briefs.newsroom import Newsroom, open_newsroom
from tests.builders import NOW, an_update

#: What goes on in the background goes on without pauses.
pytestmark = pytest.mark.usefixtures("quick")


class Process:
    """A process that shares the inbox; what it was given to begin, it does when it is told."""

    def __init__(self, newsroom: Newsroom, name: str) -> None:
        self.desk = Desk(newsroom, MovableClock(), Settings())
        self.turns = Shared(self.desk, name)
        self.begun: list[int] = []

    def begin(self, item: InboxItem) -> None:
        self.begun.append(item.update_id)

    async def receives(self, *items: InboxItem) -> None:
        await self.turns.receive(items, self.begin)

    async def finishes(self, item: InboxItem, *, handled: bool = True) -> int | None:
        """And leaves the chat if nothing follows, as a worker does."""
        following = await self.turns.finish(item, handled=handled)
        if following is None:
            self.turns.leave(item.chat_id)
        return following.update_id if following else None


@pytest_asyncio.fixture
async def open_process(
    database_url: str,
) -> AsyncIterator[Callable[[str], Process]]:
    """Each has a connection to the database of its own."""
    async with AsyncExitStack() as stack:

        def open_(name: str) -> Process:
            newsroom = stack.enter_context(closing(open_newsroom(database_url)))
            process = Process(newsroom, name)
            stack.callback(process.desk.close)
            stack.push_async_callback(process.turns.release)
            return process

        yield open_


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SWEEP", "RENEWAL", "RETRY", "STEADY"):
        monkeypatch.setattr(turns_module, name, 0.01)


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110 -- threads of the database ring no bell
            await asyncio.sleep(0.01)


async def test_what_waits_is_begun_by_a_process_that_starts(open_process) -> None:
    """Left behind by one that stopped."""
    ann, bob = open_process("ann"), open_process("bob")
    await ann.receives(an_update(1), an_update(2))
    ann.turns.close()
    assert await ann.finishes(an_update(1)) is None

    await bob.turns.start(bob.begin)
    await until(lambda: bob.begun == [2])


async def test_claims_that_stand_are_left_alone(open_process) -> None:
    """Their process is at work."""
    ann, bob = open_process("ann"), open_process("bob")
    await ann.receives(an_update(1))
    await bob.turns.start(bob.begin)
    await bob.receives(an_update(2), an_update(3, chat_id=8))
    await until(lambda: bob.begun == [3])

    assert await ann.finishes(an_update(1)) == 2


async def test_a_process_takes_no_more_chats_than_it_has_places(open_process) -> None:
    """Nor does it forget those for which it had none: with a place they are begun."""
    ann = open_process("ann")
    await ann.receives(*(an_update(n, chat_id=n) for n in range(1, SIDE_BY_SIDE + 3)))
    await ann.turns.start(ann.begin)
    assert ann.begun == list(range(1, SIDE_BY_SIDE + 1))

    await ann.finishes(an_update(5, chat_id=5))
    await until(lambda: len(ann.begun) == SIDE_BY_SIDE + 1)
    assert ann.begun[-1] == SIDE_BY_SIDE + 1


async def test_what_cannot_be_handled_is_not_tried_again_at_once(open_process) -> None:
    """The chat goes on, and the next start has another try."""
    ann = open_process("ann")
    await ann.receives(an_update(1), an_update(2))

    assert await ann.finishes(an_update(1), handled=False) == 2
    assert await ann.finishes(an_update(2)) is None
    await ann.receives(an_update(3))

    assert ann.begun == [1, 3]
    assert [item.update_id for item in ann.desk.newsroom.pending_updates()] == [1, 3]


async def test_a_process_that_was_cut_off_begins_nothing(open_process, monkeypatch) -> None:
    """By its own clock its claims have lapsed, before they do in the database."""
    ann, bob = open_process("ann"), open_process("bob")
    monkeypatch.setattr(turns_module, "LEASE", dt.timedelta())
    await ann.receives(an_update(1))
    monkeypatch.undo()
    await bob.receives(an_update(2, chat_id=8))

    assert not ann.turns.may_begin(an_update(1))
    assert bob.turns.may_begin(an_update(2, chat_id=8))


async def test_a_renewal_that_finds_another_owner_ends_the_chat(open_process) -> None:
    """It was cut off, and the chat was taken over meanwhile."""
    ann = open_process("ann")
    await ann.receives(an_update(1))
    ann.desk.newsroom.release_claims(process="ann")
    heir = Claimant(process="bob", places=1, is_heir=True)
    assert [item.update_id for item in ann.desk.newsroom.take_shared(by=heir)] == [1]

    await ann.turns.start(ann.begin)
    await until(lambda: not ann.turns.may_begin(an_update(1)))

    assert await ann.finishes(an_update(1)) is None
    assert ann.begun == [1]


async def test_a_claim_whose_answer_was_lost_is_given_up(open_process, monkeypatch) -> None:
    """The database had made it when the connection broke: else the chat would wait for it to
    lapse.
    """
    ann = open_process("ann")
    receive = ann.desk.newsroom.receive_shared

    def receive_in_vain(*args: Any, **kwargs: Any) -> None:
        receive(*args, **kwargs)
        raise StoreError("The connection is lost.")

    monkeypatch.setattr(ann.desk.newsroom, "receive_shared", receive_in_vain)
    with pytest.raises(StoreError):
        await ann.receives(an_update(1))
    assert ann.begun == []

    await ann.turns.start(ann.begin)
    await until(lambda: ann.begun == [1])


async def test_an_outage_ends_nothing(open_process, monkeypatch, caplog) -> None:
    """It is said once, and when it is over what came meanwhile is taken up."""
    ann = open_process("ann")
    take, failures = ann.desk.newsroom.take_shared, iter([True] * 5)

    def fail_first(**kwargs: Any) -> Any:
        if next(failures, False):
            raise StoreError("Nobody answers.")
        return take(**kwargs)

    monkeypatch.setattr(ann.desk.newsroom, "take_shared", fail_first)
    nobody = Claimant(process="nobody", places=0, is_heir=False)
    ann.desk.newsroom.receive_shared([an_update(1)], by=nobody, now=NOW)
    await ann.turns.start(ann.begin)
    await until(lambda: ann.begun == [1])

    assert [record.message for record in caplog.records] == [
        "No updates are shared out: Nobody answers."
    ]


async def test_what_was_being_claimed_when_it_was_told_to_stop_is_for_others(open_process) -> None:
    """Begun, it would be broken off, and another process would answer a second time."""
    ann, bob = open_process("ann"), open_process("bob")
    receiving = asyncio.create_task(ann.receives(an_update(1)))
    await asyncio.sleep(0)
    ann.turns.close()
    await receiving
    await ann.turns.release()

    await bob.turns.start(bob.begin)
    await until(lambda: bob.begun == [1])
    assert ann.begun == []


async def test_who_stops_leaves_at_once_what_it_had_not_begun(open_process) -> None:
    """And takes nothing more in hand, although it still keeps what comes."""
    ann, bob = open_process("ann"), open_process("bob")
    await ann.receives(an_update(1), an_update(2))
    ann.turns.close()
    await ann.receives(an_update(3, chat_id=8))
    assert await ann.finishes(an_update(1)) is None
    await ann.turns.release()

    await bob.turns.start(bob.begin)
    await until(lambda: sorted(bob.begun) == [2, 3])
    assert ann.begun == [1]
