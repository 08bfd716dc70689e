"""Quotations to send to any chat: how the list offers each, and the message it becomes.

Whoever reads such a message may never have met the bot. So it carries speaker, office, publisher,
date and headline, and a link in the place of buttons that would need the bot's answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot import keyboards
from bot.messages import fitting, wording
from bot.messages.render import Sheet
from bot.messages.templating import Message, fill
from briefs.model import Briefing, Card, Choice, Comparison, NoMatch, Option
from briefs.newsroom import WhichPair

#: Characters of the title and the lines below it that a phone shows in a list.
TITLE: Final = 100
DESCRIPTION: Final = 200
#: Characters of the button above the list.
HINT: Final = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class InlineCard:
    """One quotation in the list."""

    title: str
    description: str
    message: Message


@dataclass(frozen=True, kw_only=True, slots=True)
class Hint:
    """The button above the list: what the list is not, and where it leads in the private chat."""

    text: str
    start: str  #: the payload of a deep link


def render_inline(card: Card, username: str) -> InlineCard:
    """A quotation to be chosen and sent; of one that fits no message the first part."""
    words = wording.write_quotation(card)
    text = _fill(card, words, missing=0)
    if not fitting.fits(text):
        part = fitting.split_text(words)[0]
        text = _fill(card, f"{part} …", missing=len(words) - len(part))
    who = wording.write_names(card.speakers) or "Unattributed"
    return InlineCard(
        title=fitting.shorten(f"{who} · {wording.write_published(card.published)}", TITLE),
        description=fitting.shorten(f"{wording.write_place(card)}: {words}", DESCRIPTION),
        message=Message(
            text=text, keyboard=keyboards.open_keyboard(card.id, username), shown=(card.id,)
        ),
    )


def _fill(card: Card, words: str, *, missing: int) -> str:
    return fill("inline", sheet=Sheet(number=0, card=card, text=words), missing=missing)


def render_hint(
    found: Briefing | Choice | Comparison | NoMatch | WhichPair, *, loading: str | None = None
) -> Hint | None:
    """What has to be said about the list; None when it is just what was asked for."""
    match found:
        case Comparison():
            silent = [side.speaker.name for side in found.sides if side.speaker and not side.total]
            return _hint(f"Nothing on this by {' and '.join(silent)}", ()) if silent else None
        case WhichPair():
            return _hint(f"“{found.query}” fits several: quotations of each", ())
        case Briefing():
            return _hint(found.note, ()) if found.note else None
        case Choice():
            fits = f"“{found.query}” fits {len(found.options)}: quotations of each"
            return _hint(fits, found.options)
        case NoMatch():
            if loading:
                return _hint(f"Still reading: {loading}", ())
            nothing = found.note or f"Nothing about “{found.query}”"
            nearest = found.nearest[:1]
            more = f" Nearest: {nearest[0].label}" if nearest else " Who is quoted?"
            return _hint(nothing.rstrip(".") + "." + more, nearest)


def render_nothing() -> Hint:
    """There is nothing to list, whatever is typed."""
    return _hint("No quotations yet", ())


def render_failure() -> Hint:
    """The list could not be made."""
    return _hint("That went wrong on my side. Please type on, or ask in the chat.", ())


def _hint(text: str, options: Sequence[Option]) -> Hint:
    """The text, leading to the first option that a link can name, else to who is quoted."""
    links = (keyboards.encode_link(keyboards.ShowBriefing(one.subject)) for one in options[:1])
    start = next(filter(None, links), None) or keyboards.encode_link(keyboards.ListPeople())
    assert start is not None, "a list of its own has a link"
    return Hint(text=wording.clean(text, HINT), start=start)
