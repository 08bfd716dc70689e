"""/settings: one message, whose screens take each other's place; each tap sets what it names."""

from __future__ import annotations

import pytest

from bot.sandbox.cast import READER
from briefs.model import Destination
from tests.conversation.chat import Chat, Stage


@pytest.fixture
async def settings(chat: Chat) -> Chat:
    """A reader in Brussels, at one in the afternoon, with the settings open."""
    await chat.say("/subscribe 8")
    await chat.say("/settings")
    return chat


async def test_the_first_screen_tells_what_is_set(settings: Chat) -> None:
    """And the buttons lead to each of it."""
    assert settings.messages[-1].text.split("\n") == [
        "Your digest comes every day at 08:00.",
        "Time zone: Europe/Brussels",
        "Next: Tue 10 Mar, 08:00",
        "",
        "Length: brief, up to 5 quotations",
        "Sound: on",
        "On a day without anything new: one line says so",
    ]
    assert settings.buttons == [
        *("Hours", "Days", "Place", "Length", "Sound", "Following"),
        *("Send nothing on empty days", "Pause", "Unsubscribe"),
    ]


async def test_every_screen_is_the_same_message(settings: Chat) -> None:
    """Nothing piles up in the chat, and each has a way back."""
    before = len(settings.messages)
    for screen in ("Hours", "Days", "Place", "Length", "Sound"):
        await settings.press(screen)
        await settings.press("‹ Settings")

    assert len(settings.messages) == before
    assert settings.messages[-1].first_line == "Your digest comes every day at 08:00."


async def test_a_second_hour_is_a_second_digest(settings: Chat) -> None:
    """A tick is put, and the text says the same."""
    await settings.press("Hours")
    said = await settings.press("18:00")

    assert "Your digest comes every day at 08:00 and 18:00" in said
    assert [label for label in settings.buttons if label.startswith("✓")] == ["✓ 08:00", "✓ 18:00"]


async def test_an_hour_with_minutes_stays_among_the_full_ones(settings: Chat) -> None:
    """It was typed, and a tap takes it away like any other."""
    await settings.say("/subscribe 7:30")
    await settings.say("/settings")
    await settings.press("Hours")
    assert settings.buttons[7:9] == ["07:00", "✓ 07:30"]

    await settings.press("09:00")
    assert "every day at 09:00," in await settings.press("✓ 07:30")


async def test_the_last_hour_stays(settings: Chat) -> None:
    """Whoever wants none pauses or unsubscribes, and is told so."""
    await settings.press("Hours")
    said = await settings.press("✓ 08:00")

    assert said == "One hour has to stay. Pause or unsubscribe to get none."
    assert "✓ 08:00" in settings.buttons


async def test_six_hours_are_the_most(settings: Chat) -> None:
    """More digests a day nobody reads to the end."""
    await settings.press("Hours")
    for hour in ("09:00", "10:00", "11:00", "12:00", "13:00"):
        await settings.press(hour)
    said = await settings.press("14:00")

    assert said == "6 digests a day are the most. Take an hour away first."


async def test_working_days(settings: Chat) -> None:
    """Five at a tap, and one of them less by another."""
    await settings.press("Days")
    assert "comes Monday to Friday at 08:00." in await settings.press("Monday to Friday")
    assert "comes Monday to Thursday at 08:00." in await settings.press("✓ Fri")
    assert "comes on Monday, Tuesday and Thursday at" in await settings.press("✓ Wed")


async def test_a_place_by_picking(settings: Chat) -> None:
    """A part of the world, its cities by the alphabet, and back to the first screen."""
    await settings.press("Place")
    await settings.press("America")
    said = await settings.press("Anchorage")

    assert said.startswith("Changed. Your digest now comes every day at 08:00.")
    assert "Time zone: America/Anchorage" in said


