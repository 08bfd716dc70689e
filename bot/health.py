"""What machines may ask the bot over HTTP: is it alive, is it ready, what has it counted.

    /healthz   the process and its event loop live; nobody else is asked
    /readyz    the database answers, Telegram was reached, the tick runs; 503 and why otherwise
    /metrics   the numbers of docs/metrics.md

Whoever serves HTTP mounts `routes`. No answer tells a secret, an address or anything of a chat;
what an error said is in the log.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final, Generic, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from telegram.error import TelegramError

from bot.context import BriefsApplication
from bot.metrics import Backlog, Pulse
from briefs.errors import BriefsError
from briefs.model import Size

T = TypeVar("T")
_LOG = logging.getLogger(__name__)

#: Seconds the database may take to answer.
PATIENCE: Final = 2.0
#: Seconds without an answer of Telegram's, or a tick, from which on something is wrong. Polling
#: hears from Telegram every half minute, and the tick comes every minute.
OVERDUE: Final = 120
#: Seconds without one from which on Telegram is asked something harmless: behind a webhook a quiet
#: night is no outage.
QUIET: Final = 60
#: Seconds an answer serves everybody who asks.
KEPT: Final = 1.0


def routes(application: BriefsApplication) -> list[Route]:
    """The three routes over one application, which need not be running yet."""
    health = Health(application)
    return [
        Route("/healthz", health.live),
        Route("/readyz", health.ready),
        Route("/metrics", health.metrics),
    ]


class Health:
    """Looks at the parts of one application, once for all who ask within a second."""

    def __init__(self, application: BriefsApplication) -> None:
        self._bot = application.bot
        self._desk = application.bot_data.desk
        self._size = _Shared(self._ask_database)
        self._backlog = _Shared(self._ask_outbox)
        self._reached = _Shared(self._ask_telegram)

    async def live(self, request: Request) -> Response:  # noqa: ARG002 -- it asks for nothing
        """Answering at all is the answer."""
        return PlainTextResponse("alive\n")

    async def ready(self, request: Request) -> Response:  # noqa: ARG002
        """Each part: whether it is well, else what is wrong."""
        wrong = await self.find_faults()
        parts = {
            part: {"ok": fault is None} | ({"wrong": fault} if fault else {})
            for part, fault in wrong.items()
        }
        is_ready = not any(wrong.values())
        return JSONResponse({"ready": is_ready, "parts": parts}, 200 if is_ready else 503)

    async def metrics(self, request: Request) -> Response:
        """Everything that is counted; without the store's numbers if it does not answer."""
        size, backlog = await asyncio.gather(self._size.get(), self._backlog.get())
        content, content_type = self._desk.metrics.write(
            size, backlog, accept=request.headers.get("accept", "")
        )
        return Response(content, headers={"content-type": content_type})

    async def find_faults(self) -> dict[str, str | None]:
        """What is wrong with each part, in a sentence; None where nothing is."""
        size, telegram = await asyncio.gather(self._size.get(), self._reached.get())
        return {
            "database": None if size else "It does not answer; the log says more.",
            "telegram": telegram,
            "tick": _overdue(self._desk.metrics.tick, "The tick has not run"),
        }

    async def _ask_database(self) -> Size | None:
        return await self._read(self._desk.newsroom.size)

    async def _ask_outbox(self) -> Backlog | None:
        queue = await self._read(self._desk.newsroom.queue)
        if queue is None:
            return None
        lag = (self._desk.now - queue.oldest).total_seconds() if queue.oldest else 0.0
        return Backlog(waiting=queue.waiting, lag=max(0.0, lag))

    async def _read(self, method: Callable[[], T]) -> T | None:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._desk.read(method)
        except TimeoutError:
            _LOG.warning("The database has not answered within %.0f s.", PATIENCE)
        except BriefsError as exc:
            _LOG.warning("The database does not answer: %s", exc)
        return None

    async def _ask_telegram(self) -> str | None:
        """Telegram is asked only when nothing was heard from it for a while."""
        contact = self._desk.metrics.contact
        if contact.age is not None and contact.age > QUIET:
            try:
                await self._bot.get_me(read_timeout=PATIENCE, connect_timeout=PATIENCE)
            except TelegramError as exc:
                _LOG.info("Telegram does not answer: %s", type(exc).__name__)
        return _overdue(contact, "Telegram has not answered")


def _overdue(pulse: Pulse, what: str) -> str | None:
    age = pulse.age
    if age is None:
        return f"{what} yet."
    return f"{what} for {age:.0f} s." if age > OVERDUE else None


class _Shared(Generic[T]):
    """One call for all who ask while it is under way, and for a moment after it began."""

    def __init__(self, call: Callable[[], Coroutine[Any, Any, T]]) -> None:
        self._call = call
        self._task: asyncio.Task[T] | None = None
        self._until = 0.0

    async def get(self) -> T:
        """Its result."""
        now = asyncio.get_running_loop().time()
        if self._task is None or (self._task.done() and now >= self._until):
            self._task = asyncio.create_task(self._call())
            self._until = now + KEPT
        return await asyncio.shield(self._task)
