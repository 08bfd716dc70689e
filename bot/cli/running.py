"""A bot that runs, from logging in to its last answer.

log in ▸ menus ▸ what a crash left ▸ poll and answer, tick; meanwhile load what changed
SIGINT or SIGTERM ▸ no more polling, no more claims ▸ what is under way ends ▸ the rest waits
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from itertools import count

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.application import build_application, build_scheduler, describe_bot, set_commands
from bot.clock import Clock
from bot.config import Settings
from bot.delivery import Sender
from bot.incidents import IncidentReporter
from bot.intake import Intake, pause_after
from briefs.errors import BriefsError
from briefs.model import Destination
from briefs.newsroom import Newsroom

_LOG = logging.getLogger(__name__)


class RunningBot:
    """The application with its intake, its sender and its tick."""

    def __init__(
        self,
        settings: Settings,
        newsroom: Newsroom,
        clock: Clock,
        *,
        request: BaseRequest | None = None,
    ) -> None:
        self.application = build_application(settings, newsroom, clock, request=request)
        self._desk = self.application.bot_data.desk
        self._intake = Intake(self.application, self._desk)
        self._sender = Sender(self.application.bot, self._desk)
        self._incidents = IncidentReporter(self.application.bot, self._desk, turn=self._sender.turn)
        self._scheduler = build_scheduler(self.tick)
        self._stopping = asyncio.Event()
        self._loading: asyncio.Task[None] | None = None

    async def start(self) -> bool:
        """Log in and begin; False when told to stop before Telegram could be reached."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):  # on Windows Ctrl-C just ends it
                loop.add_signal_handler(number, self._stopping.set)
        if not await self._log_in():
            return False
        self._incidents.start()
        # Not before: whose token is rejected would wait for a load that nobody needs.
        self._loading = asyncio.create_task(self._load(), name="load")
        await self._introduce()
        unknown = await self._desk.write(self._desk.newsroom.recover_deliveries, now=self._desk.now)
        if unknown:
            _LOG.warning("%d digests were under way at a crash: not sent again.", unknown)
        await self._intake.start()
        self._scheduler.start()
        self._desk.metrics.tick.beat()  # the first tick may be a minute away
        _LOG.info("@%s is answering.", self.application.bot.username)
        return True

    async def wait(self) -> None:
        """Until told to stop, or polling ends with the error that makes it senseless."""
        poller = self._intake.poller
        assert poller is not None
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({stopping, poller}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if poller.done():
            poller.result()

    async def stop(self) -> None:
        """Let what is under way end. A load is not waited for: the next one goes on with it."""
        await asyncio.gather(self._intake.stop(), self._sender.stop())
        # Only now: it cancels a tick that runs, and a digest in the middle of its call with it.
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._loading is not None:
            self._loading.cancel()
            await asyncio.gather(self._loading, return_exceptions=True)
        await self._incidents.stop()
        with contextlib.suppress(TelegramError):
            await self.application.shutdown()
        self._desk.close()

    async def wait_for_load(self, seconds: float) -> None:
        """Until what changed in the articles is loaded, but no longer than this."""
        if self._loading is not None:
            await asyncio.wait({self._loading}, timeout=seconds)

    @property
    def is_loading(self) -> bool:
        """Articles are still being read, perhaps with nobody waiting for it any more."""
        return self._desk.is_loading

    async def tick(self) -> None:
        """Send what is due."""
        self._desk.metrics.tick.beat()
        self._incidents.tell_due()
        await self._sender.tick()

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

    async def _log_in(self) -> bool:
        """Keep trying while Telegram cannot be reached. Raises InvalidToken."""
        for attempt in count():
            try:
                await self.application.initialize()
            except (BadRequest, InvalidToken):
                raise
            except (NetworkError, RetryAfter) as exc:
                seconds = pause_after(exc, attempt)
                _LOG.warning("Telegram cannot be reached (%s); again in %d s.", exc, seconds)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), seconds)
            else:
                return True
            if self._stopping.is_set():
                break
        return False

    async def _introduce(self) -> None:
        """Menus and description; and no webhook, which would keep updates from the poller."""
        await set_commands(self.application)
        try:
            await describe_bot(self.application)
            await self.application.bot.delete_webhook(drop_pending_updates=False)
        except TelegramError as exc:
            _LOG.warning("The bot could not introduce itself: %s", exc)

    async def _load(self) -> None:
        desk = self._desk
        try:
            if await desk.read(desk.newsroom.is_stale, desk.settings.articles):
                report = await desk.reload()
                _LOG.info("%d articles, %d quotations.", report.articles, report.quotations)
        except BriefsError as exc:
            _LOG.error("The articles are not loaded: %s", exc)
