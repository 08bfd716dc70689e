"""The whole bot as a newcomer meets it: the real command, its page, a real browser.

With NATO_BRIEFS_PICTURES set to a folder, the pictures of the README are taken on the way.
"""

import asyncio
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

PHONE = {"width": 390, "height": 844}
#: Milliseconds a page may take; the machine may be busy.
PATIENCE = 20_000


@dataclass
class Chat:
    """The page in a browser, as somebody uses it."""

    page: Any
    complaints: list[str] = field(default_factory=list)  #: errors in its console

    async def say(self, words: str) -> None:
        """Type and press Enter."""
        await self.page.get_by_label("Message", exact=True).fill(words)
        await self.page.keyboard.press("Enter")

    async def read(self, words: str) -> Any:
        """The newest message that says this, once it is there."""
        message = self.page.locator(".message", has_text=words).last
        await message.wait_for()
        return message

    async def press(self, label: str) -> None:
        """Press the newest button of that name."""
        await self.page.get_by_role("button", name=label).last.click()

    async def become(self, label: str) -> None:
        """Choose who to be."""
        await self.page.locator("#persona").select_option(label=label)

    async def photograph(self, name: str) -> None:
        """Keep a picture, where pictures are wanted."""
        folder = os.environ.get("NATO_BRIEFS_PICTURES")  # noqa: TID251 -- of this test alone
        if folder:
            await self.page.wait_for_timeout(600)
            await self.page.screenshot(path=Path(folder) / f"{name}.png")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address(tmp_path_factory) -> AsyncIterator[str]:
    """`nato-briefs run` without a token, on a database of its own; it must end cleanly."""
    folder = tmp_path_factory.mktemp("run")
    database = f"sqlite:///{folder / 'briefs.db'}"
    started = dict(os.environ)  # noqa: TID251 -- what a process is started with
    mine = {name: value for name, value in started.items() if "NATO_BRIEFS" not in name}
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env=mine | {"NATO_BRIEFS_DATABASE_URL": database},
        stdout=asyncio.subprocess.PIPE,
    )
    assert bot.stdout is not None
    found = None
    while found is None:
        line = (await bot.stdout.readline()).decode()
        assert line, "the bot ended before it told its address"
        found = re.search(r"http://[\d.:]+", line)
    yield found.group()
    bot.send_signal(signal.SIGTERM)
    assert await bot.wait() == 0


@pytest_asyncio.fixture(loop_scope="module")
async def chat(address) -> AsyncIterator[Chat]:
    """A phone with the page open."""
    quiet = ("background-networking", "component-update", "sync", "gpu", "default-apps")
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{each}" for each in quiet)]
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = await browser.new_page(viewport=PHONE, device_scale_factor=2)
        page.set_default_timeout(PATIENCE)
        opened = Chat(page)
        page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        await page.goto(address)
        yield opened
        assert opened.complaints == []
        await browser.close()


async def test_a_newcomer_starts_asks_and_turns_pages(chat):
    """Start, a misspelt name, the next page in the same message, the context of a quotation."""
    await chat.press("Start")
    await chat.read("Who said what about NATO")

    await chat.say("/who stoltenburg")
    brief = await chat.read("NATO Secretary General")
    assert "Jens Stoltenberg" in await brief.inner_text()
    first = await brief.locator("blockquote").first.inner_text()
    await chat.photograph("who")

    await chat.press("More")
    await chat.page.get_by_text(re.compile(r"4–6 of \d+ quotations")).wait_for()
    assert first not in await chat.page.locator(".message").last.inner_text()

    await chat.press("Context 4")
    context = await chat.read("Who spoke is read from")
    assert "Stoltenberg" in await context.inner_text()


async def test_a_question_in_plain_words_and_a_misspelt_topic(chat):
    """What people type is understood."""
    await chat.say("what did Blinken say about Afghanistan?")
    answer = await chat.read("Antony Blinken on Afghanistan")
    assert "safe haven for terrorists" in await answer.inner_text()
    await chat.photograph("question")

    await chat.say("/topic afganistan")
    await chat.read("quotations, newest first")


async def test_a_quotation_is_sent_to_a_group(chat):
    """What is typed behind the bot's name lists quotations; a tap sends one, its link opens it."""
    await chat.become("Group member")
    await chat.page.get_by_label("Message", exact=True).fill("@nato_briefs_bot blinken afghanistan")
    offers = chat.page.get_by_role("group", name="What the bot offers").get_by_role("button")
    await offers.filter(has_text="Antony Blinken").first.wait_for()
    await chat.photograph("inline")
    await offers.first.click()

    sent = await chat.read("via @nato_briefs_bot")
    assert "Antony Blinken, US top diplomat" in await sent.inner_text()
    await chat.photograph("sent")

    await chat.press("Open in the bot")
    await chat.read("Who spoke is read from")


async def test_more_quotations_come_as_the_list_is_scrolled(chat):
    """The newest of all, page after page, and each of them once."""
    await chat.page.get_by_label("Message", exact=True).fill("@nato_briefs_bot ")
    group = chat.page.get_by_role("group", name="What the bot offers")
    more = group.get_by_role("button", name="More", exact=True)
    await more.wait_for()
    assert await group.get_by_role("button").count() == 21

    while await more.count():
        await group.evaluate("box => box.scrollTo(0, box.scrollHeight)")
        await chat.page.wait_for_timeout(50)

    assert await group.get_by_role("button").count() == 61


async def test_a_list_without_a_match_leads_to_the_private_chat(chat):
    """And closes with Escape, or when the words are deleted."""
    await chat.page.get_by_label("Message", exact=True).fill("@nato_briefs_bot zzqqxx")
    await chat.page.get_by_role("button", name="Nothing about “zzqqxx”").click()

    await chat.read("most quoted first")
    await chat.page.get_by_label("Message", exact=True).fill("@nato_briefs_bot biden")
    group = chat.page.get_by_role("group", name="What the bot offers")
    await group.get_by_role("button").first.wait_for()
    await chat.page.keyboard.press("Escape")
    await group.wait_for(state="hidden")


async def test_a_reader_subscribes_and_gets_the_digest_once(chat):
    """The digest comes when asked for now, and a second wish for the same day is refused."""
    await chat.say("/subscribe 7:30 Kyiv")
    settled = await chat.read("Subscribed")
    assert "Europe/Kyiv" in await settled.inner_text()

    await chat.press("Sandbox controls")
    await chat.press("Send my digest now")
    await chat.read("new quotations")
    await chat.press("Send my digest now")
    await chat.page.get_by_text("Today’s digest was sent already").wait_for()


async def test_a_reader_takes_home_what_is_stored(chat):
    """The file stands in the chat with its name, and a tap downloads it."""
    await chat.say("/follow Afghanistan")
    await chat.read("You follow Afghanistan")
    await chat.say("/export")
    message = await chat.read("nato-briefs.json")
    async with chat.page.expect_download() as download:
        await message.get_by_role("link", name="nato-briefs.json").click()

    kept = await (await download.value).path()
    assert "interests" in json.loads(kept.read_text("utf-8"))


async def test_only_an_admin_reloads(chat):
    """A reader is refused; an admin is told what changed."""
    await chat.say("/reload")
    await chat.read("Only the bot’s administrators can do that.")

    await chat.become("Admin")
    await chat.say("/reload")
    await chat.read("5 articles")
