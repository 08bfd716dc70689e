"""Telegram's limits on sending, as far as they are known.

Documented: about 30 messages a second over all chats, one a second in a chat where short bursts
pass, 20 a minute in a group. How short a burst is, Telegram does not say; ten is our guess.
Edits count like messages. Answers to callbacks and "is typing" do not count in practice.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from telegram.constants import FloodLimit

from bot.sandbox.errors import too_many_requests

BURST = 10
_SECOND = 1.0
_MINUTE = 60.0


@dataclass(slots=True)
class _Window:
    """At most `limit` sends within any stretch of `seconds`."""

    limit: int
    seconds: float
    sent: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        # A clock that was set back leaves sends in the future: they are forgotten too.
        while self.sent and not now - self.seconds < self.sent[0] <= now:
            self.sent.popleft()
        return self.sent[0] + self.seconds - now if len(self.sent) >= self.limit else 0.0


@dataclass(slots=True)
class _Bucket:
    """Holds up to `BURST` sends and gains one a second."""

    tokens: float
    at: float

    def wait(self, now: float) -> float:
        gained = max(0.0, now - self.at) * FloodLimit.MESSAGES_PER_SECOND_PER_CHAT
        self.tokens, self.at = min(float(BURST), self.tokens + gained), now
        return max(0.0, (1.0 - self.tokens) / FloodLimit.MESSAGES_PER_SECOND_PER_CHAT)


class FloodGate:
    """Lets a send through or says how long to wait; a refused send does not count."""

    def __init__(self) -> None:
        self._overall = _Window(FloodLimit.MESSAGES_PER_SECOND, _SECOND)
        self._groups: dict[int, _Window] = {}
        self._chats: dict[int, _Bucket] = {}

    def let_through(self, chat_id: int, *, group: bool, now: float) -> None:
        """Count one send at `now` (seconds), or raise 429."""
        bucket = self._chats.setdefault(chat_id, _Bucket(float(BURST), now))
        windows = [self._overall]
        if group:
            limit = FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP
            windows.append(self._groups.setdefault(chat_id, _Window(limit, _MINUTE)))
        wait = max(bucket.wait(now), *(window.wait(now) for window in windows))
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        bucket.tokens -= 1
        for window in windows:
            window.sent.append(now)
