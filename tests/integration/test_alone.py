"""Whose turn it is in the one process of a database: what is stored is begun, and begun once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import closing
from typing import Any

import pytest
import pytest_asyncio

from bot.clock import MovableClock
from bot.config import Settings
from bot.context import Desk
from bot.turns import Alone
from briefs.errors import StoreError
from briefs.model import InboxItem
from briefs.newsroom import open_newsroom
from tests.builders import an_update


class Process:
    """A process that notes what it is given to begin, and handles it when it is told."""

    def __init__(self, desk: Desk) -> None:
        self.newsroom = desk.newsroom
        self.turns = Alone(desk)
        self.begun: list[int] = []

    async def receives(self, *items: InboxItem) -> None:
        await self.turns.receive(items, lambda item: self.begun.append(item.update_id))

    async def finishes(self, item: InboxItem, *, handled: bool = True) -> None:
        """And what follows in its chat is begun."""
        following = await self.turns.finish(item, handled=handled)
        if following is None:
            self.turns.leave(item.chat_id)
        else:
            self.begun.append(following.update_id)


@pytest_asyncio.fixture
async def process(database_url: str) -> AsyncIterator[Process]:
    with closing(open_newsroom(database_url)) as newsroom:
        desk = Desk(newsroom, MovableClock(), Settings())
        yield Process(desk)
        desk.close()


def breaks_once(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection is lost in the moment in which updates have been stored."""
    receive = process.newsroom.receive_updates

    def receive_in_vain(*args: Any, **kwargs: Any) -> None:
        monkeypatch.undo()
        receive(*args, **kwargs)
        raise StoreError("The connection is lost.")

    monkeypatch.setattr(process.newsroom, "receive_updates", receive_in_vain)


async def test_what_was_stored_when_the_connection_broke_is_begun(process, monkeypatch) -> None:
    """Telegram repeats it, and by then it is in the inbox: it is new to us all the same."""
    breaks_once(process, monkeypatch)
    with pytest.raises(StoreError):
        await process.receives(an_update(1))
    assert process.begun == []

    await process.receives(an_update(1), an_update(2, chat_id=8))

    assert process.begun == [1, 2]


async def test_nothing_is_begun_twice_for_it(process, monkeypatch) -> None:
    """Neither what is under way or waits behind it, nor what could not be handled."""
    await process.receives(an_update(1), an_update(2), an_update(3, chat_id=8))
    await process.finishes(an_update(3, chat_id=8), handled=False)
    breaks_once(process, monkeypatch)
    with pytest.raises(StoreError):
        await process.receives(an_update(4))

    await process.receives(an_update(4))
    assert process.begun == [1, 3]

    for number in (1, 2, 4):
        await process.finishes(an_update(number))
    assert process.begun == [1, 3, 2, 4]
