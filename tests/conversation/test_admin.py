"""Running the bot from the chat: /reload, /stats and /delivery."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.budget import Budget
from bot.sandbox.cast import READER
from briefs.model import Parking
from tests.clocks import NOON
from tests.conversation.chat import Chat, Stage

ARTICLE = """Allies meet in Narvik

Brussels, 23 March 2021

“We will keep the harbour open for all allies,” NATO Secretary General Jens Stoltenberg said.
"""


async def test_reload_reports_what_changed(stage: Stage, admin: Chat) -> None:
    """Added, failed with the reason; the waiting message turns into the report."""
    folder = stage.settings.articles
    (folder / "narvik.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"\xff\xfe\x00")

    said = await admin.say("/reload")

    assert said.startswith("Reloaded.")
    assert "narvik.txt: " in said
    assert "broken.txt: is binary" in said
    assert len(admin.messages) == 1


async def test_reload_of_a_folder_that_is_gone_says_so(stage: Stage, admin: Chat) -> None:
    """What was there before is kept."""
    stage.settings.articles.rmdir()

    said = await admin.say("/reload")

    assert said.startswith("The reload failed.")
    assert "no such folder" in said
    assert (await admin.say("/who Blinken")).startswith("Antony Blinken")


@pytest.mark.parametrize("command", ["/reload", "/stats", "/delivery"])
async def test_others_are_refused_and_logged(
    stage: Stage, chat: Chat, command: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The menu hides it; the check is made on each call. The log does not tell who it was."""
    assert await chat.say(command) == "Only the bot’s administrators can do that."
    word = stage.desk.pseudonyms.word(READER.id)
    assert f"Refused an administrator's command to user {word}." in caplog.text
    assert str(READER.id) not in caplog.text


async def test_stats_count_the_store(admin: Chat) -> None:
    """Articles, quotations, subscriptions."""
    said = await admin.say("/stats")

    assert "Articles: 3, 1 of them undated" in said
    assert "Quotations: 7, 1 of them unattributed" in said


async def test_the_question_itself_does_not_wait(admin: Chat) -> None:
    """It is in the inbox until it is answered."""
    assert (await admin.say("/stats")).endswith("Updates waiting: 0")


async def test_delivery_says_what_waits_and_how_the_day_went(admin: Chat) -> None:
    """On a day when nobody has a digest, little."""
    assert await admin.say("/delivery") == (
        "No digest is waiting.\nBudget: 28.5 a second\n\nToday\nSent: 0\nFailed: 0\nUnknown: 0"
    )


async def test_delivery_says_until_when_telegram_wants_none(library: Stage, admin: Chat) -> None:
    """By the clock of the settings' zone, which is Brussels."""
    library.newsroom.park(Parking(until=NOON + dt.timedelta(minutes=5), rate=20.0))

    assert "Telegram wants none before 13:05:00." in await admin.say("/delivery")


async def test_of_several_processes_delivery_shows_the_senders_rate(
    library: Stage, admin: Chat
) -> None:
    """Not that of the process that happens to answer. It rises by half a message a minute."""
    several = {"webhook_url": "https://example.org/hook", "database_url": "postgresql://db/briefs"}
    library.desk.settings = library.settings.model_copy(update=several)
    library.desk.budget = Budget(shared=True)
    said = await admin.say("/delivery")
    assert "Budget: 23.5 a second, as the process that sends has written it down" in said

    library.newsroom.park(Parking(until=NOON - dt.timedelta(minutes=4), rate=18.8))

    assert "Budget: 20.8 a second, as the process" in await admin.say("/delivery")