async def test_a_length(settings: Chat) -> None:
    """One of three."""
    await settings.press("Length")
    assert "Now: full, up to 10 quotations" in await settings.press("Full")
    assert settings.buttons == ["Headlines", "Brief", "✓ Full", "‹ Settings"]


async def test_quiet_hours_move_by_an_hour_a_tap(settings: Chat) -> None:
    """Both ends, around the clock; and away again."""
    await settings.press("Sound")
    await settings.press("No sound from 22:00 to 07:00")
    await settings.press("23:00 ›")
    assert "not from 23:00 to 08:00." in await settings.press("08:00 ›")
    assert "Now: on." in await settings.press("No quiet hours")


async def test_no_sound_at_all(settings: Chat) -> None:
    """Then there is nothing to be said of quiet hours."""
    await settings.press("Sound")

    assert "Now: off." in await settings.press("Without")
    assert settings.buttons == ["With sound", "✓ Without", "‹ Settings"]


async def test_empty_days_in_silence(settings: Chat) -> None:
    """A tap turns it, and the button then offers the other."""
    said = await settings.press("Send nothing on empty days")

    assert "On a day without anything new: nothing comes" in said
    assert "Tell me on empty days, too" in settings.buttons


async def test_a_pause_keeps_everything(settings: Chat) -> None:
    """Until somebody resumes; a greeting does not, as somebody wanted the pause."""
    await settings.press("Days")
    await settings.press("Monday to Friday")
    await settings.press("‹ Settings")

    said = await settings.press("Pause")
    assert said.startswith("Your digest is paused. It is set to come Monday to Friday at 08:00.")
    assert "Next:" not in said

    await settings.say("/start")
    assert (await settings.say("/settings")).startswith("Your digest is paused.")

    said = await settings.press("Resume")
    assert said.startswith("Welcome back. Your digest comes again, Monday to Friday at 08:00.")
    assert "Next: Tue 10 Mar, 08:00" in said


async def test_pauses_and_resumes_by_command(chat: Chat) -> None:
    """And says so to whoever has no digest."""
    assert (await chat.say("/pause")).startswith("You have no daily digest.")
    await chat.say("/subscribe")
    assert (await chat.say("/pause")).startswith("Your digest is paused.")
    assert (await chat.say("/resume")).startswith("Welcome back.")
    assert (await chat.say("/resume")).startswith("Your digest comes every day")


async def test_a_preference_leaves_a_pause_alone(settings: Chat) -> None:
    """Whoever chooses another length while paused has not asked for digests."""
    await settings.press("Pause")
    await settings.press("Length")
    await settings.press("Full")

    assert (await settings.press("‹ Settings")).startswith("Your digest is paused.")


@pytest.mark.parametrize(
    "data", ["w:h:2500", "w:h:-", "w:d:9", "w:d:", "w:l:long", "w:q:0800-0800", "w:n:2", "w:x:1"]
)
async def test_a_forged_preference_changes_nothing(settings: Chat, stage: Stage, data: str) -> None:
    """An alert says that the button is old."""
    before = stage.newsroom.subscription(Destination(chat_id=READER.id))

    said = await settings.press(data, forged=True)

    assert said == "This button is out of date. Please ask again."
    assert stage.newsroom.subscription(Destination(chat_id=READER.id)) == before


async def test_a_member_of_a_group_may_look_but_not_choose(group: Chat, group_admin: Chat) -> None:
    """Each press is checked."""
    await group_admin.say("/subscribe@nato_briefs_bot 9")
    await group.say("/settings@nato_briefs_bot")
    await group.press("Length")
    said = await group.press("Full")

    assert said.startswith("Only administrators of this group")
    assert "✓ Brief" in group.buttons


async def test_after_unsubscribing_an_old_button_changes_nothing(settings: Chat) -> None:
    """It shows that there is no digest."""
    await settings.press("Length")
    await settings.say("/unsubscribe")

    said = await settings.press("Full")

    assert said.startswith("You have no daily digest")
