"""A bot that is told to stop lets what is under way end."""

from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from telegram.error import InvalidToken

from bot.cli.running import RunningBot
from bot.clock import MovableClock
from bot.config import Settings
from bot.sandbox.cast import READER
from bot.sandbox.transport import SandboxRequest
from bot.sandbox.world import SandboxTelegram
from briefs.model import Destination
from tests.clocks import StoppedClock
from tests.newsstand import Newsstand, utc


class Gate(SandboxRequest):
    """The sandbox behind a gate: a message waits there until it is let through."""

    def __init__(self, world: SandboxTelegram) -> None:
        super().__init__(world)
        self.arrived, self.opened = asyncio.Event(), asyncio.Event()

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if url.endswith("/sendMessage"):
            self.arrived.set()
            await self.opened.wait()
        return await super().do_request(url, *args, **kwargs)


async def test_a_digest_under_way_when_the_bot_stops_is_sent_and_known_to_be(
    tmp_path: Path,
) -> None:
    """The tick that the scheduler started is not cancelled in the middle of its call."""
    clock = MovableClock(base=StoppedClock(utc("2021-03-23 09:00")))
    world = SandboxTelegram(clock)
    with closing(Newsstand(tmp_path)) as stand:
        stand.prints("the allies have agreed to meet again before the summer")
        stand.subscribes(Destination(chat_id=READER.id), now="2021-03-22 10:00")
        settings = Settings(token=SecretStr(world.token), articles=tmp_path)
        gate = Gate(world)
        bot = RunningBot(settings, stand.newsroom, clock, request=gate)
        await bot.start()
        [tick] = bot._scheduler.get_jobs()
        tick.modify(next_run_time=dt.datetime.now(dt.UTC))  # noqa: TID251  the scheduler's clock
        await gate.arrived.wait()

        stopping = asyncio.create_task(bot.stop())
        await asyncio.sleep(0)
        gate.opened.set()
        await stopping

        assert [status for _, status in stand.outbox()] == ["sent"]


async def test_a_rejected_token_ends_the_start_before_anything_is_loaded(tmp_path: Path) -> None:
    """Loading may take minutes, and its thread would be waited for."""
    clock = MovableClock(base=StoppedClock(utc("2021-03-23 09:00")))
    (tmp_path / "article.txt").write_text("“We agree,” said Ann Ode.", encoding="utf-8")
    settings = Settings(token=SecretStr("1:nobody_has_this_token"), articles=tmp_path)
    with closing(Newsstand(tmp_path)) as stand:
        bot = RunningBot(
            settings, stand.newsroom, clock, request=SandboxRequest(SandboxTelegram(clock))
        )
        with pytest.raises(InvalidToken):
            await bot.start()
        await bot.wait_for_load(20)
        await bot.stop()

        assert stand.newsroom.stats().articles == 0


async def test_a_load_that_nobody_foresaw_to_fail_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A container without memory to share, say: else the bot would be empty, and nobody told."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    world = SandboxTelegram(MovableClock())
    with closing(Newsstand(tmp_path)) as stand:
        (tmp_path / "new.txt").write_text("“We will meet again,” Lind said.", encoding="utf-8")
        monkeypatch.setattr(type(stand.newsroom), "reload", refuse)
        settings = Settings(token=SecretStr(world.token), articles=tmp_path)
        bot = RunningBot(settings, stand.newsroom, MovableClock(), request=SandboxRequest(world))
        await bot.start()
        await bot.wait_for_load(10)
        await bot.stop()

    [told] = [line for line in caplog.records if line.levelname == "CRITICAL"]
    assert told.getMessage() == "The articles are not loaded."
