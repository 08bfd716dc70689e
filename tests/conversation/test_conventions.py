"""What a chat expects of any bot on Telegram, a line for a test.

What is not followed, and why: docs/decisions/0016-conventions.md. Two lines have files of their
own: quiet hours in test_settings.py, a copy and the end of what is stored in test_personal.py.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import replace

import pytest

from bot.application import COMMANDS, set_commands
from bot.intake import ALLOWED
from bot.keyboards import decode
from bot.messages import as_plain_text
from bot.sandbox.cast import ADMIN, BOT, GROUP_ADMIN, GROUP_ID, MEMBER, READER, User
from bot.sandbox.faults import Fault, FaultKind
from tests.builders import a_day, a_quotation, an_article
from tests.conversation.chat import Chat, Stage
from tests.conversation.typing import type_inline
from tests.messages import MESSAGES

CHANNEL = -1009


async def post(stage: Stage, text: str) -> str:
    """Post in a channel of which the bot is an administrator; what it then says there."""
    chats = stage.world.state.chats
    chats.setdefault(CHANNEL, replace(chats[GROUP_ID], id=CHANNEL, messages={}))
    length = len(text.split(maxsplit=1)[0])
    update = {
        "update_id": len(stage.request.calls) + 1,
        "channel_post": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": CHANNEL, "type": "channel", "title": "Wire"},
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": length}],
        },
    }
    before = len(stage.world.messages(CHANNEL))
    await stage.intake.handle([update])
    said = stage.world.messages(CHANNEL)[before:]
    return "\n".join(each["text"] for each in said)


def menu(stage: Stage, user: User, chat_id: int | None = None) -> set[str]:
    """The commands somebody is offered."""
    return {item["command"] for item in stage.world.menu(user.id, chat_id)}


# ---- commands


@pytest.mark.parametrize(
    ("command", "begins"),
    [
        ("/start", "Who said what about NATO"),
        ("/help", "Ask in your own words"),
        ("/settings", "You have no daily digest"),
        ("/privacy", "What is stored"),
        ("/stop", "You have no daily digest"),
        ("/cancel", "Nothing to cancel"),
        ("/hlep", "There is no /hlep. Did you mean /help?"),
    ],
)
async def test_the_usual_commands_work_in_every_kind_of_chat(
    library: Stage, command: str, begins: str
) -> None:
    """/start, /help, /settings, /privacy, /stop, /cancel; an unknown one names the nearest."""
    here = f"{command}@{BOT.username}"

    assert (await library.chat().say(command)).startswith(begins)
    assert (await library.chat(GROUP_ADMIN, GROUP_ID).say(here)).startswith(begins)
    assert (await post(library, command)).startswith(begins)


async def test_menus_show_what_may_be_done_where(stage: Stage) -> None:
    """By scope: in private, in groups, for their administrators, for the bot's."""
    await set_commands(stage.application)

    assert {"who", "subscribe", "cancel"} <= menu(stage, READER)
    assert "reload" not in menu(stage, READER)
    assert {"who", "settings"} <= menu(stage, MEMBER, GROUP_ID)
    assert not {"subscribe", "forget", "cancel", "reload"} & menu(stage, MEMBER, GROUP_ID)
    assert {"who", "subscribe", "forget"} <= menu(stage, GROUP_ADMIN, GROUP_ID)
    assert {"who", "subscribe", "reload"} <= menu(stage, ADMIN)
    assert not {"subscribe", "reload"} & menu(stage, ADMIN, GROUP_ID)


@pytest.mark.parametrize("language", ["uk", "de", "ar", None])
async def test_menus_are_there_in_every_language(stage: Stage, language: str | None) -> None:
    """All words are English: whoever has chosen another language sees them, too."""
    await set_commands(stage.application)
    stage.world.state.users[READER.id] = replace(READER, language_code=language)

    assert "who" in menu(stage, READER)


async def test_a_menu_protects_nothing(library: Stage) -> None:
    """Rights are asked for on each call: a command can be typed by anybody."""
    member, reader = library.chat(MEMBER, GROUP_ID), library.chat()

    assert (await member.say("/subscribe@nato_briefs_bot")).startswith("Only administrators")
    assert (await reader.say("/reload")).startswith("Only the bot’s administrators")


async def test_in_channels_commands_come_as_posts(library: Stage) -> None:
    """There is no menu there, and only administrators can post."""
    assert (await post(library, "/who Blinken")).startswith("Antony Blinken")
    assert (await post(library, "/subscribe 9")).startswith("Subscribed.")


