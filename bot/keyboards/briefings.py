"""The keyboards under quotations: their contexts, other pages, and what lies beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from telegram import InlineKeyboardMarkup

from bot.keyboards.actions import (
    Action,
    ReadOn,
    ShowBriefing,
    ShowComparison,
    ShowContext,
    ShowPrintings,
)
from bot.keyboards.layout import Row, button, in_rows, markup, one_row, side_by_side
from briefs.model import Briefing, Card, CardContext, Option, Printings, Subject
from briefs.newsroom import PAGE, PRINTINGS_PAGE, Pairing


def briefing_keyboard(
    briefing: Briefing, shown: Sequence[Card], *, is_cut: bool
) -> InlineKeyboardMarkup | None:
    """A way to the context of each card, on with the one that was cut, and to the other pages."""
    rows = [*contexts(shown, briefing.offset)]
    if is_cut:
        rows.append([button("Read on", ReadOn(shown[0].id, 1))])
    rows.append(_turns(briefing, len(shown)))
    if briefing.other:
        other = replace(briefing.subject, reported=not briefing.subject.reported)
        what = "In quotation marks" if briefing.subject.reported else "Reported, not quoted"
        rows.append([button(f"{what} ({briefing.other:,}) ›", ShowBriefing(other))])
    rows += _wider(briefing)
    return markup([*rows, *_nearby(briefing)])


def _nearby(briefing: Briefing) -> list[Row]:
    """What others said of the speaker or the speaker of whom it is; related topics or people."""
    rows: list[Row] = []
    if briefing.speaker and briefing.spoken_of:
        others = Subject(about_id=briefing.speaker.id)
        label = f"Others on {briefing.speaker.name} ({briefing.spoken_of:,}) ›"
        rows.append([button(label, ShowBriefing(others))])
    if briefing.about and briefing.about.count:
        own = Subject(speaker_id=briefing.about.id)
        label = f"All by {briefing.about.name} ({briefing.about.count:,}) ›"
        rows.append([button(label, ShowBriefing(own))])
    related = [(one.label, ShowBriefing(one.subject)) for one in briefing.related]
    return [*rows, one_row(related)]


def _wider(briefing: Briefing) -> list[Row]:
    """One tap takes back a part of what was understood: the days, the topic or the speaker."""
    subject, rows = briefing.subject, []
    if subject.period:
        rows.append([button("At any time ›", ShowBriefing(replace(subject, period=None)))])
    if briefing.speaker and (subject.topic_id or subject.words):
        alone = Subject(speaker_id=subject.speaker_id, period=subject.period)
        labelled: list[tuple[str, Action]] = [
            (f"All by {briefing.speaker.name} ›", ShowBriefing(alone))
        ]
        if briefing.topic:
            others = Subject(topic_id=subject.topic_id, period=subject.period)
            labelled.append((f"All on {briefing.topic.name} ›", ShowBriefing(others)))
        rows += side_by_side(labelled)
    return rows


def _turns(briefing: Briefing, shown: int) -> Row:
    row: Row = []
    end = briefing.offset + shown
    if briefing.offset > 0:
        before = max(0, briefing.offset - PAGE)
        row.append(button("‹ Back", ShowBriefing(briefing.subject, before, turns=True)))
    if end < briefing.total:
        left = briefing.total - end
        row.append(button(f"More ({left:,}) ›", ShowBriefing(briefing.subject, end, turns=True)))
    return row


def contexts(cards: Sequence[Card], offset: int = 0) -> list[Row]:
    """`Context 1`, `Context 2`, …: three to a row can be read on a phone."""
    buttons = [
        button(f"Context {number}", ShowContext(card.id))
        for number, card in enumerate(cards, offset + 1)
    ]
    return in_rows(buttons, 3)


def part_keyboard(quotation_id: str, part: int, parts: int) -> InlineKeyboardMarkup | None:
    """On to the next part of a long quotation, if there is one."""
    if part + 1 >= parts:
        return None
    return markup([[button(f"Read on ({parts - part - 1}) ›", ReadOn(quotation_id, part + 1))]])


def options_keyboard(
    options: Sequence[Option], shown: Sequence[Card] = ()
) -> InlineKeyboardMarkup | None:
    """One button for each thing the reader may have meant, below those of the cards shown."""
    rows = [[button(option.label, ShowBriefing(option.subject))] for option in options]
    return markup([*contexts(shown), *rows])


def pairings_keyboard(pairings: Sequence[Pairing]) -> InlineKeyboardMarkup | None:
    """One button for each two who may be put side by side."""
    return markup([[button(one.label, ShowComparison(*one.sides))] for one in pairings])


def context_keyboard(
    context: CardContext, *, named: int, is_cut: bool
) -> InlineKeyboardMarkup | None:
    """From a quotation to everything its speakers said, and to all articles that print it.

    So many others are `named` in the message. One that the message has only a part of can be read.
    """
    card, rows = context.card, _more_by(context.card)
    if is_cut:
        rows.insert(0, [button("Read it all", ReadOn(card.id, 0))])
    if len(card.elsewhere) > named:
        number = (
            f"more than {len(card.elsewhere)}" if card.is_widespread else len(card.elsewhere) + 1
        )
        rows.insert(0, [button(f"All {number} articles ›", ShowPrintings(card.id))])
    return markup(rows)


def printings_keyboard(found: Printings, shown: int) -> InlineKeyboardMarkup | None:
    """To the other pages, and back to where the words stand."""
    row: Row = []
    end = found.offset + shown
    if found.offset > 0:
        before = max(0, found.offset - PRINTINGS_PAGE)
        row.append(button("‹ Back", ShowPrintings(found.card.id, before, turns=True)))
    if end < found.total and shown:
        more = button(
            f"More ({found.total - end:,}) ›", ShowPrintings(found.card.id, end, turns=True)
        )
        row.append(more)
    return markup([row, [button("Context", ShowContext(found.card.id))]])


def quotation_keyboard(card: Card, *, is_cut: bool) -> InlineKeyboardMarkup | None:
    """From a quotation by itself to where it stands, and to everything its speakers said."""
    read_on = [button("Read on", ReadOn(card.id, 1))] if is_cut else []
    return markup([read_on, [button("Context", ShowContext(card.id))], *_more_by(card)])


def _more_by(card: Card) -> list[Row]:
    return [
        [button(f"More by {speaker.name}", ShowBriefing(Subject(speaker_id=speaker.id)))]
        for speaker in card.speakers
    ]
