"""`run`: with a token on Telegram, without one against the sandbox and its page in the browser."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from pydantic import SecretStr
from telegram.error import Conflict, InvalidToken

from bot.cli.running import RunningBot
from bot.clock import MovableClock, SystemClock
from bot.config import Settings, variable
from briefs.newsroom import Newsroom, open_newsroom

if TYPE_CHECKING:
    from bot.sandbox.server import SandboxServer

_LOG = logging.getLogger(__name__)

#: Where the page is, unless another program is there; then the next free port is taken.
PORT: Final = 8180
#: Ports that are tried from there on.
PORTS: Final = 20
#: Seconds a newcomer is kept from the page while the first articles are read.
FIRST_LOAD: Final = 5


def serve(settings: Settings, *, port: int | None) -> int:
    """Run until told to stop; the exit status."""
    newsroom = open_newsroom(settings.database_url)
    try:
        if settings.token is not None:
            bot = asyncio.run(_serve_telegram(settings, newsroom))
        else:
            bot = asyncio.run(_serve_sandbox(settings, newsroom, PORT if port is None else port))
        if bot.is_loading:
            _abandon_load()
    except InvalidToken:
        name, server = variable("token"), settings.api_url
        return _fail(f"{name} is rejected by {server}. Check it, or ask @BotFather for a new one.")
    except Conflict:
        _fail("Another process polls with this token; only one may. Stop it first.")
        return 1
    finally:
        newsroom.close()
    return 0


def _fail(text: str) -> int:
    sys.stderr.write(text + "\n")
    return 2


def _abandon_load() -> None:
    """End at once. Python would wait for the thread that loads, and that can take minutes."""
    _LOG.info("The articles are not all loaded; the next start goes on where this one stopped.")
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0)


async def _serve_telegram(settings: Settings, newsroom: Newsroom) -> RunningBot:
    bot = RunningBot(settings, newsroom, SystemClock())
    try:
        if await bot.start():
            await bot.wait()
    finally:
        await bot.stop()
    return bot


async def _serve_sandbox(settings: Settings, newsroom: Newsroom, port: int) -> RunningBot:
    from bot.sandbox.cast import ADMIN  # noqa: PLC0415 -- on Telegram none of it is needed
    from bot.sandbox.server import SandboxServer  # noqa: PLC0415
    from bot.sandbox.world import SandboxTelegram  # noqa: PLC0415

    clock = MovableClock()
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
    bot = RunningBot(settings.model_copy(update=told), newsroom, clock)
    try:
        if await bot.start():
            await bot.wait_for_load(FIRST_LOAD)
            sys.stdout.write(f"\nOpen {address} to chat with the bot. Ctrl-C stops it.\n\n")
            sys.stdout.flush()
            await bot.wait()
    finally:
        await bot.stop()
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
