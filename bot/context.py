"""What a handler is given: newsroom, clock, settings, metrics, and the hop off the event loop.

The newsroom is synchronous. `Desk` runs its reads in a small pool of threads, its writes one after
the other in a single one, and a reload in a thread of its own, so that no answer waits for it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, Final, ParamSpec, TypeVar

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.budget import Budget
from bot.clock import Clock
from bot.config import Settings
from bot.metrics import Metrics
from bot.pseudonyms import Pseudonyms
from briefs.model import Followup, LoadProgress, ReloadReport
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
        self.metrics = Metrics()
        #: What Telegram lets this bot send, shared by answers and digests.
        self.budget = Budget(shared=settings.is_shared)
        token = settings.token.get_secret_value() if settings.token else ""
        #: What a log line says instead of the id of a chat, a user or an update.
        self.pseudonyms = Pseudonyms(token)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="load")
        #: What an update that is being handled asked about, by chat, until it is done with.
        self.followups: dict[int, Followup] = {}
        #: A reload is under way, whether or not anybody still waits for it.
        self.is_loading = False
        self._is_learning = False
        #: How far it is, once that can be told.
        self.progress: LoadProgress | None = None

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

    async def reload(self, tell: Callable[[LoadProgress], None] | None = None) -> ReloadReport:
        """Load what changed in the articles folder; a second reload waits for the first.

        `tell` is called in the thread that loads; on the event loop, look at `progress`.
        """
        return await self._run(self._loader, partial(self._load, tell))

    async def learn_names(self) -> None:
        """Know who is quoted before anybody asks. A load comes after it."""
        await self._run(self._loader, partial(self._learn, self.newsroom.learn_names))

    async def learn_spellings(self) -> None:
        """Be ready for names that are misspelt."""
        await self._run(self._loader, partial(self._learn, self.newsroom.learn_spellings))

    def _learn(self, learn: Callable[[], None]) -> None:
        self._is_learning = True
        try:
            learn()
        finally:
            self._is_learning = False

    @property
    def is_busy(self) -> bool:
        """Something is under way that nobody waits for when the bot stops."""
        return self.is_loading or self._is_learning

    def _load(self, tell: Callable[[LoadProgress], None] | None) -> ReloadReport:
        def note(progress: LoadProgress) -> None:
            self.progress = progress
            if tell is not None:
                tell(progress)

        self.is_loading = True
        try:
            return self.metrics.load(
                lambda: self.newsroom.reload(self.settings.articles, now=self.now, tell=note)
            )
        finally:
            self.is_loading, self.progress = False, None

    def close(self) -> None:
        """Let what is under way end, and stop the threads. The newsroom stays open.

        A load is not waited for: that may take minutes, and the next one goes on where it stopped.
        Neither are names, which of a hundred thousand people take seconds.
        """
        for pool in (self._readers, self._writer):
            pool.shutdown(wait=True, cancel_futures=True)
        self._loader.shutdown(wait=not self.is_busy, cancel_futures=True)

    @staticmethod
    async def _run(pool: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, call)


class Scope(StrEnum):
    """Who sees a command in the menu. Who may use it is checked again on each call."""

    EVERYBODY = "everybody"
    PRIVATE = "private"  #: not in groups, where it would be noise
    IN_CHARGE = "in_charge"  #: who may change a chat's settings: of a group its administrators
    ADMINS = "admins"  #: administrators of the bot


#: An async callback: parse, ask the newsroom, reply.
Handler = Callable[[Update, "BriefsContext"], Coroutine[Any, Any, None]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """One command: from this the handlers, the menus and the help are made."""

    name: str
    description: str
    handler: Handler
    scope: Scope = Scope.EVERYBODY
    arguments: str = ""  #: as /help shows them
    aliases: tuple[str, ...] = ()


class BotData:
    """What the application carries for every handler; set where it is put together."""

    desk: Desk
    commands: tuple[Command, ...]


class BriefsContext(CallbackContext[ExtBot[None], dict[str, object], dict[str, object], BotData]):
    """A callback context that knows the desk, so that handlers need no casts."""

    @property
    def desk(self) -> Desk:
        """The newsroom as the event loop may use it."""
        return self.bot_data.desk

    @property
    def commands(self) -> tuple[Command, ...]:
        """Every command there is."""
        return self.bot_data.commands

    @property
    def typed(self) -> str:
        """What follows the command, spaces squeezed."""
        return " ".join(self.args or ())


BriefsApplication = Application[Any, BriefsContext, Any, Any, BotData, Any]
