"""How the sandbox behaves towards a real python-telegram-bot `Bot`, in process and over HTTP."""

import asyncio
import datetime as dt
import re
from dataclasses import dataclass

import pytest
import pytest_asyncio
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)
from telegram.request import HTTPXRequest

from bot.clock import MovableClock
from bot.sandbox.cast import (
    ADMIN,
    GROUP_ADMIN,
    GROUP_ID,
    MEMBER,
    MIGRATED_GROUP_ID,
    READER,
)
from bot.sandbox.errors import ActError
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.flood import BURST
from bot.sandbox.server import SandboxServer
from bot.sandbox.transport import SandboxRequest
from bot.sandbox.world import SandboxTelegram
from tests.clocks import NOON, StoppedClock

pytestmark = pytest.mark.asyncio(loop_scope="module")

MORE = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more:1")]])


@dataclass
class Scene:
    """A world, the clock it runs on, and a bot that is logged in to it."""

    world: SandboxTelegram
    clock: MovableClock
    bot: Bot

    def wait(self, **stretch: float) -> None:
        """Let time pass."""
        self.clock.move(dt.timedelta(**stretch))

    def another_bot(self, token: str) -> Bot:
        """One more at the same door."""
        door = self.bot.request
        root = self.bot.base_url.removesuffix(self.world.token)
        return Bot(token, base_url=root, request=door, get_updates_request=door)

    def texts(self, chat_id: int = READER.id) -> list[str]:
        """What stands in a chat."""
        return [message["text"] for message in self.world.messages(chat_id)]


