"""/privacy, /export and /forget: what is stored about a chat is the reader's to have and to end."""

from __future__ import annotations

import json

from bot.sandbox.cast import GROUP_ID, READER
from tests.conversation.chat import Chat, Stage


async def test_exports_what_is_stored_as_a_file(chat: Chat, stage: Stage) -> None:
    """The digest, its settings and what is followed; no word of anybody else."""
    await chat.say("/subscribe 8:30 Kyiv")
    await chat.say("/follow China")
    await chat.say("/export")

    document = chat.messages[-1].raw["document"]
    stored = json.loads(stage.world.state.files[READER.id, chat.messages[-1].id])
    assert document["file_name"] == "nato-briefs.json"
    assert document["mime_type"] == "application/json"
    assert [row["zone"] for row in stored["subscriptions"]] == ["Europe/Kyiv"]
    assert [row["value"] for row in stored["interests"]] == ["china"]
    assert {row["chat_id"] for rows in stored.values() for row in rows} == {READER.id}


async def test_forgets_after_asking(chat: Chat, stage: Stage) -> None:
    """Nothing is gone before the tap, and nothing is left after it."""
    await chat.say("/subscribe")
    await chat.say("/follow China")

    assert (await chat.say("/forget")).startswith("Erase all that is stored about this chat?")
    assert (await chat.say("/settings")).startswith("Your digest comes every day")

    assert (await chat.press("Erase everything")).startswith("Everything is erased.")
    assert (await chat.say("/settings")).startswith("You have no daily digest.")
    assert (await chat.say("/following")).startswith("You follow nobody yet.")
    assert stage.newsroom.export(READER.id) == {}


async def test_in_a_group_only_its_admins_have_either(group: Chat, group_admin: Chat) -> None:
    """A member could end everybody's digest, or read where it goes. The refusal says what of."""
    to_export = "Only administrators of this group can have what is stored about it."
    to_forget = "Only administrators of this group can erase what is stored about it."
    await group_admin.say("/subscribe@nato_briefs_bot")
    assert await group.say("/export@nato_briefs_bot") == to_export
    assert await group.say("/forget@nato_briefs_bot") == to_forget

    await group_admin.say("/forget@nato_briefs_bot")
    assert await group.press("Erase everything") == to_forget
    assert (await group_admin.press("Erase everything")).startswith("Everything is erased.")


async def test_one_chat_forgets_nothing_of_another(
    chat: Chat, group_admin: Chat, stage: Stage
) -> None:
    """Whatever they have in common."""
    await chat.say("/subscribe")
    await group_admin.say("/subscribe@nato_briefs_bot")
    await chat.say("/forget")
    await chat.press("Erase everything")

    assert stage.newsroom.export(GROUP_ID)["subscriptions"]


async def test_todays_digest_at_any_time(chat: Chat) -> None:
    """For whoever has none, too; and it is there again when asked again."""
    first = await chat.say("/today")

    assert first.startswith("NATO Briefs · Monday 9 March 2026")
    assert "China asks us questions." in first
    assert chat.buttons[-1] == "Subscribe"
    assert await chat.say("/today") == first


async def test_todays_digest_does_not_count_as_sent(chat: Chat, stage: Stage) -> None:
    """The digest at the reader's hour carries the same."""
    await chat.say("/subscribe 14:00")
    before = await chat.say("/today")
    stage.wait(hours=2)
    await stage.sends_digests()

    assert chat.messages[-1].text == before
