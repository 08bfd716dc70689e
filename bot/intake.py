"""Updates in: poller -> inbox -> one worker for each chat -> Application.process_update.

    getUpdates ──▶ inbox row ──▶ offset moves ──▶ queue of the chat ──▶ handler ──▶ row deleted

An update is in the inbox before Telegram forgets it, and leaves it when handling has ended, however
that ended; a crash in between has it handled again at the next start. Chats run side by side, the
updates of one chat in order. The library's Updater is not used: it acknowledges before handling.
"""

from __future__ import annotations

import asyncio
import json
import logging
from asyncio import sleep
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import Any, Final

from telegram import Update
from telegram.constants import UpdateType
from telegram.error import (
    Conflict,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.context import BriefsApplication, Desk
from bot.outcomes import wait_of
from briefs.errors import StoreError
from briefs.model import InboxItem

_LOG = logging.getLogger(__name__)

#: The kinds of update that are asked for. Edits and guest messages are not: an answer stands.
ALLOWED: Final = (
    UpdateType.MESSAGE,
    UpdateType.CHANNEL_POST,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MY_CHAT_MEMBER,
)
#: How long Telegram holds a request when there is nothing, in seconds.
LONG_POLL: Final = 30
#: Chats whose updates are handled at the same moment.
SIDE_BY_SIDE: Final = 64
#: Chats with updates waiting in memory from which on no more are fetched; Telegram keeps them for a
#: day. A flood from one chat counts once: nobody else must wait for it.
MOST_WAITING: Final = 2000
#: Seconds between attempts while Telegram or the store cannot be used; the last one repeats.
BACKOFF: Final = (1, 2, 5, 10, 30)
#: Seconds that handlers under way are given to end when the bot stops.
GRACE: Final = 10


class PollingBot(ExtBot[None]):
    """A bot that can give updates as the JSON they came in."""

    async def get_raw_updates(self, offset: int | None, *, hold: int) -> list[dict[str, Any]]:
        """As getUpdates, but one update that the library cannot read costs no other.

        The server holds the request for `hold` seconds while it has nothing.
        """
        data = {"offset": offset, "timeout": hold, "allowed_updates": ALLOWED}
        patience = (self._request[0].read_timeout or 5) + hold
        result = await self._post("getUpdates", data, read_timeout=patience)
        return result if isinstance(result, list) else []


class Intake:
    """Fetches updates, keeps them in the inbox and has them handled, each chat in order."""

    def __init__(self, application: BriefsApplication, desk: Desk) -> None:
        self._application = application
        self._desk = desk
        self._chats: dict[int, deque[InboxItem]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(SIDE_BY_SIDE)
        self._roomy = asyncio.Event()
        self._roomy.set()
        #: Ends only with the error that makes further polling senseless, or by `stop`.
        self.poller: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take up what an earlier run left in the inbox, then poll."""
        pending = await self._desk.read(self._desk.newsroom.pending_updates)
        if pending:
            _LOG.info("Taking up %d updates from an earlier run.", len(pending))
        self._enqueue(pending)
        self.poller = asyncio.create_task(self._poll(), name="poller")

    async def stop(self) -> None:
        """Poll no more, and let handlers under way end. The rest waits in the inbox."""
        while self.poller is not None and not self.poller.done():
            self.poller.cancel()  # again: wait_for of Python 3.11 can swallow one
            await asyncio.wait({self.poller}, timeout=0.1)
        for queue in self._chats.values():
            queue.clear()
        if self._workers:
            await asyncio.wait(self._workers, timeout=GRACE)
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    async def handle(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Receive these updates, and return when all that was received is handled."""
        await self._receive(updates)
        while self._workers:
            await asyncio.wait(self._workers)

    async def _poll(self) -> None:
        offset, failures = None, 0
        while True:
            await self._roomy.wait()
            try:
                updates = await self._bot.get_raw_updates(offset, hold=LONG_POLL)
                await self._receive(updates)
            except (Conflict, InvalidToken):
                raise
            except (TelegramError, StoreError) as exc:
                seconds = pause_after(exc, failures)
                _LOG.warning("No updates (%s); trying again in %d s.", exc, seconds)
                failures += 1
                await sleep(seconds)
                continue
            failures = 0
            if updates:
                offset = max(int(update["update_id"]) for update in updates) + 1

    @property
    def _bot(self) -> PollingBot:
        bot = self._application.bot
        assert isinstance(bot, PollingBot)
        return bot

    async def _receive(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Keep updates in the inbox; those seen before are not handled again."""
        if not updates:
            return
        items = [_item(update) for update in updates]
        desk = self._desk
        self._enqueue(await desk.write(desk.newsroom.receive_updates, items, now=desk.now))

    def _enqueue(self, items: Iterable[InboxItem]) -> None:
        for item in items:
            queue = self._chats.get(item.chat_id)
            if queue is not None:
                queue.append(item)
                continue
            self._chats[item.chat_id] = deque([item])
            worker = asyncio.create_task(self._work(item.chat_id), name=f"chat {item.chat_id}")
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)
        self._note_room()

    async def _work(self, chat_id: int) -> None:
        """Handle the updates of one chat in order, until there are none."""
        queue = self._chats[chat_id]
        try:
            while queue:
                item = queue.popleft()
                async with self._places:
                    await self._handle_safely(item)
        finally:
            del self._chats[chat_id]
            self._note_room()

    async def _handle_safely(self, item: InboxItem) -> None:
        """One update that fails in a way nobody foresaw costs the chat no other."""
        try:
            await self._handle(item)
        except Exception:  # noqa: BLE001 -- logged, and kept for the next start
            _LOG.critical("Update %d stays in the inbox.", item.update_id, exc_info=True)

    async def _handle(self, item: InboxItem) -> None:
        update = self._read(item)
        if update is not None:
            await self._application.process_update(update)
        await self._finish(item)

    def _read(self, item: InboxItem) -> Update | None:
        """The update; None for one that makes no sense, which is logged and done with."""
        try:
            return Update.de_json(json.loads(item.payload), self._application.bot)
        except Exception:  # noqa: BLE001 -- whatever the library makes of a form it does not know
            _LOG.exception("Update %d cannot be read and is dropped.", item.update_id)
            return None

    async def _finish(self, item: InboxItem) -> None:
        """Delete the update. While the store cannot, the chat waits: order is kept."""
        for seconds in chain(BACKOFF, repeat(BACKOFF[-1])):
            try:
                await self._desk.write(
                    self._desk.newsroom.finish_update, item.update_id, now=self._desk.now
                )
            except StoreError as exc:
                _LOG.warning("Update %d is handled but not deleted: %s", item.update_id, exc)
                await sleep(seconds)
            else:
                return

    def _note_room(self) -> None:
        if len(self._chats) < MOST_WAITING:
            self._roomy.set()
        else:
            self._roomy.clear()


def pause_after(error: Exception, failures: int) -> float:
    """Seconds to wait after so many failures in a row, or what a flood limit names."""
    if isinstance(error, RetryAfter):
        return wait_of(error).total_seconds()
    return BACKOFF[min(failures, len(BACKOFF) - 1)]


def _item(update: Mapping[str, Any]) -> InboxItem:
    payload = json.dumps(update, ensure_ascii=False)
    return InboxItem(
        update_id=int(update["update_id"]),
        chat_id=_chat_id(update),
        payload=payload.encode("utf-8", "replace").decode(),  # JSON can hold half a character
    )


def _chat_id(update: Mapping[str, Any]) -> int:
    """The chat an update belongs to, read without trusting its form; 0 for none."""
    for part in update.values():
        for holder in (part, part.get("message") if isinstance(part, Mapping) else None):
            chat = holder.get("chat") if isinstance(holder, Mapping) else None
            if isinstance(chat, Mapping) and isinstance(chat.get("id"), int):
                return int(chat["id"])
    return 0
