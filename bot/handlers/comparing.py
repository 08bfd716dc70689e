"""Two people side by side: /compare, and "compare … and …" in plain words."""

from __future__ import annotations

import re
from typing import Final

from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer
from bot.handlers.briefs import LONGEST, render_found
from bot.messages import Message, render_comparison, render_notice
from briefs.model import Choice, Comparison

_PLAIN: Final = re.compile(r"\s*(?:please )?compare\s+(?P<pair>\S.*\S)\s*", re.IGNORECASE)

_USAGE: Final = "/compare Biden | Stoltenberg on Russia"


async def compare(update: Update, context: BriefsContext) -> None:
    """/compare A | B [on TOPIC]: what both said, side by side."""
    await answer(update, context, await _compare(context, context.typed[:LONGEST]))


def asks_to_compare(text: str) -> bool:
    """Whether a plain question is one for `compare_plainly`."""
    return _PLAIN.fullmatch(text) is not None


async def compare_plainly(update: Update, context: BriefsContext, question: str) -> None:
    """As in: compare Biden and Stoltenberg on Russia."""
    found = _PLAIN.fullmatch(question[:LONGEST])
    pair = found["pair"] if found else ""
    await answer(update, context, await _compare(context, pair))


async def _compare(context: BriefsContext, pair: str) -> Message:
    desk = context.desk
    found = await desk.read(desk.newsroom.compare, pair, now=desk.now)
    match found:
        case None:
            return render_notice("usage", what="two names", example=_USAGE)
        case Comparison():
            return render_comparison(found)
        case Choice():
            return render_notice("which_side", choice=found)
    return render_found(found, desk.progress)
