"""Dates, offices, names and quotations in words. Templates use these as filters."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from bot.messages.fitting import shorten, units
from briefs.model import (
    Briefing,
    Card,
    DateBasis,
    PublicationDate,
    QuotationKind,
    Speaker,
    Tenure,
)

#: Longer quotations are folded; a tap opens them.
FOLDED: Final = 350

_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 -- a row
_DAYS: Final = "Mon Tue Wed Thu Fri Sat Sun".split()  # noqa: SIM905 -- a row
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_GAP: Final = re.compile(r"[ \t]*\n\s*")


def write_day(day: dt.date) -> str:
    """As in 23 Mar 2021."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def write_weekday(day: dt.date) -> str:
    """As in Tue 23 Mar."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def write_published(published: PublicationDate | None) -> str:
    """The date, how sure it is, or that there is none."""
    match published:
        case None:
            return "undated"
        case PublicationDate(day=day, basis=DateBasis.INFERRED):
            return f"≈ {write_day(day)}, inferred"
        case PublicationDate(day=day):
            return write_day(day)


def write_tenure(tenure: Tenure) -> str:
    """As in NATO Secretary General, Oct 2014 – Oct 2024."""
    start, end = _month(tenure.start), _month(tenure.end)
    if tenure.current:
        return f"{tenure.office} since {start}" if start else f"{tenure.office} now"
    if start and end:
        return f"{tenure.office}, {start} – {end}"
    if end:
        return f"{tenure.office} until {end}"
    return f"{tenure.office} from {start}" if start else tenure.office


def _month(date: str | None) -> str | None:
    """2014-10-01 and 2014-10 -> Oct 2014; 2014 stays."""
    if date is None:
        return None
    year, *rest = date.split("-")
    return f"{_MONTHS[int(rest[0]) - 1]} {year}" if rest else year


def choose_office(briefing: Briefing) -> str | None:
    """The office to name the speaker by: the one held in the quotations shown, and any held now."""
    roles = {card.role for card in briefing.cards}
    held = [tenure for tenure in briefing.offices if tenure.office in roles]
    first = next(iter(held or briefing.offices), None)
    if first is None:
        return next(iter(roles)) if len(roles) == 1 else None
    now = [tenure for tenure in briefing.offices if tenure.current and tenure != first]
    return "; now ".join([write_tenure(first), *(tenure.office for tenure in now[:1])])


def write_names(speakers: Sequence[Speaker]) -> str:
    """Two are joined by “and”; of a long list the first three are named."""
    names = [clean(speaker.name, 100) for speaker in speakers]
    if len(names) > 4:  # noqa: PLR2004 -- one more would not be saved by "and 1 other"
        names = [*names[:3], f"{len(names) - 3} others"]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def write_quotation(card: Card) -> str:
    """The words as printed, in quote marks; what stood between them is an ellipsis outside."""
    pieces = [_GAP.sub("\n", _CONTROLS.sub("", piece)).strip() for piece in card.pieces]
    if card.kind is QuotationKind.INDIRECT:
        return isolate(" … ".join(pieces))
    text = " … ".join(f"“{piece}”" for piece in pieces)
    if card.kind is QuotationKind.MIXED:
        ends = pieces[-1].endswith((".", "!", "?"))
        text = f"… {text}" if ends else f"… {text} …"
    return isolate(text)


def write_words(words: str) -> str:
    """What was searched for, in quote marks unless it has some of its own."""
    shown = clean(words, 60)
    return shown if _QUOTE_MARK.search(words) else f"“{shown}”"


_QUOTE_MARK: Final = re.compile('["“”„«»]')


def is_folded(text: str) -> bool:
    """So long that it is shown folded."""
    return units(text) > FOLDED


def write_place(card: Card) -> str:
    """The publisher; when the article names none, the article's own title."""
    if card.publisher:
        return clean(card.publisher, 60)
    return f"in “{clean(card.title, 60)}”" if card.title else "untitled article"


def clean(text: str, limit: int) -> str:
    """One line of somebody else's text: no control characters, not too long, no stray direction."""
    return isolate(shorten(_CONTROLS.sub("", text), limit))


def isolate(text: str) -> str:
    """Right-to-left text keeps its direction to itself, so that what follows stays in place."""
    if _MAY_TURN.search(text) and any(
        unicodedata.bidirectional(character) in _TURNING for character in text
    ):
        return f"\u2068{text}\u2069"
    return text


#: Where Unicode has such characters, roughly: most texts have none, and are not looked at further.
_MAY_TURN: Final = re.compile(
    r"[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2068\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U0001efff]"
)
_TURNING: Final = frozenset({"R", "AL", "RLE", "RLO", "LRE", "LRO", "RLI", "LRI", "FSI"})


def count(number: int, noun: str) -> str:
    """As in 1 quotation, or 1,204 quotations."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
