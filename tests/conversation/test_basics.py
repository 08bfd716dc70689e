"""What every bot answers, where it keeps silent, and what it says when something fails."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx
import pytest
from telegram.error import NetworkError

from bot.application import COMMANDS, set_commands
from bot.context import Scope
from bot.handlers import basics
from bot.messages import Message
from bot.sandbox.cast import (
    ADMIN,
    GROUP_ADMIN,
    GROUP_ID,
    MEMBER,
    MIGRATED_GROUP_ID,
    READER,
)
from bot.sandbox.faults import Fault, FaultKind
from briefs.errors import StoreError
from briefs.model import Destination, Pause
from tests.conversation.chat import Chat, Stage


async def test_start_says_what_it_is_and_offers_buttons(chat: Chat) -> None:
    """A newcomer can go on without typing."""
    said = await chat.say("/start")

    assert said.startswith("Who said what about NATO, word for word.")
    assert chat.buttons == [
        "Jens Stoltenberg",
        "Afghanistan",
        "Jens Stoltenberg on Afghanistan",
        "Latest",
        "People",
        "Topics",
        "A digest each day at 08:00",
    ]
    assert (await chat.press("Jens Stoltenberg on")).startswith("Jens Stoltenberg on Afghanistan")
    assert (await chat.press("Latest")).startswith("Latest quotations")


async def test_help_names_every_command_of_everybody(chat: Chat) -> None:
    """What is in the menu is in the help; admins' commands are not."""
    said = await chat.say("/help")

    for command in COMMANDS:
        assert (f"/{command.name}" in said) == (command.scope is not Scope.ADMINS)


async def test_help_fits_two_screens_of_a_phone(chat: Chat) -> None:
    """Of 36 letters a line and 31 lines a screen."""
    lines = (await chat.say("/help")).split("\n")

    assert sum(max(1, -(-len(line) // 36)) for line in lines) <= 2 * 31


async def test_help_for_admins_names_theirs(admin: Chat) -> None:
    """They have more commands."""
    assert "/reload" in await admin.say("/help")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("/privacy", "What is stored"),
        ("/cancel", "Nothing to cancel"),
        ("/hwo Rutte", "There is no /hwo. Did you mean /who?"),
        ("/subscrbe", "There is no /subscrbe. Did you mean /subscribe?"),
        ("/qqqqqqqq", "There is no /qqqqqqqq. /help lists"),
    ],
)
async def test_answers(chat: Chat, text: str, begins: str) -> None:
    """Every command gets an answer, and one that is none names the nearest."""
    assert (await chat.say(text)).startswith(begins)


@pytest.mark.parametrize(
    "text",
    ["Good morning", "/latest@other_bot", "I think @robin_reader knows", "/hwo", "who is /who"],
)
async def test_in_a_group_it_keeps_silent(group: Chat, text: str) -> None:
    """Unless addressed; a command nobody of ours has is another bot's."""
    assert await group.say(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "/who Blinken",
        "/who@nato_briefs_bot Blinken",
        "@nato_briefs_bot Blinken",
        "Blinken, @nato_briefs_bot?",
    ],
)
async def test_in_a_group_it_answers_when_addressed(group: Chat, text: str) -> None:
    """By a command of ours or by a mention; in reply to who asked."""
    said = await group.say(text)

    assert said.startswith("Antony Blinken")
    assert group.messages[-1].raw["reply_to_message"]["text"] == text


async def test_in_a_group_it_answers_replies(group: Chat) -> None:
    """A follow-up need not name it again."""
    await group.say("/latest@nato_briefs_bot")

    said = await group.say("Stoltenberg", reply_to=group.messages[-1].id)

    assert said.startswith("Jens Stoltenberg")


async def test_an_edited_message_gets_no_second_answer(library: Stage) -> None:
    """The answer that was given stands."""
    chat = library.chat()
    await chat.say("/latest")
    mine = library.world.messages(READER.id)[0]["message_id"]

    library.world.edit(READER.id, mine, "/who Blinken")
    await library.handle_what_is_there()

    assert len(chat.messages) == 1


async def test_the_menu_depends_on_who_looks(stage: Stage) -> None:
    """Admins see theirs; groups are spared what is noise there."""
    await set_commands(stage.application)

    def menu(user, chat_id=None) -> set[str]:
        return {item["command"] for item in stage.world.menu(user.id, chat_id)}

    assert "reload" in menu(ADMIN)
    assert "reload" not in menu(READER)
    assert "cancel" in menu(READER)
    assert "cancel" not in menu(MEMBER, GROUP_ID)
    assert "who" in menu(GROUP_ADMIN, GROUP_ID)


