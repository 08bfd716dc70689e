"""What a bot offers for an inline query: the results of `answerInlineQuery`, read and checked.

Only articles with a text to send are played; of everything else the sandbox says that it is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent
from telegram.constants import (
    InlineQueryLimit,
    InlineQueryResultLimit,
    InlineQueryResultsButtonLimit,
    InlineQueryResultType,
)

from bot.sandbox.errors import bad_request, not_played
from bot.sandbox.formatting import FormattedText, read_message_text
from bot.sandbox.keyboards import Keyboard, read_inline_keyboard
from bot.sandbox.rules import read_object

_ALPHABET: Final = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """One result: how the list shows it, and the message it becomes when somebody chooses it."""

    id: str
    title: str
    description: str
    body: FormattedText
    keyboard: Keyboard | None
    extra: dict[str, Any]  #: further fields of the message

    def as_json(self) -> dict[str, str]:
        """As the chat page lists it."""
        return {"id": self.id, "title": self.title, "description": self.description}


@dataclass(kw_only=True, slots=True)
class InlineQuery:
    """What somebody typed behind the bot's name, and what was offered for it once it was."""

    id: str
    user_id: int
    asked: float
    offers: dict[str, Offer] | None = None  #: by id; None while there is no answer


def read_offers(results: Sequence[object]) -> dict[str, Offer]:
    """The results by their ids, in order."""
    if len(results) > InlineQueryLimit.RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    offers: dict[str, Offer] = {}
    for result in results:
        offer = _read_offer(result)
        if offer.id in offers:
            raise bad_request("RESULT_ID_DUPLICATE")
        offers[offer.id] = offer
    return offers


def check_next_offset(next_offset: str) -> None:
    """An offset that a client can bring back."""
    if len(next_offset.encode()) > InlineQueryLimit.MAX_OFFSET_LENGTH:
        raise bad_request("NEXT_OFFSET_INVALID")


def read_results_button(button: dict[str, Any] | None) -> dict[str, Any] | None:
    """The button above the results, which leads to the private chat."""
    if not button:
        return None
    read = read_object(InlineQueryResultsButton, button, "button")
    if read.web_app is not None:
        raise not_played("a button with web_app")
    if not read.text.strip():
        raise bad_request("SWITCH_PM_TEXT_EMPTY")
    limit = InlineQueryResultsButtonLimit.MAX_START_PARAMETER_LENGTH
    start = read.start_parameter or ""
    if not _ALPHABET.fullmatch(start) or len(start) > limit:
        raise bad_request("START_PARAM_INVALID")
    return button


def _read_offer(result: object) -> Offer:
    if not isinstance(result, dict):
        raise bad_request("can't parse inline query result: it must be an Object")
    given = dict(result)
    kind = given.pop("type", None)
    if kind != InlineQueryResultType.ARTICLE:
        raise not_played(f"inline results of the type {kind!r:.30}")
    read = read_object(InlineQueryResultArticle, given, "results")
    if not InlineQueryResultLimit.MIN_ID_LENGTH <= len(read.id.encode()) <= _LONGEST_ID:
        raise bad_request("RESULT_ID_INVALID")
    if not read.title.strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    body, extra = _read_content(given["input_message_content"])
    return Offer(
        id=read.id,
        title=read.title,
        description=read.description or "",
        body=body,
        keyboard=_read_keyboard(given.get("reply_markup")),
        extra=extra,
    )


_LONGEST_ID: Final = int(InlineQueryResultLimit.MAX_ID_LENGTH)


def _read_content(content: dict[str, Any]) -> tuple[FormattedText, dict[str, Any]]:
    """The message to send, held to the limits of any message."""
    if "message_text" not in content:
        raise not_played("inline results that are no text")
    read = read_object(InputTextMessageContent, content, "input_message_content")
    body = read_message_text(
        read.message_text, parse_mode=content.get("parse_mode"), entities=content.get("entities")
    )
    preview = content.get("link_preview_options")
    return body, {"link_preview_options": preview} if preview else {}


def _read_keyboard(markup: dict[str, Any] | None) -> Keyboard | None:
    """A message sent this way is in a chat that the bot may not know: links work there."""
    keyboard = read_inline_keyboard(markup)
    for row in keyboard["inline_keyboard"] if keyboard else ():
        if any("callback_data" in button for button in row):
            raise not_played("callback buttons under inline results")
    return keyboard
