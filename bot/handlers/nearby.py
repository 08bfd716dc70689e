"""What lies next to an answer: /about, and every article that prints the same words."""

from __future__ import annotations

from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer, edit
from bot.handlers.briefs import LONGEST, render_found
from bot.keyboards import ShowPrintings
from bot.messages import render_notice, render_printings, render_withdrawn
from briefs.model import Withdrawn


async def about(update: Update, context: BriefsContext) -> None:
    """/about NAME: what others said about somebody."""
    desk = context.desk
    if not context.typed:
        usage = render_notice("usage", what="a name or an office", example="/about Stoltenberg")
        await answer(update, context, usage)
        return
    found = await desk.read(desk.newsroom.said_of, context.typed[:LONGEST], now=desk.now)
    await answer(update, context, render_found(found, desk.progress))


async def show_printings(update: Update, context: BriefsContext, action: ShowPrintings) -> None:
    """A page of the articles: in place of the page its button was under, else on its own."""
    desk = context.desk
    found = await desk.read(desk.newsroom.printings_of, action.quotation_id, offset=action.offset)
    message = render_withdrawn() if isinstance(found, Withdrawn) else render_printings(found)
    await (edit if action.turns else answer)(update, context, message)
