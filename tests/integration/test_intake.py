"""Updates in: none lost, none handled twice, each chat in order, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from telegram import Update
from telegram.error import Conflict

from bot import intake as intake_module
from bot import polling as polling_module
from bot.application import build_application
from bot.context import BriefsContext
from bot.intake import Intake
from bot.polling import Poller
from bot.sandbox.cast import ADMIN, READER
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.gateway import Bell
from briefs.errors import StoreError
from tests.conversation.chat import Stage


@pytest_asyncio.fixture
async def stage(empty_database: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    file = shutil.copy(empty_database, tmp_path / "intake.db")
    stage = Stage(f"sqlite:///{file}", tmp_path)
    await stage.open()
    yield stage
    await stage.close()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the intake waited for, without waiting."""
    waits: list[float] = []
    real = asyncio.sleep

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await real(0)

    for module in (intake_module, polling_module):
        monkeypatch.setattr(module, "sleep", sleep)
    return waits


class polling:  # noqa: N801 -- reads as what it is
    """The bot fetches its updates, for as long as the block runs."""

    def __init__(self, stage: Stage, intake: Intake | None = None) -> None:
        self._intake = intake or stage.intake
        self.poller = Poller(stage.application.bot, self._intake)

    async def __aenter__(self) -> Poller:
        await self._intake.start()
        self.poller.start()
        return self.poller

    async def __aexit__(self, *_: object) -> None:
        await self.poller.stop()
        await self._intake.stop()


def an_update(number: int, text: str, chat_id: int = READER.id) -> dict[str, Any]:
    """A message in a private chat, as Telegram delivers it."""
    entities = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1,
            "chat": {"id": chat_id, "type": "private", "first_name": "Robin"},
            "from": {"id": chat_id, "is_bot": False, "first_name": "Robin"},
            "text": text,
            "entities": entities if text.startswith("/") else [],
        },
    }


def answers(stage: Stage, chat_id: int = READER.id) -> list[str]:
    """The first words of what the bot said in a chat."""
    return [message["text"].split(",")[0] for message in stage.world.messages(chat_id)]


async def until(stage: Stage, is_so: Callable[[], bool]) -> None:
    """Wait for the world to show it; a test that waits in vain fails."""
    with Bell(stage.world.state.events) as bell:
        async with asyncio.timeout(20):
            while not is_so():
                await bell.wait(1)


async def test_handled_updates_leave_nothing_behind(stage: Stage) -> None:
    """The text is deleted in the transaction that ends handling."""
    await stage.intake.handle([an_update(1, "/cancel")])

    assert len(answers(stage)) == 1
    assert stage.newsroom.pending_updates() == ()
    assert stage.newsroom.stats().inbox == 0


async def test_a_repeated_update_is_not_handled_again(stage: Stage) -> None:
    """Telegram repeats what it believes was not received."""
    await stage.intake.handle([an_update(1, "/cancel")])
    await stage.intake.handle([an_update(1, "/cancel"), an_update(2, "/cancel")])

    assert len(answers(stage)) == 2


async def test_what_a_crash_left_is_handled_at_the_next_start(stage: Stage) -> None:
    """It was received and not finished."""
    items = [intake_module._item(an_update(1, "/cancel"))]
    stage.newsroom.receive_updates(items, now=stage.clock.now())

    async with polling(stage):
        await until(stage, lambda: len(answers(stage)) == 1)

    assert stage.newsroom.pending_updates() == ()


