"""Sending and editing messages, with the fallbacks that Telegram makes necessary.

Markup that Telegram refuses goes out once more as plain text. A flood limit is waited for when that
is short, and so is a Telegram that cannot be reached; the worker of this one chat waits, and no
other.
"""

from __future__ import annotations

import logging
from asyncio import sleep
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar

import telegram
from telegram import LinkPreviewOptions, Update
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from bot.context import BriefsContext
from bot.messages import Message, as_plain_text
from bot.outcomes import is_telegrams_fault, never_left, wait_of
from briefs.model import Destination

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")

#: The longest flood limit an answer waits for, in seconds. Longer ones are for a digest to wait.
PATIENCE: Final = 30

#: Seconds before a call is repeated that did not reach Telegram, or met an error of its own.
BACKOFF: Final = (1, 5)

_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


def destination_of(update: Update) -> Destination:
    """The chat an update came from and, in a forum, the topic. General is no topic of its own."""
    chat, message = update.effective_chat, update.effective_message
    thread = None
    if isinstance(message, telegram.Message) and message.is_topic_message:
        thread = message.message_thread_id
    return Destination(chat_id=chat.id if chat else 0, thread_id=thread or 0)


async def answer(update: Update, context: BriefsContext, message: Message) -> telegram.Message:
    """Send a message where the update came from; in a group, as a reply to who asked.

    A group that became a supergroup in between takes its digest along, and is answered there.
    """
    destination, reply = destination_of(update), _asked_in_group(update)
    try:
        return await _send(context, destination, message, reply)
    except ChatMigrated as exc:
        desk = context.desk
        await desk.write(desk.newsroom.migrate_chat, destination.chat_id, exc.new_chat_id)
        return await _send(context, Destination(chat_id=exc.new_chat_id), message, None)


def _asked_in_group(update: Update) -> telegram.ReplyParameters | None:
    asked = update.message
    if asked is None or asked.chat.type not in {ChatType.GROUP, ChatType.SUPERGROUP}:
        return None
    return telegram.ReplyParameters(asked.message_id, allow_sending_without_reply=True)


async def _send(
    context: BriefsContext,
    destination: Destination,
    message: Message,
    reply: telegram.ReplyParameters | None,
) -> telegram.Message:
    async def send(text: str, parse_mode: str | None) -> telegram.Message:
        return await context.bot.send_message(
            destination.chat_id,
            text,
            parse_mode=parse_mode,
            message_thread_id=destination.thread_id or None,
            reply_markup=message.keyboard,
            reply_parameters=reply,
            link_preview_options=_NO_PREVIEW,
        )

    return await _in_html_or_plain(message, send)


async def edit(update: Update, context: BriefsContext, message: Message) -> None:
    """Turn the message a pressed button is under into another."""
    query = update.callback_query
    assert query is not None
    if not isinstance(query.message, telegram.Message):
        await answer(update, context, message)  # too old to be edited
        return
    await replace(query.message, message)


async def replace(old: telegram.Message, message: Message) -> None:
    """Edit one of our own messages. Being the same already is no error."""

    async def send(text: str, parse_mode: str | None) -> object:
        return await old.edit_text(
            text,
            parse_mode=parse_mode,
            reply_markup=message.keyboard,
            link_preview_options=_NO_PREVIEW,
        )

    try:
        await _in_html_or_plain(message, send)
    except BadRequest as exc:
        if "not modified" not in exc.message.lower():
            raise


async def _in_html_or_plain(
    message: Message, send: Callable[[str, str | None], Awaitable[_T]]
) -> _T:
    try:
        return await patiently(send, message.text, ParseMode.HTML)
    except BadRequest as exc:
        if "can't parse entities" not in exc.message.lower():
            raise
        _LOG.error("Telegram refused the markup of a message: %s", exc.message)
        return await patiently(send, as_plain_text(message.text), None)


async def patiently(call: Callable[..., Awaitable[_T]], *args: Any) -> _T:
    """The call; again after a short flood limit, and while Telegram is not there to take it.

    An error of Telegram's own may hide a success. Unlike a digest, an answer may come twice.
    """
    for seconds in BACKOFF:
        try:
            return await call(*args)
        except TelegramError as exc:
            wait = _wait_before_repeating(exc, seconds)
            if wait is None:
                raise
            _log_wait(exc, wait)
            await sleep(wait)
    return await call(*args)


def _log_wait(error: TelegramError, wait: float) -> None:
    """A flood limit is everyday life in a busy group, and the metrics count each."""
    if isinstance(error, RetryAfter):
        _LOG.info("Flood limit: waiting %.0f s.", wait)
    else:
        _LOG.warning("%s: trying again in %.0f s.", type(error).__name__, wait)


def _wait_before_repeating(error: TelegramError, backoff: float) -> float | None:
    """Seconds; None for an error that repeating does not mend, or that may have arrived."""
    if isinstance(error, RetryAfter):
        wait = wait_of(error).total_seconds()
        return wait if wait <= PATIENCE else None
    return backoff if never_left(error) or is_telegrams_fault(error) else None
