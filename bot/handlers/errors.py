"""What a reader is told when a handler fails: a template by the kind of error, never its text.

That administrators hear of it, too, is left to whoever listens to the log: see bot/incidents.py.
"""

from __future__ import annotations

import logging
from typing import Final

from telegram import Update
from telegram.error import Forbidden, RetryAfter, TelegramError

from bot.context import BriefsContext
from bot.handlers.answers import answer
from bot.handlers.audience import word_of_chat
from bot.handlers.inline import offer_nothing
from bot.messages import render_notice
from bot.metrics import ErrorKind
from briefs.errors import InvalidQueryError, NotFoundError, StoreError

_LOG = logging.getLogger(__name__)

#: Those are the reader's doing, or time's, and no fault of the bot.
_EXPECTED: Final = frozenset({ErrorKind.GONE, ErrorKind.QUERY})
_TEMPLATES: Final = {
    ErrorKind.GONE: "error_gone",
    ErrorKind.QUERY: "error_query",
    ErrorKind.STORE: "error_store",
}


async def handle_error(update: object, context: BriefsContext) -> None:
    """Log the error, and tell the reader who ran into it. The update counts as handled."""
    error, where = context.error, update if isinstance(update, Update) else None
    kind = _kind(error)
    context.desk.metrics.errors.labels(kind.value).inc()
    if kind is ErrorKind.BLOCKED:
        if where is not None:
            await _pause(where, context)
        return
    _log(error, kind, context.desk.pseudonyms.word(where.update_id if where else None))
    if where is not None and not isinstance(error, RetryAfter):
        await _tell(where, context, kind)


def _kind(error: Exception | None) -> ErrorKind:
    match error:
        case NotFoundError():
            return ErrorKind.GONE
        case InvalidQueryError():
            return ErrorKind.QUERY
        case StoreError():
            return ErrorKind.STORE
        case Forbidden():
            return ErrorKind.BLOCKED
        case TelegramError():
            return ErrorKind.TELEGRAM
        case _:
            return ErrorKind.OTHER


def _log(error: Exception | None, kind: ErrorKind, word: str) -> None:
    if kind is ErrorKind.STORE:
        # The sentence says what to do; what led to it is for whoever changes the code.
        trace = error if _LOG.isEnabledFor(logging.DEBUG) else None
        _LOG.error(
            "The store failed update %s: %s", word, error, exc_info=trace, extra={"update": word}
        )
        return
    expected = kind in _EXPECTED
    _LOG.log(
        logging.INFO if expected else logging.ERROR,
        "Update %s failed: %s",
        word,
        type(error).__name__,
        exc_info=None if expected else error,
        extra={"update": word},
    )


async def _tell(update: Update, context: BriefsContext, kind: ErrorKind) -> None:
    if update.inline_query is not None:
        await offer_nothing(update, context)
    if update.effective_chat is None:
        return
    try:
        await answer(update, context, render_notice(_TEMPLATES.get(kind, "error_other")))
    except TelegramError as exc:
        _LOG.warning("The reader could not be told: %s", exc)


async def _pause(update: Update, context: BriefsContext) -> None:
    """The chat cannot be written to any more."""
    if (chat := update.effective_chat) is not None:
        await context.desk.write(context.desk.newsroom.pause, chat.id)
        word = word_of_chat(update, context)
        _LOG.info("Chat %s cannot be written to; its digest is paused.", word)
