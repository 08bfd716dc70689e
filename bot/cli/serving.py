"""`run`: with a token on Telegram, without one against the sandbox and its page in the browser."""

from __future__ import annotations

import asyncio
import errno
import gc
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic import SecretStr
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError

from bot.cli.running import RunningBot, Superseded, hold_database
from bot.clock import MovableClock, SystemClock
from bot.config import Settings, find_supervision, variable
from bot.supervisor import supervised
from briefs.newsroom import Newsroom, Sole, open_newsroom

if TYPE_CHECKING:
    from bot.sandbox.server import SandboxServer

_LOG = logging.getLogger(__name__)

#: Where the page is, unless another program is there; then the next free port is taken.
PORT: Final = 8180
#: Ports that are tried from there on.
PORTS: Final = 20
#: Sandboxes that may run beside each other without being given databases.
SANDBOXES: Final = 9
#: Seconds from being told to stop to the end of the process.
STOP: Final = 10
#: New objects after which a bot that answers looks for those that nobody needs: few enough that no
#: answer waits for it. While it starts, hardly any are to be found.
LOOKED_THROUGH: Final = 20_000
#: Seconds a newcomer is kept from the page while the first articles are read.
FIRST_LOAD: Final = 5

_NOT_OURS: Final = {
    errno.EADDRINUSE: "which another program has",
    errno.EADDRNOTAVAIL: "which is no address of this machine",
    errno.EACCES: "where this user may not listen",
}


def serve(settings: Settings, *, port: int | None) -> int:
    """Run until told to stop; the exit status."""
    opened = _open(settings)
    if opened is None:
        return _fail(settings, Superseded())
    try:
        return _serve(opened, PORT if port is None else port)
    except (TelegramError, OSError, Superseded) as exc:
        return _fail(settings, exc)
    finally:
        opened.newsroom.close()
        opened.lock.release()  # if it came to no bot that would


def _fail(settings: Settings, error: Exception) -> int:
    """Say what keeps the bot from running: 1, something else runs; 2, a setting is wrong."""
    match error:
        case Superseded():
            what = f"Another process serves the database {settings.database_url}."
            status, text = 1, f"{what} Stop it first, or name another one."
        case Conflict():
            what = "Another process gets the updates of this token; only one may."
            status, text = 1, f"{what} ({error.message})"
        case InvalidToken():
            what = f"{variable('token')} is rejected by {settings.api_url}."
            status, text = 2, f"{what} Check it, or ask @BotFather for a new one."
        case BadRequest():
            status, text = 2, f"Telegram refuses the settings of this bot: {error.message}."
        case OSError(errno=number) if settings.listen and number in _NOT_OURS:
            what = f"{variable('listen')} is {settings.listen}, "
            status, text = 2, f"{what}{_NOT_OURS[number]}."
        case _:
            raise error
    sys.stderr.write(settings.redact(text) + "\n")
    return status


@dataclass(frozen=True, kw_only=True, slots=True)
class _Opened:
    """A database to serve, and the settings that name it."""

    settings: Settings
    newsroom: Newsroom
    lock: Sole  #: that keeps away other processes; those that share its updates hold it, too


def _open(settings: Settings) -> _Opened | None:
    """None when another process serves the database, and may not be joined."""
    for url in _addresses(settings):
        newsroom = open_newsroom(url)
        lock = hold_database(newsroom, settings)
        if lock is not None:
            told = settings.model_copy(update={"database_url": url})
            return _Opened(settings=told, newsroom=newsroom, lock=lock)
        newsroom.close()
    return None


def _addresses(settings: Settings) -> Iterator[str]:
    """The database; sandboxes beside each other, which nobody gave one, have one each."""
    yield settings.database_url
    if settings.token is None and "database_url" not in settings.model_fields_set:
        stem, dot, ending = settings.database_url.rpartition(".")
        yield from (f"{stem}-{number}{dot}{ending}" for number in range(2, SANDBOXES + 1))


def _serve(opened: _Opened, port: int) -> int:
    if opened.settings.token is not None:
        bot = asyncio.run(_serve_telegram(opened))
    else:
        bot = asyncio.run(_serve_sandbox(opened, port))
    if bot.is_loading:
        _LOG.info("The articles are not all loaded; the next start goes on where this one stopped.")
    if bot.is_busy:
        _end(0)  # Python would wait for the thread that is at it, and that can take minutes
    return 0


def _end(status: int) -> None:
    logging.shutdown()
    sys.stdout.flush()
    os._exit(status)


def _give_up() -> None:
    _LOG.warning("What is under way does not end; it is taken up by the next start.")
    _end(1)


@asynccontextmanager
async def _ended(bot: RunningBot) -> AsyncIterator[None]:
    """Whatever happens in the block, the bot is stopped, and the process ends soon after.

    A thread that waits for a database it cannot reach would otherwise be waited for.
    """
    try:
        yield
    finally:
        deadline = threading.Timer(STOP, _give_up)
        deadline.daemon = True
        deadline.start()
        await bot.stop()
        deadline.cancel()


async def _serve_telegram(opened: _Opened) -> RunningBot:
    bot = RunningBot(opened.settings, opened.newsroom, SystemClock(), lock=opened.lock)
    async with _ended(bot), supervised(find_supervision()):
        if await bot.start():
            gc.set_threshold(LOOKED_THROUGH)
            await bot.wait()
    return bot


async def _serve_sandbox(opened: _Opened, port: int) -> RunningBot:
    from bot.sandbox.cast import ADMIN  # noqa: PLC0415 -- on Telegram none of it is needed
    from bot.sandbox.server import SandboxServer  # noqa: PLC0415
    from bot.sandbox.world import SandboxTelegram  # noqa: PLC0415

    settings, clock = opened.settings, MovableClock()
    world = SandboxTelegram(clock)

    # The bot needs the server's address, and the server's page the bot: it comes second.
    async def send_digest_now(chat_id: int) -> str:
        return await bot.send_digest_now(chat_id)

    async def tick() -> None:
        await bot.tick()

    def server_at(port: int) -> SandboxServer:
        return SandboxServer(
            world,
            host="127.0.0.1",
            port=port,
            clock=clock,
            zone=settings.timezone,
            on_digest_now=send_digest_now,
            on_clock_moved=tick,
        )

    server, address = await _start_on_free_port(server_at, port)
    told = {
        "token": SecretStr(world.token),
        "api_url": address,
        "admins": settings.admins | {ADMIN.id},
    }
    bot = RunningBot(settings.model_copy(update=told), opened.newsroom, clock, lock=opened.lock)
    try:
        async with _ended(bot):
            if await bot.start():
                gc.set_threshold(LOOKED_THROUGH)
                await bot.wait_for_load(FIRST_LOAD)
                sys.stdout.write(f"\nOpen {address} to chat with the bot. Ctrl-C stops it.\n\n")
                sys.stdout.flush()
                await bot.wait()
    finally:
        await server.stop()
    return bot


async def _start_on_free_port(
    server_at: Callable[[int], SandboxServer], first: int
) -> tuple[SandboxServer, str]:
    for port in range(first, first + PORTS):
        server = server_at(port)
        try:
            return server, await server.start()
        except OSError as exc:
            if exc.errno != errno.EADDRINUSE or port == first + PORTS - 1:
                raise
    raise AssertionError  # the last port has returned or raised
