"""/today: the current edition of the digest, at any time and for anybody; and what had no room."""

from __future__ import annotations

from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer, destination_of, edit
from bot.handlers.standing import subscribed
from bot.keyboards import ShowLeftovers
from bot.messages import render_edition, render_leftovers


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


async def show_leftovers(update: Update, context: BriefsContext, action: ShowLeftovers) -> None:
    """A page of what a digest had no room for: in place of the one its button was under, else on
    its own.
    """
    desk = context.desk
    found = await desk.read(
        desk.newsroom.leftovers,
        destination_of(update),
        action.delivery,
        offset=action.offset,
        now=desk.now,
        zone=desk.settings.timezone,
    )
    message = render_leftovers(found, counted=action.counted)
    await (edit if action.turns else answer)(update, context, message)
