"""Values that are valid by default, so that a test names only what matters to it.

An article is built around its quotations: each stands in a paragraph of its own, marked and
attributed, and its spans are where they are in the text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from briefs.model import (
    Article,
    DateBasis,
    InboxItem,
    PublicationDate,
    Quotation,
    QuotationKind,
    Span,
    SpeakerKind,
)
from briefs.store.reading import Reading, as_spoken_of

NOW = dt.datetime(2026, 3, 2, 7, 30, tzinfo=dt.UTC)


def a_day(day: str, basis: DateBasis = DateBasis.STATED) -> PublicationDate:
    """A stated publication date from "2021-03-23"."""
    return PublicationDate(day=dt.date.fromisoformat(day), basis=basis)


def a_quotation(
    *pieces: str,
    by: str | Iterable[str] | None = "Jens Stoltenberg",
    mention: str = "he",
    kind: QuotationKind = QuotationKind.DIRECT,
    short: bool = False,
    topics: Iterable[str] = (),
    confidence: float = 0.9,
    named: Iterable[str] = (),
) -> Quotation:
    """An attributed direct quotation; offsets are in a paragraph of its own."""
    pieces = pieces or ("The allies will meet again before the summer.",)
    contents = []
    start = 1
    for piece in pieces:
        contents.append(Span(start=start, end=start + len(piece), text=piece))
        start += len(piece) + len("” “")
    after = contents[-1].end + len("” ")
    source = Span(start=after, end=after + len(mention), text=mention)
    cue = Span(start=source.end + 1, end=source.end + 5, text="said")
    return Quotation(
        kind=kind,
        short=short,
        contents=tuple(contents),
        cue=cue,
        sources=(source,),
        speakers=() if by is None else (by,) if isinstance(by, str) else tuple(by),
        topics=tuple(topics),
        confidence=confidence,
        named=tuple(named),
    )


def an_article(
    *quotations: Quotation,
    key: str = "brussels.txt",
    title: str = "Allies meet in Brussels",
    lead: str = "",
    publisher: str | None = "The Gazette",
    published: PublicationDate | None = PublicationDate(  # noqa: B008 - frozen
        day=dt.date(2021, 3, 23), basis=DateBasis.STATED
    ),
) -> Article:
    """A dated article that consists of its headline, a lead and the quotations."""
    text = f"{title}\n\n{lead}" if lead else title
    placed = []
    for quotation in quotations:
        text += "\n\n"
        placed.append(_moved(quotation, len(text)))
        text += _paragraph(quotation)
    return Article(
        key=key,
        text=text,
        title=title,
        publisher=publisher,
        published=published,
        quotations=tuple(placed),
    )


def a_reading(
    article: Article, *, role: str | None = None, kind: SpeakerKind = SpeakerKind.PERSON
) -> Reading:
    """The article as the store takes it, all its speakers being people, or of another kind."""
    said = article.quotations
    names = {name for quotation in said for name in (*quotation.speakers, *quotation.named)}
    return Reading(
        article=article,
        content_hash=f"hash of {article.text}",
        roles=tuple(role for _ in article.quotations),
        filed_under=tuple((*one.topics, *as_spoken_of(one.named)) for one in said),
        kinds=dict.fromkeys(sorted(names), kind),
    )


def an_update(update_id: int = 1, *, chat_id: int = 7, payload: str = "{}") -> InboxItem:
    """An update as it waits in the inbox."""
    return InboxItem(update_id=update_id, chat_id=chat_id, payload=payload)


def _paragraph(quotation: Quotation) -> str:
    said = " ".join(f"“{content.text}”" for content in quotation.contents)
    return f"{said} {quotation.sources[0].text} said."


def _moved(quotation: Quotation, by: int) -> Quotation:
    return replace(
        quotation,
        contents=tuple(_shifted(span, by) for span in quotation.contents),
        cue=quotation.cue and _shifted(quotation.cue, by),
        sources=tuple(_shifted(span, by) for span in quotation.sources),
    )


def _shifted(span: Span, by: int) -> Span:
    return replace(span, start=span.start + by, end=span.end + by)
