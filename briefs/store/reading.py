"""An article as read, with what is stored beside it. Worker processes make these; no SQL here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefs.model import Article, Quotation, QuotationKind, SpeakerKind, Subject

#: Kinds that are shown as quotations. The words of an indirect one are the reporter's.
SHOWN_KINDS = (QuotationKind.DIRECT, QuotationKind.MIXED)


#: What begins the topics of reported speech, which has lists of its own; alone it stands for any.
REPORTED = "~"


#: What begins the name of a person whom a quotation speaks of, where it is filed.
SPOKEN_OF = "@"


def as_spoken_of(names: Iterable[str]) -> tuple[str, ...]:
    """Where quotations that speak of these persons are filed."""
    return tuple(SPOKEN_OF + name for name in names)


def as_reported(topics: Iterable[str]) -> tuple[str, ...]:
    """Where reported speech with these topics is filed."""
    return (REPORTED, *(REPORTED + topic for topic in topics))


def topic_listed(subject: Subject) -> str:
    """The topic of the list that a subject's quotations are in, be it one of readers' or not."""
    if subject.about_id is not None:
        return SPOKEN_OF + subject.about_id
    return (REPORTED if subject.reported else "") + (subject.topic_id or "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One version of an article."""

    article: Article
    content_hash: str
    roles: tuple[str | None, ...]  #: for each quotation that of its speaker, if there is one
    #: for each quotation its topics, and the topics they are part of; `as_reported` for what is
    #: reported; nothing for an indirect one that is not to be shown; `as_spoken_of` for persons
    filed_under: tuple[tuple[str, ...], ...]
    kinds: Mapping[str, SpeakerKind]  #: of every speaker, and all who are spoken of, by name

    @property
    def shown(self) -> int:
        """How many of its quotations a reader may see."""
        return sum(map(is_shown, self.article.quotations))


#: How a file looks in its folder: key, size, time of its last change in ns. A bare tuple, as two
#: sets of a hundred thousand are compared at each start.
Look = tuple[str, int, int]


class SeenFile(NamedTuple):
    """A file of the articles folder as it was last seen."""

    size: int
    mtime_ns: int
    extraction: str  #: fingerprint of the rules and data it was read with
    reason: str | None  #: why it could not be read; None: it could
    content_hash: str | None  #: of the version in the store; None: there is none


def is_shown(quotation: Quotation) -> bool:
    """Whether a reader may see it, with or without a speaker."""
    return not quotation.short and quotation.kind in SHOWN_KINDS
