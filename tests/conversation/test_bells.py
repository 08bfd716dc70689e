"""When the sender wakes by itself: a wait that is over, a tick that is late, an outcome it owes."""

import asyncio
import contextlib

import pytest
import pytest_asyncio

from bot.context import Desk
from bot.delivery import OVERDUE, Sender, Watchdog
from bot.delivery.alarm import GRAIN, Alarm
from bot.metrics import Metrics
from bot.sandbox.cast import GROUP_ID, READER
from bot.sandbox.faults import Fault, FaultKind
from briefs.errors import StoreError
from briefs.model import Destination, Parking
from tests.newsstand import utc
from tests.postroom import opened_postroom


@pytest.fixture(autouse=True)
def _seconds_as_timedelta(monkeypatch):
    """The library's way of telling waits from its next version on; the old one warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest_asyncio.fixture
async def scene(tmp_path):
    async with opened_postroom(tmp_path) as postroom:
        yield postroom


# -- the watchdog ----------------------------------------------------------------------------------


class Time:
    """A clock that nobody sets, set by a test."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_tick_that_is_late_is_rung_for():
    """After a minute and a half without one; a digest that was dealt with counts as one."""
    time, rung = Time(), []
    pulse = Metrics(monotonic=time).tick
    watchdog = Watchdog(pulse, lambda: rung.append(time.now))
    watchdog.look()
    pulse.beat()
    time.now += OVERDUE
    watchdog.look()
    assert rung == []

    time.now += 1
    watchdog.look()
    assert rung == [time.now]


# -- the alarm -------------------------------------------------------------------------------------


class Bells:
    """What the event loop was told to ring, and when."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds: list[float] = []
        loop = asyncio.get_running_loop()
        call_later = loop.call_later

        def note(delay, callback, *args, **kwargs):
            if getattr(callback, "__self__", None).__class__ is Alarm:
                self.seconds.append(delay)
            return call_later(delay, callback, *args, **kwargs)

        monkeypatch.setattr(loop, "call_later", note)


async def test_a_flood_limit_ends_at_its_own_instant(scene, monkeypatch):
    """Not at the next full minute."""
    bells = Bells(monkeypatch)
    scene.subscribes(READER.id)
    scene.world.order(Fault(kind=FaultKind.FLOOD, chat_id=READER.id, retry_after=7))
    await scene.ticks()

    assert bells.seconds == [pytest.approx(7 + GRAIN, abs=0.5)]


async def test_what_waits_beyond_the_minute_is_left_to_the_tick(scene, monkeypatch):
    """Until then much can change."""
    bells = Bells(monkeypatch)
    scene.subscribes(READER.id)
    scene.world.order(Fault(kind=FaultKind.FLOOD, chat_id=READER.id, retry_after=700))
    await scene.ticks()

    assert bells.seconds == []


async def test_a_group_that_is_full_has_its_digest_when_there_is_room(scene, monkeypatch):
    """Twenty messages in a minute, answers counted: back into the queue, and others go on."""
    bells = Bells(monkeypatch)
    scene.world.state.gate = None
    for _ in range(20):
        await scene.bot.send_message(GROUP_ID, "an answer")
    scene.subscribes(GROUP_ID)
    scene.subscribes(READER.id)
    await scene.ticks()

    assert sorted(scene.statuses()) == ["queued", "sent"]
    assert bells.seconds == [pytest.approx(60, abs=5)]


async def test_the_alarm_rings_once():
    rung = asyncio.Event()

    async def ring() -> None:
        rung.set()

    alarm = Alarm(ring)
    alarm.set(30)
    alarm.set(0)
    await asyncio.wait_for(rung.wait(), 5)
    assert alarm._handle is None


async def test_a_tick_that_breaks_off_is_logged(caplog):
    """Nobody waits for it."""
    done = asyncio.Event()

    async def ring() -> None:
        try:
            raise StoreError("locked")
        finally:
            done.set()

    Alarm(ring).set(0)
    await asyncio.wait_for(done.wait(), 5)
    await asyncio.sleep(0)
    assert "broke off" in caplog.text


# -- what one process hands to the next ------------------------------------------------------------


async def test_the_rate_that_was_learned_outlives_a_restart(scene):
    """And has risen by the time that has passed."""
    until = utc("2021-03-23 07:56")
    scene.stand.newsroom.park(Parking(until=until, rate=20.0))
    await scene.is_restarted()
    await scene.ticks()

    assert scene.desk.budget.rate == pytest.approx(20 + 4 * 0.5, abs=0.1)


# -- outcomes that are owed ------------------------------------------------------------------------


class FullDisk(Desk):
    """A desk that can write nothing for a while, once a call has been made."""

    is_full = False

    async def write(self, method, *args, **kwargs):
        if self.is_full:
            raise StoreError("full")
        return await super().write(method, *args, **kwargs)


async def test_an_outcome_is_written_once_that_is_possible(scene, monkeypatch):
    """The disk stays full for longer than anybody waits; the process lives on, and knows."""
    monkeypatch.setattr("bot.delivery.ledger.PATIENCE", (0, 0, 0))
    scene.subscribes(READER.id)
    with contextlib.closing(FullDisk(scene.stand.newsroom, scene.clock, scene.settings)) as desk:
        scene.sender = Sender(scene.bot, desk)
        send = scene.sender._send

        async def send_and_fill(*args):
            message = await send(*args)
            desk.is_full = True
            return message

        scene.sender._send = send_and_fill
        with pytest.raises(StoreError):
            await scene.ticks()
        assert scene.statuses() == ["sending"]
        with pytest.raises(StoreError):
            await scene.ticks("2021-03-23 08:01")

        desk.is_full = False
        await scene.ticks("2021-03-23 08:02")
    assert scene.statuses() == ["sent"]
    assert len(scene.texts()) == 1
    assert scene.stand.newsroom.subscription(Destination(chat_id=READER.id)) is not None
