"""Inline mode: `@bot stoltenberg china` in any chat offers quotations to send there.

What is typed is understood like a plain question. Nobody is guessed between: where several fit, the
list has quotations of each, under their names. Nothing of a list is kept: the place where the next
page begins travels with Telegram, and a page is the same for everybody.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Final

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.context import BriefsContext
from bot.handlers.answers import patiently
from bot.handlers.briefs import LONGEST
from bot.handlers.comparing import find_comparison
from bot.messages import (
    Hint,
    InlineCard,
    as_plain_text,
    render_failure,
    render_hint,
    render_inline,
    render_nothing,
)
from bot.progress import write_progress
from briefs.model import Briefing, Card, Choice, Comparison, NoMatch, Subject
from briefs.newsroom import WhichPair

_LOG = logging.getLogger(__name__)

#: Quotations a page has: some more than a phone shows, so that the next ones are there in time.
PAGE: Final = 20
#: Seconds for which Telegram may give the same answer to whoever types the same. What is withdrawn
#: is offered for so long; nothing here depends on who asks.
KEPT: Final = 300
#: The same, for an answer that a moment later may be a better one.
KEPT_IN_TROUBLE: Final = 0
#: Digits of an offset; more are not ours.
_LONGEST_OFFSET: Final = 6

_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Page:
    """What a query is answered with."""

    cards: Sequence[InlineCard] = ()
    next_offset: str = ""
    hint: Hint | None = None
    kept: int = KEPT


async def inline(update: Update, context: BriefsContext) -> None:
    """What was typed behind the bot's name, or the next page of it; nothing typed: the newest."""
    query = update.inline_query
    assert query is not None
    words, offset = " ".join(query.query.split()), _read_offset(query.offset)
    await _offer(context, query.id, await _compose(context, words[:LONGEST], offset))


async def offer_nothing(update: Update, context: BriefsContext) -> None:
    """After an error: an empty list that says so, and is asked for again."""
    query = update.inline_query
    assert query is not None
    await _offer(context, query.id, _Page(hint=render_failure(), kept=KEPT_IN_TROUBLE))


def _read_offset(offset: str) -> int:
    """How many quotations of each who is meant were offered before."""
    is_ours = offset.isascii() and offset.isdigit() and len(offset) <= _LONGEST_OFFSET
    return int(offset) if is_ours else 0


async def _compose(context: BriefsContext, words: str, offset: int) -> _Page:
    desk = context.desk
    subjects, hint, is_final = await _understand(context, words)
    kept = KEPT if is_final else KEPT_IN_TROUBLE
    if not subjects:
        return _Page(hint=hint, kept=kept)
    each = max(1, PAGE // len(subjects))
    find = desk.newsroom.find_cards
    stretches = await desk.read(find, subjects, offset=offset, limit=each + 1)
    is_last = all(len(stretch) <= each for stretch in stretches)
    if not offset and not any(stretches):
        hint = hint or render_nothing()
    return _Page(
        cards=[
            render_inline(card, context.bot.username)
            for card in _distinct(stretch[:each] for stretch in stretches)
        ],
        next_offset="" if is_last else str(offset + each),
        hint=None if offset else hint,
        kept=kept,
    )


async def _understand(
    context: BriefsContext, words: str
) -> tuple[Sequence[Subject], Hint | None, bool]:
    """What the list is of, what has to be said about it, and whether that lasts."""
    desk = context.desk
    if not words:
        return (Subject(),), None, desk.progress is None
    found = await _find(context, words)
    progress = desk.progress
    match found:
        case Comparison():
            subjects = tuple(side.subject for side in found.sides)
        case WhichPair():
            pairs = (pairing.sides for pairing in found.pairings)
            subjects = tuple(dict.fromkeys(chain.from_iterable(pairs)))
        case NoMatch():
            loading = write_progress(progress) if progress else None
            return (), render_hint(found, loading=loading), progress is None
        case Choice():
            subjects = tuple(option.subject for option in found.options)
        case Briefing():
            subjects = (found.subject,)
    return subjects, render_hint(found), progress is None


async def _find(
    context: BriefsContext, words: str
) -> Briefing | Choice | Comparison | NoMatch | WhichPair:
    """What a chat would answer."""
    desk = context.desk
    pair = await find_comparison(context, words)
    if pair is not None:
        return pair
    return await desk.read(desk.newsroom.ask, words, now=desk.now)


def _distinct(stretches: Iterable[Sequence[Card]]) -> Iterable[Card]:
    """Those of all, each once: several may have said the same words together."""
    return {card.id: card for stretch in stretches for card in stretch}.values()


async def _offer(context: BriefsContext, query_id: str, page: _Page) -> None:
    """Show the list. Whoever typed on, or gave up, does not see it, and that is no failure."""
    for mode in (ParseMode.HTML, None):
        try:
            await _answer(context, query_id, page, mode)
        except TelegramError as exc:
            is_markup = isinstance(exc, BadRequest) and "can't parse" in exc.message.lower()
            if is_markup and mode:
                _LOG.error("Telegram refused the markup of a list: %s", exc.message)
                continue
            _LOG.info("An inline query is not answered: %s", exc)
        return


async def _answer(
    context: BriefsContext, query_id: str, page: _Page, mode: ParseMode | None
) -> None:
    hint = page.hint
    await patiently(
        partial(
            context.bot.answer_inline_query,
            query_id,
            [_as_result(card, mode) for card in page.cards],
            cache_time=page.kept,
            is_personal=False,
            next_offset=page.next_offset,
            button=InlineQueryResultsButton(hint.text, start_parameter=hint.start)
            if hint
            else None,
        )
    )


def _as_result(card: InlineCard, mode: ParseMode | None) -> InlineQueryResultArticle:
    """One entry of the list. Its id is the quotation's: the same however often it is asked for."""
    text = card.message.text if mode else as_plain_text(card.message.text)
    (quotation_id,) = card.message.shown
    return InlineQueryResultArticle(
        id=quotation_id,
        title=card.title,
        description=card.description,
        input_message_content=InputTextMessageContent(
            text, parse_mode=mode, link_preview_options=_NO_PREVIEW
        ),
        reply_markup=card.message.keyboard,
    )
