"""The chats of the tour on the page, as wide as a phone: what is said there can be seen there.

With NATO_BRIEFS_PICTURES set to a folder, the pictures of docs/tour.md are taken on the way.
"""

from __future__ import annotations

import os
import shutil
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.server import SandboxServer
from tests.conversation.chat import Stage
from tests.tour.chats import STORIES, Story
from tests.tour.telling import chat_of, opened_stage, run

playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

PHONE = {"width": 390, "height": 844}
_QUIET = ("background-networking", "component-update", "sync", "gpu", "default-apps")
_ARGUMENTS = ["--no-sandbox", "--no-first-run", *(f"--disable-{each}" for each in _QUIET)]

_PERSONAS = {"member": "Group member", "group_admin": "Group admin", "admin": "Admin"}


@asynccontextmanager
async def opened_page(stage: Stage, story: Story) -> Any:
    """A phone with the page open, seen by whoever the story is of."""

    async def nothing(*_: object) -> str:
        return ""

    server = SandboxServer(
        stage.world, host="127.0.0.1", port=0, on_digest_now=nothing, clock=stage.clock
    )
    address = await server.start()
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        page = await browser.new_page(viewport=PHONE, device_scale_factor=2)
        await page.goto(address)
        if label := _PERSONAS.get(story.who):
            await page.locator("#persona").select_option(label=label)
        yield page
        await browser.close()
    await server.stop()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
async def test_the_page_shows_the_chat(tmp_path: Path, story: Story) -> None:
    """The last message is there, whole, with each of its buttons."""
    async with opened_stage(tmp_path) as stage:
        await run(stage, story)
        async with opened_page(stage, story) as page:
            last = chat_of(stage, story).messages[-1]
            shown = page.locator(f'.message[data-id="{last.id}"]')
            await shown.wait_for()
            for label in last.buttons:
                await shown.get_by_role("button", name=label, exact=True).first.wait_for()
            assert last.first_line in (await shown.inner_text())
            if folder := os.environ.get("NATO_BRIEFS_PICTURES"):  # noqa: TID251 -- of this alone
                # As it looks when one scrolls up to what was asked last.
                await page.locator(".message.mine").last.evaluate("at => at.scrollIntoView()")
                await page.screenshot(path=Path(folder) / f"tour-{story.slug}.png")