# ---- groups


async def test_in_groups_it_answers_who_addresses_it(group: Chat) -> None:
    """By a command, a mention or a reply; the answer is a reply. Else it keeps silent."""
    assert await group.say("Blinken was here yesterday") == ""
    for addressed in ("/who@nato_briefs_bot Blinken", "Blinken, @nato_briefs_bot?"):
        assert (await group.say(addressed)).startswith("Antony Blinken")
        assert group.messages[-1].raw["reply_to_message"]["text"] == addressed
    assert (await group.say("Stoltenberg", reply_to=group.messages[-1].id)).startswith("Jens")


async def test_in_a_forum_it_answers_in_the_topic(library: Stage, group: Chat) -> None:
    """Where it was asked; what is asked in General is answered in General."""
    await group.say("/latest@nato_briefs_bot")
    asked = library.world.messages(GROUP_ID)[0]
    for update_id, topic in enumerate(({"is_topic_message": True, "message_thread_id": 5}, {}), 1):
        await library.intake.handle([{"update_id": update_id, "message": {**asked, **topic}}])

    threads = [call.parameters.get("message_thread_id") for call in library.calls("sendMessage")]
    # The sandbox has no topics: it refuses the second, and the apology that follows it.
    assert threads[0] is None
    assert threads[1] == 5
    assert threads[-1] is None


async def test_a_groups_settings_are_its_administrators(library: Stage) -> None:
    """Also of those who write anonymously, as the group itself."""
    member = library.chat(MEMBER, GROUP_ID)
    guard = library.chat(GROUP_ADMIN, GROUP_ID)

    assert "Only administrators" in await member.say("/subscribe@nato_briefs_bot 9")
    assert "Subscribed." in await guard.say("/subscribe@nato_briefs_bot 9", anonymous=True)
    assert "Only administrators" in await member.press("Unsubscribe")


async def test_privacy_mode_is_enough(library: Stage) -> None:
    """It hears what is for it, and asks for no more; the rest never reaches the inbox."""
    library.world.say(MEMBER.id, "Blinken was here", chat_id=GROUP_ID)

    assert await library.application.bot.get_raw_updates(None, hold=0) == []
    assert not library.application.bot.bot.can_read_all_group_messages


# ---- links


async def test_links_open_a_person_a_topic_a_quotation(library: Stage) -> None:
    """`start=` in private; the lists, too."""
    [card] = (await type_inline(library, "blinken afghanistan")).ids
    speaker = next(each for each in library.newsroom.find_speakers() if "Blinken" in each.name)
    chat = library.chat()

    assert (await chat.say(f"/start p_{speaker.id}")).startswith("Antony Blinken")
    assert (await chat.say("/start t_afghanistan")).startswith("Afghanistan")
    assert "Afghanistan is a shared task." in await chat.say(f"/start q_{card}")
    assert "most quoted first" in await chat.say("/start people")
    assert "topics" in await chat.say("/start topics")


async def test_a_link_adds_it_to_a_group(library: Stage) -> None:
    """`startgroup=`: Telegram adds the bot, and says /start with the payload there."""
    guard = library.chat(GROUP_ADMIN, GROUP_ID)
    library.world.remove_bot(GROUP_ADMIN.id)
    library.world.add_bot(GROUP_ADMIN.id)

    assert "Afghanistan" in await guard.say("/start@nato_briefs_bot t_afghanistan")
    assert (await guard.say("/start@nato_briefs_bot")).startswith("Who said what")


@pytest.mark.parametrize(
    ("payload", "begins"),
    [
        ("q_zzzzzzzzzz", "That is no longer in the store."),
        ("p_zzzzzzzzzz", "That is no longer in the store."),
        ("t_atlantis", "That is no longer in the store."),
        ("q_", "Who said what"),
        ("q_'; DROP TABLE quotations; --", "Who said what"),
        ("p_" + "a" * 62, "Who said what"),
        ("q_\u202ezzzzzzzzzz", "That is no longer in the store."),
        ("x_afghanistan", "Who said what"),
        ("🙏", "Who said what"),
        ("<b>q_", "Who said what"),
        ("x" * 4000, "Who said what"),
    ],
)
async def test_a_link_to_nothing_says_so(library: Stage, payload: str, begins: str) -> None:
    """What is gone is said to be gone; what never was a link is a greeting."""
    assert (await library.chat().say(f"/start {payload}")).startswith(begins)


