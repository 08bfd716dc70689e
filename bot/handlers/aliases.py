"""/alias: which names stand for one person, as the bot's administrators decide."""

from __future__ import annotations

import re
from typing import Final

from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer
from bot.handlers.audience import is_admin
from bot.messages import Message, render_notice
from briefs.errors import InvalidQueryError
from briefs.newsroom.aliases import Alias, Moved

#: Longer than two names ever are; an error repeats them.
LONGEST: Final = 200
#: Decisions that are listed; the rest is counted.
LISTED: Final = 20

_MERGE: Final = re.compile(r"(?P<name>[^=]*[^=\s])\s*=\s*(?P<stands_for>[^=\s][^=]*)")
_SPLIT: Final = re.compile(r"(?:remove|split)\s+(?P<name>\S.*)", re.IGNORECASE)
_USAGE: Final = "/alias Anthony Blinken = Antony Blinken"


async def alias(update: Update, context: BriefsContext) -> None:
    """/alias: what is decided; NAME = NAME: one person from now on; remove NAME: two again."""
    if not is_admin(update, context):
        await answer(update, context, render_notice("admins_only", is_group=False))
        return
    typed = context.typed[:LONGEST]
    try:
        message = await _decide(context, typed) if typed else await _list(context)
    except InvalidQueryError as exc:
        message = render_notice("alias_refused", reason=str(exc))
    await answer(update, context, message)


async def _decide(context: BriefsContext, typed: str) -> Message:
    desk = context.desk
    if found := _MERGE.fullmatch(typed):
        names = found["name"], found["stands_for"]
        return _told(
            "alias_merged", *await desk.write(desk.newsroom.merge_names, *names, now=desk.now)
        )
    if found := _SPLIT.fullmatch(typed):
        return _told("alias_split", *await desk.write(desk.newsroom.split_name, found["name"]))
    return render_notice("usage", what="two names, or “remove” and one", example=_USAGE)


def _told(template: str, decided: Alias, moved: Moved) -> Message:
    return render_notice(template, alias=decided, moved=moved)


async def _list(context: BriefsContext) -> Message:
    newsroom, read = context.desk.newsroom, context.desk.read
    decided = await read(newsroom.find_aliases)
    return render_notice(
        "aliases",
        aliases=decided[:LISTED],
        more=max(0, len(decided) - LISTED),
        proposed=await read(newsroom.propose_aliases),
        example=_USAGE,
    )
