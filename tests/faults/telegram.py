"""Telegram as the sender meets it: its limits, its distance, its bad days, and what arrived."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Mapping
from typing import Self

from bot.clock import MovableClock
from bot.sandbox.cast import BOT, User
from bot.sandbox.errors import ConnectionLost
from bot.sandbox.gateway import Answer, Bell, Gateway
from bot.sandbox.server import SandboxServer
from bot.sandbox.world import SandboxTelegram

#: Seconds a call takes to get there, and its answer to come back, at most.
DISTANCE = 0.04

_FIRST = 300_000


class FarGateway(Gateway):
    """Some way off: calls are under way for a while, as long as chance has it."""

    def __init__(self, world: SandboxTelegram, seed: int) -> None:
        super().__init__(world)
        self._chance = random.Random(seed)
        self.under_way = 0
        self.statuses: Counter[int] = Counter()  #: of messages sent; 0: the answer was lost

    async def answer(self, token: str, method: str, given: Mapping[str, object]) -> Answer:
        if method != "sendMessage":
            return await super().answer(token, method, given)
        self.under_way += 1
        try:
            await asyncio.sleep(self._chance.uniform(0, DISTANCE))
            answer = await super().answer(token, method, given)
            self.statuses[answer.status] += 1
            await asyncio.sleep(self._chance.uniform(0, DISTANCE))
        except ConnectionLost:
            self.statuses[0] += 1
            raise
        finally:
            self.under_way -= 1
        return answer


class Telegram:
    """A world with many readers behind a server that keeps Telegram's limits."""

    def __init__(self, readers: int, *, seed: int) -> None:
        clock = MovableClock()
        self.world = SandboxTelegram(clock)
        self._server = SandboxServer(
            self.world, host="127.0.0.1", port=0, clock=clock, on_digest_now=_nobody
        )
        self.gateway = FarGateway(self.world, seed)
        self._server._gateway = self.gateway
        self.readers = [_FIRST + number for number in range(readers)]
        for chat_id in self.readers:
            name = f"reader_{chat_id}"
            self.world.state.admit(User(id=chat_id, first_name=name, last_name="", username=name))

    async def __aenter__(self) -> Self:
        self.api_url = await self._server.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.stop()

    def arrived(self) -> Counter[int]:
        """How many messages each reader has of the bot."""
        chats = self.world.state.chats
        return Counter({chat_id: len(chats[chat_id].messages) for chat_id in self.readers})

    def said_to(self, chat_id: int) -> list[str]:
        """What the bot said in a chat, in order."""
        messages = self.world.messages(chat_id)
        return [str(each["text"]) for each in messages if each["from"]["id"] == BOT.id]

    async def something(self) -> None:
        """Until something happens, which it does within half a second."""
        with Bell(self.world.state.events) as bell:
            await bell.wait(0.5)


async def _nobody(_: int) -> str:
    return ""
