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
from briefs.page.dates import (
    DateLabel,
    LabelledDate,
    find_dates,
    infer_date,
    names_hour,
    read_stated,
)
from briefs.page.layout import Line, LineKind, read_lines
from briefs.page.publishers import load_outlets, read_publisher, split_headline

_OPENING = 2  #: paragraphs in which a bare place may be a dateline and a weekday be today

_ASIDE = (LineKind.DETAIL, LineKind.FURNITURE)  #: lines that may name the publisher


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
    trimmed = tuple(_trimmed(text, lines))
    body = tuple(span for paragraph in trimmed if (span := _own_words(text, paragraph)).text)
    title, outlet = _title(lines)
    publisher = outlet or read_publisher(_texts(lines, *_ASIDE), _agency(trimmed))
    day_first = publisher in load_outlets().day_first
    return Page(
        title=title,
        publisher=publisher,
        published=read_stated(_stated_dates(lines, trimmed, day_first=day_first))
        or infer_date(_texts(lines, LineKind.CAPTION), [span.text for span in body[:_OPENING]]),
        body=body,
    )


def _title(lines: Iterable[Line]) -> tuple[Span | None, str | None]:
    headline = next((line.span for line in lines if line.kind is LineKind.HEADLINE), None)
    if headline is None:
        return None, None
    words, outlet = split_headline(headline.text)
    return Span(start=headline.start, end=headline.start + len(words), text=words), outlet


def _trimmed(text: str, lines: Iterable[Line]) -> Iterator[Trimmed]:
    spans = (line.span for line in lines if line.kind is LineKind.PARAGRAPH)
    for index, span in enumerate(spans):
        yield trim_paragraph(text, span.start, span.end, opening=index < _OPENING)


def _own_words(text: str, paragraph: Trimmed) -> Span:
    own = text[paragraph.start : paragraph.end]
    return Span(start=paragraph.start, end=paragraph.end, text=own)


def _texts(lines: Iterable[Line], *kinds: LineKind) -> tuple[str, ...]:
    return tuple(line.span.text for line in lines if line.kind in kinds)


def _agency(paragraphs: Sequence[Trimmed]) -> str | None:
    """The agency that opens or closes the article; marks in between are of other stories."""
    edges = (*paragraphs[:_OPENING], *paragraphs[-1:])
    return next((edge.agency for edge in edges if edge.agency), None)


def _stated_dates(
    lines: Sequence[Line], paragraphs: Sequence[Trimmed], *, day_first: bool
) -> Iterator[LabelledDate]:
    """Dates given as the article's own: below its beginning, a bare one is of something else.

    Behind one paragraph, a standfirst that ends like a sentence, an hour shows that it is.
    """
    begun = 0
    for line in lines:
        begun += line.kind is LineKind.PARAGRAPH
        if line.kind is LineKind.DETAIL:
            own = begun == 0 or (begun < _OPENING and names_hour(line.span.text))
            for date in find_dates(line.span.text, day_first=day_first):
                if own or date.label is not DateLabel.UNLABELLED:
                    yield date
    for paragraph in paragraphs[:_OPENING]:
        yield from find_dates(paragraph.dateline)
