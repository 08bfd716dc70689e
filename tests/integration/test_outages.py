"""What goes wrong around the bot: a clock set back, a dead line, a full disk, too much at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from pydantic import SecretStr
from telegram import Update
from telegram.ext import CommandHandler
from telegram.request import HTTPXRequest

from bot import intake as intake_module
from bot.cli.running import RunningBot
from bot.clock import MovableClock
from bot.config import Settings
from bot.context import BriefsContext
from bot.sandbox.cast import ADMIN, READER
from bot.sandbox.gateway import Bell
from bot.sandbox.transport import SandboxRequest
from bot.sandbox.world import SandboxTelegram
from bot.turns import Shared
from bot.webhook import NotNow
from briefs.errors import StoreError
from briefs.newsroom import Newsroom, open_newsroom
from tests.conversation.chat import Stage

#: Seconds after which something hangs.
PATIENCE = 60


def asks(number: int, chat_id: int = READER.id, text: str = "/cancel") -> dict[str, Any]:
    """An update with a command."""
    person = {"id": chat_id, "first_name": "Robin"}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1,
            "chat": {**person, "type": "private"},
            "from": {**person, "is_bot": False},
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
        },
    }


@pytest_asyncio.fixture
async def stage(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    stage = Stage(database_url, tmp_path)
    await stage.open()
    yield stage
    await stage.close()


# -- the clock -------------------------------------------------------------------------------------


async def test_a_clock_set_back_loses_no_update_and_repeats_none(stage: Stage) -> None:
    """By an hour, as by hand or after a wrong time server: what was handled stays known."""
    await stage.intake.handle([asks(1)])
    stage.wait(hours=-1)
    await stage.intake.handle([asks(1), asks(2)])
    stage.newsroom.forget_updates(now=stage.clock.now())
    await stage.intake.handle([asks(1), asks(2), asks(3)])

    assert len(stage.world.messages(READER.id)) == 3
    assert stage.newsroom.pending_updates() == ()


# -- the line --------------------------------------------------------------------------------------


class DeadLine(SandboxRequest):
    """The sandbox, but that calls of one method never come back."""

    def __init__(self, world: SandboxTelegram, method: str) -> None:
        super().__init__(world)
        self._method = method
        self.hangs = asyncio.Event()

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if url.endswith(f"/{self._method}"):
            self.hangs.set()
            await asyncio.Event().wait()
        return await super().do_request(url, *args, **kwargs)


@pytest.fixture
def newsroom(database_url: str) -> Any:
    with closing(open_newsroom(database_url)) as newsroom:
        yield newsroom


@pytest.mark.parametrize("method", ["sendMessage", "getUpdates"])
async def test_a_bot_stops_while_its_calls_hang(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """After a grace of some seconds; what it was answering waits for the next start."""
    monkeypatch.setattr(intake_module, "GRACE", 0)
    world = SandboxTelegram(MovableClock())
    line = DeadLine(world, method)
    world.say(READER.id, "/help")
    bot = RunningBot(_settings(world, tmp_path), newsroom, MovableClock(), request=line)
    async with asyncio.timeout(PATIENCE):
        await bot.start()
        await line.hangs.wait()
        await bot.stop()

    waiting = newsroom.pending_updates()
    assert len(waiting) == (method == "sendMessage")


async def test_a_bot_that_gets_no_answer_to_its_login_can_be_stopped(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    """The address takes connections and says nothing, for ever."""
    connected = asyncio.Event()

    async def swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connected.set()
        await reader.read()
        writer.close()

    hole = await asyncio.start_server(swallow, "127.0.0.1", 0)
    port = hole.sockets[0].getsockname()[1]
    settings = Settings(
        token=SecretStr("1:token"), api_url=f"http://127.0.0.1:{port}", articles=tmp_path
    )
    for_ever = HTTPXRequest(read_timeout=None)
    bot = RunningBot(settings, newsroom, MovableClock(), request=for_ever)
    async with asyncio.timeout(PATIENCE):
        starting = asyncio.create_task(bot.start())
        await connected.wait()
        bot._stopping.set()

        assert await starting is False
        await bot.stop()
    await for_ever.shutdown()
    hole.close()
    await hole.wait_closed()


async def test_a_bot_stops_while_it_learns_who_is_quoted(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a hundred thousand people that takes seconds, which nobody waits for."""
    begun, may_end = threading.Event(), threading.Event()

    def take_long(_: Newsroom) -> None:
        begun.set()
        may_end.wait(PATIENCE)

    monkeypatch.setattr(type(newsroom), "learn_names", take_long)
    world = SandboxTelegram(MovableClock())
    bot = RunningBot(
        _settings(world, tmp_path), newsroom, MovableClock(), request=SandboxRequest(world)
    )
    async with asyncio.timeout(PATIENCE):
        await bot.start()
        await asyncio.to_thread(begun.wait)
        await bot.stop()

    assert bot.is_busy
    may_end.set()


