"""The chat page in a real browser, with a small bot of python-telegram-bot's behind it."""

import asyncio
import datetime as dt
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.clock import MovableClock
from bot.sandbox.cast import GROUP_ID, MEMBER, READER
from bot.sandbox.server import SandboxServer
from bot.sandbox.world import SandboxTelegram
from tests.clocks import StoppedClock

playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
PAGES = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Older ›", callback_data="2"),
            InlineKeyboardButton("Last", callback_data="last"),
        ]
    ]
)
LONG = "We will stay together and decide together, whatever the season brings us. " * 8

Context = CallbackContext[Any, Any, Any, Any]


async def start(update: Update, _: Context) -> None:
    """One of everything the page has to show."""
    assert update.message is not None
    await update.message.reply_html(
        "<b>Welcome</b> &lt;reader&gt;, see /help\n<blockquote>Short words.</blockquote>\n"
        f"<i>The Morning Ledger</i>\n<blockquote expandable>{LONG}</blockquote>",
        reply_markup=PAGES,
    )


async def turn(update: Update, _: Context) -> None:
    """The last page answers with a line, the others by an edit."""
    query = update.callback_query
    assert query is not None
    if query.data == "last":
        await query.answer("That was the last page.")
        return
    await query.answer()
    await query.edit_message_text(f"Page {query.data}", reply_markup=PAGES)


async def echo(update: Update, _: Context) -> None:
    """What was said, as it was said."""
    assert update.message is not None
    await update.message.reply_text(f"You said: {update.message.text}")


@dataclass
class Visit:
    """A page that is open, and the world behind it."""

    page: Any
    world: SandboxTelegram
    clock: MovableClock
    server: SandboxServer
    complaints: list[str] = field(default_factory=list)  #: errors in its console
    addresses: list[str] = field(default_factory=list)  #: everything it has loaded
    digests: list[int] = field(default_factory=list)

    async def say(self, words: str) -> None:
        """Type and press Enter."""
        await self.page.get_by_label("Message", exact=True).fill(words)
        await self.page.keyboard.press("Enter")

    async def expect(self, words: str) -> Any:
        """The newest message that says this, once it is there."""
        message = self.page.locator(".message", has_text=words).last
        await message.wait_for()
        return message

    async def become(self, label: str) -> None:
        """Choose who to be, in the controls beside the chat."""
        await self.page.locator("#people").get_by_text(label, exact=True).click()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Any]:
    """One browser for all visits."""
    quiet = ("background-networking", "component-update", "sync", "gpu", "default-apps")
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{each}" for each in quiet)]
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def visit(chromium) -> AsyncIterator[Visit]:
    """A reader's first visit on a desk; the bot is running."""
    clock = MovableClock(base=StoppedClock())
    world = SandboxTelegram(clock)

    async def digest_now(chat_id: int) -> str:
        opened.digests.append(chat_id)
        return "Your digest is on its way."

    server = SandboxServer(world, host="127.0.0.1", port=0, on_digest_now=digest_now, clock=clock)
    page = await chromium.new_page(viewport=DESK)
    page.set_default_timeout(5000)
    opened = Visit(page, world, clock, server)
    page.on("console", lambda message: opened.complaints.append(message.text))
    page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    page.on("request", lambda request: opened.addresses.append(request.url))
    await server.start()
    app = _small_bot(world, server)
    async with app:
        await app.bot.set_my_commands(
            [BotCommand("start", "say hello"), BotCommand("help", "what this is")]
        )
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(timeout=dt.timedelta(seconds=20))
        await page.goto(server.address)
        await page.get_by_role("button", name="Start").wait_for()
        yield opened
        await page.close()
        await app.updater.stop()
        await app.stop()
    await server.stop()


def _small_bot(
    world: SandboxTelegram, server: SandboxServer
) -> Application[Any, Any, Any, Any, Any, Any]:
    doors = [HTTPXRequest(httpx_kwargs={"trust_env": False, "verify": False}) for _ in "12"]
    builder = Application.builder().token(world.token).base_url(server.base_url)
    app = builder.request(doors[0]).get_updates_request(doors[1]).build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(turn))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    return app


async def test_a_first_visit_begins_with_start(visit):
    """The empty chat says what this is; its button sends /start, and the bot answers."""
    assert "Nothing you write leaves it." in await visit.page.locator(".welcome").inner_text()

    await visit.page.get_by_role("button", name="Start").click()

    answer = await visit.expect("Welcome <reader>")
    assert await answer.locator("strong").inner_text() == "Welcome"
    assert await answer.locator("em").inner_text() == "The Morning Ledger"
    assert await answer.locator("blockquote").first.inner_text() == "Short words."
    assert await visit.page.locator(".welcome").count() == 0


