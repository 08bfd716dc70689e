"""Whose turn it is: which of the stored updates this process handles, and when.

    Alone    one process on the database: what it receives waits in its memory, chat by chat
    Shared   several: a chat is served by the process that holds its claim, in the database

Either way an update is stored before it is begun, the updates of a chat are handled one after the
other in Telegram's order, and the transaction that ends the handling of one deletes it. The rules
of claims are in briefs/store/claims.py, the reasons in docs/decisions/0009-replicas.md.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Final, ParamSpec, Protocol, TypeAlias

from bot.context import Desk
from briefs.errors import StoreError
from briefs.model import Claimant, InboxItem
from briefs.newsroom import LEASE

P = ParamSpec("P")
_LOG = logging.getLogger(__name__)

#: Chats whose updates a process handles at the same moment.
SIDE_BY_SIDE: Final = 64
#: Seconds between renewals of claims, and between attempts while the database is out of reach.
RENEWAL, RETRY = 5, 1
#: Seconds between looks for chats that nobody serves.
SWEEP: Final = 1
#: Seconds for which the database must have been within reach before claims of others that lapsed
#: are taken over: after an outage each process renews its own first.
STEADY: Final = 2 * RENEWAL
#: Seconds for the last word to the database when the process stops.
FAREWELL: Final = 1

#: Has the first update of a chat handled, and then those that `finish` gives.
Begin: TypeAlias = Callable[[InboxItem], None]


class Turns(Protocol):
    """What the intake asks between receiving an update and being done with it."""

    def start(self, begin: Begin) -> Awaitable[None]:
        """Begin what an earlier run left, and look after the rest from now on."""

    def receive(self, items: Sequence[InboxItem], begin: Begin) -> Awaitable[None]:
        """Store updates, and begin those whose turn it is. Those seen before are let go."""

    def may_begin(self, item: InboxItem) -> bool:
        """Whether its chat is still ours to serve."""

    def finish(self, item: InboxItem, *, handled: bool) -> Awaitable[InboxItem | None]:
        """The update that comes next in its chat; None: for now there is none for us.

        One that was not handled stays stored, and is left alone until the next start.
        """

    def leave(self, chat_id: int) -> None:
        """Nobody here serves the chat any more."""

    def wake(self) -> None:
        """Other processes may have left something to do."""

    def close(self) -> None:
        """Give out nothing more."""

    def release(self) -> Awaitable[None]:
        """Let other processes have what was not begun; nobody here serves a chat any more."""

    @property
    def keeper(self) -> asyncio.Task[None] | None:
        """What looks after the rest, if anything does. It ends by an error only."""


class Alone:
    """One process on the database: what was received waits in memory."""

    keeper = None

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._queues: dict[int, deque[InboxItem]] = {}
        self._known: set[int] = set()  # updates that wait here, are begun, or could not be handled
        self._is_unsure = False  # others may be stored: a call failed that may have stored them
        self._closed = False

    async def start(self, begin: Begin) -> None:
        """Begin everything that waits."""
        pending = await self._desk.read(self._desk.newsroom.pending_updates)
        if pending:
            _LOG.info("Taking up %d updates from an earlier run.", len(pending))
        self._enqueue(pending, begin)

    async def receive(self, items: Sequence[InboxItem], begin: Begin) -> None:
        """Store updates; a chat that is served already has to wait for its turn."""
        desk = self._desk
        try:
            fresh = await desk.write(desk.newsroom.receive_updates, items, now=desk.now)
        except StoreError:
            self._is_unsure = True
            raise
        if self._is_unsure:  # asked by the writer: what it has deleted does not come back
            fresh = await desk.write(desk.newsroom.pending_updates)
            self._is_unsure = False
        self._enqueue(fresh, begin)

    def _enqueue(self, items: Sequence[InboxItem], begin: Begin) -> None:
        for item in () if self._closed else items:
            if item.update_id in self._known:
                continue
            self._known.add(item.update_id)
            queue = self._queues.get(item.chat_id)
            if queue is None:
                self._queues[item.chat_id] = deque()
                begin(item)
            else:
                queue.append(item)

    def may_begin(self, item: InboxItem) -> bool:  # noqa: ARG002 -- nobody else is there
        """Nobody else could serve it."""
        return True

    async def finish(self, item: InboxItem, *, handled: bool) -> InboxItem | None:
        """Delete it, and go on with what waits in memory."""
        desk = self._desk
        if handled:
            followup = desk.followups.get(item.chat_id)
            finish = desk.newsroom.finish_update
            await desk.write(finish, item.update_id, now=desk.now, followup=followup)
            self._known.discard(item.update_id)
        desk.followups.pop(item.chat_id, None)
        queue = self._queues[item.chat_id]
        return queue.popleft() if queue else None

    def leave(self, chat_id: int) -> None:
        """The next update of the chat begins at once."""
        del self._queues[chat_id]

    def wake(self) -> None:
        """There are no others."""

    def close(self) -> None:
        """What was not begun waits for the next start."""
        self._closed = True
        for queue in self._queues.values():
            queue.clear()

    async def release(self) -> None:
        """There is nobody to have it."""


class Shared:
    """Several processes on the database: a chat is served by whoever holds its claim."""

    def __init__(self, desk: Desk, process: str) -> None:
        self._desk = desk
        self._process = process
        #: The chats served here, each with the time until which its claim certainly stands: by the
        #: event loop's clock, and counted from before the database was asked.
        self._served: dict[int, float] = {}
        self._failed: set[int] = set()
        self._reached_since: float | None = None
        self._asking = 0  # calls under way that may claim chats
        self._is_unsure = False  # one of them failed, and may have claimed some all the same
        self._woken = asyncio.Event()
        self._closed = False
        # Renewals must wait for nothing else that is written.
        self._renewer = ThreadPoolExecutor(1, thread_name_prefix="renew")
        self.keeper: asyncio.Task[None] | None = None

    async def start(self, begin: Begin) -> None:
        """Begin what waits in chats that nobody serves, now and each second."""
        self.keeper = asyncio.create_task(self._keep(begin), name="claims")

    async def receive(self, items: Sequence[InboxItem], begin: Begin) -> None:
        """Store updates, and claim their chats where nobody serves them."""
        receive, now = self._desk.newsroom.receive_shared, self._desk.now
        await self._claim(begin, receive, items, by=self._claimant(), now=now)

    async def _claim(
        self,
        begin: Begin,
        method: Callable[P, Sequence[InboxItem]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Call the method, and begin what it gives. By the writer, after what came before: whoever
        leaves a chat is known to have left it when the chat can be got again.
        """
        asked = _now()
        self._asking += 1
        try:
            items = await self._desk.write(method, *args, **kwargs)
        except BaseException:
            self._is_unsure = True
            raise
        finally:
            self._asking -= 1
        # Told to stop meanwhile, nobody would wait for what is begun now; `release` gives it up.
        for item in () if self._closed else items:
            is_new = item.chat_id not in self._served
            self._served[item.chat_id] = asked + LEASE.total_seconds()
            if is_new:  # else it had lapsed, and its worker goes on
                begin(item)

    def may_begin(self, item: InboxItem) -> bool:
        """Whether the claim certainly stands: a process that was cut off stops by itself."""
        return _now() < self._served[item.chat_id]

    async def finish(self, item: InboxItem, *, handled: bool) -> InboxItem | None:
        """Delete it, and go on with what waits in the database; with nothing, the claim ends."""
        if not handled:
            self._failed.add(item.update_id)
        desk = self._desk
        following = await desk.write(
            desk.newsroom.finish_shared,
            item,
            by=self._claimant(),
            handled=handled,
            more=not self._closed,
            now=desk.now,
            followup=desk.followups.get(item.chat_id) if handled else None,
        )
        desk.followups.pop(item.chat_id, None)
        return following

    def leave(self, chat_id: int) -> None:
        """The next update of the chat is for whoever receives it."""
        if len(self._served) >= SIDE_BY_SIDE:
            self._woken.set()  # while there was no place, something may have been left to others
        del self._served[chat_id]

    def wake(self) -> None:
        """Look at once for chats that nobody serves."""
        self._woken.set()

    def close(self) -> None:
        """Chats are given up as soon as what is under way in them ends."""
        self._closed = True

    async def release(self) -> None:
        """Give up every claim, so that no reader waits for it to lapse."""
        if self.keeper is not None:
            self.keeper.cancel()
            await asyncio.gather(self.keeper, return_exceptions=True)
        newsroom = self._desk.newsroom
        try:
            async with asyncio.timeout(FAREWELL):
                await asyncio.to_thread(self._renewer.shutdown)
                await self._desk.write(newsroom.release_claims, process=self._process)
        except (StoreError, TimeoutError):
            _LOG.warning("The claims of this process end by themselves, in half a minute.")

    def _claimant(self) -> Claimant:
        since = self._reached_since
        return Claimant(
            process=self._process,
            places=0 if self._closed else max(0, SIDE_BY_SIDE - len(self._served)),
            is_heir=since is not None and _now() - since > STEADY,
            shunned=frozenset(self._failed),
        )

    # ---- what goes on meanwhile ----

    async def _keep(self, begin: Begin) -> None:
        """Renew claims, and look for chats that nobody serves."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._again(RENEWAL, self._renew))
            group.create_task(self._again(SWEEP, partial(self._sweep, begin), self._woken))

    async def _again(
        self,
        seconds: float,
        call: Callable[[], Awaitable[None]],
        woken: asyncio.Event | None = None,
    ) -> None:
        """Make the call every so many seconds, and when woken; sooner after it has failed."""
        woken, failed = woken or asyncio.Event(), False
        while True:
            woken.clear()
            try:
                await call()
            except StoreError as exc:
                if not failed:
                    _LOG.warning("No updates are shared out: %s", exc)
                failed, self._reached_since = True, None
            else:
                failed = False
            with suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), RETRY if failed else seconds)

    async def _renew(self) -> None:
        before, asked = dict(self._served), _now()
        loop, newsroom = asyncio.get_running_loop(), self._desk.newsroom
        renewing = partial(newsroom.renew_claims, list(before), process=self._process)
        kept = await loop.run_in_executor(self._renewer, renewing)
        if self._reached_since is None:
            self._reached_since = _now()
        for chat_id, until in before.items():
            # Meanwhile it may have been given up, and even claimed anew.
            if self._served.get(chat_id) == until:
                stands = asked + LEASE.total_seconds() if chat_id in kept else 0.0
                self._served[chat_id] = stands

    async def _sweep(self, begin: Begin) -> None:
        """Take chats that nobody serves, after giving up those that nobody here knows of."""
        newsroom = self._desk.newsroom
        if self._is_unsure and not self._asking:
            release, served = newsroom.release_claims, list(self._served)
            self._is_unsure = False
            try:
                await self._desk.write(release, process=self._process, but=served)
            except StoreError:
                self._is_unsure = True
                raise
        by = self._claimant()
        if by.places:
            await self._claim(begin, newsroom.take_shared, by=by)


def _now() -> float:
    """In the event loop's time, which no clock change moves."""
    return asyncio.get_running_loop().time()
