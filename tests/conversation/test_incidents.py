"""Administrators hear of errors in chat: what and where, not from whom nor about what."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.incidents import EACH, IncidentReporter
from bot.sandbox.cast import ADMIN, READER
from bot.sandbox.faults import Fault, FaultKind
from briefs.errors import StoreError
from briefs.newsroom import Newsroom
from tests.conversation.chat import Chat, Stage

SORROW = "my secret sorrow"


class Watch:
    """The reporter of a stage, with the time in its hands."""

    def __init__(self, stage: Stage) -> None:
        self.turns: list[int] = []
        self.seconds = 1000.0
        self.reporter = IncidentReporter(
            stage.application.bot, stage.desk, turn=self._turn, monotonic=lambda: self.seconds
        )

    async def _turn(self, chat_id: int) -> None:
        self.turns.append(chat_id)

    async def settles(self) -> None:
        """Let what was logged be told."""
        await asyncio.sleep(0)
        while self.reporter._sending:
            await asyncio.wait(self.reporter._sending)

    async def later(self, seconds: float) -> None:
        """The tick, so much later."""
        self.seconds += seconds
        self.reporter.tell_due()
        await self.settles()


@pytest_asyncio.fixture
async def watch(stage: Stage) -> AsyncIterator[Watch]:
    watch = Watch(stage)
    watch.reporter.start()
    yield watch
    await watch.reporter.stop()


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for a speaker meets an error that quotes what was asked."""

    def who(_: Newsroom, name: str, *, now: object) -> None:  # noqa: ARG001
        raise KeyError(name)

    monkeypatch.setattr(Newsroom, "who", who)


@pytest.mark.usefixtures("broken")
async def test_an_administrator_is_told_what_broke_and_where(
    stage: Stage, watch: Watch, chat: Chat, admin: Chat
) -> None:
    """By the word under which the log has the update."""
    said = await chat.say(f"/who {SORROW}")
    await watch.settles()

    assert said.startswith("Something went wrong on my side")
    [told] = admin.messages
    update = stage.desk.pseudonyms.word(stage.world.state.updates.next_id - 1)
    assert told.text.startswith("Something went wrong. The log says more.\n\nKeyError\n")
    assert "tests/" not in told.text
    assert f"update {update}" in told.text
    assert watch.turns == [ADMIN.id]


@pytest.mark.usefixtures("broken")
async def test_nobodys_text_is_told(
    stage: Stage, watch: Watch, chat: Chat, admin: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor who it was, nor the token."""
    await chat.say(f"/who {SORROW}")
    logging.getLogger("bot.cli").error("%s", stage.settings.token.get_secret_value())  # type: ignore[union-attr]
    await watch.settles()

    told = "\n".join(message.text for message in admin.messages)
    assert SORROW not in told
    assert str(READER.id) not in told
    assert stage.world.token not in told
    assert str(READER.id) not in caplog.text


@pytest.mark.usefixtures("broken")
async def test_a_storm_is_two_messages(watch: Watch, chat: Chat, admin: Chat) -> None:
    """The second comes with the tick, when ten minutes are over, and counts."""
    for _ in range(4):
        await chat.say("/who Somebody")
        await watch.settles()
    assert len(admin.messages) == 1

    await watch.later(EACH - 1)
    assert len(admin.messages) == 1
    await watch.later(1)

    assert len(admin.messages) == 2
    assert "3 times in 10 minutes" in admin.messages[-1].text


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("kind", FaultKind)
async def test_a_report_that_cannot_be_sent_disturbs_nobody(
    stage: Stage, watch: Watch, chat: Chat, admin: Chat, kind: FaultKind
) -> None:
    """Not even with a further report of its own failing; it is counted into the next."""
    order = Fault(kind=kind, chat_id=ADMIN.id)
    stage.world.state.faults.open.append(order)

    await chat.say("/who Somebody")
    await watch.settles()
    await chat.say("/who Somebody")
    await watch.settles()
    assert len(watch.turns) == 1
    await watch.later(EACH)

    assert "2 times in" in admin.messages[-1].text


async def test_what_is_no_error_is_not_told(watch: Watch, chat: Chat, admin: Chat) -> None:
    """What is gone, and what was typed wrongly, is the reader's to know."""
    await chat.say("/who Nobody At All")
    logging.getLogger("bot.intake").warning("No updates; trying again.")
    await watch.settles()

    assert admin.messages == []


async def test_an_error_the_administrator_has_seen_is_not_told_twice(
    stage: Stage, watch: Watch, admin: Chat
) -> None:
    """A reload that failed says so itself."""
    stage.settings.articles.rmdir()

    await admin.say("/reload")
    await watch.settles()

    assert [message.text.split(".")[0] for message in admin.messages] == ["The reload failed"]


async def test_errors_of_other_threads_are_told(watch: Watch, stage: Stage, admin: Chat) -> None:
    """The store has threads of its own."""

    def fail() -> None:
        logging.getLogger("bot.context").error("%s is broken", SORROW, exc_info=StoreError("x"))

    await stage.desk.write(fail)
    await watch.settles()

    assert "StoreError" in admin.messages[-1].text


async def test_every_line_is_counted(watch: Watch, stage: Stage) -> None:
    """Those, too, that are not told again."""
    for _ in range(3):
        logging.getLogger("bot.intake").error("again")
    logging.getLogger("bot.intake").critical("worse")
    await watch.settles()

    text, _ = stage.desk.metrics.write(None)
    assert b'nato_briefs_log_lines_total{level="error"} 3.0' in text
    assert b'nato_briefs_log_lines_total{level="critical"} 1.0' in text


async def test_a_reporter_that_stopped_hears_nothing(watch: Watch, admin: Chat) -> None:
    """The log goes on without it."""
    await watch.reporter.stop()

    logging.getLogger("bot.intake").error("unheard")
    await watch.settles()

    assert admin.messages == []
