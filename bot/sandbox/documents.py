"""Files: one that comes with a call, and the message it becomes."""

from __future__ import annotations

from telegram import ReplyParameters
from telegram.constants import MessageLimit

from bot.sandbox.cast import BOT
from bot.sandbox.errors import bad_request
from bot.sandbox.formatting import FormattedText, read_message_text
from bot.sandbox.html import utf16_length
from bot.sandbox.keyboards import read_inline_keyboard
from bot.sandbox.rules import Upload, read_object
from bot.sandbox.state import Json, State


def send_document(
    state: State,
    *,
    chat_id: int | str,
    document: Upload,
    caption: str | None = None,
    parse_mode: str | None = None,
    disable_notification: bool | None = None,  # noqa: ARG001  nothing makes a sound here
    message_thread_id: int | None = None,
    reply_parameters: Json | None = None,
    reply_markup: Json | None = None,
) -> Json:
    """A file of the bot's, with a line below it."""
    chat = state.get_writable_chat(chat_id, message_thread_id)
    if not document.content:
        raise bad_request("file must be non-empty")
    body = _read_caption(caption, parse_mode)
    keyboard = read_inline_keyboard(reply_markup)
    replied = None
    if reply_parameters:
        read = read_object(ReplyParameters, reply_parameters, "reply_parameters")
        replied = chat.messages.get(read.message_id)
    state.count_send(chat)
    file: Json = {
        "file_id": f"file{chat.last_id + 1}",
        "file_unique_id": f"file{chat.id}x{chat.last_id + 1}",
        "file_name": document.name,
        "mime_type": document.kind,
        "file_size": len(document.content),
    }
    extra: Json = {"document": file}
    message = state.post(chat, BOT, body, keyboard=keyboard, reply_to=replied, extra=extra)
    state.files[message.chat.id, message.id] = document.content
    return message.as_json()


def _read_caption(caption: str | None, parse_mode: str | None) -> FormattedText:
    if not caption:
        return FormattedText(text="", entities=())
    body = read_message_text(caption, parse_mode=parse_mode)
    if utf16_length(body.text) > MessageLimit.CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return body