# ---- inline mode


async def test_inline_nothing_typed_gives_the_newest(library: Stage) -> None:
    """Those of the day, with a way on to what is older."""
    offered = await type_inline(library, "")

    assert offered.titles[0] == "Antony Blinken · 24 Mar 2021"


async def test_inline_results_stand_alone(library: Stage) -> None:
    """Words, who, where and when, and a link to the bot; no code that only the bot could answer."""
    message = await (await type_inline(library, "blinken china")).send(chat_id=READER.id)

    for part in ("Antony Blinken", "“China asks us questions.”", "The Gazette", "24 Mar 2021"):
        assert part in message["text"]
    assert [set(b) for row in message["reply_markup"]["inline_keyboard"] for b in row] == [
        {"text", "url"}
    ]


async def test_inline_ids_and_pages_have_no_memory(library: Stage) -> None:
    """Ids are the quotations'; nothing is personal; the next page is a number that travels."""
    first, second = [await type_inline(library, "afghanistan", user) for user in (READER, MEMBER)]

    assert first.ids == second.ids
    assert library.calls("answerInlineQuery")[-1].parameters["is_personal"] is False
    assert len(first.next_offset.encode()) <= 64


async def test_guest_questions_and_edits_are_not_even_asked_for(library: Stage) -> None:
    """An answer that was given stands; see the decision for questions from other chats."""
    assert set(ALLOWED) == {
        "message",
        "channel_post",
        "callback_query",
        "inline_query",
        "my_chat_member",
    }
    await library.chat().say("Stoltenberg")
    asked = library.world.messages(READER.id)[0]["message_id"]
    library.world.edit(READER.id, asked, "Blinken")
    await library.handle_what_is_there()

    assert len(library.chat().messages) == 1


# ---- buttons


async def test_pages_and_settings_change_their_own_message(library: Stage) -> None:
    """Nothing piles up in the chat."""
    chat = library.chat()
    await chat.say("/latest")
    await chat.press("More")
    await chat.press("‹ Back")
    assert len(chat.messages) == 1

    await chat.say("/subscribe 8")
    before = len(chat.messages)
    for button in ("Hours", "‹ Settings", "Pause"):
        await chat.press(button)
    assert len(chat.messages) == before


@pytest.mark.parametrize("data", ["More", "zzz", "c:zzzzzzzzzz", "b:::0:", "\x00", "b:a:b:c:d"])
async def test_every_press_is_answered(library: Stage, data: str) -> None:
    """Also a forged one, and one whose quotation is gone: `press` sees to it that it was."""
    chat = library.chat()
    await chat.say("/latest")

    assert await chat.press(data, forged=data != "More")


