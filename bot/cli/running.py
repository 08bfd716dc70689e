"""A bot that runs, from logging in to its last answer.

log in ▸ what a crash left ▸ poll, or be posted to; answer ▸ menus; tick; load what changed
SIGINT or SIGTERM ▸ take nothing in, claim nothing ▸ what is under way ends ▸ the rest waits
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.application import (
    TICK,
    build_application,
    build_scheduler,
    describe_bot,
    set_commands,
)
from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.context import Desk
from bot.delivery import Sender, Watchdog
from bot.incidents import IncidentReporter
from bot.intake import GRACE, Intake
from bot.polling import Poller, PollingBot, pause_after
from bot.progress import ProgressLine
from bot.turns import Alone, Shared, Turns
from bot.webhook import NotNow, Webhook, drop_webhook, set_webhook
from briefs.errors import BriefsError, LoadingError, StoreError
from briefs.model import Destination
from briefs.newsroom import Listener, Newsroom, Sole

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    from bot.web import WebServer

_LOG = logging.getLogger(__name__)


#: Seconds between looks whether the lock that keeps other processes away is still ours.
GUARD: Final = 5
#: Seconds that what waited for the bot may keep all that it does beside answering.
FIRST: Final = 1
#: Seconds between looks whether another process has loaded the articles.
LOAD_SEEN_TO: Final = 10


#: What a listener hears when updates may wait that nobody has claimed.
_WAKING: Final = frozenset({"inbox", "changed", "reconnected"})


class Superseded(Exception):  # noqa: N818 -- nothing is wrong
    """Another process serves the database now."""


class RunningBot:
    """The application with its intake, its sender and its tick.

    With a `lock` nobody else may serve the database, or only those that share it; losing it for
    good ends the bot, and `stop` releases it.
    """

    def __init__(
        self,
        settings: Settings,
        newsroom: Newsroom,
        clock: Clock,
        *,
        request: BaseRequest | None = None,
        lock: Sole | None = None,
    ) -> None:
        self.application = build_application(settings, newsroom, clock, request=request)
        self._settings = settings
        self._lock = lock
        self._desk = self.application.bot_data.desk
        self._intake = Intake(self.application, self._desk, _turns(self._desk))
        self._poller = None if settings.webhook_url else Poller(self._bot, self._intake)
        self._server = self._build_server()
        self._sender = Sender(self._bot, self._desk)
        self._incidents = IncidentReporter(self._bot, self._desk, turn=self._sender.turn)
        self._scheduler: AsyncIOScheduler | None = None
        self._watchdog = Watchdog(self._desk.metrics.tick, self._rearm)
        self._stopping = asyncio.Event()
        self._answered = asyncio.Event()  # what waited when the bot started
        self._is_open = False  # to updates by webhook
        self._guard: asyncio.Task[None] | None = None
        self._loading: asyncio.Task[None] | None = None
        self._learning: asyncio.Task[None] | None = None
        self._introducing: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self._listener: Listener | None = None

    async def start(self) -> bool:
        """Log in and begin; False when told to stop before Telegram could be reached.

        Raises OSError when the address to listen on is taken.
        """
        self._loop = loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):  # on Windows Ctrl-C just ends it
                loop.add_signal_handler(number, self._stopping.set)
        self._learning = asyncio.create_task(self._learn_names(), name="names")
        self._learning.add_done_callback(_log_failure)
        if self._server is not None:
            await self._server.start()
            _LOG.info("Listening on %s.", self._server.address)
        if not await self._reach(self.application.initialize):
            return False
        self._incidents.start()
        await self._sender.leadership.take()
        self._listener = await self._desk.read(self._desk.newsroom.listen, self._hear)
        if self._lock is not None:
            self._guard = asyncio.create_task(self._guard_lock(self._lock), name="lock")
        await self._intake.start()
        if not await self._open():
            return False
        _LOG.info("@%s is answering.", self.application.bot.username)
        if not await self._unless_stopped(self._answer_first):
            return False
        self._begin_beside()
        return True

    async def _answer_first(self) -> None:
        """Answer what waits, here and at Telegram, but no longer than this: whatever else there is
        to do would take the processor from it.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FIRST):
                if self._poller is not None:
                    await self._poller.asked.wait()
                await self._intake.handle(())

    def _begin_beside(self) -> None:
        """Load, tick, and whatever else is done beside answering."""
        self._answered.set()
        self._loading = asyncio.create_task(self._load(), name="load")
        self._scheduler = build_scheduler(self.tick)
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watchdog.run(), name="watchdog of the tick")
        self._introducing = asyncio.create_task(self._introduce(), name="introduce")
        self._introducing.add_done_callback(_log_failure)
        self._desk.metrics.tick.beat()  # the first tick may be a minute away

    async def wait(self) -> None:
        """Until told to stop, or something ends with the error that makes going on senseless."""
        stopping = asyncio.create_task(self._stopping.wait())
        poller = self._poller.task if self._poller else None
        needed = {task for task in (poller, self._guard, self._intake.keeper) if task is not None}
        await asyncio.wait({stopping, *needed}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        for task in needed:
            if task.done():
                task.result()

    async def stop(self) -> None:
        """Let what is under way end. A load is not waited for: the next one goes on with it."""
        self._stopping.set()
        self._is_open = False
        if self._poller is not None:
            await self._poller.stop()
        ending = [self._intake.stop(), self._stop_sender()]
        if self._server is not None:
            ending.append(self._server.stop())
        await asyncio.gather(*ending)
        # Only now: it cancels a tick that runs, and a digest in the middle of its call with it.
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
        beside = (self._learning, self._loading, self._introducing, self._guard, self._watching)
        for task in filter(None, beside):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await self._incidents.stop()
        with contextlib.suppress(TelegramError):
            await self.application.shutdown()
        if self._listener is not None:
            await asyncio.to_thread(self._listener.close)
        self._desk.close()
        if self._lock is not None:
            self._lock.release()

    async def wait_for_load(self, seconds: float) -> None:
        """Until what changed in the articles is loaded, but no longer than this."""
        if self._loading is not None:
            await asyncio.wait({self._loading}, timeout=seconds)

    @property
    def is_loading(self) -> bool:
        """Articles are still being read, perhaps with nobody waiting for it any more."""
        return self._desk.is_loading

    @property
    def is_busy(self) -> bool:
        """A thread is at work that nobody waits for."""
        return self._desk.is_busy

    async def tick(self) -> None:
        """Send what is due, and forget what is old."""
        self._desk.metrics.tick.beat()
        self._incidents.tell_due()
        await self._sender.tick()
        with contextlib.suppress(StoreError):  # any later minute will do
            await self._desk.write(self._desk.newsroom.forget_updates, now=self._desk.now)

    def _rearm(self) -> None:
        """Let the tick come now, and each minute from now on."""
        assert self._scheduler is not None
        self._scheduler.modify_job(TICK, next_run_time=SystemClock().now())

    async def send_digest_now(self, chat_id: int) -> str:
        """Send a chat today's digest before its hour; what came of it, in words."""
        desk, destination = self._desk, Destination(chat_id=chat_id)
        if await desk.read(desk.newsroom.subscription, destination) is None:
            return "This chat has no digest: /subscribe first."
        queued = await desk.write(desk.newsroom.queue_now, destination, now=desk.now)
        if queued is None:
            return "Today’s digest was sent already: move the clock to tomorrow."
        await self.tick()
        return "It is on its way."

    # ---- Telegram ----

    @property
    def _bot(self) -> PollingBot:
        bot = self.application.bot
        assert isinstance(bot, PollingBot)
        return bot

    async def _reach(self, call: Callable[[], Awaitable[object]]) -> bool:
        """Keep trying while Telegram cannot be reached; False when told to stop meanwhile.

        Raises BadRequest and InvalidToken.
        """
        for attempt in count():
            try:
                return await self._unless_stopped(call)
            except (BadRequest, InvalidToken):
                raise
            except (NetworkError, RetryAfter) as exc:
                seconds = pause_after(exc, attempt)
                _LOG.warning("Telegram cannot be reached (%s); again in %d s.", exc, seconds)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), seconds)
                    break
        return False

    async def _unless_stopped(self, call: Callable[[], Awaitable[object]]) -> bool:
        """Make the call; False when told to stop before it has ended."""
        calling = asyncio.ensure_future(call())
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({calling, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if calling.done():
                calling.result()
            return not self._stopping.is_set()
        finally:
            for task in (calling, stopping):
                task.cancel()
            await asyncio.gather(calling, stopping, return_exceptions=True)

    async def _learn_names(self) -> None:
        """While Telegram is being reached: else the first question waits for it. How they are
        misspelt comes later: it takes longer, and what waits may well be spelt right.
        """
        try:
            await self._desk.learn_names()
            await self._answered.wait()
            await self._desk.learn_spellings()
        except BriefsError as exc:
            _LOG.warning("Who is quoted is not known yet: %s", exc)

    async def _introduce(self) -> None:
        """Menus and description. They keep nobody waiting: an earlier run has mostly set them."""
        await set_commands(self.application)
        try:
            await describe_bot(self.application)
        except TelegramError as exc:
            _LOG.warning("The bot could not introduce itself: %s", exc)

    async def _open(self) -> bool:
        """Let updates come, by asking for them or by the webhook; False when told to stop."""
        if self._poller is None:
            self._is_open = True
            return await self._reach(partial(set_webhook, self._bot, self._settings))
        if not await self._reach(partial(drop_webhook, self._bot)):
            return False
        self._poller.start()
        return True

    def _build_server(self) -> WebServer | None:
        """For what comes by HTTP: updates, if they do, and whoever asks after the bot's health."""
        settings = self._settings
        if settings.address is None:
            return None
        from starlette.applications import Starlette  # noqa: PLC0415 -- most bots bind no port,

        from bot import health  # noqa: PLC0415 -- and start a tenth of a second sooner
        from bot.web import WebServer  # noqa: PLC0415

        routes = health.routes(self.application)
        if settings.webhook_url is not None and settings.webhook_secret is not None:
            secret = settings.webhook_secret.get_secret_value()
            routes += Webhook(settings.webhook_url, secret, self._accept).routes()
        host, port = settings.address
        return WebServer(Starlette(routes=routes), host=host, port=port)

    async def _accept(self, update: Mapping[str, Any]) -> None:
        """Keep an update that came by the webhook."""
        if not (self._is_open and self._intake.has_room):
            raise NotNow("The bot is starting, stopping or busy.")
        await self._intake.receive([update])

    # ---- beside answering ----

    async def _stop_sender(self) -> None:
        """What is under way ends, unless it hangs; then its outcome is unknown, as by a crash."""
        stopping = asyncio.create_task(self._sender.stop())
        await asyncio.wait({stopping}, timeout=GRACE)
        stopping.cancel()

    async def _guard_lock(self, lock: Sole) -> None:
        """See to it that nobody else serves the database. Raises Superseded."""
        desk = self._desk
        while True:
            await asyncio.sleep(GUARD)
            if await desk.read(lock.holds):
                continue
            await desk.read(lock.release)  # it never comes back
            with contextlib.suppress(StoreError):  # it cannot be reached, by nobody
                again = await desk.read(hold_database, desk.newsroom, self._settings)
                if again is None:
                    raise Superseded
                lock = self._lock = again

    def _hear(self, topic: str) -> None:
        """In the listener's thread: another process did something."""
        if topic in _WAKING:
            self._loop.call_soon_threadsafe(self._intake.wake)

    async def _load(self) -> None:
        """Load what changed in the articles. Where another process is at it, see it through: should
        that one die, this one goes on.
        """
        desk, line = self._desk, ProgressLine(sys.stderr, log=_LOG.info)
        try:
            while await desk.read(desk.newsroom.is_stale, desk.settings.articles):
                try:
                    report = await desk.reload(line)
                except LoadingError:
                    await asyncio.sleep(LOAD_SEEN_TO)
                else:
                    _LOG.info("%d articles, %d quotations.", report.articles, report.quotations)
                    break
        except BriefsError as exc:
            _LOG.error("The articles are not loaded: %s", exc)
        except Exception:  # noqa: BLE001 -- nobody waits for it: the bot would be empty, silently
            _LOG.critical("The articles are not loaded.", exc_info=True)
        finally:
            line.break_off()


def hold_database(newsroom: Newsroom, settings: Settings) -> Sole | None:
    """The lock on serving the database, alone or with others that share its updates as this process
    does; None while it is served otherwise.
    """
    return newsroom.share("intake") if settings.is_shared else newsroom.sole("intake")


def _turns(desk: Desk) -> Turns:
    """How updates are shared out: with other processes, or with nobody."""
    if not desk.settings.is_shared:
        return Alone(desk)
    return Shared(desk, f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}")


def _log_failure(task: asyncio.Task[None]) -> None:
    """Nobody waits for it: what nobody foresaw would be lost."""
    if not task.cancelled() and (error := task.exception()):
        _LOG.critical("The task %r broke off.", task.get_name(), exc_info=error)
