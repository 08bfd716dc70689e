"""What an operator asks of the outbox: what waits, how late it is, and what became of the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Failure(StrEnum):
    """Why a digest failed, or why nobody knows whether it arrived: see docs/delivery.md."""

    # The reader or the group is gone; the subscription waits for them.
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    REMOVED = "removed"
    NOT_A_MEMBER = "not_a_member"
    GROUP_DELETED = "group_deleted"
    NO_CHAT = "no_chat"
    FORBIDDEN = "forbidden"  #: for a reason nobody has met yet
    # The bot is there and may not write; administrators of the group can change that.
    TOPIC_CLOSED = "topic_closed"
    NO_TOPIC = "no_topic"
    NO_RIGHTS = "no_rights"
    WRITE_FORBIDDEN = "write_forbidden"
    # A mistake of ours.
    MARKUP = "markup"
    TOO_LONG = "too_long"
    REFUSED = "refused"
    NOT_COMPOSED = "not_composed"
    # Unknown: it may have arrived.
    NO_ANSWER = "no_answer"
    SERVER_ERROR = "server_error"
    CRASH = "crash"
    UNFORESEEN = "unforeseen"


@dataclass(frozen=True, kw_only=True, slots=True)
class Queue:
    """The digests that have fallen due and have not gone out."""

    waiting: int
    oldest: dt.datetime | None  #: when the one that has waited longest was due


@dataclass(frozen=True, kw_only=True, slots=True)
class Parking:
    """What Telegram's refusals have taught, kept over restarts."""

    until: dt.datetime  #: nothing is sent before; past: it may be
    rate: float  #: messages a second that were found to be few enough, at that instant


@dataclass(frozen=True, kw_only=True, slots=True)
class Traffic:
    """The outbox at a moment, and what became of digests since another."""

    queue: Queue
    sending: int  #: calls under way
    sent: int
    failed: Mapping[str, int]  #: by kind, the most frequent first
    unknown: Mapping[str, int]
    parking: Parking | None
