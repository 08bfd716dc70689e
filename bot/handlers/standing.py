"""What a chat or forum topic has asked for so far."""

from __future__ import annotations

from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import destination_of
from briefs.model import Subscription


async def subscribed(update: Update, context: BriefsContext) -> Subscription | None:
    """The subscription of where the update came from."""
    return await context.desk.read(context.desk.newsroom.subscription, destination_of(update))
