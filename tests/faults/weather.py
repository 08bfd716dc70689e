"""Bad moments of Telegram's: from some digests on, what arrives within a second meets a fault."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.sandbox.faults import Fault, FaultBook, FaultKind

#: Seconds a storm lasts: all that is under way is struck, and what comes later is not.
LASTS: Final = 1.0
#: Seconds that a refused sender has to wait.
WAIT: Final = 2


class Weather(FaultBook):
    """Storms that break when so many messages have got through."""

    def __init__(self, kinds: Sequence[FaultKind], storms: Sequence[int]) -> None:
        super().__init__()
        self._kinds, self._coming = kinds, list(storms)
        self._until = 0.0
        self._through = 0
        self.struck: Counter[FaultKind] = Counter()

    def take(self, method: str, chat_id: object) -> Fault | None:
        """A fault for this call, if it is out in a storm."""
        if method != "sendMessage":
            return super().take(method, chat_id)
        if self._coming and self._through >= self._coming[0]:
            self._coming.pop(0)
            self._until = time.monotonic() + LASTS
        if time.monotonic() >= self._until:
            self._through += 1
            return None
        kind = self._kinds[self.struck.total() % len(self._kinds)]
        self.struck[kind] += 1
        return Fault(kind=kind, retry_after=WAIT)
