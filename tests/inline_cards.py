"""The quotations that are sent to other chats, among the messages, each with its edges."""

from __future__ import annotations

from collections.abc import Callable

from bot.messages import Message, render_inline
from briefs.model import Card, QuotationKind
from tests.briefings import INFERRED, a_card

TOO_LONG = "Each ally decides for itself what it can give. " * 100


def _sent(card: Card) -> Message:
    return render_inline(card, "briefs_bot").message


INLINE_CARDS: dict[str, Callable[[], Message | None]] = {
    "inline": lambda: _sent(a_card()),
    "inline-of-nobody": lambda: _sent(
        a_card("Nobody asked us.", by=(), role=None, publisher=None, published=None)
    ),
    "inline-of-two": lambda: _sent(
        a_card("We agree.", by=("Jens Stoltenberg", "Antony Blinken"), published=INFERRED)
    ),
    "inline-in-pieces": lambda: _sent(
        a_card("ready", "to decide", kind=QuotationKind.MIXED, title="")
    ),
    "inline-too-long": lambda: _sent(a_card(TOO_LONG)),
}
