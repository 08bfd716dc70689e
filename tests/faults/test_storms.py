"""Telegram on a bad day, and the machine on one: nothing twice, nothing missing but the unknown.

Each test drives the real process over the sandbox's server and looks at what readers have.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import resource
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from bot.delivery import IN_FLIGHT
from bot.sandbox.faults import FaultKind
from tests.faults.process import Bot
from tests.faults.scene import Scene, tell
from tests.faults.telegram import Telegram
from tests.faults.weather import Weather

pytestmark = pytest.mark.faults

DIGESTS = 240
SEED = 7
#: Digests that have arrived when a storm breaks.
STORMS = (40, 110, 180)
#: Seconds for which a database that is in the way stays there; a writer waits for ten.
AWAY = 14

NOW = dt.datetime.now(dt.UTC)  # noqa: TID251 -- the clock of the processes


@pytest_asyncio.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Telegram(DIGESTS, seed=SEED) as telegram:
        scene = Scene(telegram, tmp_path)
        scene.is_due(NOW)
        yield scene


async def sent_by(scene: Scene, *, meanwhile: Callable[[Bot], Awaitable[object]]) -> Bot:
    """One process sends everything, whatever is done to it meanwhile."""
    bot = Bot(1, scene.environment)
    await scene.launch(bot)
    await scene.until(lambda: scene.telegram.arrived().total() >= STORMS[0], bot=bot)
    await meanwhile(bot)
    await scene.until(scene.is_over, bot=bot)
    await bot.stop()
    return bot


async def nothing(_bot: Bot) -> None:
    """Only the weather."""


def report(scene: Scene, what: str) -> tuple[int, int]:
    """How many outcomes are unknown, and how many of these digests did not arrive.

    Nothing arrived twice, and what is not unknown arrived.
    """
    arrived, rows = scene.telegram.arrived(), scene.rows()
    unknown = [row for row in rows if row.status == "unknown"]
    lost = [row for row in unknown if not arrived[row.chat_id]]
    refused = scene.telegram.gateway.statuses[429]
    tell(
        f"{what}: {len(rows)} digests, {sum(count > 1 for count in arrived.values())} twice, "
        f"{len(unknown)} unknown, of these {len(lost)} not delivered; 429: {refused}"
    )
    assert max(arrived.values()) == 1
    assert {row.status for row in rows} <= {"sent", "unknown"}
    assert all(arrived[row.chat_id] for row in rows if row.status == "sent")
    items = {row.chat_id: set(row.items) for row in unknown}
    for chat_id, offered in scene.next_digests(items, NOW + dt.timedelta(days=1)):
        assert items[chat_id] <= offered
    return len(unknown), len(lost)


@pytest.mark.parametrize(
    ("what", "kinds", "is_unknown", "is_lost"),
    [
        ("429 storms", [FaultKind.FLOOD], False, False),
        ("5xx bursts", [FaultKind.SERVER_ERROR, FaultKind.BAD_GATEWAY], True, True),
        ("dropped answers", [FaultKind.REPLY_LOST], True, False),
        ("connection resets", [FaultKind.RESET], True, True),
    ],
)
async def test_storms_of_telegrams(
    scene: Scene, what: str, kinds: list[FaultKind], is_unknown: bool, is_lost: bool
) -> None:
    """Three of them. A refusal is waited for; whatever else was struck is not repeated."""
    weather = Weather(kinds, STORMS)
    scene.telegram.world.state.faults = weather
    await sent_by(scene, meanwhile=nothing)

    struck = weather.struck.total()
    assert len(STORMS) <= struck <= IN_FLIGHT * len(STORMS)
    assert report(scene, what) == (struck * is_unknown, struck * is_lost)


async def test_a_full_disk(scene: Scene) -> None:
    """No byte more can be written for some seconds; what was under way is written down later."""

    async def fill_the_disk(bot: Bot) -> None:
        pid, (_, most) = bot.process.pid, resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
        await asyncio.sleep(AWAY)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))

    bot = await sent_by(scene, meanwhile=fill_the_disk)

    assert bot.has_said("cannot be read or written|cannot grow")
    assert report(scene, "full disk") == (0, 0)


async def test_a_locked_database(scene: Scene) -> None:
    """Another program writes, and does not let go for longer than a writer waits."""

    async def lock(_bot: Bot) -> None:
        with closing(sqlite3.connect(scene.file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(AWAY)
            other.execute("ROLLBACK")

    bot = await sent_by(scene, meanwhile=lock)

    assert bot.has_said("is in use by another program")
    assert report(scene, "locked database") == (0, 0)


FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")


@pytest.mark.skipif(not FAKETIME.exists(), reason="needs libfaketime (apt install faketime)")
async def test_clock_steps_of_an_hour(scene: Scene, tmp_path: Path) -> None:
    """On and back while digests go out. Set back, the scheduler would sleep until the clock has
    caught up; the watchdog wakes it after a minute and a half.
    """
    clock = tmp_path / "clock"

    def set_clock(by: str) -> None:
        fresh = clock.with_suffix(".new")
        fresh.write_text(by)
        shutil.move(fresh, clock)

    async def set_it_on_and_back(bot: Bot) -> None:
        set_clock("+1h")
        await scene.until(lambda: scene.telegram.arrived().total() >= STORMS[1], bot=bot)
        set_clock("-1h")
        await scene.until(lambda: bot.has_said("No tick for"), bot=bot)

    set_clock("+0")
    scene.environment = {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    await sent_by(scene, meanwhile=set_it_on_and_back)

    assert report(scene, "clock steps") == (0, 0)
