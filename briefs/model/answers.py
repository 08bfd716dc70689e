"""What a reader is answered: speakers, topics, cards, briefings, and choices between them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from briefs.model.articles import PublicationDate, QuotationKind


class SpeakerKind(StrEnum):
    """Who or what speaks."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"  #: a description as printed: "a senior NATO official"


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """Somebody who is quoted in the store."""

    id: str  #: ten base32 characters, made from the canonical name
    name: str
    kind: SpeakerKind
    count: int  #: quotations that can be shown


@dataclass(frozen=True, kw_only=True, slots=True)
class Tenure:
    """An office and one of its holders."""

    office: str  #: "NATO Secretary General"
    holder: str  #: canonical name
    start: str | None  #: as precise as known: "2014-10-01", "2014-10" or "2014"
    end: str | None
    current: bool  #: in office; a missing end without it is unknown


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """Something quotations are about."""

    id: str  #: a slug of at most 24 ASCII characters: "afghanistan", "defence-spending"
    name: str
    count: int  #: quotations that can be shown


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Another article that prints the words of a card."""

    publisher: str | None
    published: PublicationDate | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A stored quotation as a reader is shown it: the words, who, in which role, where and when."""

    id: str  #: ten base32 characters, stable over re-extraction
    kind: QuotationKind
    pieces: tuple[str, ...]  #: verbatim; an attribution stood between them
    speakers: tuple[Speaker, ...]
    role: str | None  #: the office held at the article's date, else the description as printed
    title: str
    publisher: str | None
    published: PublicationDate | None
    #: Further articles with the same words by the same speakers, by date; of very many a few.
    elsewhere: tuple[Place, ...] = ()
    is_widespread: bool = False  #: there are more of them than those


@dataclass(frozen=True, kw_only=True, slots=True)
class Printing:
    """One article that prints a statement, and how its wording differs from that of a card."""

    id: str  #: of the quotation there
    variants: tuple[str, ...]  #: its own words where the card has others: "revitalize"
    title: str
    publisher: str | None
    published: PublicationDate | None
    article_key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Printings:
    """A page of the articles that print the words of a card, which is one of them."""

    card: Card
    printings: tuple[Printing, ...]  #: as they were loaded
    offset: int  #: printings before this page
    total: int  #: on all pages
    is_cut: bool  #: there are more than can be counted fast


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """Days of articles, the first and the last included; None: without a limit."""

    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What a briefing is about. At least one field is set, but for the latest quotations."""

    speaker_id: str | None = None
    topic_id: str | None = None
    words: str | None = None  #: a topic nobody listed: searched for in the full text
    reported: bool = False  #: what articles report in their own words, instead of quotations
    period: Period | None = None  #: only from articles of these days; undated ones are left out
    about_id: str | None = None  #: what others say of this person; stands in the place of a topic


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One of several things a reader may have meant; a button."""

    label: str
    subject: Subject


@dataclass(frozen=True, kw_only=True, slots=True)
class Briefing:
    """One page of quotations about a subject, newest article first, undated ones last."""

    subject: Subject
    speaker: Speaker | None  #: the speaker of the subject
    offices: tuple[Tenure, ...]  #: offices of that speaker, latest first
    topic: Topic | None  #: the topic of the subject
    note: str | None  #: a sentence the reader must see first, e.g. who holds the office now
    cards: tuple[Card, ...]
    offset: int  #: cards before this page
    total: int  #: cards on all pages
    other: int = 0  #: what the subject has besides: reported for quotations, and the reverse
    #: Of words that more quotations have: how many of the last loaded were looked at.
    searched: int | None = None
    days: str | None = None  #: the period of the subject, in words
    undated: int = 0  #: what the period leaves out because its article has no date
    about: Speaker | None = None  #: of whom all of it speaks
    spoken_of: int = 0  #: quotations of others that speak of the speaker
    related: tuple[Option, ...] = ()  #: what lies next to it; on a first page only


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Two people on the same; a side may have no cards."""

    sides: tuple[Briefing, Briefing]


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Several fit equally: offered, never guessed between."""

    query: str
    options: tuple[Option, ...]
    note: str | None = None  #: e.g. the present holder of the office, who is not quoted


@dataclass(frozen=True, kw_only=True, slots=True)
class NoMatch:
    """Nothing fits. The nearest are offered; there may be none."""

    query: str
    nearest: tuple[Option, ...]
    note: str | None = None
    lead: str | None = None  #: what is said in place of "Nothing here about …"


@dataclass(frozen=True, kw_only=True, slots=True)
class CardContext:
    """A quotation where it stands: its paragraph, and what its attribution rests on."""

    card: Card
    paragraph: str
    quoted: tuple[tuple[int, int], ...]  #: the quotation in `paragraph`
    mention: str | None  #: "he"
    cue: str | None  #: "said"
    article_key: str
    printings: tuple[Printing, ...] = ()  #: other articles with its words; of many the first loaded


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawn:
    """A quotation that was shown once and is no longer in its article."""

    id: str
