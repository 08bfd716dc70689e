"""What a button can ask for: one small value for each kind, without a session."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from briefs.model import InterestKind, Subject


@dataclass(frozen=True, slots=True)
class ShowBriefing:
    """Show a page of quotations; in the message the button is under when `turns`."""

    subject: Subject
    offset: int = 0
    turns: bool = False


@dataclass(frozen=True, slots=True)
class ShowComparison:
    """Show two people side by side; both subjects are the same but for the speaker."""

    first: Subject
    second: Subject


@dataclass(frozen=True, slots=True)
class ShowContext:
    """Show a quotation where it stands in its article."""

    quotation_id: str


@dataclass(frozen=True, slots=True)
class ShowPrintings:
    """Show a page of the articles that print the words of a quotation; `turns` as above."""

    quotation_id: str
    offset: int = 0
    turns: bool = False


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
class ShowLeftovers:
    """Show a page of what a digest had no room for; `turns` as above.

    Without the number of a delivery it is today's. `counted` are those the digest spoke of.
    """

    delivery: int | None
    counted: int
    offset: int = 0
    turns: bool = False


@dataclass(frozen=True, slots=True)
class SetDigest:
    """Subscribe at this hour and zone; None keeps what is set, else takes the default."""

    at: dt.time | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class EndDigest:
    """Unsubscribe."""


class Screen(StrEnum):
    """A screen of the settings; each takes the place of the one before in its message."""

    MAIN = "m"
    HOURS = "h"
    DAYS = "d"
    PLACE = "p"
    LENGTH = "l"
    SOUND = "s"


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """Show a screen of the settings; in the message the button is under when `turns`."""

    screen: Screen = Screen.MAIN
    turns: bool = False


@dataclass(frozen=True, slots=True)
class ListZones:
    """Show a page of the time zones of a part of the world, in the place of the settings."""

    region: str
    page: int = 0


class Wish(StrEnum):
    """What a preference is about, with what its value may be."""

    HOUR = "h"  #: 0800 adds an hour, -0800 takes it away
    WEEKDAY = "d"  #: 1 adds Monday, -1 takes it away; "all" and "work" are several at once
    LENGTH = "l"  #: one of the lengths
    QUIET = "q"  #: 2200-0700, or nothing
    SILENT = "n"  #: 1 or 0, as those below
    TELLS_EMPTY = "e"
    ONLY_FOLLOWED = "o"


@dataclass(frozen=True, slots=True)
class SetPreference:
    """Set one preference. It names what is to hold then, so a second tap is harmless."""

    wish: Wish
    value: str


@dataclass(frozen=True, slots=True)
class PauseDigest:
    """Pause the digest, or let it come again."""

    resumes: bool = False


class Change(StrEnum):
    """What becomes of an interest."""

    FOLLOW = "f"
    MUTE = "m"
    REMOVE = "x"


@dataclass(frozen=True, slots=True)
class SetInterest:
    """Follow or mute somebody or something, or neither any more."""

    change: Change
    kind: InterestKind
    value: str


@dataclass(frozen=True, slots=True)
class ListInterests:
    """Show a page of what is followed and muted; in the message it is under when `turns`."""

    page: int = 0
    turns: bool = False


@dataclass(frozen=True, slots=True)
class ShowLess:
    """Offer to mute what the digest told that the button is under."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase all that is stored about the chat; the question was asked before."""


SettingsAction = SetDigest | EndDigest | PauseDigest | ShowSettings | ListZones | SetPreference
InterestAction = SetInterest | ListInterests | ShowLess

Action = (
    ShowBriefing
    | ShowComparison
    | ShowContext
    | ShowPrintings
    | ReadOn
    | ShowLeftovers
    | ListPeople
    | ListTopics
    | SettingsAction
    | InterestAction
    | Forget
)
