"""How the sandbox plays inline mode: what may be offered, within which limits, and choosing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import pytest_asyncio
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultPhoto,
    InlineQueryResultsButton,
    InputContactMessageContent,
    InputTextMessageContent,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.clock import MovableClock
from bot.sandbox.cast import GROUP_ADMIN, GROUP_ID, MEMBER, READER
from bot.sandbox.errors import ActError
from bot.sandbox.state import Json
from bot.sandbox.transport import SandboxRequest
from bot.sandbox.world import SandboxTelegram
from tests.clocks import NOON, StoppedClock


class Stall:
    """A world, a bot logged in to it, and a reader who has typed something behind its name."""

    def __init__(self) -> None:
        self.clock = MovableClock(base=StoppedClock(NOON))
        self.world = SandboxTelegram(self.clock)
        request = SandboxRequest(self.world)
        self.bot = Bot(self.world.token, request=request, get_updates_request=request)
        self.query_id = self.world.type_inline(READER.id, "nato")

    async def offer(self, *results: Any, **more: Any) -> Json:
        """Answer the query; what the reader is shown."""
        await self.bot.answer_inline_query(self.query_id, results, **more)
        return [event for event in self.events if event["kind"] == "offers"][-1]

    @property
    def events(self) -> list[Json]:
        return self.world.state.events.since(0) or []

    async def updates(self) -> list[Json]:
        """What the bot is told."""
        return [update.to_dict() for update in await self.bot.get_updates()]


@pytest_asyncio.fixture
async def stall() -> Stall:
    """A reader waits for results."""
    stall = Stall()
    await stall.bot.initialize()
    return stall


def an_article(id: str = "1", text: str = "Words.", **more: Any) -> InlineQueryResultArticle:  # noqa: A002
    """One result that keeps every limit."""
    more.setdefault("title", "Somebody")
    return InlineQueryResultArticle(
        id, input_message_content=InputTextMessageContent(text, ParseMode.HTML), **more
    )


async def test_the_bot_is_told_what_is_typed_and_where(stall: Stall) -> None:
    """In which kind of chat, and nothing about the chat itself."""
    stall.world.type_inline(MEMBER.id, "ukraine", chat_id=GROUP_ID, offset="20")

    first, second = (each["inline_query"] for each in await stall.updates())

    assert (first["query"], first["offset"], first["chat_type"]) == ("nato", "", "sender")
    assert (second["query"], second["offset"], second["chat_type"]) == (
        "ukraine",
        "20",
        "supergroup",
    )
    assert second["from"]["id"] == MEMBER.id
    assert "chat" not in second


async def test_what_is_offered_is_shown_in_order(stall: Stall) -> None:
    """Title and description of each, the button above, and the way on."""
    button = InlineQueryResultsButton("More in the bot", start_parameter="p_abc")

    shown = await stall.offer(
        an_article("a", description="first"), an_article("b"), next_offset="2", button=button
    )

    assert [each["id"] for each in shown["results"]] == ["a", "b"]
    assert shown["results"][0] == {"id": "a", "title": "Somebody", "description": "first"}
    assert shown["next_offset"] == "2"
    assert shown["button"] == {"text": "More in the bot", "start_parameter": "p_abc"}


async def test_a_chosen_result_is_a_message_of_who_chose_it(stall: Stall) -> None:
    """By way of the bot, with its text, entities and links."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("On", url="https://example.org")]])
    await stall.offer(an_article("a", "<b>Ann</b> spoke.", reply_markup=keyboard))

    message = stall.world.choose(READER.id, stall.query_id, "a", chat_id=READER.id)

    assert message["text"] == "Ann spoke."
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert message["from"]["id"] == READER.id
    assert message["via_bot"]["username"] == "nato_briefs_bot"
    assert message["reply_markup"]["inline_keyboard"][0][0]["url"] == "https://example.org"


@pytest.mark.parametrize("user", [READER, MEMBER])
async def test_the_bot_is_told_what_was_sent_by_way_of_it(stall: Stall, user: Any) -> None:
    """In private, and in groups, where privacy mode holds other messages back."""
    chat_id = GROUP_ID if user is MEMBER else READER.id
    stall.query_id = stall.world.type_inline(user.id, "nato", chat_id=chat_id)
    await stall.offer(an_article("a"))
    stall.world.choose(user.id, stall.query_id, "a", chat_id=chat_id)

    *_, update = await stall.updates()

    assert update["message"]["via_bot"]["username"] == "nato_briefs_bot"


