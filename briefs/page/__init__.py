"""A saved web page -> its title, publisher, date, and the paragraphs that are the article itself.

layout      lines ▸ headline, paragraphs, bylines, captions; `furniture` knows their wording
datelines   where a paragraph's own words begin and end
publishers  which outlet the page says it comes from
dates       the day it says it was published, or lets us work out
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefs.model import PublicationDate, Span
from briefs.page.datelines import Trimmed, trim_paragraph
from briefs.page.dates import DateLabel, LabelledDate, find_dates, infer_date, read_stated
from briefs.page.layout import Line, LineKind, read_lines
from briefs.page.publishers import read_publisher

_OPENING = 2  #: paragraphs in which a bare place may be a dateline and a weekday be today


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """What a page says of itself, and the article on it."""

    title: Span | None
    publisher: str | None
    published: PublicationDate | None
    body: tuple[Span, ...]  #: paragraphs in order, without dateline and sign-off


def read_page(text: str) -> Page:
    """The page as far as its text gives it. Any text will do; an empty one has nothing."""
    lines = read_lines(text)
    paragraphs = tuple(_trimmed(text, lines))
    body = tuple(span for _, span in paragraphs if span.text)
    titles = [line.span for line in lines if line.kind is LineKind.HEADLINE]
    return Page(
        title=titles[0] if titles else None,
        publisher=read_publisher(
            _texts(lines, LineKind.DETAIL, LineKind.FURNITURE),
            _agency([trimmed for trimmed, _ in paragraphs]),
        ),
        published=read_stated(_stated_dates(lines, [trimmed for trimmed, _ in paragraphs]))
        or infer_date(_texts(lines, LineKind.CAPTION), [span.text for span in body[:_OPENING]]),
        body=body,
    )


def _trimmed(text: str, lines: Sequence[Line]) -> Iterator[tuple[Trimmed, Span]]:
    spans = (line.span for line in lines if line.kind is LineKind.PARAGRAPH)
    for index, span in enumerate(spans):
        trimmed = trim_paragraph(text, span.start, span.end, opening=index < _OPENING)
        own = text[trimmed.start : trimmed.end]
        yield trimmed, Span(start=trimmed.start, end=trimmed.end, text=own)


def _texts(lines: Iterable[Line], *kinds: LineKind) -> tuple[str, ...]:
    return tuple(line.span.text for line in lines if line.kind in kinds)


def _agency(paragraphs: Sequence[Trimmed]) -> str | None:
    """The agency that opens or closes the article; marks in between are of other stories."""
    edges = (*paragraphs[:_OPENING], *paragraphs[-1:])
    return next((edge.agency for edge in edges if edge.agency), None)


def _stated_dates(lines: Sequence[Line], paragraphs: Sequence[Trimmed]) -> Iterator[LabelledDate]:
    """Dates given as the article's own. Within the article a bare date is part of a chronicle."""
    body = [index for index, line in enumerate(lines) if line.kind is LineKind.PARAGRAPH]
    inside = range(body[0], body[-1]) if body else range(0)
    for index, line in enumerate(lines):
        if line.kind is LineKind.DETAIL:
            for date in find_dates(line.span.text):
                if index not in inside or date.label is not DateLabel.UNLABELLED:
                    yield date
    for paragraph in paragraphs[:_OPENING]:
        yield from find_dates(paragraph.dateline)
