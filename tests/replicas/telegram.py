"""Telegram as several processes meet it: a sandbox for their calls, and a courier that posts.

The courier keeps to Telegram's rules: of each chat one update at a time, the next one when that was
answered with 200, and the same one again until it is. It is the load balancer as well: each attempt
goes to the next process.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict, deque
from collections.abc import Sequence
from typing import Any, Self

import httpx
from telegram.constants import ChatMemberStatus

from bot.clock import MovableClock
from bot.sandbox.cast import BOT, User
from bot.sandbox.gateway import Bell
from bot.sandbox.server import SandboxServer
from bot.sandbox.state import Chat
from bot.sandbox.world import SandboxTelegram
from bot.webhook import HEADER

SECRET = "the-secret-of-all-the-replicas"
PATH = "/hook"
#: Seconds after which what was not acknowledged is tried again; Telegram's own are longer.
AGAIN = 0.2
#: Seconds for which an answer is waited for, as by Telegram.
PATIENCE = 60


class Telegram:
    """A world with many readers, whose updates are posted to processes in turn."""

    def __init__(self) -> None:
        clock = MovableClock()
        self.world = SandboxTelegram(clock, flood_limits=False)
        self._server = SandboxServer(
            self.world, host="127.0.0.1", port=0, clock=clock, on_digest_now=_nobody
        )
        self._client = httpx.AsyncClient(timeout=PATIENCE)
        self._waiting: dict[int, deque[dict[str, Any]]] = defaultdict(deque)
        self._couriers: set[asyncio.Task[None]] = set()
        self._turns = itertools.count()
        #: Where updates are posted; the first attempt of each goes to the next of them.
        self.addresses: Sequence[str] = ()
        self.refusals = 0

    async def __aenter__(self) -> Self:
        self.api_url = await self._server.start()
        self._sorting = asyncio.create_task(self._sort())
        return self

    async def __aexit__(self, *_: object) -> None:
        tasks = {self._sorting, *self._couriers}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._client.aclose()
        await self._server.stop()

    def people(self, number: int) -> list[User]:
        """So many readers more who have started the bot."""
        state = self.world.state
        numbers = range(len(state.users), len(state.users) + number)
        people = [
            User(id=200_000 + n, first_name=f"R{n}", last_name="", username=f"reader_{n}")
            for n in numbers
        ]
        for person in people:
            members = dict.fromkeys((person.id, BOT.id), ChatMemberStatus.MEMBER)
            state.users[person.id] = person
            state.chats[person.id] = Chat(id=person.id, person=person, members=members)
        return people

    def answers(self, chat_id: int) -> list[str]:
        """What the bot said in a chat, in order."""
        messages = self.world.messages(chat_id)
        return [str(each["text"]) for each in messages if each["from"]["id"] == BOT.id]

    async def until_delivered(self) -> None:
        """Until every update is acknowledged."""
        while self._couriers or self.world.state.updates.pending:
            await self.something()

    async def something(self) -> None:
        """Until something happens, which it does within a second."""
        with Bell(self.world.state.events) as bell:
            await bell.wait(0.5)

    async def _sort(self) -> None:
        """Give each chat a courier of its own."""
        pending = self.world.state.updates.pending
        with Bell(self.world.state.events) as bell:
            while True:
                while pending:
                    _, update = pending.popleft()
                    self._hand_over(update)
                await bell.wait(1)

    def _hand_over(self, update: dict[str, Any]) -> None:
        holder = update.get("callback_query", update)
        chat_id = holder["message"]["chat"]["id"]
        self._waiting[chat_id].append(update)
        if len(self._waiting[chat_id]) == 1:
            courier = asyncio.create_task(self._deliver(self._waiting[chat_id]))
            self._couriers.add(courier)
            courier.add_done_callback(self._couriers.discard)

    async def _deliver(self, updates: deque[dict[str, Any]]) -> None:
        while updates:
            while not await self._post(updates[0]):
                self.refusals += 1
                await asyncio.sleep(AGAIN)
            updates.popleft()

    async def _post(self, update: dict[str, Any]) -> bool:
        """Whether it was acknowledged."""
        address = self.addresses[next(self._turns) % len(self.addresses)]
        try:
            answer = await self._client.post(address + PATH, json=update, headers={HEADER: SECRET})
        except httpx.TransportError:
            return False
        return answer.is_success


async def _nobody(_: int) -> str:
    return ""