@pytest.fixture(autouse=True)
def _seconds_as_timedelta(monkeypatch):
    """The library's way of telling waits from its next version on; the old one warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock():
    return MovableClock(base=StoppedClock())


async def _no_digest(chat_id: int) -> str:
    return f"nothing for {chat_id}"


async def _until_polled(world: SandboxTelegram) -> None:
    """Each poll wakes those who listen."""
    polled = asyncio.Event()
    world.state.events.listeners.append(polled.set)
    await polled.wait()
    world.state.events.listeners.remove(polled.set)


def refused(kind: type[Exception], said: str) -> pytest.RaisesExc[Exception]:
    """The library changes capitals in what Telegram says; the words count."""
    return pytest.raises(kind, match=re.compile(re.escape(said), re.IGNORECASE))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def servers():
    """The servers of all scenes, closed together: each takes its tenth of a second."""
    started: list[SandboxServer] = []
    yield started
    await asyncio.gather(*(server.stop() for server in started))


@pytest_asyncio.fixture(params=["in process", "over HTTP"], loop_scope="module")
async def scene(request, clock, servers):
    """Every rule holds at both doors."""
    world = SandboxTelegram(clock)
    if request.param == "in process":
        async with Bot(
            world.token, request=SandboxRequest(world), get_updates_request=SandboxRequest(world)
        ) as bot:
            yield Scene(world, clock, bot)
        return
    server = SandboxServer(world, host="127.0.0.1", port=0, on_digest_now=_no_digest, clock=clock)
    servers.append(server)
    await server.start()
    doors = [HTTPXRequest(httpx_kwargs={"trust_env": False, "verify": False}) for _ in range(2)]
    async with Bot(
        world.token, base_url=server.base_url, request=doors[0], get_updates_request=doors[1]
    ) as bot:
        yield Scene(world, clock, bot)


class TestLoggingIn:
    async def test_the_bot_is_told_who_it_is(self, scene):
        """Privacy mode is on: it does not read all that groups say."""
        assert scene.bot.username == "nato_briefs_bot"
        assert scene.bot.bot.can_read_all_group_messages is False

    async def test_another_token_is_unauthorised(self, scene):
        """401 for one that could be, 404 for what can be none."""
        for token in ("1:AAAA", "x"):
            stranger = scene.another_bot(token)
            with pytest.raises(InvalidToken):
                await stranger.get_me()

    async def test_each_run_has_its_own_token(self, scene):
        """So that nothing else in the browser can guess it."""
        assert SandboxTelegram(scene.clock).token != scene.world.token


class TestSending:
    async def test_a_message_stands_in_the_chat(self, scene):
        """With its text, its formatting and its buttons."""
        sent = await scene.bot.send_message(
            READER.id, "<b>Jens</b> said", parse_mode=ParseMode.HTML, reply_markup=MORE
        )

        (message,) = scene.world.messages(READER.id)
        assert message["text"] == "Jens said"
        assert message["entities"] == [{"type": "bold", "offset": 0, "length": 4}]
        assert message["reply_markup"] == MORE.to_dict()
        assert (sent.message_id, sent.text, sent.date) == (1, "Jens said", NOON)

    async def test_a_chat_nobody_opened_is_not_found(self, scene):
        """By number or by name."""
        for chat_id in (12345, "@nobody"):
            with refused(BadRequest, "Chat not found"):
                await scene.bot.send_message(chat_id, "hello")

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (" \n", "Message text is empty"),
            ("x" * 4097, "Message is too long"),
            ("<b>x", "Can't parse entities: can't find end tag corresponding to start tag"),
            ("<p>x</p>", 'Can\'t parse entities: unsupported start tag "p"'),
        ],
    )
    async def test_text_that_breaks_a_rule_is_refused(self, scene, text, said):
        """And nothing is sent."""
        with refused(BadRequest, said):
            await scene.bot.send_message(READER.id, text, parse_mode=ParseMode.HTML)

        assert scene.texts() == []

    async def test_callback_data_of_65_bytes_is_refused(self, scene):
        """Counted in bytes."""
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="ж" * 33)]])

        with refused(BadRequest, "button_data_invalid"):
            await scene.bot.send_message(READER.id, "hello", reply_markup=keyboard)

    async def test_a_reply_names_a_message_that_is_there(self, scene):
        """Unless the bot said it would send it anyway."""
        asked = scene.world.say(READER.id, "who?")["message_id"]

        answered = await scene.bot.send_message(
            READER.id, "he", reply_parameters=ReplyParameters(asked)
        )

        assert answered.reply_to_message is not None
        assert answered.reply_to_message.text == "who?"
        with refused(BadRequest, "Message to be replied not found"):
            await scene.bot.send_message(READER.id, "he", reply_parameters=ReplyParameters(99))
        late = ReplyParameters(99, allow_sending_without_reply=True)
        assert (await scene.bot.send_message(READER.id, "he", reply_parameters=late)).text == "he"

    async def test_the_group_has_no_topics(self, scene):
        """A thread cannot be found there."""
        with refused(BadRequest, "Message thread not found"):
            await scene.bot.send_message(GROUP_ID, "hello", message_thread_id=7)

    async def test_a_preview_may_be_switched_off(self, scene):
        """The message says so afterwards."""
        off = LinkPreviewOptions(is_disabled=True)

        sent = await scene.bot.send_message(
            READER.id, "https://example.org", link_preview_options=off
        )

        assert sent.link_preview_options == off

    async def test_what_may_not_be_forwarded_says_so(self, scene):
        """And a silent message is a message like any other."""
        sent = await scene.bot.send_message(
            READER.id, "secret", protect_content=True, disable_notification=True
        )

        assert sent.has_protected_content is True

    async def test_a_reply_is_to_the_same_chat_and_a_whole_message(self, scene):
        """Other replies are not played."""
        asked = scene.world.say(READER.id, "who?")["message_id"]
        for unplayed in (
            ReplyParameters(asked, chat_id=ADMIN.id),
            ReplyParameters(asked, quote="wh"),
        ):
            with refused(NetworkError, "the sandbox does not play"):
                await scene.bot.send_message(READER.id, "he", reply_parameters=unplayed)

    async def test_typing_is_shown(self, scene):
        """An action Telegram does not know is refused."""
        assert await scene.bot.send_chat_action(READER.id, "typing")
        with refused(BadRequest, "Wrong parameter action"):
            await scene.bot.send_chat_action(READER.id, "dancing")

    async def test_a_file_comes_with_its_name_and_a_line_below_it(self, scene):
        """Whole; an empty one, or one with too long a line, is refused as by Telegram."""
        sent = await scene.bot.send_document(
            READER.id,
            InputFile(b"{}", filename="data.json"),
            caption="<b>Yours</b>",
            parse_mode="HTML",
        )

        assert (sent.document.file_name, sent.document.file_size) == ("data.json", 2)
        assert (sent.caption, sent.caption_entities[0].type) == ("Yours", "bold")
        assert scene.world.state.files[READER.id, sent.message_id] == b"{}"
        with refused(BadRequest, "File must be non-empty"):
            await scene.bot.send_document(READER.id, InputFile(b"", filename="data.json"))
        with refused(BadRequest, "Message caption is too long"):
            await scene.bot.send_document(READER.id, b"{}", caption="z" * 1025)

    async def test_what_is_not_played_is_said_and_not_feigned(self, scene):
        """Methods, parameters and keyboards Telegram knows and the sandbox does not."""
        for unplayed in (
            scene.bot.send_location(READER.id, 50.9, 4.4),
            scene.bot.send_message(READER.id, "x", message_effect_id="5104841245755180586"),
            scene.bot.send_message(READER.id, "x", reply_markup=ForceReply()),
            scene.bot.send_message(READER.id, "*x*", parse_mode=ParseMode.MARKDOWN_V2),
            scene.bot.send_document(READER.id, "file-id-of-an-earlier-one"),
        ):
            with refused(NetworkError, "the sandbox does not play"):
                await unplayed

        assert scene.texts() == []

    async def test_an_unknown_method_is_not_found(self, scene):
        """As at Telegram."""
        with pytest.raises(EndPointNotFound):
            await scene.bot.do_api_request("sendMassage")

    async def test_an_unknown_parameter_is_refused_and_named(self, scene):
        """Stricter than Telegram, on purpose."""
        with refused(BadRequest, 'Unknown parameter "colour" of sendMessage'):
            await scene.bot.send_message(READER.id, "hello", api_kwargs={"colour": "red"})


class TestFlood:
    async def test_a_chat_takes_a_burst_and_then_waits(self, scene):
        """429 with the seconds to wait; after them the next one passes."""
        for number in range(BURST):
            await scene.bot.send_message(READER.id, f"{number}")

        with pytest.raises(RetryAfter) as caught:
            await scene.bot.send_message(READER.id, "too fast")
        assert caught.value.retry_after == dt.timedelta(seconds=1)
        scene.wait(seconds=1)
        assert (await scene.bot.send_message(READER.id, "slow enough")).text == "slow enough"

    async def test_a_group_takes_20_a_minute(self, scene):
        """Edits count like messages."""
        message = await scene.bot.send_message(GROUP_ID, "0")
        for number in range(1, 20):
            scene.wait(seconds=1)
            await message.edit_text(f"{number}")

        with pytest.raises(RetryAfter) as caught:
            await scene.bot.send_message(GROUP_ID, "too many")
        assert caught.value.retry_after == dt.timedelta(seconds=41)

    async def test_answers_to_buttons_and_typing_do_not_count(self, scene):
        """However many there are."""
        message = await scene.bot.send_message(READER.id, "hello", reply_markup=MORE)
        for _ in range(3 * BURST):
            query_id = scene.world.press(READER.id, message.message_id, "More")
            await scene.bot.answer_callback_query(query_id)
            await scene.bot.send_chat_action(READER.id, "typing")


class TestEditing:
    async def test_an_edit_changes_the_message_in_place(self, scene):
        """Buttons that are not given again are gone."""
        message = await scene.bot.send_message(READER.id, "page 1", reply_markup=MORE)
        scene.wait(seconds=5)

        edited = await message.edit_text("page 2")

        assert scene.texts() == ["page 2"]
        assert edited.reply_markup is None
        assert edited.edit_date == NOON + dt.timedelta(seconds=5)

    async def test_an_edit_that_changes_nothing_is_refused(self, scene):
        """The markup may be written differently: what counts is what is shown."""
        message = await scene.bot.send_message(
            READER.id, "<b>page</b>", parse_mode=ParseMode.HTML, reply_markup=MORE
        )

        with refused(BadRequest, "Message is not modified"):
            await message.edit_text(
                "<strong>page</strong>", parse_mode=ParseMode.HTML, reply_markup=MORE
            )

    async def test_buttons_can_be_changed_alone(self, scene):
        """The text stays."""
        message = await scene.bot.send_message(READER.id, "page", reply_markup=MORE)

        edited = await message.edit_reply_markup(None)

        assert (edited.text, edited.reply_markup) == ("page", None)

    async def test_only_own_messages_that_exist_are_edited(self, scene):
        """Others' messages stay as they are."""
        theirs = scene.world.say(READER.id, "hello")["message_id"]

        with refused(BadRequest, "Message can't be edited"):
            await scene.bot.edit_message_text("bye", READER.id, theirs)
        with refused(BadRequest, "Message to edit not found"):
            await scene.bot.edit_message_text("bye", READER.id, 99)
        with refused(BadRequest, "Message identifier is not specified"):
            await scene.bot.edit_message_text("bye")


