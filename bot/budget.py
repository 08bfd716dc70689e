"""One budget of messages for answers and digests: what Telegram allows, shared by both.

Telegram takes thirty messages within any second, one a second to a chat, twenty a minute to a
group. Answers go first: they book their place and are gone. Digests take what answers leave, at an
even pace a little below the limit.

A place is taken from the moment a call begins until a second after its answer: not before then can
it be certain that Telegram no longer counts it. However long calls take, no thirty-first begins.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from telegram.constants import FloodLimit

from briefs.model import Parking

#: Messages a second to all chats together. A sender at exactly thirty provokes refusals.
RATE: Final = 28.5
#: Of these, those that are left to the answers of other processes, where there are any.
OTHERS: Final = 5
#: What is left after a refusal, of the rate there was.
LEFT: Final = 0.8
#: The rate never falls below this.
LEAST: Final = 1.0
#: By so much it rises again in each second without a refusal.
GAIN: Final = 0.5 / 60

#: Seconds for which a call is counted, over all chats and in one group.
SECOND: Final = 1.0
MINUTE: Final = 60.0
#: Seconds of delay that are made up for: a busy machine oversleeps. After a longer pause the pace
#: begins anew; within a second the places see to the limit.
SLACK: Final = 1.0
#: Seconds an answer waits at most for a place. Then it takes its chance.
PATIENCE: Final = 1.0


@dataclass(slots=True, eq=False)
class Place:
    """One message within Telegram's limits, from the call to a second after its answer."""

    ended: float | None = None  #: when it was answered; None: it is under way
    used: bool = False  #: a call has been made with it


#: The place that the sender has waited for, for the call that it is about to make.
_MINE: ContextVar[Place | None] = ContextVar("place", default=None)


