"""What is stored about a chat: handed out as a file, and erased when that is asked for twice.

In a group both are for its administrators alone, like the settings that are stored.
"""

from __future__ import annotations

import json

from telegram import InputFile, Update

from bot.context import BriefsContext
from bot.handlers.answers import answer, destination_of, edit
from bot.handlers.audience import is_group, may_change_settings
from bot.keyboards import forget_keyboard
from bot.messages import Message, render_notice


async def export(update: Update, context: BriefsContext) -> None:
    """/export: all that is stored about this chat, as a JSON file."""
    if not await may_change_settings(update, context):
        await answer(update, context, _refusal("export"))
        return
    to, desk = destination_of(update), context.desk
    stored = await desk.read(desk.newsroom.export, to.chat_id)
    text = json.dumps(stored, ensure_ascii=False, indent=2, sort_keys=True)
    await context.bot.send_document(
        to.chat_id,
        InputFile(text.encode(), filename="nato-briefs.json"),
        caption=render_notice("export", is_group=is_group(update)).text,
        message_thread_id=to.thread_id or None,
    )


async def forget(update: Update, context: BriefsContext) -> None:
    """/forget: asks whether it is meant."""
    if not await may_change_settings(update, context):
        await answer(update, context, _refusal("forget"))
        return
    await answer(update, context, render_notice("forget", forget_keyboard(), erased=False))


async def press_forget(update: Update, context: BriefsContext) -> str | None:
    """It was meant: everything is erased at once."""
    if not await may_change_settings(update, context):
        return _refusal("forget").text
    desk = context.desk
    await desk.write(desk.newsroom.forget, destination_of(update).chat_id)
    await edit(update, context, render_notice("forget", erased=True))
    return None


def _refusal(command: str) -> Message:
    """For members of a group who are not in charge of it."""
    return render_notice("admins_only", is_group=True, command=command)
