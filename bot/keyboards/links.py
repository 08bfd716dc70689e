"""Buttons that are links: they work in chats that the bot is not in."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.helpers import create_deep_linked_url

from bot.keyboards.actions import ShowContext
from bot.keyboards.codes import encode_link


def open_keyboard(quotation_id: str, username: str) -> InlineKeyboardMarkup:
    """From a quotation in any chat to where it stands, in the reader's own chat with the bot."""
    url = create_deep_linked_url(username, encode_link(ShowContext(quotation_id)))
    return InlineKeyboardMarkup([[InlineKeyboardButton("Open in the bot", url=url)]])