async def test_a_long_quotation_unfolds(visit):
    """An expandable blockquote shows three lines until it is asked for the rest."""
    await visit.say("/start")
    fold = (await visit.expect("Welcome")).locator(".fold")
    folded = await fold.evaluate("element => element.clientHeight")

    await visit.page.get_by_role("button", name="Show more").click()

    assert await fold.evaluate("element => element.clientHeight") > folded
    await visit.page.get_by_role("button", name="Show less").wait_for()


async def test_text_is_never_markup(visit):
    """What somebody types is shown as it was typed."""
    attack = '<img src=x onerror="document.title=1"> <b>bold</b>'

    await visit.say(attack)

    answer = await visit.expect("You said:")
    assert await answer.locator(".text").inner_text() == f"You said: {attack}"
    assert await visit.page.title() == "NATO Briefs · sandbox"


async def test_a_page_is_turned_in_place(visit):
    """The message is edited, and stays where it is."""
    await visit.say("/start")
    await (await visit.expect("Welcome")).get_by_role("button", name="Older ›").click()

    answer = await visit.expect("Page 2")
    assert "edited" in await answer.locator(".meta").inner_text()
    assert await visit.page.locator(".message").count() == 2


async def test_an_answer_to_a_button_shows_for_a_moment(visit):
    """Where a screen reader hears it too."""
    await visit.say("/start")
    await (await visit.expect("Welcome")).get_by_role("button", name="Last").click()

    toast = visit.page.get_by_role("status")
    await playwright.expect(toast).to_have_text("That was the last page.")


async def test_commands_are_offered_while_typing(visit):
    """A slash lists them with what they do; letters narrow the list; keys reach it."""
    words = visit.page.get_by_label("Message", exact=True)
    menu = visit.page.get_by_role("group", name="Commands").get_by_role("button")
    await words.press_sequentially("/")
    inline = "@…send somebody’s words to this chat"
    await playwright.expect(menu).to_have_text(["/startsay hello", "/helpwhat this is", inline])
    await words.press_sequentially("he")
    await playwright.expect(menu).to_have_text(["/helpwhat this is"])

    await visit.page.keyboard.press("ArrowDown")
    await visit.page.keyboard.press("Enter")

    await visit.expect("You said: /help")
    assert await words.input_value() == ""


async def test_a_command_in_a_message_can_be_clicked(visit):
    """As in Telegram."""
    await visit.say("/start")

    await (await visit.expect("Welcome")).get_by_role("button", name="/help").click()

    await visit.expect("You said: /help")


async def test_shift_and_enter_make_a_new_line(visit):
    """Enter alone sends."""
    await visit.page.get_by_label("Message", exact=True).fill("one")
    await visit.page.keyboard.press("Shift+Enter")
    await visit.page.keyboard.type("two")
    await visit.page.keyboard.press("Enter")

    await visit.expect("You said: one\ntwo")


async def test_in_the_group_the_bot_hears_what_is_meant_for_it(visit):
    """The member's words stand there either way."""
    await visit.become("Group member")
    await visit.say("anybody here?")
    await visit.say("/help@nato_briefs_bot")

    answer = await visit.expect("You said: /help@nato_briefs_bot")
    assert await answer.locator(".name").inner_text() == "NATO Briefs"
    texts = [message["text"] for message in visit.world.messages(GROUP_ID)]
    assert texts == ["anybody here?", "/help@nato_briefs_bot", "You said: /help@nato_briefs_bot"]


async def test_a_reply_reaches_the_bot_in_the_group(visit):
    """The message replied to is shown above it."""
    await visit.become("Group admin")
    await visit.say("/help")
    bots = await visit.expect("You said: /help")
    await bots.hover()
    await bots.get_by_role("button", name="Reply").click()
    await visit.say("thank you")

    answer = await visit.expect("You said: thank you")
    assert await answer.count() == 1
    assert await visit.page.locator(".answered", has_text="You said: /help").count() >= 1


async def test_what_arrives_elsewhere_is_counted(visit):
    """A badge at the person whose chat it is."""
    visit.world.say(MEMBER.id, "/help", chat_id=MEMBER.id)
    visit.world.say(READER.id, "wait for me")
    await visit.expect("You said: wait for me")

    await visit.become("Admin")
    visit.world.say(READER.id, "still there?")

    badge = visit.page.locator("#people label", has_text="Reader").locator(".badge")
    await playwright.expect(badge).to_have_text("1 new")


