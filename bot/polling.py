"""Updates by asking Telegram, which one process at a time may do."""

from __future__ import annotations

import asyncio
import logging
from asyncio import sleep
from typing import Any, Final

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.intake import ALLOWED, BACKOFF, Intake
from bot.outcomes import wait_of
from briefs.errors import StoreError

_LOG = logging.getLogger(__name__)

#: How long Telegram holds a request when there is nothing, in seconds.
LONG_POLL: Final = 30


#: Calls that give back the message they wrote.
_WRITING: Final = frozenset({"sendMessage", "editMessageText"})


class PollingBot(ExtBot[None]):
    """A bot that can give updates as the JSON they came in."""

    async def _do_post(self, endpoint: str, data: Any, **timeouts: Any) -> Any:
        """Of a message that the bot has written, the library would make an object for each link and
        button, which takes as long as all else about the answer; nobody looks at them.
        """
        result = await super()._do_post(endpoint, data, **timeouts)
        if endpoint in _WRITING and isinstance(result, dict):
            return {name: result[name] for name in result.keys() - {"entities", "reply_markup"}}
        return result

    async def get_raw_updates(self, offset: int | None, *, hold: int) -> list[dict[str, Any]]:
        """As getUpdates, but one update that the library cannot read costs no other.

        The server holds the request for `hold` seconds while it has nothing.
        """
        data = {"offset": offset, "timeout": hold, "allowed_updates": ALLOWED}
        patience = (self._request[0].read_timeout or 5) + hold
        result = await self._post("getUpdates", data, read_timeout=patience)
        return result if isinstance(result, list) else []


class Poller:
    """Fetches updates, and tells Telegram only of those that the inbox has."""

    def __init__(self, bot: PollingBot, intake: Intake) -> None:
        self._bot = bot
        self._intake = intake
        #: Whether Telegram has been asked, and the inbox has what waited there.
        self.asked = asyncio.Event()
        #: Ends only with the error that makes further polling senseless, or by `stop`.
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to ask."""
        self.task = asyncio.create_task(self._poll(), name="poller")

    async def stop(self) -> None:
        """Ask no more."""
        while self.task is not None and not self.task.done():
            self.task.cancel()  # again: wait_for of Python 3.11 can swallow one
            await asyncio.wait({self.task}, timeout=0.1)

    async def _poll(self) -> None:
        offset, failures = None, 0
        while True:
            await self._intake.wait_for_room()
            try:
                # What waits is asked for first, and comes at once, even if it is nothing.
                hold = LONG_POLL if self.asked.is_set() else 0
                updates = await self._bot.get_raw_updates(offset, hold=hold)
                await self._intake.receive(updates)
            except (Conflict, InvalidToken):
                raise
            except (TelegramError, StoreError) as exc:
                seconds = pause_after(exc, failures)
                _LOG.warning("No updates (%s); trying again in %d s.", exc, seconds)
                failures += 1
                await sleep(seconds)
                continue
            finally:
                self.asked.set()
            failures = 0
            if updates:
                offset = max(int(update["update_id"]) for update in updates) + 1


def pause_after(error: Exception, failures: int) -> float:
    """Seconds to wait after so many failures in a row, or what a flood limit names."""
    if isinstance(error, RetryAfter):
        return wait_of(error).total_seconds()
    return BACKOFF[min(failures, len(BACKOFF) - 1)]
