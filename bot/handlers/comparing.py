"""Two people side by side: /compare, and the same in plain words."""

from __future__ import annotations

import re
from typing import Final

from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer
from bot.handlers.briefs import LONGEST, render_found
from bot.keyboards import ShowComparison, pairings_keyboard
from bot.messages import Message, render_comparison, render_notice
from briefs.model import Comparison, NoMatch
from briefs.newsroom import WhichPair

_ON: Final = r"(?P<on> (?:on|about|over|regarding) \S.*)?"
#: What asks for a comparison, and for nothing else.
_ASKED: Final = tuple(
    re.compile(rf"\s*(?:please |can you |could you )*{form}\s*", re.IGNORECASE)
    for form in (
        r"compare\s+(?P<pair>\S.*\S)",
        rf"(?:what(?: is|'s|s) )?(?:the )?differences? between (?P<pair>\S.*? (?:and|&) .*?){_ON}",
        rf"how do (?P<pair>\S.*? (?:and|&) .*?) (?:differ|compare|disagree|agree){_ON}",
        rf"(?:do|did) (?P<pair>\S.*? (?:and|&) .*?) (?:agree|disagree|differ){_ON}",
    )
)
_SAY: Final = "(?:(?:both|each|to|had) )*(?:say|said|think|tell|told|talk)"
#: What may ask for one, if two people are named in it.
_PLAIN: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\s*what (?:did|do|have|has) (?P<pair>\S.*? (?:and|&) .*?) {_SAY}{_ON}",
        r"\s*(?P<pair>\S.* (?:and|&|vs\.?|versus|compared (?:to|with)) .*)",
    )
)

_USAGE: Final = "/compare Biden | Stoltenberg on Russia"


async def compare(update: Update, context: BriefsContext) -> None:
    """/compare A | B [on TOPIC]: what both said, side by side."""
    desk = context.desk
    typed = context.typed[:LONGEST]
    found = await desk.read(desk.newsroom.compare, typed, now=desk.now)
    await answer(update, context, _render(found, context))


async def compare_plainly(update: Update, context: BriefsContext, question: str) -> bool:
    """As in: compare Biden and Stoltenberg on Russia. False if it asks for no comparison."""
    found = await find_comparison(context, question)
    if found is not None or _read(_ASKED, _tidy(question)):
        await answer(update, context, _render(found, context))
        return True
    return False


async def find_comparison(
    context: BriefsContext, question: str
) -> Comparison | WhichPair | NoMatch | None:
    """What a question in plain words puts side by side; None if it names no two."""
    desk, asked = context.desk, _tidy(question)
    if pair := _read(_ASKED, asked):
        return await desk.read(desk.newsroom.compare, pair, now=desk.now)
    if pair := _read(_PLAIN, asked):
        return await desk.read(desk.newsroom.compare, pair, now=desk.now, plainly=True)
    return None


def _tidy(question: str) -> str:
    return question[:LONGEST].rstrip(" ?!.")


async def show_comparison(update: Update, context: BriefsContext, action: ShowComparison) -> None:
    """The pair that somebody chose."""
    desk = context.desk
    found = await desk.read(desk.newsroom.show_sides, action.first, action.second)
    await answer(update, context, render_comparison(found))


def _read(forms: tuple[re.Pattern[str], ...], asked: str) -> str | None:
    """The names and what is asked about them, as behind /compare."""
    for form in forms:
        if found := form.fullmatch(asked):
            return found["pair"] + (found.groupdict().get("on") or "")
    return None


def _render(found: Comparison | WhichPair | NoMatch | None, context: BriefsContext) -> Message:
    match found:
        case None:
            return render_notice("usage", what="two names", example=_USAGE)
        case Comparison():
            return render_comparison(found)
        case WhichPair():
            keyboard = pairings_keyboard(found.pairings)
            return render_notice("which_side", keyboard, which=found, as_text=keyboard is None)
    return render_found(found, context.desk.progress)