class TestDeleting:
    async def test_a_message_can_be_taken_away(self, scene):
        """Once."""
        message = await scene.bot.send_message(READER.id, "oops")

        await message.delete()

        assert scene.texts() == []
        with refused(BadRequest, "Message to delete not found"):
            await message.delete()

    async def test_not_after_48_hours_and_not_what_others_wrote_in_a_group(self, scene):
        """The bot is no administrator there."""
        old = await scene.bot.send_message(READER.id, "old")
        scene.wait(hours=48, seconds=1)
        theirs = scene.world.say(MEMBER.id, "/start", chat_id=GROUP_ID)["message_id"]

        for chat_id, message_id in ((READER.id, old.message_id), (GROUP_ID, theirs)):
            with refused(BadRequest, "Message can't be deleted"):
                await scene.bot.delete_message(chat_id, message_id)


class TestButtons:
    async def test_a_press_reaches_the_bot_with_its_message(self, scene):
        """By its data or by its label."""
        message = await scene.bot.send_message(READER.id, "page 1", reply_markup=MORE)
        scene.world.press(READER.id, message.message_id, "More")

        (update,) = await scene.bot.get_updates()

        query = update.callback_query
        assert query is not None
        assert (query.data, query.from_user.id) == ("more:1", READER.id)
        assert query.message is not None
        assert query.message.message_id == message.message_id

    async def test_a_button_that_is_not_there_cannot_be_pressed(self, scene):
        """A client shows only what the message has; a tampered one sends what it likes."""
        message = await scene.bot.send_message(READER.id, "page 1", reply_markup=MORE)

        with refused(ActError, "no button 'Less'"):
            scene.world.press(READER.id, message.message_id, "Less")
        scene.world.press(READER.id, message.message_id, "admin:1", forged=True)

        (update,) = await scene.bot.get_updates()
        assert update.callback_query is not None
        assert update.callback_query.data == "admin:1"

    async def test_a_press_is_answered_once_and_within_15_seconds(self, scene):
        """Later the query is too old."""
        message = await scene.bot.send_message(READER.id, "page 1", reply_markup=MORE)
        first, second = (scene.world.press(READER.id, message.message_id, "More") for _ in range(2))

        assert await scene.bot.answer_callback_query(first, "That was the last page.")
        with refused(BadRequest, "Query is too old"):
            await scene.bot.answer_callback_query(first)
        scene.wait(seconds=16)
        with refused(BadRequest, "Query is too old"):
            await scene.bot.answer_callback_query(second)

    async def test_an_answer_has_200_characters_at_most(self, scene):
        """Counted like a message's."""
        message = await scene.bot.send_message(READER.id, "page 1", reply_markup=MORE)
        query_id = scene.world.press(READER.id, message.message_id, "More")

        with refused(BadRequest, "message_too_long"):
            await scene.bot.answer_callback_query(query_id, "x" * 201)
        assert await scene.bot.answer_callback_query(query_id, "x" * 200)


