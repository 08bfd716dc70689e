"""The sender: what each kind of failure leads to, and that nothing is sent twice by it."""

import asyncio
import contextlib
import datetime as dt
import json
import logging
from typing import Any, NoReturn

import httpx
import pytest
import pytest_asyncio
from telegram import Bot

from bot.context import Desk
from bot.delivery import IN_FLIGHT, Sender
from bot.sandbox.cast import GROUP_ID, MEMBER, READER
from bot.sandbox.faults import Fault, FaultKind
from briefs.errors import StoreError
from briefs.model import Destination
from tests.newsstand import utc
from tests.postroom import WORDS, as_the_library_raises, opened_postroom


@pytest.fixture(autouse=True)
def _seconds_as_timedelta(monkeypatch):
    """The library's way of telling waits from its next version on; the old one warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest_asyncio.fixture
async def scene(tmp_path):
    async with opened_postroom(tmp_path) as postroom:
        yield postroom


# -- errors about one chat -------------------------------------------------------------------------


async def test_one_blocked_reader_costs_nobody_else_the_digest(scene):
    scene.subscribes(READER.id)
    scene.subscribes(MEMBER.id)
    scene.world.block(READER.id)
    await scene.ticks()

    assert len(scene.texts(MEMBER.id)) == 1


async def test_a_migrated_group_gets_it_at_its_new_place(scene):
    """400 with a new id: the subscription follows, and the digest goes out at once."""
    scene.subscribes(GROUP_ID)
    scene.world.migrate_group()
    await scene.ticks()

    new_id = scene.world.state.chats[GROUP_ID].migrated_to
    assert any("NATO Briefs" in text for text in scene.texts(new_id))
    assert scene.stand.newsroom.subscription(Destination(chat_id=new_id)) is not None
    assert scene.statuses() == ["sent"]


async def test_markup_that_telegram_cannot_read_goes_out_as_plain_text(scene, caplog):
    """Once; the words arrive, and somebody hears of it."""
    scene.subscribes(READER.id)
    scene.line.trouble = [
        json.dumps({"ok": False, "description": "Bad Request: can't parse entities: x"}).encode()
    ]
    await scene.ticks()

    (message,) = scene.world.messages(READER.id)
    assert WORDS in message["text"]
    assert not any(entity["type"] == "blockquote" for entity in message.get("entities", []))
    assert scene.statuses() == ["sent"]
    assert "markup" in caplog.text


# -- floods and outages ----------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
@pytest.mark.parametrize("as_timedelta", ["true", "false"])
async def test_a_flood_limit_parks_everything_for_as_long_as_it_says(
    scene, monkeypatch, as_timedelta
):
    """429, however long, also over restarts; the library may give seconds or a timedelta."""
    monkeypatch.setenv("PTB_TIMEDELTA", as_timedelta)
    scene.subscribes(READER.id)
    scene.subscribes(MEMBER.id, at=dt.time(8, 1))
    scene.world.order(Fault(kind=FaultKind.FLOOD, chat_id=READER.id, retry_after=43_838))
    await scene.ticks("2021-03-23 08:00")
    await scene.ticks("2021-03-23 08:01")
    assert (scene.texts(READER.id), scene.texts(MEMBER.id)) == ([], [])

    await scene.is_restarted()
    await scene.ticks("2021-03-23 20:10:37")
    assert (scene.texts(READER.id), scene.texts(MEMBER.id)) == ([], [])
    await scene.is_restarted()
    await scene.ticks("2021-03-23 20:10:38")
    assert (len(scene.texts(READER.id)), len(scene.texts(MEMBER.id))) == (1, 1)


@pytest.mark.parametrize(
    "cause",
    [
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("no answer"),
        httpx.PoolTimeout("all busy"),
        httpx.ProxyError("no way out"),
    ],
    ids=lambda cause: type(cause).__name__,
)
async def test_what_certainly_never_left_is_sent_later(scene, cause):
    """No connection, no message: the only failures that may be repeated."""
    scene.subscribes(READER.id)
    scene.line.trouble = [as_the_library_raises(cause)]
    await scene.ticks("2021-03-23 08:00")
    assert scene.statuses() == ["queued"]

    await scene.is_restarted()
    await scene.ticks("2021-03-23 08:05")
    assert len(scene.texts()) == 1
    assert scene.statuses() == ["sent"]


@pytest.mark.parametrize(
    "cause",
    [
        httpx.ReadTimeout("no answer"),
        httpx.WriteTimeout("half way"),
        httpx.ReadError("reset"),
        httpx.RemoteProtocolError("closed"),
    ],
    ids=lambda cause: type(cause).__name__,
)
async def test_what_may_have_arrived_is_not_repeated(scene, cause):
    """Its outcome is unknown for good, and its items come again the next morning."""
    scene.subscribes(READER.id)
    scene.line.trouble = [as_the_library_raises(cause)]
    await scene.ticks("2021-03-23 08:00")
    await scene.is_restarted()
    await scene.ticks("2021-03-23 09:00")
    assert scene.statuses() == ["unknown"]
    assert scene.texts() == []

    await scene.ticks("2021-03-24 08:00")
    assert WORDS in scene.texts()[0]


@pytest.mark.parametrize(
    ("kind", "arrived"),
    [
        (FaultKind.SERVER_ERROR, 0),
        (FaultKind.BAD_GATEWAY, 0),
        (FaultKind.RESET, 0),
        (FaultKind.REPLY_LOST, 1),
    ],
)
async def test_a_bad_day_of_telegrams_never_makes_two_of_one(scene, kind, arrived):
    """From here a lost answer and a lost request look the same."""
    scene.subscribes(READER.id)
    scene.world.order(Fault(kind=kind, method="sendMessage"))
    await scene.ticks("2021-03-23 08:00")
    await scene.is_restarted()
    await scene.ticks("2021-03-23 08:10")

    assert len(scene.texts()) == arrived
    assert scene.statuses() == ["unknown"]


async def test_an_outage_costs_few_and_is_asked_about_before_the_next(scene):
    """While Telegram answers nothing but errors, digests wait instead of becoming unknown."""
    scene.world.state.flood_limits = False
    for chat in (READER.id, MEMBER.id):
        scene.subscribes(chat)
    for chat in range(1, 20):
        scene.subscribes(chat)
    scene.world.order(Fault(kind=FaultKind.BAD_GATEWAY, method="sendMessage", times=99))
    scene.world.order(Fault(kind=FaultKind.BAD_GATEWAY, method="getMe", times=1))
    await scene.ticks("2021-03-23 08:00")
    lost = scene.statuses().count("unknown")
    assert 1 <= lost <= IN_FLIGHT

    scene.sender._brake._until = 0
    await scene.ticks("2021-03-23 08:01")
    assert scene.line.calls[-1].method == "getMe"
    assert scene.statuses().count("unknown") == lost

    scene.sender._brake._until = 0
    await scene.ticks("2021-03-23 08:02")
    assert scene.statuses().count("unknown") == lost + 1


async def test_a_rejected_token_loses_no_digest(scene):
    scene.subscribes(READER.id)
    token, scene.world.token = scene.world.token, "1:other"
    await scene.ticks()
    assert scene.statuses() == ["queued"]

    scene.world.token = token
    await scene.is_restarted()
    await scene.ticks("2021-03-23 08:01")
    assert len(scene.texts()) == 1


# -- killed, and not foreseen ----------------------------------------------------------------------


async def test_a_kill_with_the_call_in_flight_is_recorded_and_not_repeated(scene):
    """`sending` was written before the call: the next start finds it."""
    scene.subscribes(READER.id)
    scene.line.held = asyncio.Event()
    tick = asyncio.create_task(scene.ticks())
    await scene.line.held.wait()
    tick.cancel()
    await asyncio.gather(tick, return_exceptions=True)
    assert scene.statuses() == ["sending"]

    scene.line.held = None
    await scene.is_restarted()
    await scene.ticks("2021-03-23 08:01")
    assert scene.statuses() == ["unknown"]
    assert scene.texts() == []


class BrokenBot(Bot):
    """A mistake of our own, on the way to Telegram."""

    async def send_message(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise KeyError("nobody foresaw this")


async def test_an_error_nobody_foresaw_is_not_swallowed(scene, caplog):
    """It is logged as critical and raised; the digest it met is not repeated."""
    scene.subscribes(READER.id)
    scene.sender = Sender(BrokenBot(scene.world.token), scene.desk)

    with pytest.raises(KeyError):
        await scene.ticks()
    assert scene.statuses() == ["unknown"]
    assert [r.levelno for r in caplog.records if "foresaw" in r.message] == [logging.CRITICAL]


class TiredDesk(Desk):
    """A desk whose database is locked the first times an outcome is to be written."""

    locked = 0
    refuses = frozenset({"finish_delivery"})  #: names of what it then cannot write

    async def write(self, method: Any, *args: Any, **kwargs: Any) -> Any:
        if getattr(method, "func", method).__name__ in self.refuses and self.locked:
            self.locked -= 1
            raise StoreError("locked")
        return await super().write(method, *args, **kwargs)


async def test_an_outcome_waits_for_a_locked_database(scene, monkeypatch):
    """Telegram has said that it arrived; nobody else knows."""
    monkeypatch.setattr("bot.delivery.ledger.PATIENCE", (0, 0, 0))
    scene.subscribes(READER.id)
    with contextlib.closing(TiredDesk(scene.stand.newsroom, scene.clock, scene.settings)) as desk:
        desk.locked = 3
        scene.sender = Sender(scene.bot, desk)
        await scene.ticks()

    assert scene.statuses() == ["sent"]


@pytest.mark.parametrize("kind", [FaultKind.BLOCKED, None], ids=["blocked", "migrated"])
async def test_what_else_an_error_tells_waits_for_a_locked_database_too(scene, monkeypatch, kind):
    """That a reader is gone, or a group has moved."""
    monkeypatch.setattr("bot.delivery.ledger.PATIENCE", (0, 0, 0))
    scene.subscribes(GROUP_ID)
    if kind:
        scene.world.order(Fault(kind=kind, chat_id=GROUP_ID))
    else:
        scene.world.migrate_group()
    with contextlib.closing(TiredDesk(scene.stand.newsroom, scene.clock, scene.settings)) as desk:
        desk.locked, desk.refuses = 2, frozenset({"pause", "migrate_chat"})
        scene.sender = Sender(scene.bot, desk)
        await scene.ticks()

    assert scene.statuses() == ["failed" if kind else "sent"]


async def test_an_outcome_that_cannot_be_written_is_unknown_at_the_next_start(scene, monkeypatch):
    """The disk is full: it stays as `sending`, and is not repeated."""
    monkeypatch.setattr("bot.delivery.ledger.PATIENCE", (0, 0, 0))
    scene.subscribes(READER.id)
    with contextlib.closing(TiredDesk(scene.stand.newsroom, scene.clock, scene.settings)) as desk:
        desk.locked = 4
        scene.sender = Sender(scene.bot, desk)
        with pytest.raises(StoreError):
            await scene.ticks()
        await scene.is_restarted()

    await scene.ticks("2021-03-23 08:01")
    assert scene.statuses() == ["unknown"]
    assert len(scene.texts()) == 1


async def test_one_digest_that_cannot_be_made_costs_no_other(scene, caplog):
    """Its row says failed, with the error; the next in the queue goes out."""
    scene.subscribes(READER.id)
    scene.subscribes(MEMBER.id)
    scene.stand.newsroom.enqueue_due(now=utc("2021-03-23 08:00"))
    with scene.stand.newsroom._store.write() as connection:
        connection.exec_driver_sql("UPDATE articles SET basis = 'a dream'")
    await scene.ticks()
    with scene.stand.newsroom._store.write() as connection:
        connection.exec_driver_sql("UPDATE articles SET basis = 'stated'")
    await scene.ticks("2021-03-24 08:00")

    assert scene.statuses() == ["failed", "failed", "sent", "sent"]
    assert "cannot be composed" in caplog.text


async def test_the_log_has_neither_chats_nor_words(scene, caplog):
    """Neither when all goes well nor when it does not."""
    caplog.set_level(logging.DEBUG, logger="bot")
    scene.subscribes(READER.id)
    scene.subscribes(MEMBER.id)
    scene.world.order(Fault(kind=FaultKind.BLOCKED, chat_id=READER.id))
    await scene.ticks()

    said = [r.getMessage() for r in caplog.records if r.name.startswith("bot.")]
    assert any("1 sent" in line for line in said)
    assert not [line for line in said if str(READER.id) in line or str(MEMBER.id) in line]
    assert not [line for line in said if WORDS in line]
