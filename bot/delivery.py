"""Due digests out: one tick at a time, state written before each call and after it.

    enqueue what is due ▸ claim ▸ compose ▸ wait for a turn ▸ write `sending` ▸ call ▸ write outcome

What an error of Telegram's means is decided in `Sender._settle`, by type, the most special first;
where each decision leads is drawn in docs/delivery.md. Nothing here is repeated unless it certainly
did not arrive. Log lines have the number of the delivery, never the chat or its text.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

import telegram
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.context import Desk
from bot.leadership import Leadership
from bot.messages import Message, as_plain_text, render_digest
from bot.outcomes import never_left, wait_of
from briefs.errors import StoreError
from briefs.model import Delivery, DeliveryStatus, Destination

_LOG = logging.getLogger(__name__)

#: Messages a second to all chats together. Telegram allows about 30, and answers come first.
RATE: Final = 28

#: Of these, those that are left to the answers of other processes, where there are any.
OTHERS: Final = 5

#: Calls under way at once: enough to keep the rate, and so many outcomes a crash can leave open.
IN_FLIGHT: Final = 4

#: Seconds without sending while Telegram cannot be reached or answers with its own errors.
BACKOFF: Final = (5, 15, 60, 300)

#: Seconds between attempts to write an outcome down while the store cannot.
PATIENCE: Final = (1, 5, 30)

_NO_PREVIEW: Final = telegram.LinkPreviewOptions(is_disabled=True)


class Sender:
    """Sends digests. Two ticks never run at once; one that is asked for meanwhile comes after."""

    def __init__(self, bot: telegram.Bot, desk: Desk) -> None:
        self._bot = bot
        self._desk = desk
        self.leadership = Leadership(desk)
        self._pace = Pace(RATE - OTHERS if desk.settings.is_shared else RATE)
        self._running = asyncio.Lock()
        self._wanted = False
        self._stopping = False
        self._parked_until = 0.0  # in the event loop's time, which no clock change moves
        self._failures = 0  # in a row, of the kind that is not about one chat
        self._outcomes: Counter[str] = Counter()

    async def tick(self) -> None:
        """Put what is due into the outbox, and send all that may go out now, unless another process
        does.

        While another tick runs this returns at once, and that one looks again before it ends.
        """
        self._wanted = True
        if self._running.locked():
            return
        async with self._running:
            while self._wanted and not self._stopping:
                self._wanted = False
                if not await self.leadership.take():
                    return
                await self._desk.write(self._desk.newsroom.enqueue_due, now=self._desk.now)
                await self._send_all()

    async def stop(self) -> None:
        """Claim nothing more, let the calls under way end, and let another process lead."""
        self._stopping = True
        async with self._running:
            await self.leadership.give_up()

    async def turn(self, chat_id: int) -> None:
        """Wait until this chat may be sent something, for whoever else sends unasked."""
        await self._pace.turn(chat_id)

    async def _send_all(self) -> None:
        if self._is_parked or not await self._is_reachable():
            return
        # One at a time until a call succeeds again: a bad day costs one unknown outcome, not four.
        workers = [self._work() for _ in range(1 if self._failures else IN_FLIGHT)]
        results = await asyncio.gather(*workers, return_exceptions=True)
        if self._outcomes:
            _LOG.info("Digests: %s", ", ".join(f"{n} {name}" for name, n in self._outcomes.items()))
            self._outcomes.clear()
        for result in results:
            if isinstance(result, BaseException):
                raise result

    async def _work(self) -> None:
        desk = self._desk
        while not (self._stopping or self._is_parked) and await self.leadership.holds():
            delivery = await desk.write(desk.newsroom.claim_delivery, now=desk.now)
            if delivery is None:
                return
            await self._deliver(delivery)

    async def _deliver(self, delivery: Delivery) -> None:
        """One digest, from claim to outcome."""
        message = await self._compose(delivery)
        if message is None:
            return
        await self._pace.turn(delivery.destination.chat_id)
        if self._is_parked:  # by a call that ran beside
            await self._requeue(delivery, dt.timedelta())
            return
        desk = self._desk
        starts = desk.newsroom.start_sending
        if not await desk.write(starts, delivery.id, message.shown, now=desk.now):
            self._outcomes["cancelled"] += 1
            return
        try:
            sent = await self._call(delivery.destination, message)
        except TelegramError as error:
            await self._settle(delivery, error)
        except Exception as error:
            _LOG.critical("Delivery %d: nobody foresaw this.", delivery.id, exc_info=True)
            await self._finish(delivery, DeliveryStatus.UNKNOWN, error=error)
            raise
        else:
            self._failures = 0
            await self._finish(delivery, DeliveryStatus.SENT, message_id=sent.message_id)

    async def _compose(self, delivery: Delivery) -> Message | None:
        """The message; None for a digest that cannot be made, which costs no other."""
        try:
            digest = await self._desk.read(self._desk.newsroom.compose_digest, delivery.id)
            return render_digest(digest)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 – logged, and one digest is no reason to stop
            _LOG.exception("Delivery %d cannot be composed.", delivery.id)
            await self._finish(delivery, DeliveryStatus.FAILED, error=error)
            return None

    async def _call(self, destination: Destination, message: Message) -> telegram.Message:
        """Send it; as plain text if Telegram cannot read our markup."""
        try:
            return await self._send(destination, message, message.text, ParseMode.HTML)
        except BadRequest as error:
            if "can't parse entities" not in error.message.lower():
                raise
            _LOG.error("Telegram refused the markup of a digest: %s", error.message)
            return await self._send(destination, message, as_plain_text(message.text), None)

    async def _send(
        self, destination: Destination, message: Message, text: str, parse_mode: str | None
    ) -> telegram.Message:
        return await self._bot.send_message(
            destination.chat_id,
            text,
            parse_mode=parse_mode,
            message_thread_id=destination.thread_id or None,
            reply_markup=message.keyboard,
            link_preview_options=_NO_PREVIEW,
        )

    # ---- what an error means ----

    async def _settle(self, delivery: Delivery, error: TelegramError) -> None:
        """BadRequest and TimedOut are NetworkErrors in this library, so the order matters."""
        desk, chat_id = self._desk, delivery.destination.chat_id
        match error:
            case RetryAfter():
                wait = wait_of(error)
                self._park(wait.total_seconds())
                await self._requeue(delivery, wait)
            case ChatMigrated():
                await self._insist(desk.newsroom.migrate_chat, chat_id, error.new_chat_id)
                await self._requeue(delivery, dt.timedelta())
            case Forbidden():
                await self._finish(delivery, DeliveryStatus.FAILED, error=error)
                await self._insist(desk.newsroom.pause, chat_id)
            case BadRequest():
                _LOG.error("Delivery %d was refused: %s", delivery.id, error.message)
                await self._finish(delivery, DeliveryStatus.FAILED, error=error)
            case InvalidToken() | Conflict():
                self._back_off(error)
                await self._requeue(delivery, dt.timedelta())
            case _ if never_left(error):
                self._back_off(error)
                await self._requeue(delivery, dt.timedelta())
            case _:
                self._back_off(error)
                await self._finish(delivery, DeliveryStatus.UNKNOWN, error=error)

    async def _requeue(self, delivery: Delivery, wait: dt.timedelta) -> None:
        self._outcomes["put off"] += 1
        self._desk.metrics.tick.beat()
        desk = self._desk
        await self._insist(
            desk.newsroom.requeue_delivery, delivery.id, not_before=desk.now + wait, now=desk.now
        )

    async def _finish(
        self,
        delivery: Delivery,
        status: DeliveryStatus,
        *,
        message_id: int | None = None,
        error: Exception | None = None,
    ) -> None:
        self._outcomes[status.value] += 1
        self._desk.metrics.tick.beat()  # ten thousand digests take longer than a tick may
        desk = self._desk
        reason = desk.settings.redact(f"{type(error).__name__}: {error}") if error else None
        await self._insist(
            desk.newsroom.finish_delivery,
            delivery.id,
            status,
            now=desk.now,
            message_id=message_id,
            error=reason,
        )

    async def _insist(self, method: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        """What happened is known now and by nobody else: a locked database is waited for."""
        for seconds in PATIENCE:
            try:
                await self._desk.write(method, *args, **kwargs)
            except StoreError as error:
                _LOG.warning("An outcome waits to be written: %s", error)
                await asyncio.sleep(seconds)
            else:
                return
        await self._desk.write(method, *args, **kwargs)

    # ---- when nothing can be sent ----

    @property
    def _is_parked(self) -> bool:
        return asyncio.get_running_loop().time() < self._parked_until

    def _park(self, seconds: float) -> None:
        until = asyncio.get_running_loop().time() + seconds
        self._parked_until = max(self._parked_until, until)
        _LOG.warning("No digest is sent for %.0f s.", seconds)

    def _back_off(self, error: TelegramError) -> None:
        """Longer with each failure in a row; those of calls that ran side by side are one."""
        if not self._is_parked:
            _LOG.warning("Telegram: %s", type(error).__name__)
            self._park(BACKOFF[min(self._failures, len(BACKOFF) - 1)])
            self._failures += 1

    async def _is_reachable(self) -> bool:
        """After a failure, ask something harmless first: an outage must not cost a digest each."""
        if self._failures:
            try:
                await self._bot.get_me()
            except TelegramError as error:
                self._back_off(error)
                return False
        return True


class Pace:
    """Turns, in the order they are asked for: so many a second in all, one a second to a chat."""

    def __init__(self, rate: float = RATE) -> None:
        self._rate = rate
        self._next = 0.0
        self._chats: dict[int, float] = {}

    async def turn(self, chat_id: int) -> None:
        """Wait until it is this chat's turn."""
        now = asyncio.get_running_loop().time()
        self._chats = {chat: until for chat, until in self._chats.items() if until > now}
        overall = max(now, self._next)
        self._next = overall + 1 / self._rate
        mine = max(overall, self._chats.get(chat_id, now))
        self._chats[chat_id] = mine + 1
        await asyncio.sleep(mine - now)
