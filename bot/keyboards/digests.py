"""The keyboards of the daily digest: the way to one, its settings, and what stands below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from telegram import InlineKeyboardMarkup

from bot.keyboards.actions import (
    EndDigest,
    ListPeople,
    ListTopics,
    ReadOn,
    SetDigest,
    ShowBriefing,
    ShowSettings,
)
from bot.keyboards.briefings import contexts
from bot.keyboards.layout import button, markup
from briefs.model import Card, Subject

_LATEST: Final = Subject()


def start_keyboard(at: dt.time) -> InlineKeyboardMarkup | None:
    """What a newcomer can do without typing."""
    return markup(
        [
            [
                button("Latest", ShowBriefing(_LATEST)),
                button("People", ListPeople()),
                button("Topics", ListTopics()),
            ],
            [button(f"A digest each day at {at:%H:%M}", SetDigest())],
        ]
    )


def digest_keyboard(
    cards: Sequence[Card], *, more: int, cut: str | None
) -> InlineKeyboardMarkup | None:
    """Contexts, what found no room, and the settings. `cut`: the id of a card shown in part."""
    rows = [*contexts(cards)]
    if cut is not None:
        rows.append([button("Read on", ReadOn(cut, 1))])
    if more:
        rows.append([button(f"{more} more", ShowBriefing(_LATEST))])
    rows.append([button("Settings", ShowSettings()), button("Unsubscribe", EndDigest())])
    return markup(rows)