async def test_the_clock_moves(visit):
    """The page shows the time of the bot, in the bot's zone."""
    time = visit.page.locator("#time")
    await playwright.expect(time).to_have_text("13:00")

    await visit.page.get_by_role("button", name="To 08:00").click()

    await playwright.expect(time).to_have_text("08:00")
    assert visit.clock.now() == dt.datetime(2026, 3, 10, 7, 0, tzinfo=dt.UTC)


async def test_the_digest_is_asked_for(visit):
    """For the chat that is shown."""
    await visit.page.get_by_role("button", name="Send my digest now").click()

    toast = visit.page.get_by_role("status")
    await playwright.expect(toast).to_have_text("Your digest is on its way.")
    assert visit.digests == [READER.id]


async def test_a_failure_is_ordered(visit):
    """And shown as it meets the bot."""
    await visit.page.get_by_text("Break something").click()
    await visit.page.get_by_label("What goes wrong").select_option("Topic is closed (400)")
    await visit.page.get_by_role("button", name="Break it").click()
    await playwright.expect(visit.page.locator("#orders")).to_have_text(
        "Topic is closed (400), 1 more"
    )
    await visit.page.get_by_role("button", name="Call it off").click()
    await playwright.expect(visit.page.locator("#orders")).to_have_text("")


async def test_a_blocked_bot_can_be_let_in_again(visit):
    """The composer gives way to the one thing that is left to do."""
    await visit.page.get_by_text("Break something").click()
    await visit.page.get_by_role("button", name="Block the bot").click()

    await visit.page.locator("#composer").get_by_role("button", name="Unblock the bot").click()

    await visit.say("back again")
    await visit.expect("You said: back again")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_on_a_phone_nothing_sticks_out(visit, scheme):
    """The controls come over the chat and go again; the page is as wide as the screen."""
    await visit.page.emulate_media(color_scheme=scheme)
    await visit.page.set_viewport_size(PHONE)
    await visit.say("/start")
    await visit.expect("Welcome")
    wide = "document.documentElement.scrollWidth"
    assert await visit.page.evaluate(wide) == PHONE["width"]

    await visit.page.get_by_role("button", name="Sandbox controls").click()
    await visit.page.get_by_role("button", name="+1 hour").click()
    await playwright.expect(visit.page.locator("#time")).to_have_text("14:00")
    await visit.page.keyboard.press("Escape")

    await playwright.expect(visit.page.locator("#panel")).not_to_be_visible()
    await visit.page.get_by_label("Who you are").first.select_option("Group admin")
    await playwright.expect(visit.page.locator("h1")).to_have_text("Defence desk")


async def test_a_page_opened_again_shows_what_was_said(visit):
    """The chat belongs to the server."""
    await visit.say("remember this")
    await visit.expect("You said: remember this")

    await visit.page.reload()

    await visit.expect("You said: remember this")


async def test_the_page_says_when_the_sandbox_is_gone(visit):
    """And waits for it."""
    await visit.server.stop()

    await playwright.expect(visit.page.get_by_role("alert")).to_contain_text("has stopped")


async def test_nothing_is_loaded_from_elsewhere_and_nothing_complains(visit):
    """Its own address, and a clean console under the policy it was sent with."""
    await visit.say("/start")
    await visit.expect("Welcome")
    await visit.page.get_by_role("button", name="Commands").click()

    elsewhere = [
        address
        for address in visit.addresses
        if not address.startswith((visit.server.address, "data:"))
    ]
    assert elsewhere == []
    assert visit.complaints == []


async def test_every_control_has_a_name(visit):
    """What has no words on it has a label."""
    await visit.say("/start")
    await visit.expect("Welcome")

    nameless = await visit.page.evaluate(
        "[...document.querySelectorAll('button, input, select, textarea, summary')]"
        ".filter(each => !(each.textContent.trim() || each.ariaLabel || each.labels?.length))"
        ".map(each => each.outerHTML)"
    )
    assert nameless == []


async def test_the_whole_chat_works_from_the_keyboard(visit):
    """Start, a button of the answer, and back to writing."""
    await visit.page.get_by_role("button", name="Start").focus()
    await visit.page.keyboard.press("Enter")
    older = (await visit.expect("Welcome")).get_by_role("button", name="Older ›")
    await older.focus()
    await visit.page.keyboard.press("Enter")
    await visit.expect("Page 2")

    focused = "document.activeElement.textContent"
    await visit.page.wait_for_function(f"{focused} === 'Older ›'")
    await asyncio.wait_for(visit.say("done"), 5)
    await visit.expect("You said: done")
