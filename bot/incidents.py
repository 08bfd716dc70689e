"""Errors, told to the bot's administrators in chat: which, where, how often.

Whatever is logged as an error is one, wherever in the process; nobody has to remember to report it.
A message has the type of the error, the place in our code and the word of the update, never a text
of anybody's: that of the error itself may quote a reader, or Telegram's address with the token.

    log ▸ `Journal`: once a kind in ten minutes, six messages an hour; the rest is counted ▸ message
"""

from __future__ import annotations

import asyncio
import logging
import math
import re
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Final

import telegram
from telegram.constants import ParseMode

from bot.context import Desk
from bot.messages import render_notice

_LOG = logging.getLogger(__name__)
#: Where our packages lie.
_PACKAGES: Final = Path(__file__).resolve().parents[1]
_OURS: Final = ("bot", "briefs")
_BLANK: Final = re.compile(r"%[\d.]*[a-z]")

#: Seconds in which one kind of error is told of once.
EACH: Final = 600
#: Kinds that one message describes; the rest is counted.
DESCRIBED: Final = 6
#: Messages in an hour, to each administrator.
MOST: Final = 6
HOUR: Final = 3600
#: Kinds that are kept apart. In practice there are few; that many would be one per line of code.
KINDS: Final = 50
#: Seconds a message under way is given when the bot stops.
GRACE: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Incident:
    """Errors of one kind: of one type, at one place."""

    what: str  #: the type of the error, or the sentence logged, without what was put into it
    place: str  #: in our code; "" for several
    update: str | None = None  #: the word of the last update that met it
    count: int = 1
    seconds: float = 0  #: since the first of them

    @property
    def minutes(self) -> int:
        """How long it took for so many, rounded up."""
        return max(1, math.ceil(self.seconds / 60))


class Journal:
    """Which incidents are to be told, when; time is in seconds of any clock that only moves on."""

    def __init__(self) -> None:
        self._untold: dict[tuple[str, str], tuple[Incident, float]] = {}
        self._told: dict[tuple[str, str], float] = {}
        self._messages: deque[float] = deque()

    def note(self, incident: Incident, now: float) -> None:
        """It has happened; the same kind once more is counted."""
        kind = (incident.what, incident.place)
        if kind not in self._untold and len(self._untold) >= KINDS:
            incident = Incident(what="Further errors", place="", count=incident.count)
            kind = (incident.what, incident.place)
        before, since = self._untold.get(kind, (None, now))
        count = incident.count + (before.count if before else 0)
        self._untold[kind] = replace(incident, count=count), since

    def take_due(self, now: float) -> tuple[Incident, ...]:
        """What is to be told now, in one message; it counts as told."""
        while self._messages and now - self._messages[0] >= HOUR:
            self._messages.popleft()
        self._told = {kind: at for kind, at in self._told.items() if now - at < EACH}
        due = [kind for kind in self._untold if kind not in self._told]
        if not due or len(self._messages) >= MOST:
            return ()
        self._messages.append(now)
        self._told |= dict.fromkeys(due, now)
        taken = [self._untold.pop(kind) for kind in due]
        return tuple(replace(each, seconds=now - since) for each, since in taken)


class IncidentReporter(logging.Handler):
    """Listens to the log from `start` to `stop`, and tells the administrators.

    `turn` waits until a chat may be sent to: the pace at which the whole bot sends. A line that is
    marked as `told` (`extra={"told": True}`) has been answered to an administrator already.
    """

    def __init__(
        self,
        bot: telegram.Bot,
        desk: Desk,
        *,
        turn: Callable[[int], Awaitable[None]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(logging.ERROR)
        self._bot = bot
        self._desk = desk
        self._turn = turn
        self._monotonic = monotonic
        self._journal = Journal()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sending: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Listen, in the event loop that is running."""
        self._loop = asyncio.get_running_loop()
        logging.getLogger().addHandler(self)

    async def stop(self) -> None:
        """Listen no more; a message under way has a moment to end."""
        logging.getLogger().removeHandler(self)
        if self._sending:
            await asyncio.wait(self._sending, timeout=GRACE)
        for task in self._sending:
            task.cancel()

    def emit(self, record: logging.LogRecord) -> None:
        """A line was logged, in whatever thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has just closed
                self._loop.call_soon_threadsafe(self._note, record)

    def tell_due(self) -> None:
        """Send what waited for its ten minutes; for the tick to call."""
        if self._loop is None or not self._desk.settings.admins:
            return
        due = self._journal.take_due(self._monotonic())
        if due:
            task = self._loop.create_task(self._send(due), name="incidents")
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    def _note(self, record: logging.LogRecord) -> None:
        self._desk.metrics.log_lines.labels(record.levelname.lower()).inc()
        if not getattr(record, "told", False):
            self._journal.note(as_incident(record), self._monotonic())
            self.tell_due()

    async def _send(self, incidents: Sequence[Incident]) -> None:
        """To every administrator; what cannot be sent to one costs no other."""
        told = [await self._tell(admin, incidents) for admin in sorted(self._desk.settings.admins)]
        if not any(told):
            for each in incidents:
                self._journal.note(each, self._monotonic())

    async def _tell(self, admin: int, incidents: Sequence[Incident]) -> bool:
        try:
            message = render_notice("incidents", incidents=incidents, limit=DESCRIBED)
            await self._turn(admin)
            await self._bot.send_message(admin, message.text, parse_mode=ParseMode.HTML)
        except Exception as exc:  # noqa: BLE001 -- logged below an error, or it would go in a circle
            word = self._desk.pseudonyms.word(admin)
            _LOG.warning("Administrator %s cannot be told: %s", word, type(exc).__name__)
            return False
        return True


def as_incident(record: logging.LogRecord) -> Incident:
    """What a line of the log says without a word of anybody's."""
    update = getattr(record, "update", None)
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        place = _place(error.__traceback__) or record.name
        return Incident(what=type(error).__name__, place=place, update=update)
    if record.name.partition(".")[0] in _OURS:
        place = f"{_relative(record.pathname) or record.name}:{record.lineno}"
        return Incident(what=_BLANK.sub("…", str(record.msg)), place=place, update=update)
    return Incident(what="An error", place=record.name, update=update)


def _place(trace: TracebackType | None) -> str | None:
    """The innermost line of ours in a traceback."""
    place = None
    while trace is not None:
        if file := _relative(trace.tb_frame.f_code.co_filename):
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _relative(file: str) -> str | None:
    """bot/handlers/briefs.py; None for a file of somebody else's."""
    try:
        path = Path(file).resolve().relative_to(_PACKAGES)
    except ValueError:
        return None
    return path.as_posix() if path.parts[0] in _OURS else None
