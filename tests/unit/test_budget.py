"""The budget: never more than Telegram takes, answers first, and what refusals teach."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import pytest

from bot.budget import GAIN, LEAST, LEFT, OTHERS, PATIENCE, RATE, Budget

CHAT, OTHER_CHAT, GROUP = 7, 8, -9


class Watch:
    """Time that passes only by sleeping, for several at once."""

    def __init__(self) -> None:
        self.now = 100.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.now + seconds, future))
        await future

    async def run(self, *jobs: Awaitable[object]) -> None:
        """Let all of them end, and time jump from one who wakes to the next."""
        tasks = [asyncio.ensure_future(job) for job in jobs]
        while not all(task.done() for task in tasks):
            for _ in range(20):  # whoever can go on without sleeping
                await asyncio.sleep(0)
            if self._sleepers:
                wakes, future = min(self._sleepers, key=lambda one: one[0])
                self._sleepers.remove((wakes, future))
                self.now = max(self.now, wakes)
                future.set_result(None)
        await asyncio.gather(*tasks)


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def budget(watch):
    return Budget(time=watch.time, sleep=watch.sleep)


class Server:
    """Telegram's count: at most thirty within any second, by when they reach it."""

    def __init__(self, watch: Watch, latency: Callable[[], float] = lambda: 0.0) -> None:
        self._watch, self._latency = watch, latency
        self.arrivals: list[float] = []

    async def take(self) -> None:
        await self._watch.sleep(self._latency())
        self.arrivals.append(self._watch.now)
        await self._watch.sleep(self._latency())

    @property
    def most_in_a_second(self) -> int:
        times = sorted(self.arrivals)
        return max(sum(start <= one < start + 1 for one in times) for start in times)


def senders(budget: Budget, server: Server, messages: int, *, workers: int = 4):
    """So many digests, each to a chat of its own, by some workers side by side."""
    left = iter(range(1000, 1000 + messages))

    async def work() -> None:
        for chat in left:
            async with budget.taken(await budget.turn(chat)), budget.call(chat):
                await server.take()

    return [work() for _ in range(workers)]


def answers(watch: Watch, budget: Budget, server: Server, at: list[float], waits: list[float]):
    """One answer at each of these instants, and how long it waited for its place."""

    async def answer(chat: int, when: float) -> None:
        await watch.sleep(when)
        began = watch.now
        async with budget.call(chat):
            waits.append(watch.now - began)
            await server.take()

    return [answer(number + 1, when) for number, when in enumerate(at)]


# -- over all chats --------------------------------------------------------------------------------


async def test_digests_go_at_an_even_pace(watch, budget):
    """285 of them take ten seconds, but for the few that go at once after a pause."""
    server = Server(watch)
    began = watch.now
    await watch.run(*senders(budget, server, 285))

    assert watch.now - began == pytest.approx(10, abs=0.2)
    assert server.most_in_a_second <= 30


@pytest.mark.parametrize("longest", [0.05, 0.2, 0.9])
@pytest.mark.parametrize("workers", [4, 30])
async def test_however_long_calls_take_no_thirty_first_begins(watch, budget, longest, workers):
    """Those that were held up on their way arrive together with later ones."""
    chance = random.Random(5)
    server = Server(watch, lambda: chance.choice([0, longest]))
    await watch.run(*senders(budget, server, 300, workers=workers))

    assert server.most_in_a_second <= 30


async def test_answers_do_not_wait_and_digests_take_what_they_leave(watch, budget):
    """Ten answers a second for ten seconds: no wait, and so many digests fewer."""
    waits: list[float] = []
    server = Server(watch)
    at = [number / 10 for number in range(100)]
    began = watch.now
    await watch.run(*senders(budget, server, 185), *answers(watch, budget, server, at, waits))

    assert max(waits) == 0
    assert watch.now - began == pytest.approx(10, abs=0.3)
    assert server.most_in_a_second <= 30


async def test_a_burst_of_answers_has_the_next_places(watch, budget):
    """Twenty at once in the middle of digests: refused by nobody, and ahead of every digest."""
    waits: list[float] = []
    server = Server(watch)
    await watch.run(
        *senders(budget, server, 200), *answers(watch, budget, server, [3.0] * 20, waits)
    )

    assert server.most_in_a_second <= 30
    assert max(waits) < PATIENCE