class Budget:
    """Hands out places. Time is the event loop's, which no clock change moves."""

    def __init__(
        self,
        *,
        shared: bool = False,
        time: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        others = OTHERS if shared else 0
        self._full = RATE - others
        self._limit = FloodLimit.MESSAGES_PER_SECOND - others
        self._given_time, self._sleep = time, sleep
        self._learned, self._since = self._full, 0.0  #: the rate, and from when on it rises
        self._next = 0.0  # when the next digest may go
        self._open = 0
        self._ended: deque[float] = deque()
        self._chats: OrderedDict[int, deque[Place]] = OrderedDict()
        self._answers = 0  # that wait for a place
        self._halted_until = 0.0
        self._turns = asyncio.Lock()

    @property
    def rate(self) -> float:
        """Messages a second that are thought to be few enough."""
        return self._rate_at(self._time())

    @property
    def halt(self) -> float:
        """Seconds for which no digest may go, as Telegram said; 0: it may."""
        return max(0.0, self._halted_until - self._time())

    def rate_of(self, parking: Parking | None, now: dt.datetime) -> float:
        """What a rate that was written down at a refusal has risen to by now."""
        if parking is None:
            return self._full
        return min(
            self._full, parking.rate + GAIN * max(0.0, (now - parking.until).total_seconds())
        )

    def wait_for(self, chat_id: int) -> float:
        """Seconds until this chat may be written to unasked; 0: now."""
        now, places = self._time(), self._chats.get(chat_id)
        if not places:
            return 0.0
        free = _free(places[-1], SECOND, now)
        if chat_id < 0 and len(places) == FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP:
            free = max(free, _free(places[0], MINUTE, now))
        return max(0.0, free - now)

    async def turn(self, chat_id: int) -> Place:
        """Wait until a digest may go to this chat, behind all answers; its place."""
        while True:
            await self._sleep_for(self.wait_for(chat_id))
            async with self._turns:  # first come, first served
                while (wait := self._wait_of_sender()) > 0:
                    await self._sleep(wait)
                if self.wait_for(chat_id) <= 0:  # else it was answered something meanwhile
                    return self._take(chat_id)

    def give_back(self, place: Place) -> None:
        """It was not needed: no call was made."""
        if not place.used and place.ended is None:
            self._open -= 1
            place.ended = self._time() - MINUTE

    @asynccontextmanager
    async def taken(self, place: Place) -> AsyncIterator[None]:
        """The next call in this block has the place; without a call it is given back."""
        token = _MINE.set(place)
        try:
            yield
        finally:
            _MINE.reset(token)
            self.give_back(place)

    @asynccontextmanager
    async def call(self, chat_id: int | None) -> AsyncIterator[None]:
        """A call that Telegram counts, from its beginning to its answer."""
        place = _MINE.get()
        if place is None or place.used:
            await self._pass()
            place = self._take(chat_id)
        place.used = True
        try:
            yield
        finally:
            place.ended = self._time()
            self._open -= 1
            self._ended.append(place.ended)

    def refused(self, chat_id: int | None, seconds: float) -> None:
        """Telegram refused a call for so long, and does not say whether the chat or all is meant.

        For an answer our own book tells: a chat that was at its limit is meant itself.
        """
        if _MINE.get() is None and chat_id is not None and self._is_at_limit(chat_id):
            return
        self.lower(seconds, self.rate * LEFT)

    def lower(self, seconds: float, rate: float) -> None:
        """Send nothing for so long and then at this rate. Refusals side by side are one."""
        now = self._time()
        if now >= self._halted_until:
            self._learned = min(self._full, max(LEAST, rate))
        self._halted_until = max(self._halted_until, now + seconds)
        self._since = self._halted_until

    # ---- inside ----

    def _take(self, chat_id: int | None) -> Place:
        now, place = self._time(), Place()
        self._open += 1
        due = self._next if self._next > now - SLACK else now
        self._next = due + 1 / self._rate_at(now)
        if chat_id is not None:
            most = FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP
            self._chats.setdefault(chat_id, deque(maxlen=most)).append(place)
            self._chats.move_to_end(chat_id)
            self._forget_chats(now)
        return place

    async def _pass(self) -> None:
        """An answer waits only where Telegram would refuse it, and the next place is its own."""
        end = self._time() + PATIENCE
        self._answers += 1
        try:
            while (wait := self._wait_for_place(self._limit)) > 0 and self._time() < end:
                await self._sleep(wait)
        finally:
            self._answers -= 1

    def _wait_of_sender(self) -> float:
        """Behind the answers, at an even pace."""
        wait = self._wait_for_place(self._limit - self._answers)
        return max(wait, self._next - self._time())

    def _wait_for_place(self, limit: int) -> float:
        now = self._time()
        while self._ended and self._ended[0] <= now - SECOND:
            self._ended.popleft()
        if self._open + len(self._ended) < limit:
            return 0.0
        if not self._ended:  # so many are under way: one of them will be answered
            return 1 / RATE
        return max(self._ended[0] + SECOND - now, 0.001)

    def _rate_at(self, now: float) -> float:
        return min(self._full, self._learned + GAIN * max(0.0, now - self._since))

    def _is_at_limit(self, chat_id: int) -> bool:
        """Many messages of late: in a group most of its twenty, elsewhere a burst."""
        now, places = self._time(), self._chats.get(chat_id, ())
        seconds, most = (MINUTE, 15) if chat_id < 0 else (10 * SECOND, 5)
        return sum(_free(place, seconds, now) > now for place in places) >= most

    def _forget_chats(self, now: float) -> None:
        """Chats that were written to long ago, oldest first: a few at a time, as few come in."""
        for _ in range(2):
            chat_id, places = next(iter(self._chats.items()))
            if _free(places[-1], MINUTE, now) > now:
                return
            del self._chats[chat_id]

    async def _sleep_for(self, seconds: float) -> None:
        if seconds > 0:
            await self._sleep(seconds)

    def _time(self) -> float:
        return (self._given_time or asyncio.get_running_loop().time)()


def _free(place: Place, seconds: float, now: float) -> float:
    """When a place counts no more; one under way is thought to end now."""
    return (now if place.ended is None else place.ended) + seconds
