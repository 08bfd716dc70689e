"""Who wants a digest when, what goes out, and what it carries. Instants are aware, in UTC."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from briefs.model.answers import Card
from briefs.model.articles import QuotationKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Destination:
    """Where messages go: a chat, and in a forum one of its topics."""

    chat_id: int
    thread_id: int = 0  #: 0: no forum topic


class DigestLength(StrEnum):
    """How much a reader wants to read."""

    HEADLINES = "headlines"
    BRIEF = "brief"
    FULL = "full"


class Pause(StrEnum):
    """Why a subscription is paused: its settings stay, and nothing goes out."""

    READER = "reader"  #: somebody asked for it, and only asking ends it
    UNREACHABLE = "unreachable"  #: the bot was blocked or removed; ends when it is let in again
    REFUSED = "refused"  #: the bot may not write there; ends when somebody asks


@dataclass(frozen=True, kw_only=True, slots=True)
class QuietHours:
    """From when until when, by the reader's clock, nothing may ring; over midnight if need be."""

    start: dt.time  #: included
    end: dt.time  #: not included; another one than `start`


EVERY_DAY = frozenset(range(1, 8))


@dataclass(frozen=True, kw_only=True, slots=True)
class Preferences:
    """When a reader wants digests, and what kind of."""

    hours: tuple[dt.time, ...]  #: local times in minutes, ascending, distinct, not empty
    zone: str  #: IANA name
    weekdays: frozenset[int] = EVERY_DAY  #: Monday is 1; not empty
    length: DigestLength = DigestLength.BRIEF
    quiet: QuietHours | None = None  #: digests that fall due then are sent without a sound
    silent: bool = False  #: no digest makes a sound
    tells_empty: bool = True  #: a day without anything new is told in one line
    only_followed: bool = False  #: nothing but what is followed; else that only comes first


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """A standing request for digests at local times."""

    destination: Destination
    preferences: Preferences
    pause: Pause | None = None  #: None: in force
    since: dt.datetime  #: slots up to and including this instant are settled

    @property
    def zone(self) -> str:
        """The IANA name of the reader's time zone."""
        return self.preferences.zone

    @property
    def paused(self) -> bool:
        """Whether nothing goes out, for whatever reason."""
        return self.pause is not None


class InterestKind(StrEnum):
    """What an interest names."""

    SPEAKER = "speaker"
    TOPIC = "topic"
    WORDS = "words"


@dataclass(frozen=True, kw_only=True, slots=True)
class Interest:
    """Something a destination follows in its digests, or does not want there."""

    kind: InterestKind
    value: str  #: the id of a speaker or topic, or plain words, never an expression
    muted: bool = False


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
    SKIPPED = "skipped"  #: there was nothing new, and the reader wants no word then


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
    silent: bool = False  #: to be sent without a sound, as of the instant it was claimed


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A quotation as far as choosing needs to know it: few are chosen, and shown as cards."""

    id: str
    statement: str  #: the same words at another publisher have the same statement
    number: int  #: of the quotation the statement was first loaded with; later ones have larger
    said: tuple[str, ...]  #: ids of quotations with these words by these speakers, now or ever
    kind: QuotationKind
    text: str
    speakers: tuple[str, ...]  #: ids; never empty
    topics: frozenset[str]  #: ids of all it is filed under
    article: str  #: key of the article it stands in
    title: str
    publisher: str | None
    day: int | None  #: ordinal of the date of the article; None: undated


@dataclass(frozen=True, kw_only=True, slots=True)
class Taste:
    """What one reader may be told, and would like to be."""

    after: int  #: only what was first loaded after this number is new
    seen: Collection[str] = ()  #: ids of quotations that were sent there
    interests: Collection[Interest] = ()
    only_followed: bool = False
    length: DigestLength = DigestLength.BRIEF


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """What a digest tells once, however many articles have it: one quotation."""

    card: Card
    publishers: int = 1  #: how many carry it
    follows: tuple[str, ...] = ()  #: names of what the reader follows: why it is here


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """The briefing for a slot, as a value: the same inputs give the same digest."""

    local_date: dt.date
    covers: tuple[dt.date, ...]  #: earlier dates that this late digest makes up for
    stories: tuple[Story, ...]  #: new since this chat's last edition; empty on an empty day
    archive: Card | None  #: on an empty day at most one dated older card
    more: int  #: new statements that found no room
    articles: int  #: articles scanned: those loaded since the last edition
    newest: dt.date | None  #: the newest stated or inferred date among them
    length: DigestLength = DigestLength.BRIEF
    edition: int = 1  #: of so many
    editions: int = 1  #: hours the reader has chosen for a day
    only_followed: bool = False  #: nothing else was looked at
    delivery: int | None = None  #: by which number it is known; None: it is no delivery
    withheld: bool = (
        False  #: an empty day's, for a reader who wants silence then: finish as SKIPPED
    )

    @property
    def cards(self) -> tuple[Card, ...]:
        """The quotations of its stories."""
        return tuple(story.card for story in self.stories)


@dataclass(frozen=True, kw_only=True, slots=True)
class Leftovers:
    """A page of what was as new as a digest's stories and found no room in it, newest first."""

    local_date: dt.date
    delivery: int | None  #: as in the digest
    cards: tuple[Card, ...]
    offset: int  #: cards before this page
    total: int  #: on all pages
