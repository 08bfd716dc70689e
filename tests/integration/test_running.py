"""A bot that is told to stop lets what is under way end."""

from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from telegram.error import InvalidToken

from bot.cli import running
from bot.cli.running import RunningBot, Superseded
from bot.clock import MovableClock
from bot.config import Settings
from bot.sandbox.cast import READER
from bot.sandbox.gateway import Bell
from bot.sandbox.transport import SandboxRequest
from bot.sandbox.world import SandboxTelegram
from bot.webhook import HEADER
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
        assert bot._scheduler is not None
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


class ShutMenus(SandboxRequest):
    """The sandbox, but that a menu is never set: the call does not come back."""

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if url.endswith("/setMyCommands"):
            await asyncio.Event().wait()
        return await super().do_request(url, *args, **kwargs)


async def test_nobody_waits_for_the_menus(tmp_path: Path) -> None:
    """They are set beside the first answers; what is left of that ends with the bot."""
    clock = MovableClock(base=StoppedClock(utc("2021-03-23 09:00")))
    world = SandboxTelegram(clock)
    with closing(Newsstand(tmp_path)) as stand:
        settings = Settings(token=SecretStr(world.token), articles=tmp_path)
        bot = RunningBot(settings, stand.newsroom, clock, request=ShutMenus(world))

        assert await bot.start()
        await bot.stop()


class Recorder(SandboxRequest):
    """The sandbox, with the methods that were called, in order."""

    def __init__(self, world: SandboxTelegram) -> None:
        super().__init__(world)
        self.called: list[str] = []

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        self.called.append(url.rpartition("/")[2])
        return await super().do_request(url, *args, **kwargs)


async def test_what_waits_at_telegram_is_answered_before_anything_else_is_done(
    tmp_path: Path,
) -> None:
    """Menus, the tick and the load would share the processor with the first answer."""
    world = SandboxTelegram(MovableClock())
    world.say(READER.id, "/help")
    with closing(Newsstand(tmp_path)) as stand:
        settings = Settings(token=SecretStr(world.token), articles=tmp_path)
        calls = Recorder(world)
        bot = RunningBot(settings, stand.newsroom, MovableClock(), request=calls)
        await bot.start()
        called = [name for name in calls.called if name != "getUpdates"]
        await bot.stop()

    assert called == ["getMe", "getWebhookInfo", "sendMessage"]


# -- by webhook ------------------------------------------------------------------------------------

SECRET = "the-secret_of-this-test"


def posted(text: str, number: int = 1) -> dict[str, Any]:
    """An update as Telegram posts it."""
    person = {"id": READER.id, "first_name": READER.first_name}
    message = {
        "message_id": number,
        "date": 1,
        "chat": {**person, "type": "private"},
        "from": {**person, "is_bot": False},
        "text": text,
    }
    return {"update_id": number, "message": message}


class Served:
    """A bot that is posted to, in this event loop, and its world."""

    def __init__(self, stand: Newsstand, folder: Path, *, polls: bool = False) -> None:
        clock = MovableClock(base=StoppedClock(utc("2021-03-23 09:00")))
        self.world = SandboxTelegram(clock)
        chosen: dict[str, Any] = {
            "token": SecretStr(self.world.token),
            "articles": folder,
            "listen": "127.0.0.1:0",
        }
        if not polls:
            chosen["webhook_url"] = "https://briefs.example.org/hook"
            chosen["webhook_secret"] = SecretStr(SECRET)
        self.bot = RunningBot(
            Settings(**chosen), stand.newsroom, clock, request=SandboxRequest(self.world)
        )

    async def posts(self, text: str, number: int = 1) -> int:
        """What Telegram is told."""
        answer = await self.asks("POST", "/hook", json=posted(text, number))
        return answer.status_code

    async def asks(self, method: str, path: str, **more: Any) -> httpx.Response:
        assert self.bot._server is not None
        async with httpx.AsyncClient(base_url=self.bot._server.address) as client:
            return await client.request(method, path, headers={HEADER: SECRET}, **more)

    async def until_answered(self, number: int) -> None:
        with Bell(self.world.state.events) as bell:
            async with asyncio.timeout(20):
                while len(self.world.messages(READER.id)) < number:
                    await bell.wait(1)


