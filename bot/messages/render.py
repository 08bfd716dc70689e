"""One function for each kind of message. What is dropped to keep the limits is decided here.

Whole cards are dropped from the bottom, and counted. Only a quotation that would not fit a message
alone is divided, after a sentence; the message says so, and its button reads on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Final

from telegram import InlineKeyboardMarkup

from bot import keyboards
from bot.messages import fitting, places, wording
from bot.messages.templating import Message, fill
from briefs.model import (
    ArticleChange,
    ArticleResult,
    Briefing,
    Card,
    CardContext,
    Choice,
    Comparison,
    Digest,
    Leftovers,
    NoMatch,
    Option,
    Printings,
    ReloadReport,
    Speaker,
    Story,
    Subject,
    Topic,
)
from briefs.newsroom import Timeline

#: Articles a reload's report names for each kind of change; the rest is counted.
REPORTED: Final = 12
#: Room for the words above a list of the articles that print them.
_WORDS_ABOVE: Final = 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A card as a template needs it."""

    number: int  #: 0: it has none
    card: Card
    text: str  #: the quotation with its marks, or the part that is shown
    missing: int = 0  #: characters of it that are not shown


def render_briefing(briefing: Briefing) -> Message:
    """One page of quotations: as many of its cards as have room, in one message."""
    office, total = wording.choose_office(briefing), briefing.total

    def fill_in(sheets: Sequence[Sheet]) -> str:
        end = briefing.offset + len(sheets)
        pages = keyboards.fits(keyboards.ShowBriefing(briefing.subject, end, turns=True))
        return fill(
            "briefing", briefing=briefing, office=office, sheets=sheets, pages=pages or end >= total
        )

    text, sheets = _fit(briefing.cards, briefing.offset, fill_in)
    cards = tuple(sheet.card for sheet in sheets)
    is_cut = bool(sheets and sheets[0].missing)
    return Message(
        text=text,
        keyboard=keyboards.briefing_keyboard(briefing, cards, is_cut=is_cut),
        shown=tuple(card.id for card in cards),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A story of a digest as its template needs it; what the archive offers is none."""

    sheet: Sheet
    story: Story | None


def render_digest(digest: Digest) -> Message:
    """The day's news in one message; `shown` has the quotations that found room."""
    return _render_digest(digest, keyboards.digest_keyboard)


def render_edition(digest: Digest, *, is_subscribed: bool) -> Message:
    """The same for somebody who asks for it."""
    keyboard = partial(keyboards.edition_keyboard, is_subscribed=is_subscribed)
    return _render_digest(digest, keyboard)


def _render_digest(digest: Digest, keyboard: Callable[..., InlineKeyboardMarkup | None]) -> Message:
    cards = digest.cards or ((digest.archive,) if digest.archive else ())

    def fill_in(sheets: Sequence[Sheet]) -> str:
        pairs = zip_longest(sheets, digest.stories[: len(sheets)])
        told = [Told(sheet=sheet, story=story) for sheet, story in pairs]
        more = digest.more + len(cards) - len(sheets)
        return fill("digest", digest=digest, told=told, more=more)

    text, sheets = _fit(cards, 0, fill_in)
    cut = next((sheet.card.id for sheet in sheets if sheet.missing), None)
    return Message(
        text=text,
        keyboard=keyboard(
            [sheet.card for sheet in sheets],
            more=digest.more + len(cards) - len(sheets),
            cut=cut,
            delivery=digest.delivery,
        ),
        shown=tuple(sheet.card.id for sheet in sheets),
    )


def render_leftovers(found: Leftovers, *, counted: int) -> Message:
    """A page of what a digest had no room for, which `counted` so many."""

    def fill_in(sheets: Sequence[Sheet]) -> str:
        return fill("leftovers", found=found, sheets=sheets, counted=counted)

    text, sheets = _fit(found.cards, found.offset, fill_in)
    cards = tuple(sheet.card for sheet in sheets)
    is_cut = bool(sheets and sheets[0].missing)
    return Message(
        text=text,
        keyboard=keyboards.leftovers_keyboard(found, cards, counted=counted, is_cut=is_cut),
        shown=tuple(card.id for card in cards),
    )


def _fit(
    cards: Sequence[Card], offset: int, fill_in: Callable[[Sequence[Sheet]], str]
) -> tuple[str, Sequence[Sheet]]:
    """The message with the most cards that has room; with a part of the first if none has."""
    sheets = [_sheet(number, card) for number, card in enumerate(cards, offset + 1)]
    for size in range(len(sheets), 0, -1):
        text = fill_in(sheets[:size])
        if fitting.fits(text):
            return text, sheets[:size]
    if not sheets:
        return fill_in([]), []
    part = [_first_part(sheets[0])]
    return fill_in(part), part


def _sheet(number: int, card: Card) -> Sheet:
    return Sheet(number=number, card=card, text=wording.write_quotation(card))


def _first_part(sheet: Sheet) -> Sheet:
    first = fitting.split_text(sheet.text)[0]
    missing = len(sheet.text) - len(first)
    return Sheet(number=sheet.number, card=sheet.card, text=first, missing=missing)


def render_quotation(card: Card) -> Message:
    """One quotation by itself, or its first part, with its id and the way to its context."""
    sheet = _sheet(0, card)
    text = fill("quotation", sheet=sheet)
    if not fitting.fits(text):
        sheet = _first_part(sheet)
        text = fill("quotation", sheet=sheet)
    keyboard = keyboards.quotation_keyboard(card, is_cut=bool(sheet.missing))
    return Message(text=text, keyboard=keyboard, shown=(card.id,))


def render_part(card: Card, part: int) -> Message | None:
    """A further part of a quotation that is too long for a message; None when it has no such."""
    parts = fitting.split_text(wording.write_quotation(card))
    if part >= len(parts):
        return None
    text = fill("part", card=card, text=parts[part], part=part, parts=len(parts))
    return Message(text=text, keyboard=keyboards.part_keyboard(card.id, part, len(parts)))


def render_choice(choice: Choice) -> Message:
    """Several fit equally: buttons to choose by."""
    return Message(
        text=fill("choice", choice=choice), keyboard=keyboards.options_keyboard(choice.options)
    )


def render_no_match(no_match: NoMatch, *, loading: str | None = None) -> Message:
    """Nothing fits: the nearest as buttons, if there are any; or nothing fits yet."""
    return Message(
        text=fill("no_match", no_match=no_match, loading=loading),
        keyboard=keyboards.options_keyboard(no_match.nearest),
    )


def render_context(context: CardContext) -> Message:
    """The paragraph a quotation stands in, its words in bold, and what the attribution rests on.

    With the first of the other articles that print its words, as far as there is room.
    """
    start, end = context.quoted[0][0], context.quoted[-1][1]
    low, high = fitting.window(context.paragraph, start, end)
    for named in range(places.NAMED, -1, -1):
        text = fill(
            "context",
            context=context,
            card=context.card,
            before=low > 0,
            after=high < len(context.paragraph),
            pieces=_mark(context, low, high),
            named=named,
        )
        if fitting.fits(text):
            break
    keyboard = keyboards.context_keyboard(context, named=named, is_cut=high < end)
    return Message(text=text, keyboard=keyboard, shown=(context.card.id,))


def render_printings(found: Printings) -> Message:
    """A page of the articles that print the same words; as many as have room, the words folded."""
    sheet = _sheet(0, found.card)
    short = fitting.split_text(sheet.text, _WORDS_ABOVE)[0]
    missing = len(sheet.text) - len(short)
    for size in range(len(found.printings), -1, -1):
        shown = found.printings[:size]
        text = fill("printings", found=found, text=short, missing=missing, printings=shown)
        if fitting.fits(text):
            break
    keyboard = keyboards.printings_keyboard(found, size)
    return Message(text=text, keyboard=keyboard, shown=(found.card.id,))


def _mark(context: CardContext, low: int, high: int) -> list[tuple[str, bool]]:
    """The stretch as pieces in order, each with whether it is the quotation's."""
    pieces, at = [], low
    for start, end in context.quoted:
        start, end = max(start, low), min(end, high)  # noqa: PLW2901 -- clipped to the stretch
        if start < end:
            pieces += [(context.paragraph[at:start], False), (context.paragraph[start:end], True)]
            at = end
    pieces.append((context.paragraph[at:high], False))
    return [(text, quoted) for text, quoted in pieces if text]


def render_comparison(comparison: Comparison) -> Message:
    """Two people one below the other, with as many cards of each as have room."""
    for sizes in _SIDES:
        sides, shown = _sides(comparison, sizes)
        text = fill("comparison", comparison=comparison, sides=sides)
        if fitting.fits(text):
            break
    options = [_whole_side(side) for side in comparison.sides]
    return Message(
        text=text,
        keyboard=keyboards.options_keyboard(options, shown),
        shown=tuple(card.id for card in shown),
    )


#: How many cards of either side are tried to be shown.
_SIDES: Final = ((2, 2), (2, 1), (1, 2), (1, 1), (1, 0), (0, 1), (0, 0))


def _sides(
    comparison: Comparison, sizes: tuple[int, int]
) -> tuple[list[tuple[Briefing, str | None, list[Sheet]]], list[Card]]:
    """Each side with its office and its cards, numbered through; and those cards."""
    sides: list[tuple[Briefing, str | None, list[Sheet]]] = []
    shown: list[Card] = []
    for side, size in zip(comparison.sides, sizes, strict=True):
        here = side.cards[:size]
        sheets = [_sheet(number, card) for number, card in enumerate(here, len(shown) + 1)]
        office = wording.choose_office(side) if side.cards else None
        sides.append((side, office, sheets))
        shown += here
    return sides, shown


def _whole_side(side: Briefing) -> Option:
    """All that is asked for, or all there is by somebody who did not speak of it."""
    assert side.speaker is not None
    subject = side.subject if side.total else Subject(speaker_id=side.speaker.id)
    number = side.total or side.speaker.count
    return Option(label=f"All by {side.speaker.name} ({number}) ›", subject=subject)


def render_timeline(timeline: Timeline) -> Message:
    """Each month or year with its newest quotation, the newest first; the last ones give way."""
    every = timeline.stretches
    for size in range(len(every), -1, -1):
        shown = [stretch.card for stretch in every[:size]]
        sheets = [_sheet(number, card) for number, card in enumerate(shown, 1)]
        stretches = list(zip_longest(every, sheets))
        text = fill("timeline", timeline=timeline, stretches=stretches)
        if fitting.fits(text):
            break
    options = [
        Option(label=f"{one.days} ({one.total}) ›", subject=one.subject)
        for one in every
        if one.total > 1 or one.card not in shown
    ]
    return Message(
        text=text,
        keyboard=keyboards.options_keyboard(options, shown),
        shown=tuple(card.id for card in shown),
    )


def render_withdrawn() -> Message:
    """A quotation that was shown once and is no longer in its article."""
    return Message(text=fill("withdrawn"))


def render_people(speakers: Sequence[Speaker], initial: str, page: int) -> Message:
    """A page of those who are quoted, as buttons."""
    pages = -(-len(speakers) // keyboards.PEOPLE_PAGE)
    page = min(page, max(pages - 1, 0))
    text = fill("people", total=len(speakers), initial=initial, page=page, pages=pages)
    return Message(text=text, keyboard=keyboards.people_keyboard(speakers, initial, page))


def render_topics(topics: Sequence[Topic], page: int) -> Message:
    """A page of what is spoken about, as buttons."""
    pages = -(-len(topics) // keyboards.TOPICS_PAGE)
    page = min(page, max(pages - 1, 0))
    text = fill("topics", total=len(topics), page=page, pages=pages)
    return Message(text=text, keyboard=keyboards.topics_keyboard(topics, page))


def render_reload(report: ReloadReport) -> Message:
    """What a reload changed, failures first, each with its reason."""
    order = (
        ArticleChange.FAILED,
        ArticleChange.ADDED,
        ArticleChange.CHANGED,
        ArticleChange.REMOVED,
    )
    groups = [(change, _of(report, change)) for change in order]
    limit = REPORTED
    while not fitting.fits(text := fill("reload", report=report, groups=groups, limit=limit)):
        limit -= 1
    return Message(text=text)


def _of(report: ReloadReport, change: ArticleChange) -> tuple[ArticleResult, ...]:
    return tuple(result for result in report.results if result.change is change)
