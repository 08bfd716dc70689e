"""Updates in: inbox -> one worker for each chat -> Application.process_update.

    poller, webhook ──▶ inbox row ──▶ Telegram is told ──▶ its turn ──▶ handler ──▶ row deleted

An update is in the inbox before Telegram forgets it, and leaves it when handling has ended, however
that ended; after a crash in between it is handled again. Chats run side by side, the updates of one
chat in order; whose turn it is, bot/turns.py knows. The library's Updater is not used: it
acknowledges before handling.
"""

from __future__ import annotations

import asyncio
import json
import logging
from asyncio import sleep
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from itertools import chain, repeat
from typing import Any, Final

from telegram import Update
from telegram.constants import UpdateType

from bot.context import BriefsApplication, Desk
from bot.turns import SIDE_BY_SIDE, Alone, Turns
from briefs.errors import StoreError
from briefs.model import InboxItem

_LOG = logging.getLogger(__name__)

#: The kinds of update that are asked for. Edits and guest messages are not: an answer stands.
ALLOWED: Final = (
    UpdateType.MESSAGE,
    UpdateType.CHANNEL_POST,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.MY_CHAT_MEMBER,
)
#: Chats with updates waiting in memory from which on no more are taken in; Telegram keeps them for
#: a day. A flood from one chat counts once: nobody else must wait for it.
MOST_WAITING: Final = 2000
#: Seconds between attempts while the store cannot be used; the last one repeats.
BACKOFF: Final = (1, 2, 5, 10, 30)
#: Seconds that handlers under way are given to end when the bot stops.
GRACE: Final = 6

_LARGEST = 2**63


class Intake:
    """Keeps updates in the inbox and has them handled, each chat in order."""

    def __init__(
        self, application: BriefsApplication, desk: Desk, turns: Turns | None = None
    ) -> None:
        self._application = application
        self._desk = desk
        self._turns: Turns = turns or Alone(desk)
        self._workers: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(SIDE_BY_SIDE)
        self._suspects = asyncio.Lock()
        self._roomy = asyncio.Event()
        self._roomy.set()

    async def start(self) -> None:
        """Take up what an earlier run left in the inbox, and look after what comes in."""
        await self._turns.start(self._begin)

    async def receive(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Keep updates in the inbox; those seen before are not handled again.

        Raises StoreError when they cannot be kept.
        """
        if updates:
            await self._turns.receive([_item(update) for update in updates], self._begin)

    async def handle(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Receive these updates, and return when all that was received is handled."""
        await self.receive(updates)
        while self._workers:
            await asyncio.wait(self._workers)

    async def stop(self) -> None:
        """Begin nothing more, and let handlers under way end. The rest waits in the inbox."""
        self._turns.close()
        if self._workers:
            await asyncio.wait(self._workers, timeout=GRACE)
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        await self._turns.release()

    def wake(self) -> None:
        """Other processes may have left something to do."""
        self._turns.wake()

    @property
    def keeper(self) -> asyncio.Task[None] | None:
        """What shares updates out among processes, if there are several. It ends by an error."""
        return self._turns.keeper

    @property
    def has_room(self) -> bool:
        """Whether more may be taken in."""
        return self._roomy.is_set()

    async def wait_for_room(self) -> None:
        """Until more may be taken in."""
        await self._roomy.wait()

    def _begin(self, item: InboxItem) -> None:
        worker = asyncio.create_task(self._work(item), name="chat")
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)
        self._note_room()

    async def _work(self, item: InboxItem) -> None:
        """Handle the updates of one chat in order, until there are none for us."""
        following: InboxItem | None = item
        try:
            while following is not None:
                async with self._places:
                    following = await self._handle(following)
        finally:
            self._turns.leave(item.chat_id)
            self._note_room(ended=asyncio.current_task())

    async def _handle(self, item: InboxItem) -> InboxItem | None:
        """The update that comes next in its chat.

        What was begun and left behind before may have ended its process: one of those at a time, so
        that none is suspected for what another did.
        """
        async with self._suspects if item.attempts else nullcontext():
            return await self._handle_in_turn(item)

    async def _handle_in_turn(self, item: InboxItem) -> InboxItem | None:
        if not self._turns.may_begin(item):
            _LOG.warning("A chat was given up: the database was out of reach for too long.")
            return None
        handled = False
        try:
            if await self._may_try(item):
                update = self._read(item)
                if update is not None:
                    await self._application.process_update(update)
                handled = True
        except Exception:  # noqa: BLE001 -- logged, and kept for the next start
            _LOG.critical("Update %s stays in the inbox.", self._word(item), exc_info=True)
        return await self._finish(item, handled=handled)

    async def _may_try(self, item: InboxItem) -> bool:
        """False for what was left behind too often: then it is set aside."""
        if item.attempts is None:
            return True
        try:
            if await self._desk.write(self._desk.newsroom.begin_again, item.update_id):
                return True
        except StoreError as exc:
            _LOG.warning("An attempt is not counted: %s", exc)
            return True
        word = self._word(item)
        told = "Update %s is set aside: it was begun again and again, and never done with."
        _LOG.error(told, word, extra={"update": word})
        return False

    def _read(self, item: InboxItem) -> Update | None:
        """The update; None for one that makes no sense, which is logged and done with."""
        try:
            return Update.de_json(json.loads(item.payload), self._application.bot)
        except Exception:  # noqa: BLE001 -- whatever the library makes of a form it does not know
            _LOG.exception("Update %s cannot be read and is dropped.", self._word(item))
            return None

    async def _finish(self, item: InboxItem, *, handled: bool) -> InboxItem | None:
        """Delete the update. While the store cannot, the chat waits: order is kept."""
        for seconds in chain(BACKOFF, repeat(BACKOFF[-1])):
            try:
                return await self._turns.finish(item, handled=handled)
            except StoreError as exc:
                word = self._word(item)
                _LOG.warning("Update %s is handled but not deleted: %s", word, exc)
                await sleep(seconds)
        raise AssertionError  # there is always another attempt

    def _word(self, item: InboxItem) -> str:
        """What the log calls an update."""
        return self._desk.pseudonyms.word(item.update_id)

    def _note_room(self, *, ended: asyncio.Task[Any] | None = None) -> None:
        if len(self._workers - {ended}) < MOST_WAITING:
            self._roomy.set()
        else:
            self._roomy.clear()


def _item(update: Mapping[str, Any]) -> InboxItem:
    payload = json.dumps(update, ensure_ascii=False)
    return InboxItem(
        update_id=int(update["update_id"]),
        chat_id=_chat_id(update),
        payload=payload.encode("utf-8", "replace").decode(),  # JSON can hold half a character
    )


def _chat_id(update: Mapping[str, Any]) -> int:
    """The chat an update belongs to, read without trusting its form; 0 for none.

    What is typed behind the bot's name comes from no chat that it may know. It takes its turn in
    the private chat of whoever types, whose number is the user's: nobody else waits for it.
    """
    parts = [part for part in update.values() if isinstance(part, Mapping)]
    holders = [
        *chain.from_iterable((part, part.get("message")) for part in parts),
        *({"chat": part.get("from")} for part in parts),
    ]
    for holder in holders:
        chat = holder.get("chat") if isinstance(holder, Mapping) else None
        number = chat.get("id") if isinstance(chat, Mapping) else None
        if isinstance(number, int) and -_LARGEST <= number < _LARGEST:
            return int(number)
    return 0