async def test_more_answers_than_a_second_holds_take_their_chance(watch, budget):
    """Nobody is kept waiting for long by a rule that Telegram may not insist on."""
    waits: list[float] = []
    server = Server(watch)
    await watch.run(*answers(watch, budget, server, [0.0] * 100, waits))

    assert max(waits) <= PATIENCE + 0.1


async def test_where_others_answer_too_their_part_is_left(watch):
    budget, server = Budget(shared=True, time=watch.time, sleep=watch.sleep), Server(watch)
    began = watch.now
    await watch.run(*senders(budget, server, 235))

    assert budget.rate == RATE - OTHERS
    assert watch.now - began == pytest.approx(10, abs=0.2)


# -- in one chat -----------------------------------------------------------------------------------


async def call(watch: Watch, budget: Budget, chat: int) -> None:
    async with budget.call(chat):
        await watch.sleep(0)


async def test_a_chat_has_one_digest_a_second_and_others_do_not_wait_for_it(watch, budget):
    """Several forum topics of one group share its second."""
    turns = []

    async def send(chat: int) -> None:
        async with budget.taken(await budget.turn(chat)), budget.call(chat):
            turns.append((chat, watch.now - began))

    began = watch.now
    await watch.run(send(CHAT), send(CHAT), send(OTHER_CHAT))

    assert [chat for chat, _ in turns] == [CHAT, OTHER_CHAT, CHAT]
    assert turns[1][1] < 0.1
    assert turns[2][1] == pytest.approx(1, abs=0.1)


async def test_a_chat_that_was_just_answered_has_its_digest_a_second_later(watch, budget):
    await watch.run(call(watch, budget, CHAT))

    assert budget.wait_for(CHAT) == pytest.approx(1)
    assert budget.wait_for(OTHER_CHAT) == 0


async def test_a_group_has_twenty_a_minute_answers_included(watch, budget):
    """The twenty-first digest waits until the first message is a minute old."""
    for _ in range(20):
        await watch.run(call(watch, budget, GROUP))
        watch.now += 1.5

    assert budget.wait_for(GROUP) == pytest.approx(60 - 20 * 1.5)
    watch.now += 30
    assert budget.wait_for(GROUP) == 0


async def test_chats_of_long_ago_are_forgotten(watch, budget):
    """A million readers a day cost no memory."""
    for chat in range(1000):
        await watch.run(call(watch, budget, chat))
        watch.now += 1

    assert len(budget._chats) <= 70


async def test_a_place_that_was_not_needed_is_free_again(watch, budget):
    """The reader left between claim and call."""

    async def give_back() -> None:
        budget.give_back(await budget.turn(CHAT))

    for _ in range(100):
        await watch.run(give_back())

    assert (budget._open, len(budget._ended)) == (0, 0)


# -- what refusals teach ---------------------------------------------------------------------------


async def test_a_refusal_slows_digests_down_and_time_forgives(watch, budget):
    """By a fifth; then up again by half a message a second in each minute."""
    budget.refused(None, 30)

    assert budget.halt == 30
    assert budget.rate == pytest.approx(RATE * LEFT)
    watch.now += 30 + 60
    assert budget.halt == 0
    assert budget.rate == pytest.approx(RATE * LEFT + 60 * GAIN)
    watch.now += 3600
    assert budget.rate == RATE


async def test_refusals_side_by_side_are_one(budget):
    """Four calls were under way; the longest wait counts."""
    for seconds in (5, 8, 3):
        budget.refused(None, seconds)

    assert budget.halt == 8
    assert budget.rate == pytest.approx(RATE * LEFT)


async def test_after_many_refusals_it_still_goes_on(watch, budget):
    for _ in range(50):
        budget.refused(None, 1)
        watch.now += 1

    assert budget.rate == pytest.approx(LEAST, abs=0.1)


async def test_a_group_that_talks_too_much_stops_no_digest(watch, budget):
    """A refused answer where our own book shows twenty messages: the group itself is meant."""
    for _ in range(20):
        await watch.run(call(watch, budget, GROUP))
    budget.refused(GROUP, 40)

    assert budget.halt == 0
    assert budget.rate == RATE


async def test_a_refused_digest_stops_all(watch, budget):
    """However much was said in its chat: Telegram does not tell which limit it was."""

    async def send() -> None:
        async with budget.taken(await budget.turn(CHAT)):
            async with budget.call(CHAT):
                pass
            budget.refused(CHAT, 40)

    await watch.run(*(call(watch, budget, CHAT) for _ in range(10)))
    await watch.run(send())

    assert budget.halt == 40
