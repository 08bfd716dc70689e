"""Several processes on one PostgreSQL, and what becomes of them: killed, stopped, cut off.

Whatever happens, each update is handled, each chat is answered in order, no setting is applied
twice and no digest is sent twice. An answer may come twice only where a process was killed while it
gave it; how many did is printed.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
import pytest_asyncio
import sqlalchemy as sa

from bot.sandbox.cast import ADMIN, User
from briefs.model import Destination
from briefs.newsroom import Newsroom, open_newsroom
from tests.replicas.fleet import Fleet, Replica
from tests.replicas.proxy import Wire
from tests.replicas.telegram import Telegram
from tests.servers import Server

pytestmark = pytest.mark.replicas

#: Seconds for anything to come to its end; a claim that has to lapse takes thirty.
PATIENCE = 100
#: Seconds for which the database is away. Shorter than a lease, and longer than most outages.
OUTAGE = 10
#: Messages a reader writes without waiting for answers.
BURST = 3

NOW = dt.datetime.now(dt.UTC)  # noqa: TID251 -- the clock of the processes
#: Of digests that are asked for; none falls due while the tests run.
HOUR = f"{NOW + dt.timedelta(hours=6):%H}"

APOLOGY = "I cannot reach my store just now."
ARTICLE = """Allies meet in Narvik

Brussels, 23 March 2021

