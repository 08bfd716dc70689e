"""What every bot answers: /start, /help, /privacy, /cancel, plain text, and what is no command."""

from __future__ import annotations

import re

from rapidfuzz import process
from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer, destination_of
from bot.handlers.audience import is_group, may_change_settings, usable_commands
from bot.handlers.briefs import ask, show_briefing, show_context
from bot.handlers.comparing import compare_plainly
from bot.handlers.listings import list_people, list_topics
from bot.handlers.wishes import command_meant
from bot.keyboards import (
    ListPeople,
    ListTopics,
    ShowBriefing,
    ShowContext,
    decode_link,
    start_keyboard,
)
from bot.messages import Message, render_notice

#: Words that ask nothing: searched for, they would be found in somebody's mouth.
GREETINGS = frozenset(
    {"hi", "hello", "hey", "hallo", "good morning", "good evening", "good day", "thanks", "bye"}
    | {"thank you", "thank you very much", "many thanks", "ok", "okay", "yes", "no", "goodbye"}
)

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
        case ListPeople() as action:
            await list_people(update, context, action)
        case ListTopics() as action:
            await list_topics(update, context, action)
        case _:
            await answer(update, context, await _greeting(update, context))


async def _resume(update: Update, context: BriefsContext) -> None:
    chat, desk = update.effective_chat, context.desk
    if chat is not None and await may_change_settings(update, context):
        await desk.write(desk.newsroom.resume, chat.id, now=desk.now)


async def _greeting(update: Update, context: BriefsContext) -> Message:
    """With examples to tap. A digest is offered to whoever has none and may have one here."""
    desk = context.desk
    subscription = await desk.read(desk.newsroom.subscription, destination_of(update))
    may_subscribe = subscription is None and await may_change_settings(update, context)
    keyboard = start_keyboard(
        await desk.read(desk.newsroom.examples),
        at=desk.settings.digest_time if may_subscribe else None,
        has_digest=subscription is not None,
    )
    return render_notice(
        "start",
        keyboard,
        subscription=subscription,
        may_subscribe=may_subscribe,
        is_group=is_group(update),
    )


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
    meant = command_meant(question, usable_commands(update, context))
    if meant is not None:
        command, context.args = meant
        await command.handler(update, context)
    elif not any(map(str.isalnum, question)) or _is_greeting(question):
        await help_(update, context)
    elif not await compare_plainly(update, context, question):
        await ask(update, context, question)


def _is_greeting(text: str) -> bool:
    return re.sub(r"[\W_]+", " ", text).strip().lower() in GREETINGS


async def no_text(update: Update, context: BriefsContext) -> None:
    """A picture, a sticker, a voice message."""
    await answer(update, context, render_notice("no_text"))
