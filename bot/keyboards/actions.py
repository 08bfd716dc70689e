"""What a button can ask for: one small value for each kind, without a session."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from briefs.model import Subject


@dataclass(frozen=True, slots=True)
class ShowBriefing:
    """Show a page of quotations; in the message the button is under when `turns`."""

    subject: Subject
    offset: int = 0
    turns: bool = False


@dataclass(frozen=True, slots=True)
class ShowContext:
    """Show a quotation where it stands in its article."""

    quotation_id: str


@dataclass(frozen=True, slots=True)
class ReadOn:
    """Show a further part of a quotation that is too long for one message."""

    quotation_id: str
    part: int


@dataclass(frozen=True, slots=True)
class ListPeople:
    """Show a page of the people, of those whose name begins so; `turns` as above."""

    initial: str = ""
    page: int = 0
    turns: bool = False


@dataclass(frozen=True, slots=True)
class ListTopics:
    """Show a page of the topics; `turns` as above."""

    page: int = 0
    turns: bool = False


@dataclass(frozen=True, slots=True)
class SetDigest:
    """Subscribe at this hour and zone; None keeps what is set, else takes the default."""

    at: dt.time | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class EndDigest:
    """Unsubscribe."""


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """Show the settings in a message of their own."""


Action = (
    ShowBriefing
    | ShowContext
    | ReadOn
    | ListPeople
    | ListTopics
    | SetDigest
    | EndDigest
    | ShowSettings
)