# -- too much --------------------------------------------------------------------------------------


async def test_what_there_is_no_room_for_stays_with_telegram(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told "not now", nothing is stored, and what it gives again is answered."""
    monkeypatch.setattr(intake_module, "MOST_WAITING", 1)
    may_end = asyncio.Event()

    async def slow(_: Update, __: BriefsContext) -> None:
        await may_end.wait()

    world = SandboxTelegram(MovableClock())
    posted = {
        "listen": "127.0.0.1:0",
        "webhook_url": "https://briefs.example.org/hook",
        "webhook_secret": SecretStr("the-secret_of-this-test"),
    }
    settings = _settings(world, tmp_path).model_copy(update=posted)
    bot = RunningBot(settings, newsroom, MovableClock(), request=SandboxRequest(world))
    bot.application.add_handler(CommandHandler("slow", slow), group=-1)
    await bot.start()
    await bot._accept(asks(1, text="/slow"))
    with pytest.raises(NotNow):
        await bot._accept(asks(2, ADMIN.id))
    stored = [item.update_id for item in newsroom.pending_updates()]
    may_end.set()
    with Bell(world.state.events) as bell:
        async with asyncio.timeout(PATIENCE):
            while not world.messages(READER.id):
                await bell.wait(1)
    await asyncio.gather(*bot._intake._workers)
    await bot._accept(asks(2, ADMIN.id))
    await asyncio.gather(*bot._intake._workers)
    await bot.stop()

    assert stored == [1]
    assert len(world.messages(ADMIN.id)) == 1
    assert newsroom.pending_updates() == ()


# -- the disk --------------------------------------------------------------------------------------

FULL = {
    "sqlite": """
        CREATE TRIGGER no_room BEFORE INSERT ON {table}
        BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END
    """,
    "postgresql": """
        CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN RAISE EXCEPTION USING ERRCODE = ''53100'', MESSAGE = ''no space left''; END';
        CREATE TRIGGER no_room BEFORE INSERT ON {table} EXECUTE FUNCTION no_room()
    """,
}
ROOM = {
    "sqlite": "DROP TRIGGER no_room",
    "postgresql": "DROP FUNCTION no_room CASCADE",
}


def change(newsroom: Newsroom, statements: dict[str, str], table: str = "inbox") -> None:
    """The engine's disk is full, as far as this table is concerned, or no longer."""
    with newsroom._store.write() as connection:
        statement = statements[connection.dialect.name].replace("{table}", table)
        connection.exec_driver_sql(statement)


async def test_a_full_disk_takes_nothing_in_until_there_is_room(stage: Stage) -> None:
    """Telegram is not told that it was received; the log says what to do."""
    change(stage.newsroom, FULL)
    with pytest.raises(StoreError, match=r"because the (server's )?disk is full; make room"):
        await stage.intake.handle([asks(1)])
    change(stage.newsroom, ROOM)
    await stage.intake.handle([asks(1)])

    assert len(stage.world.messages(READER.id)) == 1


async def test_what_was_answered_on_a_full_disk_is_done_with_when_there_is_room(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Once: its chat waits meanwhile, and the next update comes after it."""
    real, waits = asyncio.sleep, []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            change(stage.newsroom, ROOM)
        await real(0)

    monkeypatch.setattr(intake_module, "sleep", sleep)
    change(stage.newsroom, FULL, "handled_updates")
    await stage.intake.handle([asks(1), asks(2)])

    assert waits == [1, 2, 5]
    assert "disk is full; make room" in caplog.text
    assert len(stage.world.messages(READER.id)) == 2
    assert stage.newsroom.pending_updates() == ()


# -- other processes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("topic", "wakes"),
    [("inbox", True), ("reconnected", True), ("changed", True), ("settings", False)],
)
async def test_only_what_may_have_left_updates_behind_has_them_looked_for(
    newsroom: Newsroom, tmp_path: Path, topic: str, *, wakes: bool
) -> None:
    """A reader's new hour is none of the inbox's business."""
    world = SandboxTelegram(MovableClock())
    bot = RunningBot(
        _settings(world, tmp_path), newsroom, MovableClock(), request=SandboxRequest(world)
    )
    bot._loop = asyncio.get_running_loop()
    bot._intake._turns = turns = Shared(bot._desk, "one of several")
    bot._hear(topic)
    await asyncio.sleep(0)
    await bot.stop()

    assert turns._woken.is_set() is wakes


def _settings(world: SandboxTelegram, folder: Path) -> Settings:
    return Settings(token=SecretStr(world.token), articles=folder)
