"""Two processes on one PostgreSQL, of which one sends: it is killed, and the other goes on."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from bot.delivery import IN_FLIGHT
from briefs.model import Destination
from briefs.newsroom import open_newsroom
from tests.faults.scene import tell
from tests.replicas.fleet import Fleet, Replica
from tests.replicas.telegram import Telegram
from tests.servers import Server

pytestmark = pytest.mark.faults

DIGESTS = 300
#: Digests that have arrived when the sender is killed.
KILLS = (60, 120, 180)

NOW = dt.datetime.now(dt.UTC)  # noqa: TID251 -- the clock of the processes


async def test_the_sender_is_killed_again_and_again(server: Server, tmp_path: Path) -> None:
    """Each time the other one takes over, and the killed one is started anew."""
    url, killed = server.make_database(), 0
    async with Telegram() as telegram:
        chats = [person.id for person in telegram.people(DIGESTS)]

        def arrived() -> Counter[int]:
            return Counter({chat: len(telegram.answers(chat)) for chat in chats})

        with closing(open_newsroom(url)) as newsroom:
            slot = (NOW - dt.timedelta(hours=1)).replace(second=0, microsecond=0)
            for chat in chats:
                before = slot - dt.timedelta(minutes=1)
                newsroom.subscribe(Destination(chat_id=chat), slot.time(), "UTC", now=before)
            settings = {"token": telegram.world.token, "api_url": telegram.api_url}
            fleet = Fleet(2, tmp_path, database_url=url, **settings)
            async with fleet:
                telegram.addresses = fleet.addresses
                for number in KILLS:
                    while arrived().total() < number:
                        await telegram.something()
                    leader = _leader(fleet)
                    await leader.kill()
                    killed += 1
                    leader.log.clear()
                    await leader.start(articles=str(tmp_path), database_url=url, **settings)
                while newsroom.queue().waiting or newsroom.traffic(since=slot).sending:
                    await telegram.something()
            traffic, counts = newsroom.traffic(since=slot), arrived()

    unknown = sum(traffic.unknown.values())
    tell(
        f"two processes, the sender killed {killed} times: {DIGESTS} digests, "
        f"{sum(count > 1 for count in counts.values())} twice, {unknown} unknown, "
        f"of these {DIGESTS - len(+counts)} not delivered"
    )
    assert max(counts.values()) == 1
    assert traffic.sent + unknown == DIGESTS
    assert unknown <= IN_FLIGHT * len(KILLS)
    assert len(+counts) >= traffic.sent


def _leader(fleet: Fleet) -> Replica:
    """The one that has said last that it sends."""
    [leader] = [each for each in fleet.replicas if each.has_said("sends the digests")]
    return leader
