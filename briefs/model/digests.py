"""Who wants a digest when, what goes out, and what it carries. Instants are aware, in UTC."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from briefs.model.answers import Card


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