class TestUpdates:
    async def test_updates_come_in_order_until_they_are_confirmed(self, scene):
        """An offset confirms all before it."""
        for text in ("one", "two", "three"):
            scene.world.say(READER.id, text)

        first, second = await scene.bot.get_updates(limit=2)
        again = await scene.bot.get_updates()
        rest = await scene.bot.get_updates(offset=second.update_id + 1)

        assert [update.message.text for update in (first, second)] == ["one", "two"]
        assert len(again) == 3
        assert [update.message.text for update in rest] == ["three"]

    async def test_a_negative_offset_counts_from_the_end(self, scene):
        """And forgets what lies before."""
        for text in ("one", "two", "three"):
            scene.world.say(READER.id, text)

        assert [u.message.text for u in await scene.bot.get_updates(offset=-1)] == ["three"]
        assert len(await scene.bot.get_updates()) == 1

    async def test_updates_are_kept_for_a_day(self, scene):
        """A bot that was down longer has missed them."""
        scene.world.say(READER.id, "yesterday")
        scene.wait(hours=24, seconds=1)

        assert await scene.bot.get_updates() == ()

    async def test_only_the_kinds_asked_for_are_kept(self, scene):
        """The list is remembered; an unknown kind is refused."""
        await scene.bot.get_updates(allowed_updates=["callback_query"])
        scene.world.say(READER.id, "hello")

        assert await scene.bot.get_updates() == ()
        with refused(BadRequest, "unknown kind of update 'mesage'"):
            await scene.bot.get_updates(allowed_updates=["mesage"])

    async def test_a_poll_waits_until_something_happens(self, scene):
        """The update is there as soon as it is sent."""
        poll = asyncio.create_task(scene.bot.get_updates(timeout=30))
        await asyncio.sleep(0)
        scene.world.say(READER.id, "hello")

        (update,) = await poll

        assert update.message.text == "hello"

    async def test_of_two_polls_the_older_is_ended(self, scene):
        """409: only one process may poll."""
        other = scene.another_bot(scene.world.token)
        older = asyncio.create_task(scene.bot.get_updates(timeout=30))
        await _until_polled(scene.world)
        newer = asyncio.create_task(other.get_updates(timeout=30))

        with refused(Conflict, "terminated by other getUpdates request"):
            await older
        scene.world.say(READER.id, "hello")
        assert len(await newer) == 1

    async def test_ids_go_on_rising_after_a_restart(self, scene):
        """A bot that remembers old ids does not take new updates for repetitions."""
        scene.world.say(READER.id, "before")
        (before,) = await scene.bot.get_updates()
        scene.wait(seconds=2)
        restarted = SandboxTelegram(scene.clock)
        restarted.say(READER.id, "after")

        (after,) = restarted.call("getUpdates", {})

        assert after["update_id"] > before.update_id

    async def test_a_negative_timeout_makes_no_sense(self, scene):
        """Nor does one that is no number."""
        with refused(BadRequest, "timeout must not be negative"):
            await scene.bot.get_updates(timeout=-1)

    async def test_an_edited_message_is_another_kind_of_update(self, scene):
        """With the same message id."""
        said = scene.world.say(READER.id, "/who Stoltenburg")["message_id"]
        scene.world.edit(READER.id, said, "/who Stoltenberg")

        _, edit = await scene.bot.get_updates()
        with pytest.raises(ActError):
            scene.world.edit(ADMIN.id, said, "/who", chat_id=ADMIN.id)

        assert edit.edited_message is not None
        assert edit.edited_message.text == "/who Stoltenberg"

    async def test_a_webhook_and_polling_exclude_each_other(self, scene):
        """Until the webhook is deleted; what waits meanwhile is counted."""
        await scene.bot.set_webhook("https://example.org/hook", secret_token="s" * 8)
        scene.world.say(READER.id, "hello")

        with refused(Conflict, "webhook is active"):
            await scene.bot.get_updates()
        info = await scene.bot.get_webhook_info()
        assert (info.url, info.pending_update_count) == ("https://example.org/hook", 1)
        await scene.bot.set_webhook("")
        assert len(await scene.bot.get_updates()) == 1
        await scene.bot.delete_webhook(drop_pending_updates=True)
        assert await scene.bot.get_updates() == ()

    async def test_a_webhook_may_be_on_this_machine(self, scene):
        """Telegram could not reach it, tests can; the kinds it asked for are told."""
        await scene.bot.set_webhook("http://127.0.0.1:8080/hook", allowed_updates=["message"])

        info = await scene.bot.get_webhook_info()
        assert (info.max_connections, info.allowed_updates) == (40, ("message",))

    @pytest.mark.parametrize(
        ("webhook", "said"),
        [
            ({"url": "http://example.org"}, "An HTTPS URL must be provided"),
            ({"url": "https://example.org:8080"}, "only on ports 80, 88, 443 or 8443"),
            ({"url": "https://example.org", "secret_token": "ä"}, "unallowed characters"),
            ({"url": "https://example.org", "max_connections": 101}, "between 1 and 100"),
        ],
    )
    async def test_a_webhook_that_cannot_work_is_refused(self, scene, webhook, said):
        """For Telegram's reasons."""
        with refused(BadRequest, said):
            await scene.bot.set_webhook(**webhook)


