"""The keyboards of the daily digest: what stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from telegram import InlineKeyboardMarkup

from bot.keyboards.actions import (
    EndDigest,
    ReadOn,
    Screen,
    SetDigest,
    ShowBriefing,
    ShowLess,
    ShowSettings,
)
from bot.keyboards.briefings import contexts
from bot.keyboards.layout import Row, button, markup
from briefs.model import Card, Subject

_LATEST: Final = Subject()


def digest_keyboard(
    cards: Sequence[Card], *, more: int, cut: str | None
) -> InlineKeyboardMarkup | None:
    """Contexts, what found no room, and the settings. `cut`: the id of a card shown in part."""
    foot = [
        [button("Change hour", ShowSettings(Screen.HOURS)), button("Less like this", ShowLess())],
        [button("Settings", ShowSettings()), button("Unsubscribe", EndDigest())],
    ]
    return markup([*_body(cards, more, cut), *foot])


def edition_keyboard(
    cards: Sequence[Card], *, more: int, cut: str | None, is_subscribed: bool
) -> InlineKeyboardMarkup | None:
    """The same under an edition that was asked for: it is no delivery, and may be a first look."""
    to_it = (
        button("Settings", ShowSettings()) if is_subscribed else button("Subscribe", SetDigest())
    )
    return markup([*_body(cards, more, cut), [to_it]])


def _body(cards: Sequence[Card], more: int, cut: str | None) -> list[Row]:
    rows = [*contexts(cards)]
    if cut is not None:
        rows.append([button("Read on", ReadOn(cut, 1))])
    if more:
        rows.append([button(f"{more} more", ShowBriefing(_LATEST))])
    return rows
