"""What a reader is told when a handler fails: a template by the kind of error, never its text."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import Forbidden, RetryAfter, TelegramError

from bot.context import BriefsContext
from bot.handlers.answers import answer
from bot.messages import render_notice
from briefs.errors import InvalidQueryError, NotFoundError, StoreError

_LOG = logging.getLogger(__name__)


async def handle_error(update: object, context: BriefsContext) -> None:
    """Log the error, and tell the reader who ran into it. The update counts as handled."""
    error = context.error
    where = update if isinstance(update, Update) else None
    if isinstance(error, Forbidden):
        await _pause(where, context)
        return
    expected = isinstance(error, (NotFoundError, InvalidQueryError))
    _LOG.log(
        logging.INFO if expected else logging.ERROR,
        "Update %s failed: %s",
        where.update_id if where else "?",
        type(error).__name__,
        exc_info=None if expected else error,
    )
    if where is not None and not isinstance(error, RetryAfter):
        await _tell(where, context, error)


async def _tell(update: Update, context: BriefsContext, error: Exception | None) -> None:
    if update.effective_chat is None:
        return
    try:
        await answer(update, context, render_notice(_template(error)))
    except TelegramError as exc:
        _LOG.warning("The reader could not be told: %s", exc)


def _template(error: Exception | None) -> str:
    match error:
        case NotFoundError():
            return "error_gone"
        case InvalidQueryError():
            return "error_query"
        case StoreError():
            return "error_store"
        case _:
            return "error_other"


async def _pause(update: Update | None, context: BriefsContext) -> None:
    """The chat cannot be written to any more."""
    chat = update.effective_chat if update else None
    if chat is not None:
        await context.desk.write(context.desk.newsroom.pause, chat.id)
        _LOG.info("Chat %s cannot be written to; its digest is paused.", chat.id)