“We will keep the harbour open for all allies,” NATO Secretary General Jens Stoltenberg said.
"""


class Reader:
    """Somebody who asks and changes settings, and can tell each answer from all others."""

    def __init__(self, telegram: Telegram, person: User) -> None:
        self._telegram = telegram
        self.chat_id = person.id
        self.said = 0

    async def talks(self, bursts: int) -> None:
        """Some messages at once, and more when they are answered."""
        for _ in range(bursts):
            for _ in range(BURST):
                self._telegram.world.say(self.chat_id, _message(self.said))
                self.said += 1
            while len(self.answers) < self.said:
                await self._telegram.something()

    @property
    def answers(self) -> list[int | None]:
        """Which message each of them answers; None for an apology."""
        return [self._which(text) for text in self._telegram.answers(self.chat_id)]

    def _which(self, text: str) -> int | None:
        if text.startswith(APOLOGY):
            return None
        [number] = [number for number in range(self.said) if _key(number) in text]
        return number

    def last_setting(self) -> str:
        """The hour it asked for last."""
        return _key(max(number for number in range(self.said) if _is_setting(number)))


def _is_setting(number: int) -> bool:
    return number % 4 == 0


def _message(number: int) -> str:
    return f"/subscribe {_key(number)} Kyiv" if _is_setting(number) else f"/who {_key(number)}"


def _key(number: int) -> str:
    """What only the answer to this message says."""
    return f"{HOUR}:{number // 4:02}" if _is_setting(number) else f"qq{number}zz"


class Scene:
    """Processes, the database they share, and those who talk to them."""

    def __init__(self, telegram: Telegram, url: str, folder: Path) -> None:
        self.telegram = telegram
        self.folder = folder
        self.newsroom: Newsroom = open_newsroom(url)
        self.url = url
        self.fleet: Fleet

    @asynccontextmanager
    async def served_by(self, number: int, url: str = "") -> AsyncIterator[list[Replica]]:
        """So many processes, with the articles loaded."""
        self.fleet = Fleet(
            number,
            self.folder,
            token=self.telegram.world.token,
            api_url=self.telegram.api_url,
            database_url=url or self.url,
            admins=str(ADMIN.id),
        )
        async with self.fleet:
            self.telegram.addresses = self.fleet.addresses
            await self.until(lambda: self.newsroom.size().articles == 1)
            yield self.fleet.replicas

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for it; a test that waits in vain fails, with what the processes said."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not is_so():
                    await self.telegram.something()
        except TimeoutError:
            for replica in self.fleet.replicas:
                sys.stderr.write(f"{replica.name}:\n" + "\n".join(replica.log) + "\n")
            raise

    async def is_quiet(self) -> None:
        """Every update is delivered and handled."""
        await self.telegram.until_delivered()
        await self.until(lambda: self.newsroom.size().inbox == 0)

    def claimed_by(self, replica: Replica) -> set[int]:
        """The chats it was serving when it died."""
        rows = self.rows("SELECT chat_id, process FROM claims")
        return {row.chat_id for row in rows if f"/{replica.process.pid}/" in row.process}

    def rows(self, query: str) -> list[sa.Row[tuple[object, ...]]]:
        with self.newsroom._store.read() as connection:
            return list(connection.execute(sa.text(query)))


@pytest_asyncio.fixture
async def scene(server: Server, tmp_path: Path) -> AsyncIterator[Scene]:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "narvik.txt").write_text(ARTICLE, encoding="utf-8")
    async with Telegram() as telegram:
        scene = Scene(telegram, server.make_database(), folder)
        with closing(scene.newsroom):
            yield scene


@pytest_asyncio.fixture
async def wire(server: Server) -> AsyncIterator[Wire]:
    folder = server.url("").partition("host=")[2]
    async with Wire(Path(folder, ".s.PGSQL.5432")) as wire:
        yield wire


def through(wire: Wire, url: str) -> str:
    """The same database at the other end of the wire."""
    name = sa.make_url(url).database
    return f"postgresql://postgres:secret@127.0.0.1:{wire.port}/{name}"


def readers(scene: Scene, number: int) -> list[Reader]:
    return [Reader(scene.telegram, person) for person in scene.telegram.people(number)]


async def all_talk(readers: Iterable[Reader], bursts: int) -> None:
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as talking:
        for reader in readers:
            talking.create_task(reader.talks(bursts))


def assert_answered_once(scene: Scene, readers: Iterable[Reader]) -> int:
    """Each message has its answer, in order, or an apology in its place; how many had none better.

    And what was asked for last is what is set.
    """
    apologies = 0
    for reader in readers:
        for number, answer in enumerate(reader.answers):
            assert answer in (number, None)
        assert len(reader.answers) == reader.said
        apologies += reader.answers.count(None)
        if None not in reader.answers:
            assert_setting(scene, reader)
    return apologies


def assert_setting(scene: Scene, reader: Reader) -> None:
    subscription = scene.newsroom.subscription(Destination(chat_id=reader.chat_id))
    assert subscription is not None
    assert f"{subscription.preferences.hours[0]:%H:%M}" == reader.last_setting()


def tell(text: str) -> None:
    """For whoever reads the log of the tests."""
    sys.stderr.write(f"\n{text}\n")


async def test_two_share_the_work(scene: Scene) -> None:
    """Both answer; each chat in order, each message once; what one loads the other knows."""
    people = readers(scene, 12)
    async with scene.served_by(2) as replicas:
        await all_talk(people, bursts=4)
        await scene.is_quiet()

        scene.telegram.addresses = [replicas[0].address]
        (scene.folder / "oslo.txt").write_text(ARTICLE.replace("harbour", "fjord"), "utf-8")
        scene.telegram.world.say(ADMIN.id, "/reload")
        await scene.until(lambda: scene.newsroom.size().articles == 2)
        scene.telegram.addresses = [replicas[1].address]

        def knows() -> bool:
            scene.telegram.world.say(ADMIN.id, "/topic fjord")
            return "the fjord open" in scene.telegram.answers(ADMIN.id)[-1]

        await scene.until(knows)
        await scene.is_quiet()

    assert assert_answered_once(scene, people) == 0


async def test_one_of_two_is_stopped_while_it_is_busy(scene: Scene) -> None:
    """It ends what it began and hands its chats over at once: nothing is repeated."""
    people = readers(scene, 12)
    async with scene.served_by(2) as replicas:
        talking = asyncio.create_task(all_talk(people, bursts=8))
        await scene.until(lambda: sum(len(reader.answers) for reader in people) > 60)
        scene.telegram.addresses = [replicas[1].address]
        status = await replicas[0].stop()
        left = scene.claimed_by(replicas[0])
        await talking
        await scene.is_quiet()

    assert (status, left) == (0, set())
    assert assert_answered_once(scene, people) == 0


@pytest.mark.parametrize("how", ["cut", "frozen"])
async def test_the_database_is_away_for_ten_seconds(scene: Scene, wire: Wire, how: str) -> None:
    """Claims outlive it: no two processes handle one update, and none is lost."""
    people = readers(scene, 12)
    async with scene.served_by(2, through(wire, scene.url)):
        talking = asyncio.create_task(all_talk(people, bursts=6))
        await scene.until(lambda: sum(len(reader.answers) for reader in people) > 40)
        if how == "cut":
            await wire.cut()
            await asyncio.sleep(OUTAGE)
            await wire.mend()
        else:
            wire.freeze()
            await asyncio.sleep(OUTAGE)
            wire.thaw()
        await talking
        await scene.is_quiet()

    apologies = assert_answered_once(scene, people)
    tell(f"{how}: {apologies} told to try again, {scene.telegram.refusals} posts repeated")
    assert apologies <= len(people)


async def test_one_that_cannot_reach_the_database_still_stops(scene: Scene, wire: Wire) -> None:
    """Its threads wait for an answer that does not come; another process does its work."""
    people = readers(scene, 6)
    async with scene.served_by(1, through(wire, scene.url)) as [cut_off]:
        talking = asyncio.create_task(all_talk(people, bursts=2))
        await scene.until(lambda: sum(len(reader.answers) for reader in people) > 6)
        wire.freeze()
        status = await cut_off.stop()
        wire.thaw()
        left = scene.fleet
        async with scene.served_by(1):
            await talking
            await scene.is_quiet()
        scene.fleet = left

    assert status == 1
    tell(f"cut off for good: {sum(map(_repeats, people))} answers twice")


async def test_the_database_is_restarted(scene: Scene, server: Server) -> None:
    """As for an upgrade: connections, locks and listeners come back by themselves."""
    people = readers(scene, 12)
    async with scene.served_by(2) as replicas:
        talking = asyncio.create_task(all_talk(people, bursts=6))
        await scene.until(lambda: sum(len(reader.answers) for reader in people) > 40)
        await asyncio.to_thread(server.stop)
        await asyncio.to_thread(server.start)
        await talking
        await scene.is_quiet()
        assert [replica.process.returncode for replica in replicas] == [None, None]

    apologies = assert_answered_once(scene, people)
    tell(f"restart: {apologies} told to try again, {scene.telegram.refusals} posts repeated")
    assert apologies <= len(people)


async def test_the_one_that_sends_digests_is_killed(scene: Scene) -> None:
    """Of four, in the middle of digests and answers: the others take up both."""
    subscribers, people = scene.telegram.people(180), readers(scene, 24)
    yesterday = NOW - dt.timedelta(days=1)
    for person in subscribers:
        at = (yesterday - dt.timedelta(hours=1)).time()
        scene.newsroom.subscribe(Destination(chat_id=person.id), at, "UTC", now=yesterday)

    def digests() -> Counter[int]:
        return Counter({each.id: len(scene.telegram.answers(each.id)) for each in subscribers})

    async with scene.served_by(4) as replicas:
        await scene.until(lambda: digests().total() > 20)
        talking = asyncio.create_task(all_talk(people, bursts=5))
        await scene.until(lambda: sum(len(reader.answers) for reader in people) > 40)
        [leader] = [each for each in replicas if each.has_said("sends the digests")]
        scene.telegram.addresses = [each.address for each in replicas if each is not leader]
        await leader.kill()
        in_flight = scene.claimed_by(leader)
        sent_before = digests().total()
        await talking
        await scene.is_quiet()
        await scene.until(lambda: not scene.rows(_OPEN))

    statuses = Counter(row.status for row in scene.rows("SELECT status FROM outbox"))
    repeated = {reader.chat_id: _repeats(reader) for reader in people}
    tell(
        f"killed with {len(in_flight)} chats and after {sent_before} digests: "
        f"{sum(repeated.values())} answers twice, digests {dict(statuses)}"
    )
    assert sent_before < len(subscribers)
    assert all(count <= (chat in in_flight) for chat, count in repeated.items())
    assert max(digests().values()) == 1
    assert digests().total() >= statuses["sent"] >= len(subscribers) - 4
    assert statuses.total() == len(subscribers)
    for reader in people:
        assert_setting(scene, reader)


_OPEN = "SELECT id FROM outbox WHERE status IN ('queued', 'claimed', 'sending')"


def _repeats(reader: Reader) -> int:
    """How many answers came twice; each message has one, and they are in order."""
    answers = reader.answers
    once = [n for n, before in zip(answers, [None, *answers], strict=False) if n != before]
    assert once == list(range(reader.said))
    return len(answers) - len(once)
