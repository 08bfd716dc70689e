"""The text of one article in, the article with its quotations out; the annotation that shows it.

What belongs to the article itself is page's to say, what is quoted and by whom quotations', and
what it is about the taxonomy's. This module only lets them work one after the other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from briefs.model import Article, PublicationDate, Quotation, Span
from briefs.page import read_page
from briefs.quotations import find_quotations
from briefs.quotations.about import Surroundings
from briefs.topics import load_taxonomy
from briefs.whoswho import load_whoswho


def extract_article(
    text: str,
    *,
    key: str = "",
    title: str | None = None,
    publisher: str | None = None,
    published: PublicationDate | None = None,
) -> Article:
    """The article with its quotations in reading order. Any text will do; offsets refer to it.

    What is given overrides what the page says of itself.
    """
    page = read_page(text)
    published = published or page.published
    found = find_quotations(
        text,
        page.body,
        title=page.title,
        whoswho=load_whoswho(),
        on=published.day if published else None,
    )
    return Article(
        key=key,
        text=text,
        title=title if title is not None else page.title.text if page.title else "",
        publisher=publisher or page.publisher,
        published=published,
        quotations=tuple(_tag(text, page.body, found)),
    )


def _tag(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]
) -> Iterator[Quotation]:
    """The quotations with their topics."""
    taxonomy = load_taxonomy()
    around = Surroundings(text, paragraphs, quotations, load_whoswho())
    for quotation in quotations:
        topics = taxonomy.tag(around.words_about(quotation))
        yield dataclasses.replace(quotation, topics=topics)


def as_annotation(article: Article, id: str) -> dict[str, object]:  # noqa: A002 - the key's name in the format
    """The JSON object that `nato-briefs extract` prints for the article."""
    published = article.published
    return {
        "id": id,
        "text": article.text,
        "title": article.title,
        "publisher": article.publisher,
        "published": published
        and {"day": published.day.isoformat(), "basis": published.basis.value},
        "quotes": [_as_quote(quotation) for quotation in article.quotations],
    }


def _as_quote(quotation: Quotation) -> dict[str, object]:
    return {
        "kind": quotation.kind.value,
        "short": quotation.short,
        "contents": [_as_span(span) for span in quotation.contents],
        "cue": quotation.cue and _as_span(quotation.cue),
        "sources": [_as_span(span) for span in quotation.sources],
        "speakers": list(quotation.speakers),
        "topics": list(quotation.topics),
        "confidence": round(quotation.confidence, 3),
    }


def _as_span(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "text": span.text}
