"""Putting names right from the chat: /alias."""

from __future__ import annotations

import pytest

from bot.sandbox.cast import READER
from tests.builders import a_quotation, an_article
from tests.conversation.chat import Chat, Stage

OLD, NEW = "Volodimir Kravchuk", "Volodymyr Kravchuk"


@pytest.fixture(autouse=True)
def _two_spellings(stage: Stage) -> None:
    stage.load(
        an_article(a_quotation("The harbour stays open.", by=OLD), key="old.txt"),
        an_article(a_quotation("The bridge stays open.", by=NEW), key="new.txt"),
        an_article(a_quotation("The road stays open.", by=NEW), key="newer.txt"),
    )


async def test_two_names_become_one_person(admin: Chat, chat: Chat) -> None:
    """The answer says what moved, and how to undo it; readers see it at once."""
    said = await admin.say(f"/alias {OLD} = {NEW}")

    assert said == (
        f"“{OLD}” is {NEW} from now on.\n"
        f"1 quotation moved; {NEW} now has 3.\n\n"
        f"To undo it: /alias remove {OLD}"
    )
    answer = await chat.say(f"/who {OLD}")
    assert answer.startswith(NEW)
    assert "The harbour stays open." in answer


async def test_a_button_from_before_leads_to_the_person(admin: Chat, chat: Chat) -> None:
    """It has the id of the name that stands for somebody else by now."""
    await chat.say("/who kravchuk")
    await admin.say(f"/alias {OLD} = {NEW}")

    answer = await chat.press(OLD)

    assert answer.startswith(NEW)
    assert "The bridge stays open." in answer


async def test_what_was_merged_can_be_parted(admin: Chat, chat: Chat) -> None:
    """Both names are offered again."""
    await admin.say(f"/alias {OLD} = {NEW}")

    said = await admin.say(f"/alias remove {OLD.lower()}")

    assert said == f"“{OLD}” no longer stands for {NEW}.\n1 quotation went back; {NEW} now has 2."
    await chat.say("/who kravchuk")
    assert {OLD, NEW} <= {label.partition(" (")[0] for label in chat.messages[-1].buttons}


async def test_alone_it_lists_what_is_decided_and_what_might_be(admin: Chat) -> None:
    """Names that sound alike are proposed, to be copied with a tap."""
    before = await admin.say("/alias")
    await admin.say(f"/alias {OLD} = {NEW}")
    after = await admin.say("/alias")

    assert before.startswith("No name stands for another yet.")
    assert f"/alias {OLD} = {NEW} (1 and 2)" in before
    assert after == (
        f"These names stand for somebody\n{OLD} → {NEW}\n\nTo undo one: /alias remove {OLD}"
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Volodimir Krawchuk = x", "Nobody is quoted as “Volodimir Krawchuk”. The nearest: Volod"),
        (f"{OLD} = Zaphod Beeblebrox", "I know nobody called “Zaphod Beeblebrox”."),
        (f"{OLD} = {OLD}", "are one person already."),
        (
            "Tony Blinken = Antony Blinken",
            "“Tony Blinken” and “Antony Blinken” are one person already.",
        ),
        ("remove Ann Ode", "“Ann Ode” stands for nobody else, and no other name does."),
        ("whatever", "Say two names, or “remove” and one after the command, like: /alias Anthony"),
        (f"{OLD} =", "Say two names"),
        ("= = =", "Say two names"),
        ("<b> = &lt;", "Nobody is quoted as “<b>”."),
    ],
)
async def test_what_cannot_be_is_told_with_the_reason(admin: Chat, typed: str, told: str) -> None:
    """And nothing is changed by it."""
    assert told in await admin.say(f"/alias {typed}")
    assert (await admin.say("/alias")).startswith("No name stands for another yet.")


@pytest.mark.parametrize("typed", ["", f" {OLD} = {NEW}", f" remove {OLD}"])
async def test_others_are_refused(
    stage: Stage, chat: Chat, typed: str, caplog: pytest.LogCaptureFixture
) -> None:
    """On each call, whatever the menu shows."""
    assert await chat.say(f"/alias{typed}") == "Only the bot’s administrators can do that."
    assert str(READER.id) not in caplog.text
    assert stage.newsroom.find_aliases() == ()
