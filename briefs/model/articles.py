"""An article as it was read, and the quotations in it. Offsets count characters of its text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class QuotationKind(StrEnum):
    """How the words are reported."""

    DIRECT = "direct"  #: marked words that are the speaker's own sentence
    MIXED = "mixed"  #: marked words inside the reporter's clause
    INDIRECT = "indirect"  #: the reported clause, without marks


class DateBasis(StrEnum):
    """How the date of an article is known."""

    STATED = "stated"  #: the text gives it as its own date
    INFERRED = "inferred"  #: worked out from the text, and shown as such


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A stretch of an article: `text` is `article.text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicationDate:
    """The day an article was published, and how we know."""

    day: dt.date
    basis: DateBasis


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotation:
    """One quotation as it stands in its article, with its attribution."""

    kind: QuotationKind
    short: bool  #: fewer than three words: kept, never shown as a quotation
    contents: tuple[
        Span, ...
    ]  #: what was said, without its quote marks; ordered, disjoint, not empty
    cue: Span | None  #: the words that signal saying
    sources: tuple[Span, ...]  #: the mention at the cue as printed ("he"): always the best guess
    speakers: tuple[str, ...]  #: canonical names to show; empty when it is not certain enough
    topics: tuple[str, ...]  #: ids of topics, in the order of the taxonomy
    confidence: float  #: probability that this is a quotation and that `speakers` is right
    named: tuple[str, ...] = ()  #: canonical names of other persons it speaks of


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One article as read, with what was read out of it."""

    key: str  #: the path below the articles folder, with forward slashes; for feeds the URL
    text: str
    title: str  #: empty when the text has none
    publisher: str | None
    published: PublicationDate | None  #: None: undated, and never dated by file or clock
    quotations: tuple[Quotation, ...]
