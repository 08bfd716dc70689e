"""The daily digest, from the reader's side: an hour, a place, and an end."""

from __future__ import annotations

import pytest

from bot.sandbox.cast import GROUP_ADMIN, GROUP_ID, MEMBER
from bot.sandbox.faults import Fault, FaultKind
from tests.conversation.chat import Chat, Stage


async def test_subscribes_at_the_default_hour(chat: Chat) -> None:
    """And says when the next one comes: it is 13:00 in Brussels, so tomorrow."""
    said = await chat.say("/subscribe")

    assert said.startswith("Subscribed. Your digest comes every day at 08:00.")
    assert "Time zone: Europe/Brussels" in said
    assert "Next: Tue 10 Mar, 08:00" in said


@pytest.mark.parametrize(
    ("text", "hour", "zone"),
    [
        ("/subscribe 20.15", "20:15", "Europe/Brussels"),
        ("/subscribe 8:30 Kyiv", "08:30", "Europe/Kyiv"),
        ("/subscribe new york 7am", "07:00", "America/New York"),
        ("/subscribe Київ", "08:00", "Europe/Kyiv"),
    ],
)
async def test_subscribes_at_an_hour_and_place(chat: Chat, text: str, hour: str, zone: str) -> None:
    """As typed, in whatever order."""
    said = await chat.say(text)

    assert f"Your digest comes every day at {hour}." in said
    assert f"Time zone: {zone}" in said


async def test_another_place_keeps_every_hour(chat: Chat) -> None:
    """Those that were tapped, too."""
    await chat.say("/subscribe 8")
    await chat.say("/settings")
    await chat.press("Hours")
    await chat.press("18:00")

    assert "every day at 08:00 and 18:00." in await chat.say("/subscribe Kyiv")


async def test_a_later_hour_today_is_still_today(chat: Chat) -> None:
    """It is 13:00 in Brussels."""
    assert "Next: Mon 9 Mar, 20:15" in await chat.say("/subscribe 20:15")


async def test_what_is_not_named_stays(chat: Chat) -> None:
    """A new hour keeps the place, a new place the hour."""
    await chat.say("/subscribe 9:15 Kyiv")

    assert "Time zone: Europe/Kyiv" in await chat.say("/subscribe 10")
    assert "Your digest now comes every day at 10:00." in await chat.say("/subscribe Paris")


@pytest.mark.parametrize("text", ["/subscribe 25:00", "/subscribe 8 Atlantis"])
async def test_what_is_not_understood_changes_nothing(chat: Chat, text: str) -> None:
    """It says what is allowed instead."""
    said = await chat.say(text)

    assert "neither an hour nor a place I know" in said
    assert "8, 8:30, 20.15 or 7am" in said
    assert "You have no daily digest" in await chat.say("/settings")


async def test_a_country_of_many_hours_asks_which(chat: Chat) -> None:
    """One button for each time its clocks show."""
    assert "Which one is yours?" in await chat.say("/subscribe 8 USA")
    assert "America/Chicago" in chat.buttons

    said = await chat.press("America/Chicago")

    assert "at 08:00" in said
    assert "Time zone: America/Chicago" in said


@pytest.mark.parametrize("command", ["/unsubscribe", "/stop"])
async def test_unsubscribes(chat: Chat, command: str) -> None:
    """At once, and nothing is kept."""
    await chat.say("/subscribe 8:30 Kyiv")

    assert (await chat.say(command)).startswith("You are unsubscribed")
    assert (await chat.say("/settings")).startswith("You have no daily digest")
    assert (await chat.say(command)).startswith("You have no daily digest")


async def test_unsubscribes_by_button(chat: Chat) -> None:
    """The one under each digest and in the settings."""
    await chat.say("/subscribe")

    assert "You are unsubscribed" in await chat.press("Unsubscribe")


async def test_the_greeting_subscribes_by_button(chat: Chat) -> None:
    """And stays as it was."""
    await chat.say("/start")

    assert (await chat.press("A digest each day")).startswith("Subscribed.")
    assert len(chat.messages) == 2


async def test_in_a_group_only_its_admins_subscribe(group: Chat, group_admin: Chat) -> None:
    """Anybody may look."""
    refused = await group.say("/subscribe@nato_briefs_bot 9")
    assert "Only administrators of this group" in refused

    assert "Subscribed." in await group_admin.say("/subscribe@nato_briefs_bot 9")
    assert "at 09:00" in await group.say("/settings@nato_briefs_bot")


async def test_in_a_group_only_its_admins_press(group: Chat, group_admin: Chat) -> None:
    """The buttons are there for everybody to see; a member's tap is refused by an alert."""
    await group_admin.say("/subscribe@nato_briefs_bot 9")

    await group.say("/settings@nato_briefs_bot")
    await group.press("Hours")

    assert await group.press("10:00") == "Only administrators of this group can change its digest."
    assert "at 09:00 and 10:00" in await group_admin.press("10:00")


async def test_an_anonymous_admin_is_one(library: Stage) -> None:
    """Who posts as the group itself is one of its administrators."""
    chat = library.chat(GROUP_ADMIN, GROUP_ID)

    said = await chat.say("/subscribe@nato_briefs_bot 9", anonymous=True)

    assert "Subscribed." in said


@pytest.mark.parametrize("data", ["u", "d::", "b:::0:"])
async def test_in_a_channel_only_its_admins_press(library: Stage, data: str) -> None:
    """Everybody who reads it could: end its digest, or have the bot post. An alert refuses."""
    channel = {"id": GROUP_ID, "type": "channel", "title": "Wire"}
    post = {"message_id": 1, "date": 1, "chat": channel, "text": "A digest"}
    press = {"id": "1", "chat_instance": "1", "message": post, "data": data}

    for number, user in enumerate([MEMBER, GROUP_ADMIN], 1):
        query = {**press, "from": user.as_json()}
        await library.intake.handle([{"update_id": number, "callback_query": query}])

    refused, done = library.calls("answerCallbackQuery")
    assert "only the channel’s administrators" in refused.parameters["text"]
    assert "text" not in done.parameters
    assert len(library.calls("sendMessage")) == 1


@pytest.mark.parametrize("data", ["d:0800:Europe/Atlantis", "d::/etc/passwd"])
async def test_a_button_of_a_zone_that_is_none_changes_nothing(chat: Chat, data: str) -> None:
    """Forged, or abolished since; an alert says so."""
    await chat.say("/subscribe 9 Kyiv")

    assert await chat.press(data, forged=True) == "This button is out of date. Please ask again."
    assert "Time zone: Europe/Kyiv" in await chat.say("/settings")


async def test_asking_who_is_an_admin_waits_for_a_flood_limit(
    library: Stage, group_admin: Chat, waits: list[float]
) -> None:
    """Else the command would vanish without a word."""
    library.world.order(Fault(kind=FaultKind.FLOOD, method="getChatMember", retry_after=3))

    assert "Subscribed." in await group_admin.say("/subscribe@nato_briefs_bot 9")
    assert waits == [3]


async def test_in_a_group_only_its_admins_resume(
    library: Stage, group: Chat, group_admin: Chat
) -> None:
    """/start resumes a paused digest, which is a change like any other."""
    await group_admin.say("/subscribe@nato_briefs_bot 9")
    library.newsroom.pause(GROUP_ID)

    await group.say("/start@nato_briefs_bot")
    assert "Your digest is paused" in await group.say("/settings@nato_briefs_bot")

    await group_admin.say("/start@nato_briefs_bot")
    assert "Your digest is paused" not in await group.say("/settings@nato_briefs_bot")
