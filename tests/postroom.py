"""Digests on their way to the sandbox's Telegram, over a line that can fail."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import httpx
from telegram import Bot
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData

from bot.budget import Budget
from bot.calls import CountedRequest
from bot.clock import MovableClock
from bot.config import Settings
from bot.context import Desk
from bot.delivery import Sender
from bot.sandbox.cast import READER
from bot.sandbox.transport import SandboxRequest
from bot.sandbox.world import SandboxTelegram
from briefs.model import Destination
from tests.clocks import StoppedClock
from tests.newsstand import Newsstand, utc

#: What the one article says.
WORDS = "the allies have agreed to meet again before the summer"

EIGHT = dt.time(8)


class Line(SandboxRequest):
    """The sandbox at the end of a line that can be cut, answered by somebody else, or held."""

    def __init__(self, world: SandboxTelegram) -> None:
        super().__init__(world)
        self.world = world
        self.trouble: list[Exception | bytes | tuple[int, bytes]] = []
        self.held: asyncio.Event | None = None

    async def do_request(  # noqa: PLR0917 – the library's interface
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,
        connect_timeout: object = None,
        pool_timeout: object = None,
    ) -> tuple[int, bytes]:
        """Trouble comes first, to messages only."""
        if url.endswith("/sendMessage") and self.held:
            self.held.set()
            await asyncio.Event().wait()
        if url.endswith("/sendMessage") and self.trouble:
            trouble = self.trouble.pop(0)
            if isinstance(trouble, bytes):
                return 400, trouble
            if isinstance(trouble, tuple):
                return trouble
            raise trouble
        timeouts = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        return await super().do_request(url, method, request_data, *timeouts)


def as_the_library_raises(cause: Exception) -> Exception:
    """What python-telegram-bot makes of an error of its HTTP client."""
    timed_out = isinstance(cause, httpx.TimeoutException)
    error: Exception = TimedOut() if timed_out else NetworkError(f"httpx.{type(cause).__name__}")
    error.__cause__ = cause
    return error


class Postroom:
    """Readers of the sandbox who subscribed at ten for eight, one article, and a sender."""

    def __init__(self, stand: Newsstand, clock: MovableClock, line: Line) -> None:
        self.stand, self.clock, self.line = stand, clock, line
        self.world = line.world
        self.settings = Settings()
        self.desk = Desk(stand.newsroom, clock, self.settings)
        self._request = CountedRequest(line, self.desk.metrics, self.desk.budget)
        self.bot = Bot(self.world.token, request=self._request, get_updates_request=line)
        self.sender = Sender(self.bot, self.desk)

    def close(self) -> None:
        self.desk.close()

    def subscribes(self, chat_id: int, thread_id: int = 0, at: dt.time = EIGHT) -> None:
        to = Destination(chat_id=chat_id, thread_id=thread_id)
        self.stand.newsroom.subscribe(to, at, "UTC", now=self.clock.now())

    async def ticks(self, at: str = "2021-03-23 08:00") -> None:
        """It is this instant, and the minute's work is done."""
        self.clock.move(utc(at) - self.clock.now())
        await self.sender.tick()

    async def is_restarted(self) -> None:
        """A new process: it remembers nothing, and finds what the old one wrote."""
        await self.sender.leadership.give_up()
        self.desk.budget = self._request._budget = Budget()
        self.sender = Sender(self.bot, self.desk)

    def texts(self, chat_id: int = READER.id) -> list[str]:
        """What stands in a chat."""
        messages = self.world.messages(chat_id)
        return [str(message["text"]) for message in messages if "text" in message]

    def statuses(self) -> list[str]:
        """Of every row of the outbox, by date."""
        return [status for _, status in self.stand.outbox()]


@asynccontextmanager
async def opened_postroom(folder: Path) -> AsyncIterator[Postroom]:
    """A postroom on the morning of 22 March 2021, closed in the end."""
    clock = MovableClock(base=StoppedClock(utc("2021-03-22 10:00")))
    line = Line(SandboxTelegram(clock))
    with closing(Newsstand(folder)) as stand:
        stand.prints(WORDS)
        with closing(Postroom(stand, clock, line)) as postroom:
            async with postroom.bot:
                yield postroom