async def test_an_update_that_no_process_survives_is_set_aside(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """After three attempts; it stays, and what waits behind it in its chat is answered."""
    _receive(stage, 1, "/help")
    _receive(stage, 2, "/cancel")
    for _ in range(3):
        assert stage.newsroom.begin_again(1)

    async with polling(stage):
        await until(stage, lambda: len(answers(stage)) == 1)

    assert answers(stage)[0].startswith("Nothing")
    [told] = [line for line in caplog.records if line.levelname == "ERROR"]
    assert f"Update {stage.desk.pseudonyms.word(1)} is set aside" in told.getMessage()
    assert stage.newsroom.stats().inbox == 1
    assert stage.newsroom.pending_updates() == ()


async def test_what_may_have_ended_a_process_is_tried_one_at_a_time(stage: Stage) -> None:
    """So that an update that happened to be under way beside it is not set aside with it."""
    together, most = 0, 0

    async def watched(_: Update, __: BriefsContext) -> None:
        nonlocal together, most
        together, most = together + 1, max(most, together + 1)
        await asyncio.sleep(0)
        together -= 1

    stage.application.add_handler(_command("watched", watched), group=-1)
    for number in range(1, 6):
        _receive(stage, number, "/watched", chat_id=number)
        stage.newsroom.begin_again(number)

    await stage.intake.start()
    await stage.intake.handle([])

    assert most == 1
    assert stage.newsroom.stats().inbox == 0


async def test_each_chat_is_served_in_order(stage: Stage) -> None:
    """However many others are served meanwhile."""
    texts = ["/help", "/cancel", "/privacy", "/cancel", "/help"]
    updates = [
        an_update(10 * n + chat, text, chat_id)
        for n, text in enumerate(texts)
        for chat, chat_id in enumerate([READER.id, ADMIN.id])
    ]

    await stage.intake.handle(updates)

    begins = {"/help": "Ask", "/cancel": "Nothing", "/privacy": "What"}
    for chat_id in (READER.id, ADMIN.id):
        firsts = [text.split()[0] for text in answers(stage, chat_id)]
        assert firsts == [begins[text] for text in texts]


async def test_a_slow_chat_keeps_no_other_waiting(stage: Stage) -> None:
    """Chats run side by side; within a chat the second question waits for the first."""
    others_are_done = asyncio.Event()

    async def slow(_: Update, __: BriefsContext) -> None:
        async with asyncio.timeout(20):
            await others_are_done.wait()

    stage.application.add_handler(_command("slow", slow), group=-1)
    updates = [an_update(1, "/slow"), an_update(2, "/cancel"), an_update(3, "/cancel", ADMIN.id)]
    handling = asyncio.create_task(stage.intake.handle(updates))

    await until(stage, lambda: len(answers(stage, ADMIN.id)) == 1)
    assert answers(stage) == []
    others_are_done.set()
    await handling

    assert len(answers(stage)) == 2


async def test_a_flood_from_one_chat_stops_no_other(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much waits for it: only many chats that wait keep the bot from fetching more."""
    monkeypatch.setattr(intake_module, "MOST_WAITING", 3)
    others_are_done = asyncio.Event()

    async def slow(_: Update, __: BriefsContext) -> None:
        await others_are_done.wait()

    stage.application.add_handler(_command("slow", slow), group=-1)
    for text in ["/slow", *["/cancel"] * 5]:
        stage.world.say(READER.id, text)
    async with polling(stage):
        await until(stage, lambda: stage.newsroom.stats().inbox == 6)

        stage.world.say(ADMIN.id, "/cancel")
        await until(stage, lambda: len(answers(stage, ADMIN.id)) == 2)
        others_are_done.set()


def _receive(stage: Stage, number: int, text: str, chat_id: int = READER.id) -> None:
    """An earlier run has stored an update, and no more."""
    item = intake_module._item(an_update(number, text, chat_id))
    stage.newsroom.receive_updates([item], now=stage.desk.now)


def _command(name: str, callback: Any) -> Any:
    from telegram.ext import CommandHandler  # noqa: PLC0415

    return CommandHandler(name, callback)


@pytest.mark.parametrize(
    "message",
    [{"chat": "none"}, {"chat": {"id": READER.id}}, [], "text", {"chat": {"id": 7}, "date": "x"}],
)
async def test_an_update_without_sense_is_dropped_and_logged(
    stage: Stage, message: object, caplog: pytest.LogCaptureFixture
) -> None:
    """It costs no other, and does not come back."""
    await stage.intake.handle([{"update_id": 1, "message": message}, an_update(2, "/cancel")])

    word = stage.desk.pseudonyms.word(1)
    assert f"Update {word} cannot be read and is dropped." in caplog.text
    assert len(answers(stage)) == 1
    assert stage.newsroom.pending_updates() == ()


async def test_half_a_character_is_no_reason_to_stop(stage: Stage) -> None:
    """JSON can hold what UTF-8 cannot."""
    await stage.intake.handle([an_update(1, "/\ud83d"), an_update(2, "/cancel")])

    assert len(answers(stage)) == 2


async def test_a_handler_that_fails_is_answered_for(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """The reader is told, the log has the cause, and the update does not come back."""

    async def fail(_: Update, __: BriefsContext) -> None:
        raise ZeroDivisionError("secret detail")

    stage.application.add_handler(_command("fail", fail), group=-1)

    await stage.intake.handle([an_update(1, "/fail")])

    assert answers(stage)[0].startswith("Something went wrong on my side")
    assert "secret detail" not in answers(stage)[0]
    assert "ZeroDivisionError" in caplog.text
    assert stage.newsroom.pending_updates() == ()


async def test_polls_and_confirms(stage: Stage) -> None:
    """By the real poller: what is said is answered, and Telegram may forget it."""
    async with polling(stage):
        stage.world.say(READER.id, "/cancel")
        await until(stage, lambda: len(answers(stage)) == 2)
        stage.world.say(READER.id, "/help")
        await until(stage, lambda: len(answers(stage)) == 4)

    assert len(stage.world.state.updates.pending) <= 1
    assert stage.newsroom.pending_updates() == ()


@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.RESET])
async def test_polling_goes_on_after_trouble(
    stage: Stage, waits: list[float], kind: FaultKind
) -> None:
    """With growing pauses, and nothing lost."""
    stage.world.order(Fault(kind=kind, method="getUpdates", times=3))
    stage.world.say(READER.id, "/cancel")

    async with polling(stage):
        await until(stage, lambda: len(answers(stage)) == 2)

    assert waits == [1, 2, 5]


async def test_what_cannot_be_stored_is_not_confirmed(
    stage: Stage, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk costs time, and no update."""
    receive, failures = stage.newsroom.receive_updates, iter([True, True])

    def fail_twice(*args: Any, **kwargs: Any) -> Any:
        if next(failures, False):
            raise StoreError("The disk is full.")
        return receive(*args, **kwargs)

    monkeypatch.setattr(stage.newsroom, "receive_updates", fail_twice)
    stage.world.say(READER.id, "/cancel")

    async with polling(stage):
        await until(stage, lambda: len(answers(stage)) == 2)

    assert waits == [1, 2]


async def test_what_is_handled_is_deleted_however_long_the_store_cannot(
    stage: Stage, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given up, it would be handled a second time at the next start."""
    finish, failures = stage.newsroom.finish_update, iter([True] * 8)

    def fail_often(*args: Any, **kwargs: Any) -> None:
        if next(failures, False):
            raise StoreError("The disk is full.")
        finish(*args, **kwargs)

    monkeypatch.setattr(stage.newsroom, "finish_update", fail_often)

    await stage.intake.handle([an_update(1, "/cancel")])

    assert stage.newsroom.pending_updates() == ()
    assert waits == [1, 2, 5, 10, 30, 30, 30, 30]


async def test_a_second_poller_ends_the_first(stage: Stage) -> None:
    """Two would answer everything by halves: the poller ends with the conflict."""
    async with polling(stage) as poller:
        await until(stage, lambda: stage.world.state.updates.poll > 0)

        second = asyncio.create_task(stage.application.bot.get_raw_updates(None, hold=1))

        assert poller.task is not None
        with pytest.raises(Conflict):
            await poller.task
        await second


async def test_stopping_leaves_the_rest_for_the_next_start(stage: Stage) -> None:
    """What is under way ends; what has not begun waits in the inbox."""
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slow(_: Update, __: BriefsContext) -> None:
        begun.set()
        await may_end.wait()

    stage.application.add_handler(_command("slow", slow), group=-1)
    handling = asyncio.create_task(
        stage.intake.handle([an_update(1, "/slow"), an_update(2, "/cancel")])
    )
    await begun.wait()
    stopping = asyncio.create_task(stage.intake.stop())
    await asyncio.sleep(0)
    may_end.set()
    await asyncio.gather(stopping, handling)

    assert [item.update_id for item in stage.newsroom.pending_updates()] == [2]

    again = build_application(stage.settings, stage.newsroom, stage.clock, request=stage.request)
    async with again:
        intake = Intake(again, again.bot_data.desk)
        await intake.start()
        await until(stage, lambda: any(text.startswith("Nothing") for text in answers(stage)))
        await intake.stop()
    again.bot_data.desk.close()
    assert stage.newsroom.pending_updates() == ()
