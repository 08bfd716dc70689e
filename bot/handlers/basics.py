"""What every bot answers: /start, /help, /privacy, /cancel, plain text, and what is no command."""

from __future__ import annotations

import re

from rapidfuzz import process
from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer
from bot.handlers.audience import is_group, may_change_settings, usable_commands
from bot.handlers.briefs import ask, show_briefing, show_context
from bot.keyboards import ShowBriefing, ShowContext, decode_link, start_keyboard
from bot.messages import render_notice

#: A misspelt command is recognised from this likeness on.
LIKENESS = 55


async def start(update: Update, context: BriefsContext) -> None:
    """/start: a greeting, or what a deep link points at. A paused digest comes again."""
    await _resume(update, context)
    match decode_link(context.typed):
        case ShowBriefing() as action:
            await show_briefing(update, context, action)
        case ShowContext() as action:
            await show_context(update, context, action)
        case _:
            keyboard = start_keyboard(context.desk.settings.digest_time)
            await answer(update, context, render_notice("start", keyboard))


async def _resume(update: Update, context: BriefsContext) -> None:
    chat, desk = update.effective_chat, context.desk
    if chat is not None and await may_change_settings(update, context):
        await desk.write(desk.newsroom.resume, chat.id, now=desk.now)


async def help_(update: Update, context: BriefsContext) -> None:
    """/help: every command the reader may use here."""
    message = render_notice(
        "help",
        commands=usable_commands(update, context),
        is_group=is_group(update),
        username=context.bot.username,
    )
    await answer(update, context, message)


async def privacy(update: Update, context: BriefsContext) -> None:
    """/privacy: exactly what is stored, and for how long."""
    await answer(update, context, render_notice("privacy"))


async def cancel(update: Update, context: BriefsContext) -> None:
    """/cancel: there is never anything under way."""
    await answer(update, context, render_notice("cancel"))


async def unknown_command(update: Update, context: BriefsContext) -> None:
    """A command that is not ours: the nearest one is named."""
    message = update.effective_message
    typed = re.match(r"/([^\s@]*)", message.text or "" if message else "")
    name = typed[1] if typed else ""
    known = [each.name for each in usable_commands(update, context)]
    best = process.extractOne(name.lower(), known, score_cutoff=LIKENESS)
    nearest = best[0] if best else None
    await answer(update, context, render_notice("unknown_command", typed=name, nearest=nearest))


async def plain_text(update: Update, context: BriefsContext) -> None:
    """A question in plain words; the bot's own name in it is not part of the question."""
    message = update.message
    assert message is not None
    mention = re.compile(rf"@{re.escape(context.bot.username)}\b", re.IGNORECASE)
    question = " ".join(mention.sub(" ", message.text or "").split())
    if question:
        await ask(update, context, question)
    else:
        await help_(update, context)


async def no_text(update: Update, context: BriefsContext) -> None:
    """A picture, a sticker, a voice message."""
    await answer(update, context, render_notice("no_text"))
