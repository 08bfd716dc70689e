"""The values that travel: articles, quotations, speakers, briefings, subscriptions, deliveries.

All are frozen and keyword-only. Offsets are half-open and count characters of `Article.text`, which
is the article exactly as it was read. Instants are aware and in UTC; local dates are dates.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
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


class SpeakerKind(StrEnum):
    """Who or what speaks."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"  #: a description as printed: "a senior NATO official"


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One article as read, with what was read out of it."""

    key: str  #: the path below the articles folder, with forward slashes; for feeds the URL
    text: str
    title: str  #: empty when the text has none
    publisher: str | None
    published: PublicationDate | None  #: None: undated, and never dated by file or clock
    quotations: tuple[Quotation, ...]


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Two people on the same; a side may have no cards."""

    sides: tuple[Briefing, Briefing]


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One of several things a reader may have meant; a button."""

    label: str
    subject: Subject


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


@dataclass(frozen=True, kw_only=True, slots=True)
class CardContext:
    """A quotation where it stands: its paragraph, and what its attribution rests on."""

    card: Card
    paragraph: str
    quoted: tuple[tuple[int, int], ...]  #: the quotation in `paragraph`
    mention: str | None  #: "he"
    cue: str | None  #: "said"
    article_key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawn:
    """A quotation that was shown once and is no longer in its article."""

    id: str


class ArticleChange(StrEnum):
    """What loading did with one article."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleResult:
    """The outcome for one article of a reload."""

    key: str
    change: ArticleChange
    quotations: int = 0  #: how many it now has
    reason: str | None = None  #: why it failed, and what to do


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadProgress:
    """How far a load is."""

    done: int  #: articles that are read and kept, or failed
    total: int  #: articles that have to be read
    failed: int
    seconds: float  #: since the first was begun

    @property
    def rate(self) -> float:
        """Articles a second; 0 while that cannot be told."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """At this rate; None while that cannot be told."""
        return (self.total - self.done) / self.rate if self.rate else None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReloadReport:
    """What a reload changed. Unchanged articles are counted, not listed."""

    results: tuple[ArticleResult, ...]
    unchanged: int
    articles: int  #: in the store now
    quotations: int  #: that can be shown now


@dataclass(frozen=True, kw_only=True, slots=True)
class Stats:
    """The store in numbers, for admins."""

    articles: int
    undated: int
    quotations: int  #: that can be shown
    unattributed: int
    speakers: int
    topics: int
    subscriptions: int
    paused: int
    queued: int  #: digests waiting
    unknown: int  #: digests whose outcome is not known
    inbox: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """The store in the few numbers that can be had at any moment, whatever its size."""

    articles: int
    quotations: int  #: that can be shown
    inbox: int  #: updates waiting to be handled


@dataclass(frozen=True, kw_only=True, slots=True)
class Destination:
    """Where messages go: a chat, and in a forum one of its topics."""

    chat_id: int
    thread_id: int = 0  #: 0: no forum topic


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """A standing request for a digest each day at a local time."""

    destination: Destination
    at: dt.time  #: local time, minutes
    zone: str  #: IANA name
    paused: bool
    since: dt.datetime  #: slots up to and including this instant are settled


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """One instant at which a subscription is due."""

    due: dt.datetime
    local_date: dt.date
    edition: int  #: the reader's slot number within the day, from 1; never its hour


class DeliveryStatus(StrEnum):
    """Where a digest stands in the outbox."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENDING = "sending"  #: written before the call; found at start, it becomes UNKNOWN
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"  #: never sent again; its items count as unseen
    MERGED = "merged"  #: an earlier date that a late digest covers
    CANCELLED = "cancelled"  #: the reader left or moved before it went out


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """One row of the outbox."""

    id: int
    destination: Destination
    edition: int
    local_date: dt.date
    due: dt.datetime
    zone: str
    status: DeliveryStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A quotation a digest could carry."""

    card: Card
    statement: str  #: the same words at another publisher have the same statement
    articles: frozenset[str]  #: keys of the articles it stands in; several once it is merged


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """All that a digest is made from, for one destination and date."""

    local_date: dt.date
    covers: tuple[dt.date, ...]  #: earlier dates that this late digest makes up for
    new: tuple[Candidate, ...]  #: the newest of what is new; more than a digest can carry
    total: int  #: new statements in all
    archive: tuple[Candidate, ...]  #: older ones never sent there, newest first; a few
    articles: int  #: loaded since the last edition
    newest: dt.date | None  #: the newest stated or inferred date among them


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """The briefing for a slot, as a value: the same inputs give the same digest."""

    local_date: dt.date
    covers: tuple[dt.date, ...]  #: earlier dates that this late digest makes up for
    cards: tuple[Card, ...]  #: new since this chat's last edition; empty on an empty day
    archive: Card | None  #: on an empty day at most one dated older card
    more: int  #: new cards that found no room
    articles: int  #: articles scanned: those loaded since the last edition
    newest: dt.date | None  #: the newest stated or inferred date among them


@dataclass(frozen=True, kw_only=True, slots=True)
class InboxItem:
    """One update as it waits to be handled."""

    update_id: int
    chat_id: int  #: 0: belongs to no chat
    payload: str  #: the update as JSON
    #: How often it was begun after it had been left behind; None: it has just come in.
    attempts: int | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Claimant:
    """A process that serves chats beside others, as it stands when it asks for more."""

    process: str  #: its name, never used again
    places: int  #: how many chats it could serve besides those it serves
    is_heir: bool  #: it may take over what other processes have let lapse
    shunned: frozenset[int] = frozenset()  #: updates it could not handle, and leaves alone
