"""What only the bot's administrators may do: /reload and /stats. Checked on each call."""

from __future__ import annotations

import logging

from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer, replace
from bot.handlers.audience import is_admin
from bot.messages import render_notice, render_reload
from briefs.errors import BriefsError

_LOG = logging.getLogger(__name__)


async def reload(update: Update, context: BriefsContext) -> None:
    """/reload: read what changed in the articles folder; the message turns into the report."""
    if not is_admin(update, context):
        await answer(update, context, render_notice("admins_only", is_group=False))
        return
    waiting = await answer(update, context, render_notice("reloading"))
    try:
        report = await context.desk.reload()
    except BriefsError as exc:
        await replace(waiting, render_notice("reload_failed", reason=str(exc)))
        _LOG.error("The reload failed: %s", exc, extra={"told": True})
        return
    await replace(waiting, render_reload(report))


async def stats(update: Update, context: BriefsContext) -> None:
    """/stats: the store in numbers."""
    if not is_admin(update, context):
        await answer(update, context, render_notice("admins_only", is_group=False))
        return
    numbers = await context.desk.read(context.desk.newsroom.stats)
    await answer(update, context, render_notice("stats", stats=numbers))
