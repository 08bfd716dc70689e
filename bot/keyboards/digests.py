"""The keyboards of the daily digest: what stands below it."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from bot.keyboards.actions import (
    EndDigest,
    ReadOn,
    Screen,
    SetDigest,
    ShowLeftovers,
    ShowLess,
    ShowSettings,
)
from bot.keyboards.briefings import contexts
from bot.keyboards.layout import Row, button, markup
from briefs.model import Card, Leftovers
from briefs.newsroom import PAGE


def digest_keyboard(
    cards: Sequence[Card], *, more: int, cut: str | None, delivery: int | None
) -> InlineKeyboardMarkup | None:
    """Contexts, what found no room, and the settings. `cut`: the id of a card shown in part."""
    foot = [
        [button("Change hour", ShowSettings(Screen.HOURS)), button("Less like this", ShowLess())],
        [button("Settings", ShowSettings()), button("Unsubscribe", EndDigest())],
    ]
    return markup([*_body(cards, more, cut, delivery), *foot])


def edition_keyboard(
    cards: Sequence[Card],
    *,
    more: int,
    cut: str | None,
    delivery: int | None,
    is_subscribed: bool,
) -> InlineKeyboardMarkup | None:
    """The same under an edition that was asked for: it is no delivery, and may be a first look."""
    to_it = (
        button("Settings", ShowSettings()) if is_subscribed else button("Subscribe", SetDigest())
    )
    return markup([*_body(cards, more, cut, delivery), [to_it]])


def leftovers_keyboard(
    found: Leftovers, shown: Sequence[Card], *, counted: int, is_cut: bool
) -> InlineKeyboardMarkup | None:
    """A way to the context of each, on with the one that was cut, and to the other pages."""
    rows = [*contexts(shown, found.offset)]
    if is_cut:
        rows.append([button("Read on", ReadOn(shown[0].id, 1))])
    turns: Row = []
    end = found.offset + len(shown)
    if found.offset > 0:
        before = max(0, found.offset - PAGE)
        turns.append(button("‹ Back", _turned(found, counted, before)))
    if end < found.total and shown:
        turns.append(button(f"More ({found.total - end:,}) ›", _turned(found, counted, end)))
    return markup([*rows, turns])


def _turned(found: Leftovers, counted: int, offset: int) -> ShowLeftovers:
    return ShowLeftovers(found.delivery, counted, offset, turns=True)


def _body(cards: Sequence[Card], more: int, cut: str | None, delivery: int | None) -> list[Row]:
    rows = [*contexts(cards)]
    if cut is not None:
        rows.append([button("Read on", ReadOn(cut, 1))])
    if more:
        rows.append([button(f"{more} more", ShowLeftovers(delivery, more))])
    return rows