class TestGroup:
    @pytest.mark.parametrize(
        ("text", "reaches"),
        [
            ("/who Rutte", True),
            ("/who@nato_briefs_bot Rutte", True),
            ("/who@other_bot Rutte", False),
            ("@NATO_briefs_bot who is this?", True),
            ("what did Rutte say?", False),
            ("ask /who Rutte", False),
        ],
    )
    async def test_privacy_mode_lets_through_what_is_meant_for_the_bot(self, scene, text, reaches):
        """Commands and mentions; the rest is the group's own business."""
        scene.world.say(MEMBER.id, text, chat_id=GROUP_ID)

        assert len(await scene.bot.get_updates()) == reaches

    async def test_a_reply_to_the_bot_reaches_it(self, scene):
        """Whatever it says."""
        message = await scene.bot.send_message(GROUP_ID, "hello")
        scene.world.say(MEMBER.id, "thanks", chat_id=GROUP_ID, reply_to=message.message_id)

        (update,) = await scene.bot.get_updates()

        assert update.message.reply_to_message.message_id == message.message_id

    async def test_an_anonymous_administrator_writes_as_the_group(self, scene):
        """A user that stands for all of them, and the group as sender."""
        scene.world.say(GROUP_ADMIN.id, "/settings", chat_id=GROUP_ID, anonymous=True)

        (update,) = await scene.bot.get_updates()

        assert update.message.from_user.id == 1087968824
        assert update.message.sender_chat.id == GROUP_ID
        with refused(ActError, "Only an administrator"):
            scene.world.say(MEMBER.id, "/settings", chat_id=GROUP_ID, anonymous=True)

    async def test_people_write_only_where_they_are(self, scene):
        """The reader is not in the group."""
        with refused(ActError, "is not in the chat"):
            scene.world.say(READER.id, "hello", chat_id=GROUP_ID)

    async def test_members_have_a_status(self, scene):
        """Who never was there has left; nobody is an error."""
        statuses = [
            (await scene.bot.get_chat_member(GROUP_ID, user_id)).status
            for user_id in (GROUP_ADMIN.id, MEMBER.id, READER.id)
        ]

        assert statuses == ["administrator", "member", "left"]
        with refused(BadRequest, "User not found"):
            await scene.bot.get_chat_member(GROUP_ID, 5)
        (admin,) = await scene.bot.get_chat_administrators(GROUP_ID)
        assert admin.user.id == GROUP_ADMIN.id
        assert await scene.bot.get_chat_member_count(GROUP_ID) == 4

    async def test_private_chats_have_no_administrators(self, scene):
        """But they have a person."""
        with refused(BadRequest, "There are no administrators"):
            await scene.bot.get_chat_administrators(READER.id)
        chat = await scene.bot.get_chat(READER.id)
        assert (chat.type, chat.first_name) == ("private", "Robin")
        assert (await scene.bot.get_chat(GROUP_ID)).title == "Defence desk"

    async def test_thrown_out_the_bot_may_not_write(self, scene):
        """It is told, and let in again it may."""
        scene.world.remove_bot(GROUP_ADMIN.id)

        with refused(Forbidden, "bot was kicked from the supergroup chat"):
            await scene.bot.send_message(GROUP_ID, "hello")
        (update,) = await scene.bot.get_updates()
        assert update.my_chat_member.new_chat_member.status == "kicked"
        scene.world.add_bot(GROUP_ADMIN.id)
        assert await scene.bot.send_message(GROUP_ID, "hello")

    async def test_the_bot_may_leave(self, scene):
        """And is not a member then, and hears nothing more. A private chat cannot be left."""
        await scene.bot.leave_chat(GROUP_ID)
        await scene.bot.get_updates(offset=-1)
        scene.world.say(MEMBER.id, "/help", chat_id=GROUP_ID)

        assert len(await scene.bot.get_updates()) == 1
        with refused(BadRequest, "can't be changed in private chats"):
            await scene.bot.leave_chat(READER.id)

        with refused(Forbidden, "bot is not a member"):
            await scene.bot.send_message(GROUP_ID, "hello")

    async def test_a_migrated_group_names_its_new_id(self, scene):
        """Under the old one nothing works any more; people write in the new one."""
        scene.world.migrate_group()

        with pytest.raises(ChatMigrated) as caught:
            await scene.bot.send_message(GROUP_ID, "hello")
        assert caught.value.new_chat_id == MIGRATED_GROUP_ID
        assert await scene.bot.send_message(caught.value.new_chat_id, "hello")
        said = scene.world.say(MEMBER.id, "/help", chat_id=GROUP_ID)
        assert said["chat"]["id"] == MIGRATED_GROUP_ID

    async def test_a_migrated_group_says_so_in_the_old_and_in_the_new(self, scene):
        """By a service message in each, once; the second is the group's own."""
        scene.world.migrate_group()
        scene.world.migrate_group()

        to, since = (update.message for update in await scene.bot.get_updates())
        assert (to.chat.id, to.migrate_to_chat_id, to.text) == (GROUP_ID, MIGRATED_GROUP_ID, None)
        assert (since.chat.id, since.migrate_from_chat_id) == (MIGRATED_GROUP_ID, GROUP_ID)
        assert since.sender_chat.id == MIGRATED_GROUP_ID

    async def test_a_bot_that_is_not_there_hears_nothing_of_a_migration(self, scene):
        """It is not in the new group either."""
        scene.world.remove_bot(GROUP_ADMIN.id)
        await scene.bot.get_updates(offset=-1)
        scene.world.migrate_group()

        assert len(await scene.bot.get_updates()) == 1
        with refused(Forbidden, "bot was kicked"):
            await scene.bot.send_message(MIGRATED_GROUP_ID, "hello")


