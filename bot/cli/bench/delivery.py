"""Digests of one minute: how fast they are made, and how fast they go out beside answers.

The process is a real one, and so is the server before it, which refuses whatever is beyond
Telegram's limits. Meanwhile readers ask, and wait for their answers.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import shutil
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from telegram.constants import FloodLimit

from bot.cli.bench.databases import bench_folder, make_library, sqlite_store
from bot.cli.bench.start import resident, running_bot
from bot.cli.bench.tables import ms, say, timing, write_table
from bot.clock import MovableClock, SystemClock
from bot.messages import render_digest
from bot.sandbox.cast import User
from bot.sandbox.errors import ApiError
from bot.sandbox.flood import FloodGate
from bot.sandbox.gateway import Bell
from bot.sandbox.server import SandboxServer
from bot.sandbox.world import SandboxTelegram
from briefs.measuring import add_readers
from briefs.newsroom import open_newsroom

_QUOTATIONS: Final = 100_000
_FIRST: Final = 300_000  # the id of the first subscriber
_ASKERS: Final = 200
#: Seconds between two questions, on average.
_BETWEEN: Final = 0.5
#: Seconds without a message after which all has gone out.
_SILENCE: Final = 20.0


@dataclass
class _Gate(FloodGate):
    """Telegram's limits, and a book of what came to them."""

    passed: list[float] = field(default_factory=list)
    refused: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def let_through(self, chat_id: int, *, group: bool, now: float) -> None:
        try:
            super().let_through(chat_id, group=group, now=now)
        except ApiError:
            self.refused += 1
            raise
        self.passed.append(time.monotonic())


def bench_delivery(subscribers: int) -> bool:
    """Print both tables."""
    with TemporaryDirectory(dir=bench_folder()) as name:
        file = Path(name, "briefs.sqlite3")
        shutil.copy(sqlite_store(_QUOTATIONS).removeprefix("sqlite:///"), file)
        url, chats = f"sqlite:///{file}", range(_FIRST, _FIRST + subscribers)
        due = SystemClock().now().replace(second=0, microsecond=0) - dt.timedelta(minutes=5)
        add_readers(url, chats, due=due)
        _compose(url, subscribers)
        asyncio.run(_Run(url, Path(name), chats).measure())
    return True


def _compose(url: str, subscribers: int) -> None:
    """All of them in this process, none is sent."""
    with closing(open_newsroom(url)) as newsroom:
        now = SystemClock().now()
        newsroom.enqueue_due(now=now)
        first = newsroom.claim_delivery(now=now)
        assert first is not None
        texts, memory, tenth = set[int](), 0.0, subscribers // 10
        began = time.process_time()
        for number in range(first.id, first.id + subscribers):
            texts.add(hash(render_digest(newsroom.compose_digest(number)).text))
            if number == first.id + tenth:
                memory = resident()
        took = time.process_time() - began
        newsroom.requeue_delivery(first.id, not_before=now, now=now)
    rows = [
        ("digests composed and rendered a second, one core", f"{subscribers / took:,.0f}"),
        ("of them different", f"{len(texts):,} of {subscribers:,}"),
        ("memory after a tenth, and after all, MB", f"{memory:.0f}, {resident():.0f}"),
    ]
    write_table((f"composing, {_QUOTATIONS:,} quotations", ""), rows)


class _Run:
    """One process, its subscribers, and those who ask it something meanwhile."""

    def __init__(self, url: str, folder: Path, chats: range) -> None:
        self._url, self._folder, self._chats = url, folder, chats
        clock = MovableClock()
        self._world = SandboxTelegram(clock)
        self._gate = self._world.state.gate = _Gate()
        self._server = SandboxServer(
            self._world, host="127.0.0.1", port=0, clock=clock, on_digest_now=_no_digest
        )
        self._askers = range(chats[-1] + 1, chats[-1] + 1 + _ASKERS)
        self._waits: list[float] = []
        for chat in [*chats, *self._askers]:
            name = f"reader_{chat}"
            self._world.state.admit(User(id=chat, first_name=name, last_name="", username=name))

    async def measure(self) -> None:
        """Until all is sent."""
        address = await self._server.start()
        empty = self._folder / "empty"
        empty.mkdir()
        say(f"\nSending {len(self._chats):,} digests, about {len(self._chats) / 26:.0f} s …")
        async with running_bot(self._url, empty, self._world.token, address) as process:
            await self._until(1, process.pid)  # it has started
            asking = asyncio.create_task(self._ask())
            early = await self._until(len(self._chats) // 10, process.pid)
            memory = await self._until(len(self._chats), process.pid)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
        await self._server.stop()
        self._report(early, memory)

    async def _until(self, digests: int, pid: int) -> float:
        """Until so many have theirs, or nothing more comes; the memory then."""
        chats = self._world.state.chats
        while sum(bool(chats[chat].messages) for chat in self._chats) < digests:
            passed = self._gate.passed
            if passed and time.monotonic() - passed[-1] > _SILENCE:
                break
            await asyncio.sleep(0.5)
        return resident(pid)

    async def _ask(self) -> None:
        """Somebody now and then, never the same chat twice in a minute."""
        library, chance = make_library(_QUOTATIONS), random.Random(1)  # noqa: S311 -- no secret
        async with asyncio.TaskGroup() as waiting:
            while True:
                for chat in self._askers:
                    await asyncio.sleep(chance.expovariate(1 / _BETWEEN))
                    waiting.create_task(self._wait_for(chat, f"/who {library.a_speaker()}"))

    async def _wait_for(self, chat: int, text: str) -> None:
        messages = self._world.state.chats[chat].messages
        self._world.say(chat, text)
        count, began = len(messages), time.monotonic()
        with Bell(self._world.state.events) as bell:
            while len(messages) == count:
                await bell.wait(_SILENCE)
        self._waits.append(time.monotonic() - began)

    def _report(self, early: float, memory: float) -> None:
        passed, chats = self._gate.passed, self._world.state.chats
        seconds = passed[-1] - passed[0]
        rate = (len(passed) - 1) / seconds
        got = [len(chats[chat].messages) for chat in self._chats]
        waits = timing(self._waits)
        rows = [
            ("digests that arrived", f"{sum(map(bool, got)):,} of {len(got):,}"),
            ("digests that arrived twice", str(sum(each > 1 for each in got))),
            ("messages a second, answers among them", f"{rate:.2f}"),
            (
                f"of Telegram’s {FloodLimit.MESSAGES_PER_SECOND:d} a second",
                f"{rate / FloodLimit.MESSAGES_PER_SECOND:.1%}",
            ),
            ("refusals (429) provoked", str(self._gate.refused)),
            (
                f"answers meanwhile ({len(self._waits):,}), ms: p50, p99",
                f"{ms(waits.p50)}, {ms(waits.p99)}",
            ),
            ("memory after a tenth, and after all, MB", f"{early:.0f}, {memory:.0f}"),
        ]
        write_table((f"sending, {seconds:.0f} s", ""), rows)


async def _no_digest(_chat_id: int) -> str:
    return ""
