"""What loading did, how far it is, and the store in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