async def test_a_press_that_is_too_old_is_no_failure(
    library: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram has stopped the spinner by itself, and what the button did stands."""
    chat = library.chat()
    await chat.say("/latest")
    library.world.press(READER.id, chat.messages[-1].id, "More (4) ›")
    library.wait(minutes=10)
    await library.handle_what_is_there()

    assert "‹ Back" in chat.buttons
    assert [line for line in caplog.records if line.levelname in {"ERROR", "WARNING"}] == []


async def test_pressing_twice_changes_nothing_and_says_nothing(library: Stage) -> None:
    """What is there already need not be put there: Telegram's refusal is no error."""
    chat = library.chat()
    await chat.say("/subscribe 8")
    message = chat.messages[-1]
    for _ in range(2):
        library.world.press(READER.id, message.id, "Hours")
    await library.handle_what_is_there()

    assert len(chat.messages) == 1
    assert len(library.calls("answerCallbackQuery")) == 2


async def test_codes_of_buttons_carry_no_right_and_no_state(library: Stage) -> None:
    """Each is read on its own; whose press it is, is asked again."""
    guard, member = library.chat(GROUP_ADMIN, GROUP_ID), library.chat(MEMBER, GROUP_ID)
    await guard.say("/subscribe@nato_briefs_bot 8")
    codes = [
        button["callback_data"]
        for row in guard.messages[-1].raw["reply_markup"]["inline_keyboard"]
        for button in row
    ]

    assert all(decode(code) is not None and len(code.encode()) <= 64 for code in codes)
    assert "Only administrators" in await member.press("Unsubscribe")


async def test_a_press_from_a_chat_it_is_not_in_is_answered(library: Stage) -> None:
    """None of ours is under such a message: it is forged."""
    query = {
        "id": "1",
        "from": READER.as_json(),
        "chat_instance": "1",
        "inline_message_id": "a",
        "data": "u",
    }

    await library.intake.handle([{"update_id": 1, "callback_query": query}])

    [answer] = library.calls("answerCallbackQuery")
    assert answer.parameters["text"].startswith("This button is out of date.")
    assert library.calls("sendMessage") == []


# ---- texts


async def test_long_words_are_folded_and_short_ones_are_not(library: Stage) -> None:
    """As Telegram folds a quotation; both are set apart from who said it."""
    library.load(
        an_article(
            a_quotation("We stay. " * 60 + "Always.", by="Ann Ode"),
            key="long.txt",
            published=a_day("2021-02-02"),
        )
    )
    chat = library.chat()

    for text, kind in (("Ann Ode", "expandable_blockquote"), ("Blinken", "blockquote")):
        await chat.say(text)
        kinds = {entity["type"] for entity in chat.messages[-1].raw["entities"]}
        assert {"expandable_blockquote", "blockquote"} & kinds == {kind}


async def test_no_message_has_a_preview(library: Stage) -> None:
    """Neither new ones nor pages that are turned."""
    chat = library.chat()
    await chat.say("/latest")
    await chat.press("More")

    sent = [*library.calls("sendMessage"), *library.calls("editMessageText")]
    assert len(sent) == 2
    for call in sent:
        assert call.parameters["link_preview_options"] == {"is_disabled": True}


async def test_an_instant_is_given_so_that_each_may_read_it_in_their_zone(chat: Chat) -> None:
    """The next digest, in the zone that was chosen; the text is complete without the entity."""
    said = await chat.say("/subscribe 8 Kyiv")

    [time] = [each for each in chat.messages[-1].raw["entities"] if each["type"] == "date_time"]
    assert "Next: Tue 10 Mar, 08:00" in said
    assert dt.datetime.fromtimestamp(time["unix_time"], dt.UTC).isoformat() == (
        "2026-03-10T06:00:00+00:00"
    )
    assert time["date_time_format"] == ""


async def test_below_a_digest_stands_what_makes_it_other_or_end(library: Stage) -> None:
    """More, quieter, another hour, an end: a tap each."""
    chat = library.chat()
    await chat.say("/subscribe 14:00")
    library.wait(hours=2)
    await library.sends_digests()

    buttons = chat.buttons
    assert {"Change hour", "Less like this", "Settings", "Unsubscribe"} <= set(buttons)
    assert any(label.endswith(" more") for label in buttons)


async def test_blocking_pauses_and_start_revives(library: Stage) -> None:
    """In private my_chat_member is the signal; the settings are kept meanwhile."""
    chat = library.chat()
    await chat.say("/subscribe 9:15 Kyiv")
    library.world.block(READER.id)
    await library.handle_what_is_there()
    library.world.unblock(READER.id)
    await library.handle_what_is_there()
    await chat.say("/start")

    said = await chat.say("/settings")

    assert "09:15" in said
    assert "paused" not in said


async def test_a_refusal_to_be_written_to_is_no_failure(
    library: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever blocked the bot between asking and answer is left alone."""
    library.world.order(Fault(kind=FaultKind.BLOCKED, method="sendMessage"))

    assert await library.chat().say("/latest") == ""
    assert [line for line in caplog.records if line.levelname == "ERROR"] == []


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_a_message_is_read_without_pictures_or_colours(name: str) -> None:
    """No meaning by emoji alone; the first line, which a notification shows, says something."""
    message = MESSAGES[name]()
    assert message is not None
    text = as_plain_text(message.text)
    rows = message.keyboard.inline_keyboard if message.keyboard else ()
    labels = [button.text for row in rows for button in row]

    assert re.search(r"\w{2}", text.split("\n", 1)[0])
    for label in labels:
        assert any(character.isalnum() for character in label), label
    assert name == "emoji" or not _pictures(text)


def _pictures(text: str) -> set[str]:
    """Characters that some read out as a picture's name, and some not at all."""
    return {each for each in text if unicodedata.category(each) == "So"}


def test_every_command_is_described_in_words() -> None:
    """As menus show them: short, and without markup."""
    for command in COMMANDS:
        assert re.fullmatch(r"[a-z][\w ,’':-]{5,60}", command.description), command.name
