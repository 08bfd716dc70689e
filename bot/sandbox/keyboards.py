"""Inline keyboards: what Telegram accepts, and what it keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from telegram import InlineKeyboardButton
from telegram.constants import (
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    KeyboardButtonStyle,
)

from bot.sandbox.errors import bad_request, not_played
from bot.sandbox.rules import read_object

#: A keyboard as JSON carries it.
Keyboard = dict[str, Any]

_PLAYED_ACTIONS = frozenset({"callback_data", "url", "copy_text"})
_ACTIONS = _PLAYED_ACTIONS | {
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "callback_game",
    "pay",
}


def read_inline_keyboard(markup: Mapping[str, Any] | None) -> Keyboard | None:
    """The keyboard a message will carry; None for none, and for one without buttons."""
    if not markup:
        return None
    if set(markup) != {"inline_keyboard"}:
        raise not_played(f"reply_markup with {', '.join(sorted(markup))}")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard: rows must be Arrays of buttons")
    kept = [[_read_button(button) for button in row] for row in rows if row]
    _check_size(kept)
    return {"inline_keyboard": kept} if kept else None


def _check_size(rows: list[list[Keyboard]]) -> None:
    buttons = sum(len(row) for row in rows)
    widest = max((len(row) for row in rows), default=0)
    if (
        buttons > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER
        or widest > InlineKeyboardMarkupLimit.BUTTONS_PER_ROW
    ):
        raise bad_request("reply markup is too long")


def _read_button(button: object) -> Keyboard:
    read = read_object(InlineKeyboardButton, button, "inline_keyboard")
    assert isinstance(button, dict), "or it would not have been read"
    given: Keyboard = {field: value for field, value in button.items() if value is not None}
    if not isinstance(read.text, str) or not read.text.strip():
        raise _refused('Field "text" must be a String that is not empty')
    actions = _ACTIONS & given.keys()
    if not actions:
        raise _refused("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _refused(f"only one of {', '.join(sorted(actions))} may be used")
    if unplayed := actions - _PLAYED_ACTIONS:
        raise not_played(f"buttons with {min(unplayed)}")
    _check_action(given)
    if given.get("style", KeyboardButtonStyle.PRIMARY) not in set(KeyboardButtonStyle):
        raise _refused(f"unknown style {given['style']!r}")
    return given


def _check_action(button: Keyboard) -> None:
    data = button.get("callback_data")
    # Bytes, not characters: the limit that passes every test in English and fails in Cyrillic.
    if data is not None and (
        not isinstance(data, str)
        or len(data.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
        or len(data) < InlineKeyboardButtonLimit.MIN_CALLBACK_DATA
    ):
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and urlsplit(url).scheme not in ("http", "https", "tg"):
        raise bad_request(f"inline keyboard button URL {url!r} is invalid: Wrong HTTP URL")
    copied = button.get("copy_text")
    if (
        copied is not None
        and not 1 <= len(copied["text"]) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT
    ):
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _refused(what: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {what}")