class TestBlocking:
    async def test_a_blocked_bot_is_told_and_may_not_write(self, scene):
        """Neither new messages nor edits."""
        message = await scene.bot.send_message(READER.id, "hello")
        scene.world.block(READER.id)

        (update,) = await scene.bot.get_updates()
        assert update.my_chat_member.old_chat_member.status == "member"
        assert update.my_chat_member.new_chat_member.status == "kicked"
        with refused(Forbidden, "bot was blocked by the user"):
            await scene.bot.send_message(READER.id, "hello?")
        with refused(Forbidden, "bot was blocked by the user"):
            await message.edit_text("hello?")

    async def test_writing_to_a_blocked_bot_unblocks_it(self, scene):
        """The bot learns of that first, then of the message."""
        scene.world.block(READER.id)
        scene.world.say(READER.id, "/start")

        _, unblocked, message = await scene.bot.get_updates()

        assert unblocked.my_chat_member.new_chat_member.status == "member"
        assert message.message.text == "/start"
        assert await scene.bot.send_message(READER.id, "welcome back")


class TestMenus:
    async def test_everybody_sees_the_menu_meant_for_them(self, scene):
        """The admin's chat has its own; the group has none."""
        readers = [BotCommand("who", "what somebody said")]
        admins = [*readers, BotCommand("reload", "load the articles again")]
        await scene.bot.set_my_commands(readers, BotCommandScopeAllPrivateChats())
        await scene.bot.set_my_commands(admins, BotCommandScopeChat(ADMIN.id))

        assert [each["command"] for each in scene.world.menu(READER.id)] == ["who"]
        assert [each["command"] for each in scene.world.menu(ADMIN.id)] == ["who", "reload"]
        assert scene.world.menu(MEMBER.id, GROUP_ID) == []
        assert await scene.bot.get_my_commands(BotCommandScopeChat(ADMIN.id)) == tuple(admins)

    async def test_a_menu_can_be_taken_back(self, scene):
        """The next wider one shows again."""
        await scene.bot.set_my_commands([BotCommand("help", "what this is")])
        await scene.bot.set_my_commands(
            [BotCommand("who", "what somebody said")], BotCommandScopeAllPrivateChats()
        )
        await scene.bot.delete_my_commands(BotCommandScopeAllPrivateChats())

        assert [each["command"] for each in scene.world.menu(READER.id)] == ["help"]

    async def test_a_menu_for_a_chat_needs_the_chat(self, scene):
        """An admin who never wrote to the bot has none yet."""
        with refused(BadRequest, "Chat not found"):
            await scene.bot.set_my_commands([BotCommand("a", "b")], BotCommandScopeChat(5))

    async def test_descriptions_have_their_limits(self, scene):
        """512 for the empty chat, 120 for the profile."""
        await scene.bot.set_my_description("Who said what about NATO.")
        await scene.bot.set_my_short_description("x" * 120)

        assert scene.world.description(READER.id) == "Who said what about NATO."
        assert (await scene.bot.get_my_description()).description == "Who said what about NATO."
        assert (await scene.bot.get_my_short_description()).short_description == "x" * 120
        with refused(BadRequest, "Description is too long"):
            await scene.bot.set_my_description("x" * 513)
        with refused(BadRequest, "Short_description is too long"):
            await scene.bot.set_my_short_description("x" * 121)


