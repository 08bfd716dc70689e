"""The button under a digest that leads to what it had no room for."""

from __future__ import annotations

import pytest

from bot.sandbox.cast import GROUP_ID
from tests.conversation.chat import Chat, Stage


async def told(stage: Stage, chat: Chat) -> None:
    """Of six quotations, which stand under one headline, the newest."""
    await chat.say("/subscribe@nato_briefs_bot 14:00")
    stage.wait(hours=2)
    await stage.sends_digests()


async def test_the_button_leads_to_what_else_was_new(chat: Chat, stage: Stage) -> None:
    """As many as it says, by the page, and none that the digest told."""
    await told(stage, chat)
    digest = chat.messages[-1].text
    first = await chat.press("5 more")
    second = await chat.press("More (2) ›")

    assert ", and 5 more under the button" in digest
    assert first.startswith("NATO Briefs · Monday 9 March 2026 — what else was new\n")
    assert first.endswith("\n1–3 of 5 quotations, newest first")
    assert second.endswith("\n4–5 of 5 quotations, newest first")
    said = [line for line in f"{first}\n{second}".splitlines() if line.startswith("“")]
    assert said == [
        "“Afghanistan is a shared task.”",
        "“Nobody leaves Afghanistan alone.”",
        "“The river Elbe is not our border.”",
        "“We will decide in Brussels.”",
        "“We stay in Afghanistan together.”",
    ]
    assert not any(line in digest for line in said)


async def test_its_pages_take_each_others_place(chat: Chat, stage: Stage) -> None:
    """The digest stays above them."""
    await told(stage, chat)
    number = len(chat.messages)
    first = await chat.press("5 more")
    await chat.press("More (2) ›")

    assert await chat.press("‹ Back") == first
    assert len(chat.messages) == number + 1


async def test_what_is_muted_since_is_left_out_and_said(chat: Chat, stage: Stage) -> None:
    """The number on the button was true when it was sent."""
    await told(stage, chat)
    await chat.say("/mute Blinken")
    page = await chat.press("5 more")

    assert "Blinken" not in page
    assert page.endswith(
        "1–3 of 4 quotations, newest first\n"
        "The digest counted 5: the articles, or what you follow and mute, have changed since."
    )


async def test_todays_digest_leads_there_before_it_is_sent(chat: Chat) -> None:
    """Also whoever has none."""
    await chat.say("/today")

    assert (await chat.press("5 more")).endswith("1–3 of 5 quotations, newest first")


async def test_the_button_of_digests_sent_before_leads_to_the_latest(chat: Chat) -> None:
    """It names no edition."""
    await chat.say("/today")

    assert (await chat.press("b:::0:", forged=True)).startswith("Latest quotations")


async def test_in_a_group_every_member_may_press_it(
    group_admin: Chat, group: Chat, stage: Stage
) -> None:
    """It changes nothing."""
    await told(stage, group_admin)

    assert (await group.press("5 more")).endswith("1–3 of 5 quotations, newest first")
    assert stage.calls("sendMessage")[-1].parameters["chat_id"] == GROUP_ID


@pytest.mark.parametrize("data", ["k:1:5:0", "k:999999999999999999:5:0"], ids=["others", "none"])
async def test_a_number_that_is_not_this_chats_leads_nowhere(
    chat: Chat, group_admin: Chat, stage: Stage, data: str
) -> None:
    """The first digest went to the group."""
    await told(stage, group_admin)
    await chat.say("/today")

    said = await chat.press(data, forged=True)
    assert said.startswith("That is no longer in the store.")
