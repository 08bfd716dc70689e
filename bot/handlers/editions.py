"""/today: the current edition of the digest, at any time and for anybody."""

from __future__ import annotations

from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer, destination_of
from bot.handlers.standing import subscribed
from bot.messages import render_edition


async def today(update: Update, context: BriefsContext) -> None:
    """Today's digest as it was sent, or as it would be now. Nothing counts as sent by it."""
    desk = context.desk
    digest = await desk.read(
        desk.newsroom.todays_digest,
        destination_of(update),
        now=desk.now,
        zone=desk.settings.timezone,
    )
    known = await subscribed(update, context)
    await answer(update, context, render_edition(digest, is_subscribed=known is not None))
