"""Updates that wait to be handled, and who takes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Asker:
    """Somebody in a chat."""

    chat_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Followup:
    """What somebody asked about last, so that "and on Iraq?" can go on with it. No text."""

    asker: Asker
    speaker_id: str | None
    topic_id: str | None
    until: dt.datetime  #: later it is forgotten