class TestFaults:
    @pytest.mark.parametrize(
        ("kind", "error", "said"),
        [
            (FaultKind.BLOCKED, Forbidden, "bot was blocked by the user"),
            (FaultKind.DEACTIVATED, Forbidden, "user is deactivated"),
            (FaultKind.KICKED, Forbidden, "bot was kicked from the supergroup chat"),
            (FaultKind.TOPIC_CLOSED, BadRequest, "topic_closed"),
            (FaultKind.SERVER_ERROR, NetworkError, "Internal Server Error"),
            (FaultKind.BAD_GATEWAY, NetworkError, "Bad Gateway"),
        ],
    )
    async def test_an_ordered_failure_meets_the_next_call_only(self, scene, kind, error, said):
        """The library sees what it would see from Telegram."""
        scene.world.order(Fault(kind=kind))

        with refused(error, said):
            await scene.bot.send_message(READER.id, "first")
        await scene.bot.send_message(READER.id, "second")

        assert scene.texts() == ["second"]

    async def test_an_ordered_flood_names_its_wait(self, scene):
        """It may be enormous."""
        scene.world.order(Fault(kind=FaultKind.FLOOD, retry_after=43_838))

        with pytest.raises(RetryAfter) as caught:
            await scene.bot.send_message(READER.id, "hello")

        assert caught.value.retry_after == dt.timedelta(seconds=43_838)

    async def test_a_lost_reply_leaves_the_message_sent(self, scene):
        """The bot cannot know; the reader has it."""
        scene.world.order(Fault(kind=FaultKind.REPLY_LOST))

        with pytest.raises(NetworkError):
            await scene.bot.send_message(READER.id, "arrived")

        assert scene.texts() == ["arrived"]

    async def test_a_reset_connection_leaves_nothing_sent(self, scene):
        """To the bot it looks the same."""
        scene.world.order(Fault(kind=FaultKind.RESET))

        with pytest.raises(NetworkError):
            await scene.bot.send_message(READER.id, "lost")

        assert scene.texts() == []

    async def test_a_fault_can_be_for_one_method_and_chat(self, scene):
        """Others go on undisturbed; orders can be called off."""
        scene.world.order(
            Fault(kind=FaultKind.BLOCKED, times=9, method="sendMessage", chat_id=READER.id)
        )

        assert await scene.bot.send_message(ADMIN.id, "hello")
        assert await scene.bot.send_chat_action(READER.id, "typing")
        with pytest.raises(Forbidden):
            await scene.bot.send_message(READER.id, "hello")
        scene.world.cancel_faults()
        assert await scene.bot.send_message(READER.id, "hello")


class TestTransport:
    async def test_calls_are_kept_in_order_with_their_answers(self, clock):
        """As the library had the parameters; polls apart."""
        world = SandboxTelegram(clock)
        request = SandboxRequest(world)
        async with Bot(world.token, request=request, get_updates_request=request) as bot:
            await bot.get_updates()
            await bot.send_message(READER.id, "hello", reply_markup=MORE)
            with pytest.raises(BadRequest):
                await bot.send_message(READER.id, "")

        assert [(call.method, call.status) for call in request.calls] == [
            ("getMe", 200),
            ("sendMessage", 200),
            ("sendMessage", 400),
        ]
        assert request.calls[1].parameters["reply_markup"] == MORE.to_dict()
        assert request.calls[2].answer["description"] == "Bad Request: message text is empty"

    async def test_flood_limits_can_be_left_out(self, clock):
        """For a program that prints a conversation at once."""
        world = SandboxTelegram(clock, flood_limits=False)
        async with Bot(world.token, request=SandboxRequest(world)) as bot:
            for number in range(50):
                await bot.send_message(READER.id, f"{number}")

        assert len(world.messages(READER.id)) == 50