async def test_inline_mode_works_where_the_bot_is_no_member(stall: Stall) -> None:
    """It is told what is typed, and not what is sent."""
    stall.world.remove_bot(GROUP_ADMIN.id)
    stall.query_id = stall.world.type_inline(MEMBER.id, "nato", chat_id=GROUP_ID)
    await stall.offer(an_article("a"))

    stall.world.choose(MEMBER.id, stall.query_id, "a", chat_id=GROUP_ID)

    assert [next(k for k in each if k != "update_id") for each in await stall.updates()] == [
        "inline_query",
        "my_chat_member",
        "inline_query",
    ]


@pytest.mark.parametrize(
    ("results", "more", "refusal"),
    [
        ([an_article(str(n)) for n in range(51)], {}, "RESULTS_TOO_MUCH"),
        ([an_article("a"), an_article("a")], {}, "RESULT_ID_DUPLICATE"),
        ([an_article("")], {}, "RESULT_ID_INVALID"),
        ([an_article("ж" * 33)], {}, "RESULT_ID_INVALID"),
        ([an_article("a", title=" ")], {}, "ARTICLE_TITLE_EMPTY"),
        ([an_article("a", "")], {}, "message text is empty"),
        ([an_article("a", "<b>open")], {}, "can't parse entities"),
        ([an_article("a", "x" * 4097)], {}, "message is too long"),
        ([an_article("a")], {"next_offset": "ж" * 33}, "NEXT_OFFSET_INVALID"),
        (
            [],
            {"button": InlineQueryResultsButton("Go", start_parameter="a b")},
            "START_PARAM_INVALID",
        ),
        (
            [],
            {"button": InlineQueryResultsButton("Go", start_parameter="a" * 65)},
            "START_PARAM_INVALID",
        ),
        ([], {"button": InlineQueryResultsButton(" ", start_parameter="a")}, "SWITCH_PM_TEXT"),
    ],
)
async def test_limits(stall: Stall, results: Any, more: Any, refusal: str) -> None:
    """What Telegram would not take is refused, and the query still waits."""
    with pytest.raises(BadRequest, match=f"(?i){refusal}"):
        await stall.offer(*results, **more)

    assert await stall.offer(an_article("a"))


async def test_the_limits_themselves_are_kept(stall: Stall) -> None:
    """Fifty results, ids and an offset of 64 bytes."""
    results = [an_article(f"{number:064}") for number in range(50)]

    shown = await stall.offer(*results, next_offset="x" * 64)

    assert len(shown["results"]) == 50


@pytest.mark.parametrize(
    "result",
    [
        InlineQueryResultPhoto("a", "https://example.org/a.jpg", "https://example.org/b.jpg"),
        InlineQueryResultArticle("a", "Ann", InputContactMessageContent("+1", "Ann")),
        an_article(
            reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("On", callback_data="x")]])
        ),
    ],
)
async def test_what_is_not_played_says_so(stall: Stall, result: Any) -> None:
    """Instead of a feigned success."""
    with pytest.raises(TelegramError, match="does not play"):
        await stall.offer(result)


async def test_a_query_is_answered_once(stall: Stall) -> None:
    """A second answer comes too late, and so does one to a query that never was."""
    await stall.offer(an_article())
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await stall.offer(an_article())

    stall.query_id = "17"
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await stall.offer(an_article())


async def test_a_query_waits_a_quarter_of_a_minute(stall: Stall) -> None:
    """Then whoever typed has given up."""
    stall.clock.move(dt.timedelta(seconds=16))

    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await stall.offer(an_article())


async def test_only_who_typed_chooses_and_only_from_what_is_there(stall: Stall) -> None:
    """A page can show nothing else; a script is told."""
    await stall.offer(an_article("a"))

    for user, result in ((READER, "b"), (MEMBER, "a")):
        with pytest.raises(ActError, match="not offered"):
            stall.world.choose(user.id, stall.query_id, result)


async def test_nobody_types_more_than_telegram_lets_them(stall: Stall) -> None:
    """256 characters stand behind the name at most."""
    stall.world.type_inline(READER.id, "x" * 256)

    with pytest.raises(ActError, match="256"):
        stall.world.type_inline(READER.id, "x" * 257)


async def test_old_answers_are_forgotten(stall: Stall) -> None:
    """A page that is left open for hours cannot fill the memory."""
    await stall.offer(an_article("a"))
    for _ in range(50):
        stall.world.type_inline(READER.id, "on and on")

    with pytest.raises(ActError, match="not offered"):
        stall.world.choose(READER.id, stall.query_id, "a")


async def test_a_bot_that_asks_for_other_updates_gets_none_of_these(stall: Stall) -> None:
    """As with every kind of update."""
    await stall.bot.get_updates(offset=-1, allowed_updates=["message"])
    await stall.bot.get_updates(offset=2**31)
    stall.world.type_inline(READER.id, "nato")

    assert await stall.updates() == []
