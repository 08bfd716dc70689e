"""Who said what: /who, /topic, /search and so on, plain questions, and the buttons under them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer, edit
from bot.handlers.following import asker_of, remember
from bot.keyboards import ReadOn, ShowBriefing, ShowContext
from bot.messages import (
    Message,
    render_briefing,
    render_choice,
    render_context,
    render_no_match,
    render_notice,
    render_part,
    render_quotation,
    render_timeline,
    render_withdrawn,
)
from bot.progress import write_progress
from briefs.errors import NotFoundError
from briefs.model import Briefing, Choice, LoadProgress, NoMatch, Subject, Withdrawn
from briefs.newsroom import Timeline

#: Longer questions are cut: nobody's name is that long, and matching takes time.
LONGEST = 300

Found: TypeAlias = Briefing | Timeline | Choice | NoMatch


async def who(update: Update, context: BriefsContext) -> None:
    """/who NAME: what somebody said, by name or by office."""
    usage = _usage("a name or an office", "/who Stoltenberg")
    await _find(update, context, context.desk.newsroom.who, usage)


async def topic(update: Update, context: BriefsContext) -> None:
    """/topic TOPIC: what is said about it; any words will do."""
    usage = _usage("a topic", "/topic Afghanistan")
    await _find(update, context, context.desk.newsroom.about, usage)


async def timeline(update: Update, context: BriefsContext) -> None:
    """/timeline TOPIC: when it was spoken of, and how often."""
    usage = _usage("a topic", "/timeline Afghanistan")
    await _find(update, context, context.desk.newsroom.timeline, usage)


async def search(update: Update, context: BriefsContext) -> None:
    """/search WORDS: what has them all in or around it; "a phrase", and -none of it."""
    usage = _usage("words", '/search "arms control" Russia -missile')
    await _find(update, context, context.desk.newsroom.search, usage)


async def quote(update: Update, context: BriefsContext) -> None:
    """/quote ID: one quotation, as it can be cited. A link to it will do."""
    if not context.typed:
        await answer(update, context, _usage("the id of a quotation", "/quote abcdefghij"))
        return
    typed = context.typed.casefold()
    ids = _QUOTATION_ID.findall(typed)
    await answer(update, context, await _quote(context, ids[-1] if ids else "", typed))


#: Ten base32 digits; in a link they stand behind `q_`.
_QUOTATION_ID: Final = re.compile(r"(?:\b|_)([a-z2-7]{10})\b", re.ASCII)


async def _quote(context: BriefsContext, quotation_id: str, typed: str) -> Message:
    desk = context.desk
    try:
        found = await desk.read(desk.newsroom.context_of, quotation_id)
    except NotFoundError:
        return render_notice("no_quotation", typed=typed)
    return render_withdrawn() if isinstance(found, Withdrawn) else render_quotation(found.card)


async def latest(update: Update, context: BriefsContext) -> None:
    """/latest: the newest quotations of all."""
    await show_briefing(update, context, ShowBriefing(Subject()))


async def ask(update: Update, context: BriefsContext, question: str) -> None:
    """A question in plain words."""
    desk = context.desk
    asker = asker_of(update)
    found = await desk.read(desk.newsroom.ask, question[:LONGEST], now=desk.now, asker=asker)
    remember(update, context, found)
    await answer(update, context, render_found(found, desk.progress))


async def show_briefing(update: Update, context: BriefsContext, action: ShowBriefing) -> None:
    """A page of a briefing: in place of the page its button was under, else on its own."""
    desk = context.desk
    found = await desk.read(desk.newsroom.brief, action.subject, offset=action.offset)
    remember(update, context, found)
    message = render_briefing(found)
    if action.turns:
        await edit(update, context, message)
    else:
        await answer(update, context, message)


async def show_context(update: Update, context: BriefsContext, action: ShowContext) -> None:
    """A quotation where it stands in its article, or that it was withdrawn."""
    desk = context.desk
    found = await desk.read(desk.newsroom.context_of, action.quotation_id)
    message = render_withdrawn() if isinstance(found, Withdrawn) else render_context(found)
    await answer(update, context, message)


async def read_on(update: Update, context: BriefsContext, action: ReadOn) -> None:
    """A further part of a quotation that is too long for one message."""
    desk = context.desk
    found = await desk.read(desk.newsroom.context_of, action.quotation_id)
    if isinstance(found, Withdrawn):
        await answer(update, context, render_withdrawn())
        return
    part = render_part(found.card, action.part)
    await answer(update, context, part or render_notice("stale_button"))


async def _find(
    update: Update, context: BriefsContext, search: Callable[..., Found], usage: Message
) -> None:
    """Answer what was typed behind a command by a search; without anything, how it is used."""
    desk = context.desk
    if context.typed:
        found = await desk.read(search, context.typed[:LONGEST], now=desk.now)
        remember(update, context, found)
        await answer(update, context, render_found(found, desk.progress))
    else:
        await answer(update, context, usage)


def render_found(found: Found, progress: LoadProgress | None = None) -> Message:
    """The answer to a question, or that there is none; or none yet."""
    match found:
        case Briefing():
            return render_briefing(found)
        case Timeline():
            return render_timeline(found)
        case Choice():
            return render_choice(found)
        case NoMatch():
            return render_no_match(found, loading=write_progress(progress) if progress else None)


def _usage(what: str, example: str) -> Message:
    return render_notice("usage", what=what, example=example)
