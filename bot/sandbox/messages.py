"""The methods that write: messages, edits, deletions, answers to pressed buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import LinkPreviewOptions, ReplyParameters
from telegram.constants import CallbackQueryLimit

from bot.sandbox.cast import BOT
from bot.sandbox.errors import bad_request, not_played
from bot.sandbox.formatting import FormattedText, read_message_text
from bot.sandbox.html import utf16_length
from bot.sandbox.keyboards import Keyboard, read_inline_keyboard
from bot.sandbox.rules import read_object
from bot.sandbox.state import Chat, Json, Message, State

_DELETABLE_FOR = 48 * 3600
#: Seconds; Telegram gives no figure, bots report about this.
QUERY_EXPIRES_AFTER = 15


def send_message(
    state: State,
    *,
    chat_id: int | str,
    text: str,
    parse_mode: str | None = None,
    entities: Sequence[object] | None = None,
    link_preview_options: Json | None = None,
    disable_notification: bool | None = None,  # noqa: ARG001  nothing makes a sound here
    protect_content: bool | None = None,
    message_thread_id: int | None = None,
    reply_parameters: Json | None = None,
    reply_markup: Json | None = None,
) -> Json:
    """A new message of the bot."""
    chat = state.get_writable_chat(chat_id, message_thread_id)
    body = read_message_text(text, parse_mode=parse_mode, entities=entities)
    keyboard = read_inline_keyboard(reply_markup)
    extra = _read_preview(link_preview_options)
    if protect_content:
        extra["has_protected_content"] = True
    replied = _read_reply(chat, reply_parameters)
    state.count_send(chat)
    message = state.post(chat, BOT, body, keyboard=keyboard, reply_to=replied, extra=extra)
    return message.as_json()


def edit_message_text(
    state: State,
    *,
    text: str,
    chat_id: int | str | None = None,
    message_id: int | None = None,
    parse_mode: str | None = None,
    entities: Sequence[object] | None = None,
    link_preview_options: Json | None = None,
    reply_markup: Json | None = None,
) -> Json:
    """New text for a message of the bot; a keyboard that is not given again is taken away."""
    message = _get_own_message(state, chat_id, message_id)
    body = read_message_text(text, parse_mode=parse_mode, entities=entities)
    keyboard = read_inline_keyboard(reply_markup)
    extra = message.extra | _read_preview(link_preview_options)
    return _change(state, message, body, keyboard, extra)


def edit_message_reply_markup(
    state: State,
    *,
    chat_id: int | str | None = None,
    message_id: int | None = None,
    reply_markup: Json | None = None,
) -> Json:
    """New buttons under a message of the bot, or none."""
    message = _get_own_message(state, chat_id, message_id)
    return _change(state, message, message.body, read_inline_keyboard(reply_markup), message.extra)


def delete_message(state: State, *, chat_id: int | str, message_id: int) -> bool:
    """Take a message away: an own one, or a reader's in a private chat; not after 48 hours."""
    chat = state.get_chat(chat_id)
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("message to delete not found")
    foreign = chat.is_group and message.sender is not BOT
    if foreign or state.now() - message.date > _DELETABLE_FOR:
        raise bad_request("message can't be deleted")
    del chat.messages[message_id]
    state.events.add("deleted", chat_id=chat.id, message_id=message_id)
    return True


def answer_callback_query(
    state: State,
    *,
    callback_query_id: str,
    text: str | None = None,
    show_alert: bool | None = None,
    cache_time: int | None = None,
) -> bool:
    """Let a pressed button rest, with a line for the one who pressed it. Only once, and soon."""
    if text and utf16_length(text) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    query = state.queries.pop(callback_query_id, None)
    if query is None or state.now() - query.asked > QUERY_EXPIRES_AFTER:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    state.events.add(
        "answer",
        chat_id=query.chat_id,
        user_id=query.user_id,
        query_id=query.id,
        text=text or "",
        alert=bool(show_alert),
        cache_time=cache_time or 0,
    )
    return True


def _get_own_message(state: State, chat_id: int | str | None, message_id: int | None) -> Message:
    if chat_id is None or message_id is None:
        raise bad_request("message identifier is not specified")
    message = state.get_writable_chat(chat_id).messages.get(message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender is not BOT:
        raise bad_request("message can't be edited")
    return message


def _change(
    state: State,
    message: Message,
    body: FormattedText,
    keyboard: Keyboard | None,
    extra: dict[str, Any],
) -> Json:
    if (body, keyboard) == (message.body, message.keyboard):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are"
            " exactly the same as a current content and reply markup of the message"
        )
    state.count_send(message.chat)
    message.body, message.keyboard, message.extra = body, keyboard, extra
    message.edited = int(state.now())
    state.show(message)
    return message.as_json()


def _read_preview(options: Json | None) -> Json:
    if not options:
        return {}
    read_object(LinkPreviewOptions, options, "link_preview_options")
    return {"link_preview_options": options}


def _read_reply(chat: Chat, parameters: Json | None) -> Message | None:
    if not parameters:
        return None
    read = read_object(ReplyParameters, parameters, "reply_parameters")
    if unplayed := set(parameters) - {"message_id", "chat_id", "allow_sending_without_reply"}:
        raise not_played(f"reply_parameters with {min(unplayed)}")
    if read.chat_id not in (None, chat.id):
        raise not_played("replies to another chat")
    replied = chat.messages.get(read.message_id)
    if replied is None and not read.allow_sending_without_reply:
        raise bad_request("message to be replied not found")
    return replied
