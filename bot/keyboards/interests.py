"""The keyboards of what a chat follows and has muted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from telegram import InlineKeyboardMarkup

from bot.keyboards.actions import (
    Change,
    Forget,
    ListInterests,
    SetDigest,
    SetInterest,
    SetPreference,
    ShowSettings,
    Wish,
)
from bot.keyboards.layout import Row, button, in_rows, markup, pages
from briefs.model import Interest, Subscription

#: On one page; each has a row of its own, as two would be clipped on a phone.
INTERESTS_PAGE: Final = 10

#: An interest and what it is called.
Named = tuple[Interest, str]

_VERBS: Final = {Change.FOLLOW: "Follow", Change.MUTE: "Mute", Change.REMOVE: "✕"}


def interests_keyboard(
    named: Sequence[Named], page: int, subscription: Subscription | None
) -> InlineKeyboardMarkup | None:
    """Each to be taken off the list; whether anything else comes, too; back to the settings."""
    here = named[page * INTERESTS_PAGE : (page + 1) * INTERESTS_PAGE]
    rows = [_row(Change.REMOVE, each) for each in here]
    turns = pages(len(named), INTERESTS_PAGE, page, lambda to: ListInterests(to, turns=True))
    if subscription is None:
        return markup([*rows, turns, [button("Subscribe", SetDigest())]])
    only = subscription.preferences.only_followed
    label = "Send the rest as well" if only else "Send only what I follow"
    follows = any(not interest.muted for interest, _ in named)
    choice = [button(label, SetPreference(Wish.ONLY_FOLLOWED, "0" if only else "1"))]
    back = [button("‹ Settings", ShowSettings(turns=True))]
    return markup([*rows, turns, choice if follows or only else [], back])


def offers_keyboard(named: Sequence[Named], change: Change) -> InlineKeyboardMarkup | None:
    """One button for each that may be meant."""
    return markup([_row(change, each) for each in named])


def changed_keyboard(subscription: Subscription | None) -> InlineKeyboardMarkup | None:
    """To the list; and to a digest, without which following brings nothing."""
    subscribe = [button("Subscribe", SetDigest())] if subscription is None else []
    return markup([[button("All I follow", ListInterests()), *subscribe]])


def forget_keyboard() -> InlineKeyboardMarkup | None:
    """The one button that erases."""
    return markup(in_rows([button("Erase everything", Forget())], 1))


def _row(change: Change, named: Named) -> Row:
    interest, label = named
    text = f"“{label}”" if interest.kind == "words" else label
    return [button(f"{_VERBS[change]} {text}", SetInterest(change, interest.kind, interest.value))]
