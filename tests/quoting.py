"""Short articles and what is read out of them, for the tests of extraction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from briefs.coreference import Mention, MentionKind, Resolution, Resolver, read_resolver
from briefs.marks import find_marked
from briefs.model import Quotation, QuotationKind, Span
from briefs.quotations import find_quotations
from briefs.segmentation import find_paragraphs
from briefs.whoswho import load_whoswho

#: A day on which Mark Rutte leads NATO and Kaja Kallas the EU's diplomacy.
DAY = dt.date(2025, 3, 4)


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """Every line that is not blank."""
    return tuple(
        Span(start=start, end=end, text=text[start:end]) for start, end in find_paragraphs(text)
    )


def marked_in(text: str) -> list[str]:
    """The marked words of a text, in order; "+" stands before words that go on."""
    found = find_marked(text, paragraphs_of(text))
    return [("+" if one.continues else "") + text[one.start : one.end] for one in found]


def quotations_in(text: str, on: dt.date | None = DAY) -> tuple[Quotation, ...]:
    """The quotations of a text that is nothing but its article."""
    found = find_quotations(text, paragraphs_of(text), whoswho=load_whoswho(), on=on)
    return tuple(one for one in found if one.kind is not QuotationKind.INDIRECT)


def words_of(quotation: Quotation) -> list[str]:
    """The pieces of a quotation."""
    return [content.text for content in quotation.contents]


def said_in(text: str, on: dt.date | None = DAY) -> list[tuple[str, tuple[str, ...]]]:
    """The words of each quotation, pieces joined by " / ", with its speakers."""
    return [(" / ".join(words_of(one)), one.speakers) for one in quotations_in(text, on)]


def mentions_in(text: str) -> list[str]:
    """The mention on which each quotation of a text rests, as printed."""
    return [" ".join(span.text for span in one.sources) for one in quotations_in(text)]


def resolved(text: str, words: str, kind: MentionKind, on: dt.date | None = DAY) -> Resolution:
    """Whom the last occurrence of some words refers to in a text without marked words."""
    return resolved_among(text, words, kind, quoted=(), on=on)


def resolved_among(
    text: str,
    words: str,
    kind: MentionKind,
    *,
    quoted: Sequence[tuple[int, int]],
    on: dt.date | None = DAY,
) -> Resolution:
    """Whom the last occurrence of some words refers to, given the places of marked words."""
    start = text.rindex(words)
    end = start + len(words)
    mention = Mention(start=start, end=end, head_end=end, kind=kind)
    return resolver_of(text, quoted=quoted, on=on).resolve_mention(mention)


def resolver_of(
    text: str, *, quoted: Sequence[tuple[int, int]] = (), on: dt.date | None = DAY
) -> Resolver:
    """The resolver of an article that is nothing but its text."""
    return read_resolver(text, paragraphs_of(text), quoted, whoswho=load_whoswho(), on=on)
