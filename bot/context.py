"""What a handler is given: the newsroom, the clock, the settings, and the hop off the event loop.

The newsroom is synchronous. `Desk` runs its reads in a small pool of threads, its writes one after
the other in a single one, and a reload in a thread of its own, so that no answer waits for it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, ParamSpec, TypeVar

from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.clock import Clock
from bot.config import Settings
from briefs.model import ReloadReport
from briefs.newsroom import Newsroom

P = ParamSpec("P")
T = TypeVar("T")

#: Threads that read. SQLite answers a known name in about a millisecond; more threads only queue.
READERS: Final = 4


class Desk:
    """The newsroom as the event loop may use it."""

    def __init__(self, newsroom: Newsroom, clock: Clock, settings: Settings) -> None:
        self.newsroom = newsroom
        self.clock = clock
        self.settings = settings
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="load")
        self._loading = asyncio.Lock()

    @property
    def now(self) -> dt.datetime:
        """This instant, aware and in UTC."""
        return self.clock.now()

    async def read(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a method of the newsroom that changes nothing."""
        return await self._run(self._readers, partial(method, *args, **kwargs))

    async def write(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a method of the newsroom that changes something, after those already waiting."""
        return await self._run(self._writer, partial(method, *args, **kwargs))

    @property
    def is_loading(self) -> bool:
        """A reload is under way."""
        return self._loading.locked()

    async def reload(self) -> ReloadReport:
        """Load what changed in the articles folder; a second reload waits for the first."""
        async with self._loading:
            load = partial(self.newsroom.reload, self.settings.articles, now=self.now)
            return await self._run(self._loader, load)

    def close(self) -> None:
        """Let what is under way end, and stop the threads. The newsroom stays open."""
        for pool in (self._readers, self._writer, self._loader):
            pool.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    async def _run(pool: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, call)


class BotData:
    """What the application carries for every handler. `desk` is set where it is put together."""

    desk: Desk


Bot = ExtBot[None]


class BriefsContext(CallbackContext[Bot, dict[str, object], dict[str, object], BotData]):
    """A callback context that knows the desk, so that handlers need no casts."""

    @property
    def desk(self) -> Desk:
        """The newsroom as the event loop may use it."""
        return self.bot_data.desk


BriefsApplication = Application[
    Bot,
    BriefsContext,
    dict[str, object],
    dict[str, object],
    BotData,
    JobQueue[BriefsContext] | None,
]
