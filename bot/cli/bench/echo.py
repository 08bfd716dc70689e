"""A command's handling beside that of a bot that only echoes: same library, same server, one run.

Ours goes through the inbox – stored before, deleted after – the newsroom and the templates. What it
sends has bold print, links and buttons, which library and server write and read; an echo that knows
one such answer by heart shows how much of it that is.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeAlias

from pydantic import SecretStr
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.application import build_application
from bot.budget import RATE
from bot.cli.bench.tables import Timing, ms, say, timing, write_table
from bot.clock import MovableClock
from bot.config import Settings, find_packaged
from bot.handlers.briefs import render_found
from bot.intake import Intake
from bot.messages import Message
from bot.sandbox.cast import READER
from bot.sandbox.server import SandboxServer
from bot.sandbox.state import Json
from bot.sandbox.world import SandboxTelegram
from briefs.newsroom import Newsroom, open_newsroom

_RUNS: Final = 200
_WARM: Final = 20
_ASKED: Final = ("/who Stoltenberg", "/topic Afghanistan", "/help")
_BY_HEART: Final = "the first by heart"
#: Seconds before each update: people pause, too. Without, answers of ours, three in five, would
#: wait for what Telegram allows (bot/budget.py).
_PAUSE: Final = 1 / RATE

_Handle = Callable[[Json], Awaitable[object]]


def bench_echo(settings: Settings) -> bool:
    """Print both, and what is our own work."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'briefs.sqlite3')}"
        with closing(open_newsroom(url)) as newsroom:
            newsroom.reload(find_packaged("seeds"), now=MovableClock().now())
            figures = asyncio.run(_measure(settings, newsroom))
    echo, echo_cpu = figures.pop("echo")
    rows = [("a bare echo", ms(echo.p50), ms(echo.p99), "", "1", ms(echo_cpu.p50), "1")]
    for kind, (own, cpu) in figures.items():
        rows.append(
            (
                kind,
                ms(own.p50),
                ms(own.p99),
                ms(own.p50 - echo.p50),
                f"{own.p50 / echo.p50:.1f}",
                ms(cpu.p50),
                f"{cpu.p50 / echo_cpu.p50:.1f}",
            )
        )
    write_table(("ms", "p50", "p99", "own work", "ratio", "processor p50", "ratio"), rows)
    say("Both speak HTTP to the sandbox's server, which runs in the same process.")
    return True


async def _measure(settings: Settings, newsroom: Newsroom) -> dict[str, tuple[Timing, Timing]]:
    """In turn, so that whatever else the machine does meets all alike."""
    clock = MovableClock()
    world = SandboxTelegram(clock, flood_limits=False)
    server = SandboxServer(world, host="127.0.0.1", port=0, clock=clock, on_digest_now=_no_digest)
    address = await server.start()
    told = {"token": SecretStr(world.token), "api_url": address}
    application = build_application(settings.model_copy(update=told), newsroom, clock)
    intake = Intake(application, application.bot_data.desk)
    echo = _echo(world.token, f"{address}/bot", _repeat)
    found = newsroom.who("Stoltenberg", now=clock.now())
    parrot = _echo(world.token, f"{address}/bot", _reciting(render_found(found)))
    async with application, echo, parrot:
        handlers: dict[str, tuple[str, _Handle]] = {
            "echo": ("hello", _handling(echo)),
            _BY_HEART: ("hello", _handling(parrot)),
            **{asked: (asked, lambda update: intake.handle([update])) for asked in _ASKED},
        }
        seconds = await _take_turns(world, handlers)
    application.bot_data.desk.close()
    await server.stop()
    return {
        kind: (timing([wall for wall, _ in both]), timing([cpu for _, cpu in both]))
        for kind, both in seconds.items()
    }


async def _take_turns(
    world: SandboxTelegram, handlers: dict[str, tuple[str, _Handle]]
) -> dict[str, list[tuple[float, float]]]:
    """Seconds on the wall and of the processor."""
    seconds: dict[str, list[tuple[float, float]]] = {kind: [] for kind in handlers}
    number = 0
    for run in range(_WARM + _RUNS):
        for kind, (text, handle) in handlers.items():
            number += 1
            await asyncio.sleep(_PAUSE)
            update = {"update_id": number, "message": world.say(READER.id, text)}
            began, worked = time.perf_counter(), time.process_time()
            await handle(update)
            took = time.perf_counter() - began, time.process_time() - worked
            if run >= _WARM:
                seconds[kind].append(took)
    return seconds


_Bare: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
_Reply: TypeAlias = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


def _echo(token: str, base_url: str, reply: _Reply) -> _Bare:
    """The library's own first example."""
    application = Application.builder().token(token).base_url(base_url).updater(None).build()
    application.add_handler(MessageHandler(filters.TEXT, reply))
    return application


async def _repeat(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


def _reciting(message: Message) -> _Reply:
    """Always the same answer."""

    async def recite(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_html(message.text, reply_markup=message.keyboard)

    return recite


def _handling(application: _Bare) -> _Handle:
    return lambda update: application.process_update(Update.de_json(update, application.bot))


async def _no_digest(_chat_id: int) -> str:
    return ""