async def test_a_broken_store_is_said_plainly(
    library: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The reader learns that it is not them; the log has the sentence, and no traceback each."""

    def fail(*_: object, **__: object) -> None:
        raise StoreError("The database secret.db is damaged.")

    monkeypatch.setattr(library.newsroom, "who", fail)

    said = await library.chat().say("/who Blinken")

    assert "I cannot reach my store" in said
    assert "secret.db" not in said
    [told] = [line for line in caplog.records if line.levelname == "ERROR"]
    assert told.getMessage().endswith(": The database secret.db is damaged.")
    assert told.exc_info is None
    assert library.newsroom.pending_updates() == ()


async def test_a_short_flood_limit_is_waited_for(library: Stage, waits: list[float]) -> None:
    """The answer comes as much later as it is told, and once."""
    library.world.order(Fault(kind=FaultKind.FLOOD, method="sendMessage", retry_after=7))
    chat = library.chat()

    assert (await chat.say("/latest")).startswith("Latest")
    assert waits == [7]
    assert len(chat.messages) == 1


@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.BAD_GATEWAY])
async def test_an_answer_outlasts_a_short_trouble_of_telegrams(
    library: Stage, waits: list[float], kind: FaultKind
) -> None:
    """It is sent again after a while, instead of an apology that meets the same trouble."""
    library.world.order(Fault(kind=kind, method="sendMessage", times=2))
    chat = library.chat()

    assert (await chat.say("/latest")).startswith("Latest")
    assert waits == [1, 5]
    assert len(chat.messages) == 1


async def test_an_answer_that_never_left_is_sent_again(
    library: Stage, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram could not be reached for a moment."""
    send, failures = library.request.do_request, iter([True])

    async def fail_once(url: str, *args: Any, **kwargs: Any) -> Any:
        if url.endswith("/sendMessage") and next(failures, False):
            raise NetworkError("httpx.ConnectError") from httpx.ConnectError("refused")
        return await send(url, *args, **kwargs)

    monkeypatch.setattr(library.request, "do_request", fail_once)

    assert (await library.chat().say("/latest")).startswith("Latest")
    assert waits == [1]


async def test_an_answer_that_may_have_arrived_is_not_repeated(library: Stage) -> None:
    """The reader has it; only the confirmation was lost."""
    library.world.order(Fault(kind=FaultKind.REPLY_LOST, method="sendMessage"))
    chat = library.chat()
    await chat.say("/latest")

    assert sum(shown.text.startswith("Latest") for shown in chat.messages) == 1


@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.RESET, FaultKind.BLOCKED])
async def test_a_spinner_that_cannot_be_stopped_is_no_failure(
    library: Stage, kind: FaultKind
) -> None:
    """What the button did stands, and no apology follows it."""
    chat = library.chat()
    await chat.say("/latest")
    library.world.order(Fault(kind=kind, method="answerCallbackQuery"))

    await chat.press("More")

    [shown] = chat.messages
    assert "‹ Back" in shown.buttons


