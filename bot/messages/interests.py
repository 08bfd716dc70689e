"""The messages of what a chat follows and has muted."""

from __future__ import annotations

from collections.abc import Sequence

from bot import keyboards
from bot.keyboards import Change, Named
from bot.messages.templating import Message, fill
from briefs.model import Subscription


def render_interests(
    named: Sequence[Named], subscription: Subscription | None, page: int = 0
) -> Message:
    """A page of it in words, and as buttons that take it off the list."""
    pages = -(-len(named) // keyboards.INTERESTS_PAGE)
    page = min(page, max(pages - 1, 0))
    start = page * keyboards.INTERESTS_PAGE
    here = named[start : start + keyboards.INTERESTS_PAGE]
    text = fill("interests", named=here, subscription=subscription, page=page, pages=pages)
    return Message(text=text, keyboard=keyboards.interests_keyboard(named, page, subscription))


def render_changed(change: Change, named: Named, subscription: Subscription | None) -> Message:
    """What is followed or muted from now on, or neither."""
    text = fill("interest", change=change, named=named, subscription=subscription)
    return Message(text=text, keyboard=keyboards.changed_keyboard(subscription))


def render_offers(
    query: str, named: Sequence[Named], change: Change, *, unquoted: str | None = None
) -> Message:
    """Several may be meant, or nothing but the very words; of somebody `unquoted`, too."""
    text = fill("which_interest", query=query, named=named, change=change, unquoted=unquoted)
    return Message(text=text, keyboard=keyboards.offers_keyboard(named, change))


def render_less(named: Sequence[Named]) -> Message:
    """What a digest told, each to be muted."""
    return Message(
        text=fill("less", named=named), keyboard=keyboards.offers_keyboard(named, Change.MUTE)
    )