async def test_updates_come_by_the_webhook(tmp_path: Path) -> None:
    """It is set at the start, and what is posted is answered; nobody polls."""
    with closing(Newsstand(tmp_path)) as stand:
        served = Served(stand, tmp_path)
        await served.bot.start()
        status = await served.posts("/help")
        await served.until_answered(1)
        alive = await served.asks("GET", "/healthz")
        await served.bot.stop()

        assert (status, alive.status_code) == (200, 200)
        assert served.world.state.webhook["url"] == "https://briefs.example.org/hook"
        assert served.world.state.updates.poll == 0
        assert stand.newsroom.pending_updates() == ()


async def test_what_is_posted_to_a_bot_that_stops_is_for_another_attempt(tmp_path: Path) -> None:
    """Nothing is taken in that would only wait for the next start."""
    with closing(Newsstand(tmp_path)) as stand:
        served = Served(stand, tmp_path)
        await served.bot.start()
        served.bot._is_open = False
        status = await served.posts("/help")
        await served.bot.stop()

        assert status == 503
        assert stand.newsroom.pending_updates() == ()


async def test_a_bot_that_polls_may_still_be_asked_how_it_is(tmp_path: Path) -> None:
    """With an address to listen on and no webhook; one that was set before is taken away."""
    with closing(Newsstand(tmp_path)) as stand:
        served = Served(stand, tmp_path, polls=True)
        served.world.call("setWebhook", {"url": "https://briefs.example.org/hook"})
        await served.bot.start()
        alive, hook = await served.asks("GET", "/healthz"), await served.posts("/help")
        await served.bot.stop()

        assert (alive.status_code, hook) == (200, 404)
        assert served.world.state.webhook == {}
        assert served.world.state.updates.poll > 0


# -- one process to a database ---------------------------------------------------------------------


class LostLock:
    """A lock whose connection is gone."""

    def holds(self) -> bool:
        return False

    def release(self) -> None:
        pass


async def test_a_bot_whose_database_another_process_serves_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was cut off, and the other was started meanwhile: two would answer everything."""
    monkeypatch.setattr(running, "GUARD", 0)
    world = SandboxTelegram(MovableClock())
    with closing(Newsstand(tmp_path)) as stand:
        others = stand.newsroom.sole("intake")
        assert others is not None
        settings = Settings(token=SecretStr(world.token), articles=tmp_path)
        bot = RunningBot(
            settings,
            stand.newsroom,
            MovableClock(),
            request=SandboxRequest(world),
            lock=LostLock(),
        )
        await bot.start()
        with pytest.raises(Superseded):
            await bot.wait()
        await bot.stop()
        others.release()


async def test_a_bot_that_stopped_leaves_its_database_to_the_next(tmp_path: Path) -> None:
    """Not only when the process ends."""
    world = SandboxTelegram(MovableClock())
    with closing(Newsstand(tmp_path)) as stand:
        bot = RunningBot(
            Settings(token=SecretStr(world.token), articles=tmp_path),
            stand.newsroom,
            MovableClock(),
            request=SandboxRequest(world),
            lock=stand.newsroom.sole("intake"),
        )
        await bot.start()
        assert stand.newsroom.sole("intake") is None
        await bot.stop()

        again = stand.newsroom.sole("intake")
        assert again is not None
        again.release()


async def test_what_breaks_off_beside_answering_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody waits for the menus to be set: a fault nobody foresaw would be lost with them."""

    async def fail(_application: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(running, "set_commands", fail)
    world = SandboxTelegram(MovableClock())
    with closing(Newsstand(tmp_path)) as stand:
        settings = Settings(token=SecretStr(world.token), articles=tmp_path)
        bot = RunningBot(settings, stand.newsroom, MovableClock(), request=SandboxRequest(world))
        await bot.start()
        await bot.wait_for_load(10)
        await bot.stop()

    [told] = [line for line in caplog.records if line.levelname == "CRITICAL"]
    assert told.getMessage() == "The task 'introduce' broke off."