async def test_markup_that_telegram_refuses_goes_out_plain(
    library: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Better without bold than not at all."""
    broken = Message(text="<b>Both <i>ends</b> open &amp; crossed")
    monkeypatch.setattr(basics, "render_notice", lambda *_, **__: broken)

    assert await library.chat().say("/privacy") == "Both ends open & crossed"


async def test_blocking_pauses_the_digest_until_the_reader_returns(library: Stage) -> None:
    """Settings are kept, and nothing has to be asked for again."""
    chat, to = library.chat(), Destination(chat_id=READER.id)
    await chat.say("/subscribe 9:15 Kyiv")

    library.world.block(READER.id)
    await library.handle_what_is_there()
    blocked = library.newsroom.subscription(to)
    library.world.unblock(READER.id)
    await library.handle_what_is_there()

    assert blocked is not None
    assert blocked.pause is Pause.UNREACHABLE
    assert "Your digest comes every day at 09:15." in await chat.say("/settings")


async def test_a_group_that_lets_the_bot_in_again_has_its_digest_again(
    library: Stage, group_admin: Chat
) -> None:
    """As its administrators had set it."""
    await group_admin.say("/subscribe@nato_briefs_bot 9:15")
    library.world.remove_bot(GROUP_ADMIN.id)
    await library.handle_what_is_there()
    removed = library.newsroom.subscription(Destination(chat_id=GROUP_ID))
    library.world.add_bot(GROUP_ADMIN.id)
    await library.handle_what_is_there()

    assert removed is not None
    assert removed.pause is Pause.UNREACHABLE
    assert "at 09:15" in await group_admin.say("/settings@nato_briefs_bot")


async def test_what_a_reader_paused_stays_paused_however_they_return(library: Stage) -> None:
    """Only asking for it ends it."""
    to = Destination(chat_id=READER.id)
    await library.chat().say("/subscribe 9:15 Kyiv")
    library.newsroom.pause(READER.id, Pause.READER)

    library.world.block(READER.id)
    library.world.unblock(READER.id)
    await library.handle_what_is_there()
    await library.chat().say("/start")

    known = library.newsroom.subscription(to)
    assert known is not None
    assert known.pause is Pause.READER


async def test_a_group_that_moves_keeps_its_digest(library: Stage, group_admin: Chat) -> None:
    """Telegram gives it a new id, and says so in the old one and in the new one."""
    await group_admin.say("/subscribe@nato_briefs_bot 9:15")
    library.world.migrate_group()
    await library.handle_what_is_there()

    moved = library.chat(GROUP_ADMIN, MIGRATED_GROUP_ID)

    assert "at 09:15" in await moved.say("/settings@nato_briefs_bot")


async def test_a_group_that_moves_takes_a_paused_digest_along(
    library: Stage, group_admin: Chat
) -> None:
    """Nothing is sent there, so that no refusal would tell of the new id. It stays paused."""
    await group_admin.say("/subscribe@nato_briefs_bot 9:15")
    await group_admin.say("/pause@nato_briefs_bot")
    library.world.migrate_group()
    await library.handle_what_is_there()

    old, new = (
        library.newsroom.subscription(Destination(chat_id=chat_id))
        for chat_id in (GROUP_ID, MIGRATED_GROUP_ID)
    )
    assert old is None
    assert new is not None
    assert new.pause is Pause.READER


async def test_a_forum_topic_is_answered_in_the_topic(library: Stage, group: Chat) -> None:
    """Not in General, where nobody asked."""
    await group.say("/latest@nato_briefs_bot")
    asked = library.world.messages(GROUP_ID)[0]
    in_topic = {**asked, "is_topic_message": True, "message_thread_id": 5}

    await library.intake.handle([{"update_id": 1, "message": in_topic}])

    first, second, *_ = library.calls("sendMessage")
    assert "message_thread_id" not in first.parameters
    assert second.parameters["message_thread_id"] == 5  # the sandbox has no topics and refuses


async def test_a_channel_is_answered_commands_only(library: Stage) -> None:
    """Only its administrators can post, so a post may subscribe it."""
    channel = {"id": -1009, "type": "channel", "title": "Wire"}
    library.world.state.chats[-1009] = replace(library.world.state.chats[GROUP_ID], id=-1009)
    command = {"type": "bot_command", "offset": 0, "length": 10}
    post = {"message_id": 1, "date": 1, "chat": channel}

    await library.intake.handle(
        [
            {"update_id": 1, "channel_post": {**post, "text": "Good morning"}},
            {
                "update_id": 2,
                "channel_post": {**post, "text": "/subscribe", "entities": [command]},
            },
        ]
    )

    [sent] = library.calls("sendMessage")
    assert sent.parameters["chat_id"] == -1009
    assert "Subscribed" in sent.parameters["text"]


@pytest.mark.parametrize("greeting", ["hi", "Hello!", "Thank you 🙏", "ok"])
async def test_a_greeting_is_no_question(library: Stage, greeting: str) -> None:
    """It gets the help, not whatever quotation has such a word in it."""
    said = await library.chat().say(greeting)

    assert said.startswith("Ask in your own words")


async def test_a_bare_word_can_be_a_command(library: Stage) -> None:
    """Who types "unsubscribe" wants out, not quotations about it."""
    chat = library.chat()
    await chat.say("/subscribe 9 Kyiv")

    assert (await chat.say("Unsubscribe.")).startswith("You are unsubscribed")
    assert "quotation" in await chat.say("latest")
    assert "Say a name" not in await chat.say("who")


async def test_who_has_a_digest_is_offered_none(chat: Chat) -> None:
    """The greeting says when it comes, and a tap leads to its settings."""
    await chat.say("/subscribe 7:30 Kyiv")

    said = await chat.say("/start")

    assert "Your digest comes every day at 07:30 (Europe/Kyiv)." in said
    assert chat.buttons[-1] == "Your digest"
    assert "07:30" in await chat.press("Your digest")


async def test_a_member_of_a_group_is_offered_nothing_they_may_not_press(
    group: Chat, group_admin: Chat
) -> None:
    """They are told who may; an administrator has the button."""
    said = await group.say("/start@nato_briefs_bot")
    assert "An administrator of this group can order a digest for it: /subscribe" in said
    assert group.buttons[-3:] == ["Latest", "People", "Topics"]

    await group_admin.say("/start@nato_briefs_bot")
    assert group_admin.buttons[-1] == "A digest each day at 08:00"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("subscribe me at 9:15", "09:15"),
        ("send me the digest at 7am please", "07:00"),
        ("send me a digest every morning", "08:00"),
        ("daily digest at 20:30 in Kyiv", "Europe/Kyiv"),
        ("what can you do?", "Ask in your own words"),
    ],
)
async def test_commands_in_plain_words(chat: Chat, text: str, told: str) -> None:
    """Nobody has to know their names."""
    assert told in await chat.say(text)


async def test_stop_ends_the_digest(chat: Chat, stage: Stage) -> None:
    """As people say it everywhere."""
    await chat.say("subscribe me at 9")

    await chat.say("stop sending me this")

    assert stage.newsroom.subscription(Destination(chat_id=READER.id)) is None
