"""kill -9, up to two hundred times, while up to two thousand digests go out.

Whatever it was doing, nothing is sent twice. What a kill can cost is an outcome: of the calls that
were under way nobody knows whether they arrived, so they are not repeated. Their rows say
`unknown`, and the next edition offers their quotations again.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from bot.delivery import IN_FLIGHT
from tests.faults.process import Bot
from tests.faults.scene import Scene, tell
from tests.faults.telegram import Telegram

pytestmark = pytest.mark.faults

#: How often it is killed, and over how many digests. The first is what every change has to pass.
SHORT, WHOLE = (40, 400), (200, 2_000)
SEED = 20_260_401

#: One life in so many ends before it has sent anything.
EARLY = 5
#: Seconds a life may go on after its first digest of this life.
LONGEST = 0.6


@pytest.mark.parametrize(
    ("kills", "digests"), [SHORT, pytest.param(*WHOLE, marks=pytest.mark.whole)]
)
async def test_kill_9_again_and_again(tmp_path: Path, kills: int, digests: int) -> None:
    now = dt.datetime.now(dt.UTC)  # noqa: TID251 -- the clock of the processes
    chance, under_way = random.Random(SEED), set[int]()
    async with Telegram(digests, seed=SEED) as telegram:
        scene = Scene(telegram, tmp_path)
        scene.is_due(now)
        began = time.monotonic()
        for number in range(1, kills + 1):
            await _live_and_die(scene, chance)
            sending = {row.chat_id for row in scene.rows() if row.status == "sending"}
            assert len(sending) <= IN_FLIGHT
            under_way |= sending
            if number % 50 == 0:
                tell(f"{number} kills, {telegram.arrived().total()} digests arrived")
        assert not scene.is_over(), "all was sent before the last kill"

        bot = Bot(kills)
        await scene.launch(bot)
        await scene.until(scene.is_over, bot=bot)
        shown = await scene.ask("/delivery", bot)
        await bot.stop()
    arrived, rows = telegram.arrived(), scene.rows()
    unknown = [row for row in rows if row.status == "unknown"]
    lost = [row for row in unknown if not arrived[row.chat_id]]
    tell(
        f"{kills} kills in {time.monotonic() - began:.0f} s, {digests} digests: "
        f"{sum(count > 1 for count in arrived.values())} twice, {len(unknown)} unknown, "
        f"of these {len(lost)} not delivered; 429: {telegram.gateway.statuses[429]}; "
        f"at the kills {len(under_way)} calls were under way"
    )

    assert max(arrived.values()) == 1
    assert Counter(row.status for row in rows) == {
        "sent": digests - len(unknown),
        "unknown": len(unknown),
    }
    assert all(arrived[row.chat_id] for row in rows if row.status == "sent")
    assert {row.chat_id for row in unknown} == under_way
    assert f"Unknown: {len(unknown)} ({len(unknown)} crash)" in shown
    items = {row.chat_id: (row.status, set(row.items)) for row in rows}
    for chat_id, offered in scene.next_digests(items, now + dt.timedelta(days=1)):
        status, carried = items[chat_id]
        assert carried
        assert (carried <= offered) if status == "unknown" else not (carried & offered)


async def _live_and_die(scene: Scene, chance: random.Random) -> None:
    """One process, from its start to a kill at an instant that chance has chosen."""
    bot = Bot(0)
    sent = scene.telegram.arrived().total()
    await scene.launch(bot)
    if chance.randrange(EARLY) == 0:
        await asyncio.sleep(chance.uniform(0, 1.2))
    else:
        await scene.until(lambda: scene.telegram.arrived().total() > sent, bot=bot)
        await asyncio.sleep(chance.uniform(0, LONGEST))
    await bot.kill()
