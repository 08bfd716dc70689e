"""What a short article should yield, and the comparison with what it does yield.

The tables of this folder are written by reading English news, sentence by sentence; no
expectation was ever made by running the extraction.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from briefs.extraction import extract_article
from briefs.model import DateBasis, PublicationDate, Quotation, QuotationKind

SHORT = "short"


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """One quotation: how it is reported, the words of each piece, and who is shown to say them."""

    kind: str
    pieces: tuple[str, ...]
    speakers: tuple[str, ...]


def direct(*pieces: str, by: str | tuple[str, ...] | None) -> Expected:
    """Marked words that are the speaker's own sentence; `by=None`: nobody can be named."""
    return _expected(QuotationKind.DIRECT, pieces, by)


def mixed(*pieces: str, by: str | tuple[str, ...] | None) -> Expected:
    """Marked words inside the reporter's clause."""
    return _expected(QuotationKind.MIXED, pieces, by)


def short(*pieces: str, by: str | tuple[str, ...] | None) -> Expected:
    """Fewer than three marked words, whichever kind they are."""
    return _expected(SHORT, pieces, by)


def indirect(*pieces: str, by: str | tuple[str, ...] | None) -> Expected:
    """The reported clause, written here without its "that" and its final mark."""
    return _expected(QuotationKind.INDIRECT, pieces, by)


def check(
    text: str, *expected: Expected, on: str | None = None, indirect_too: bool = False
) -> None:
    """Fail unless `text`, published on the day `on`, yields exactly these quotations.

    The order does not count. Indirect speech counts only with `indirect_too`; whether "that" and
    the final mark belong to its clause is left open, and so are the diacritics of a speaker's name.
    """
    published = on and PublicationDate(day=dt.date.fromisoformat(on), basis=DateBasis.STATED)
    article = extract_article(text, published=published or None)
    for quotation in article.quotations:
        for span in quotation.contents:
            assert span.text == text[span.start : span.end]

    wanted = (
        _found(quotation)
        for quotation in article.quotations
        if indirect_too or quotation.kind is not QuotationKind.INDIRECT
    )
    assert sorted(map(_lines, wanted)) == sorted(map(_lines, expected))


def _expected(kind: str, pieces: tuple[str, ...], by: str | tuple[str, ...] | None) -> Expected:
    speakers = (by,) if isinstance(by, str) else by or ()
    return Expected(kind=str(kind), pieces=pieces, speakers=speakers)


def _found(quotation: Quotation) -> Expected:
    kind = SHORT if quotation.short else quotation.kind
    pieces = tuple(span.text for span in quotation.contents)
    return Expected(kind=str(kind), pieces=pieces, speakers=quotation.speakers)


def _lines(each: Expected) -> tuple[str, ...]:
    """As compared, and readable when it differs: the kind, the pieces, then the speakers."""
    pieces = tuple(_clauses(each) if each.kind == QuotationKind.INDIRECT else each.pieces)
    return (each.kind, *pieces, "by " + ", ".join(map(_plain, each.speakers)))


def _clauses(each: Expected) -> Iterator[str]:
    for piece in each.pieces:
        yield piece.removeprefix("that ").rstrip(".,")


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
