"""From the outbox to Telegram: state written before each call and after it.

    enqueue what is due ▸ claim ▸ compose ▸ wait for a turn ▸ write `sending` ▸ call ▸ write outcome

Nothing here is repeated unless it certainly did not arrive. Log lines have the number of the
delivery, never the chat or its text.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections import Counter
from typing import Final

import telegram
from telegram.constants import ParseMode
from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot.context import Desk
from bot.delivery.alarm import MINUTE, Alarm
from bot.delivery.brake import Brake
from bot.delivery.ledger import Ledger
from bot.delivery.notices import Notices
from bot.delivery.verdicts import Remedy, is_markup_refused, judge
from bot.leadership import Leadership
from bot.messages import Message, as_plain_text, render_digest
from bot.outcomes import wait_of
from briefs.errors import StoreError
from briefs.model import Delivery, DeliveryStatus, Failure

_LOG = logging.getLogger(__name__)

#: Calls under way at once: enough to keep the rate, and so many outcomes a crash can leave open.
IN_FLIGHT: Final = 4

#: Seconds a claimed digest waits for its chat's own limit; for longer it goes back into the queue.
SOON: Final = 3.0

_NO_PREVIEW: Final = telegram.LinkPreviewOptions(is_disabled=True)


class Sender:
    """Sends digests. Two ticks never run at once; one that is asked for meanwhile comes after."""

    def __init__(self, bot: telegram.Bot, desk: Desk) -> None:
        self._bot = bot
        self._desk = desk
        self.leadership = Leadership(desk)
        self._brake = Brake(desk, lambda: asyncio.get_running_loop().time())
        self._ledger = Ledger(desk)
        self._notices = Notices(bot, desk)
        self._alarm = Alarm(self.tick)
        self._running = asyncio.Lock()
        self._leads = False
        self._wanted = False
        self._stopping = False
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
                if not await self._lead():
                    return
                await self._ledger.settle()
                await self._desk.write(self._desk.newsroom.enqueue_due, now=self._desk.now)
                await self._send_all()

    async def stop(self) -> None:
        """Claim nothing more, let the calls under way end, and let another process lead."""
        self._stopping = True
        self._alarm.stop()
        async with self._running:
            await self.leadership.give_up()

    async def turn(self, chat_id: int) -> None:
        """Wait until this chat may be sent something, for whoever else sends unasked."""
        budget = self._desk.budget
        budget.give_back(await budget.turn(chat_id))

    async def _lead(self) -> bool:
        led = self._leads and await self.leadership.holds()
        self._leads = await self.leadership.take()
        if self._leads and not led:  # what another process has learned meanwhile
            await self._brake.take_over()
        return self._leads

    async def _send_all(self) -> None:
        try:
            if not self._brake.is_on and await self._brake.is_reachable(self._bot):
                await self._work_side_by_side()
        finally:
            self._alarm.set(await self._pause())

    async def _pause(self) -> float:
        """Seconds to the next instant at which something can go out."""
        if self._stopping:
            return MINUTE
        now = self._desk.now
        following = await self._desk.read(self._desk.newsroom.next_delivery, now=now)
        waiting = (following - now).total_seconds() if following else MINUTE
        return self._brake.seconds or waiting

    async def _work_side_by_side(self) -> None:
        # One at a time until a call succeeds again: a bad day costs one unknown outcome, not four.
        workers = [self._work() for _ in range(1 if self._brake.failures else IN_FLIGHT)]
        results = await asyncio.gather(*workers, return_exceptions=True)
        if self._outcomes:
            _LOG.info("Digests: %s", ", ".join(f"{n} {name}" for name, n in self._outcomes.items()))
            self._outcomes.clear()
        for result in results:
            if isinstance(result, BaseException):
                raise result

    async def _work(self) -> None:
        desk = self._desk
        while not (self._stopping or self._brake.is_on) and await self.leadership.holds():
            delivery = await desk.write(desk.newsroom.claim_delivery, now=desk.now)
            if delivery is None:
                return
            await self._deliver(delivery)

    async def _deliver(self, delivery: Delivery) -> None:
        """One digest, from claim to outcome."""
        message = await self._compose(delivery)
        if message is None:
            return
        budget, chat_id = self._desk.budget, delivery.destination.chat_id
        if (wait := budget.wait_for(chat_id)) > SOON:
            await self._requeue(delivery, dt.timedelta(seconds=wait))
            return
        refused = None
        async with budget.taken(await budget.turn(chat_id)):
            if self._brake.is_on or self._stopping:  # since it was claimed
                await self._requeue(delivery, dt.timedelta())
            else:
                refused = await self._attempt(delivery, message)
        if refused:
            await self._notices.tell(delivery.destination, refused)

    async def _attempt(self, delivery: Delivery, message: Message) -> Failure | None:
        """The call, with the state written before it and after it; what administrators are to know
        of it.
        """
        desk = self._desk
        starts = desk.newsroom.start_sending
        if not await desk.write(starts, delivery.id, message.shown, now=desk.now):
            self._outcomes["cancelled"] += 1
            return None
        try:
            sent = await self._call(delivery, message)
        except TelegramError as error:
            return await self._settle(delivery, error)
        except Exception as error:
            _LOG.critical("Delivery %d: nobody foresaw this.", delivery.id, exc_info=True)
            await self._finish(
                delivery, DeliveryStatus.UNKNOWN, error=error, failure=Failure.UNFORESEEN
            )
            raise
        else:
            self._brake.failures = 0
            await self._finish(delivery, DeliveryStatus.SENT, message_id=sent.message_id)
            return None

    async def _compose(self, delivery: Delivery) -> Message | None:
        """The message; None for a digest that cannot be made, which costs no other, or that would
        say nothing to whoever wants silence then.
        """
        try:
            digest = await self._desk.read(self._desk.newsroom.compose_digest, delivery.id)
            message = None if digest.withheld else render_digest(digest)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 – logged, and one digest is no reason to stop
            _LOG.exception("Delivery %d cannot be composed.", delivery.id)
            await self._finish(
                delivery, DeliveryStatus.FAILED, error=error, failure=Failure.NOT_COMPOSED
            )
            return None
        if message is None:
            await self._finish(delivery, DeliveryStatus.SKIPPED)
        return message

    async def _call(self, delivery: Delivery, message: Message) -> telegram.Message:
        """Send it; as plain text if Telegram cannot read our markup."""
        try:
            return await self._send(delivery, message, message.text, ParseMode.HTML)
        except TelegramError as error:
            if not is_markup_refused(error):
                raise
            _LOG.error("Telegram refused the markup of a digest: %s", error.message)
            return await self._send(delivery, message, as_plain_text(message.text), None)

    async def _send(
        self, delivery: Delivery, message: Message, text: str, parse_mode: str | None
    ) -> telegram.Message:
        destination = delivery.destination
        return await self._bot.send_message(
            destination.chat_id,
            text,
            parse_mode=parse_mode,
            disable_notification=delivery.silent or None,
            message_thread_id=destination.thread_id or None,
            reply_markup=message.keyboard,
            link_preview_options=_NO_PREVIEW,
        )

    # ---- what an error means ----

    async def _settle(self, delivery: Delivery, error: TelegramError) -> Failure | None:
        newsroom, destination = self._desk.newsroom, delivery.destination
        verdict = judge(error)
        match verdict.remedy:
            case Remedy.PARK:
                assert isinstance(error, RetryAfter)
                await self._ledger.write(newsroom.park, self._brake.parking(wait_of(error)))
                await self._requeue(delivery, dt.timedelta())
            case Remedy.FOLLOW:
                assert isinstance(error, ChatMigrated)
                old, new = destination.chat_id, error.new_chat_id
                await self._ledger.write(newsroom.migrate_chat, old, new)
                await self._requeue(delivery, dt.timedelta())
            case Remedy.RETRY:
                self._brake.back_off(error)
                await self._requeue(delivery, dt.timedelta())
            case Remedy.UNKNOWN:
                self._brake.back_off(error)
                await self._finish(
                    delivery, DeliveryStatus.UNKNOWN, error=error, failure=verdict.failure
                )
            case _:
                return await self._fail(delivery, error, verdict.remedy, verdict.failure)
        return None

    async def _fail(
        self, delivery: Delivery, error: TelegramError, remedy: Remedy, failure: Failure | None
    ) -> Failure | None:
        """It did not go out and will not; and what that means for the subscription."""
        newsroom, destination = self._desk.newsroom, delivery.destination
        await self._finish(delivery, DeliveryStatus.FAILED, error=error, failure=failure)
        if remedy is Remedy.GIVE_UP:
            _LOG.error("Delivery %d was refused: %s", delivery.id, error.message)
        elif remedy is Remedy.PAUSE:
            await self._ledger.write(newsroom.pause, destination.chat_id)
        elif failure is not None:
            is_news = await self._ledger.write(newsroom.refuse, destination, failure.value)
            return failure if is_news else None
        return None

    async def _requeue(self, delivery: Delivery, wait: dt.timedelta) -> None:
        self._outcomes["put off"] += 1
        desk = self._desk
        desk.metrics.tick.beat()
        until = desk.now + wait
        await self._ledger.write(
            desk.newsroom.requeue_delivery, delivery.id, not_before=until, now=desk.now
        )

    async def _finish(
        self,
        delivery: Delivery,
        status: DeliveryStatus,
        *,
        message_id: int | None = None,
        error: Exception | None = None,
        failure: Failure | None = None,
    ) -> None:
        desk = self._desk
        self._outcomes[status.value] += 1
        desk.metrics.delivered(status, failure)
        desk.metrics.tick.beat()  # ten thousand digests take longer than a tick may
        reason = desk.settings.redact(f"{type(error).__name__}: {error}") if error else None
        await self._ledger.write(
            desk.newsroom.finish_delivery,
            delivery.id,
            status,
            now=desk.now,
            message_id=message_id,
            error=reason,
            failure=failure,
        )
