"""The keyboards of the daily digest: what stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from telegram import InlineKeyboardMarkup

from bot.keyboards.actions import (
    EndDigest,
    ReadOn,
    Screen,
    ShowBriefing,
    ShowLess,
    ShowSettings,
)
from bot.keyboards.briefings import contexts
from bot.keyboards.layout import button, markup
from briefs.model import Card, Subject

_LATEST: Final = Subject()


def digest_keyboard(
    cards: Sequence[Card], *, more: int, cut: str | None
) -> InlineKeyboardMarkup | None:
    """Contexts, what found no room, and the settings. `cut`: the id of a card shown in part."""
    rows = [*contexts(cards)]
    if cut is not None:
        rows.append([button("Read on", ReadOn(cut, 1))])
    if more:
        rows.append([button(f"{more} more", ShowBriefing(_LATEST))])
    rows += [
        [button("Change hour", ShowSettings(Screen.HOURS)), button("Less like this", ShowLess())],
        [button("Settings", ShowSettings()), button("Unsubscribe", EndDigest())],
    ]
    return markup(rows)
