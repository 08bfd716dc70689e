"""What only the bot's administrators may do: /reload, /stats, /delivery. Checked on each call."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import math
from collections.abc import Awaitable, Callable
from typing import Any, Final
from zoneinfo import ZoneInfo

import telegram
from telegram import Update
from telegram.error import TelegramError

from bot.context import BriefsContext
from bot.handlers.answers import answer, replace
from bot.handlers.audience import is_admin
from bot.messages import render_notice, render_reload
from bot.progress import write_progress
from briefs.errors import BriefsError
from briefs.model import LoadProgress

_LOG = logging.getLogger(__name__)

#: Seconds between two edits of the message that shows how far a reload is.
BETWEEN_EDITS: Final = 3.0


async def reload(update: Update, context: BriefsContext) -> None:
    """/reload: read what changed in the articles folder.

    The answer says how far that is, and turns into the report.
    """
    if not is_admin(update, context):
        await answer(update, context, render_notice("admins_only", is_group=False))
        return
    waiting = await answer(update, context, render_notice("reloading", progress=None))

    async def show(progress: LoadProgress) -> None:
        await _show_progress(waiting, progress)

    desk = context.desk
    loading = asyncio.ensure_future(desk.reload())
    await follow(loading, lambda: desk.progress, show, seconds=BETWEEN_EDITS)
    try:
        report = await loading
    except BriefsError as exc:
        await replace(waiting, render_notice("reload_failed", reason=str(exc)))
        _LOG.error("The reload failed: %s", exc, extra={"told": True})
        return
    await replace(waiting, render_reload(report))


async def follow(
    loading: asyncio.Future[Any],
    look: Callable[[], LoadProgress | None],
    show: Callable[[LoadProgress], Awaitable[None]],
    *,
    seconds: float,
) -> None:
    """Until the load has ended, show how far it is: every few seconds, if it got any further."""
    shown: LoadProgress | None = None
    while not (await asyncio.wait({loading}, timeout=seconds))[0]:
        progress = look()
        if progress is not None and progress != shown:
            await show(progress)
            shown = progress


async def _show_progress(waiting: telegram.Message, progress: LoadProgress) -> None:
    """What cannot be shown does not hold up the load."""
    try:
        await replace(waiting, render_notice("reloading", progress=write_progress(progress)))
    except TelegramError as exc:
        _LOG.info("The progress of the reload could not be shown: %s", exc)


async def stats(update: Update, context: BriefsContext) -> None:
    """/stats: the store in numbers."""
    if not is_admin(update, context):
        await answer(update, context, render_notice("admins_only", is_group=False))
        return
    numbers = await context.desk.read(context.desk.newsroom.stats, asking=update.update_id)
    await answer(update, context, render_notice("stats", stats=numbers))


async def delivery(update: Update, context: BriefsContext) -> None:
    """/delivery: what waits to go out, and how the day went."""
    if not is_admin(update, context):
        await answer(update, context, render_notice("admins_only", is_group=False))
        return
    desk, zone = context.desk, ZoneInfo(context.desk.settings.timezone)
    now = desk.now.astimezone(zone)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(dt.UTC)
    traffic = await desk.read(desk.newsroom.traffic, since=midnight)
    oldest, parking = traffic.queue.oldest, traffic.parking
    late = (now - oldest).total_seconds() if oldest else 0.0
    is_shared = desk.settings.is_shared
    is_parked = parking is not None and parking.until > now
    message = render_notice(
        "delivery",
        traffic=traffic,
        minutes=max(0, math.ceil(late / 60)),
        parked_until=parking.until.astimezone(zone) if parking and is_parked else None,
        # Of several processes another one may send: what it has learned is written down.
        rate=desk.budget.rate_of(parking, now) if is_shared else desk.budget.rate,
        is_shared=is_shared,
    )
    await answer(update, context, message)
