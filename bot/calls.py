"""Every call to the Bot API, counted by method and outcome, whoever makes it.

It stands between the library and the network. Only the method's name is read from an address, and
the address, which holds the token, is kept nowhere.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any, Final

from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.metrics import CallOutcome, Metrics
from bot.outcomes import never_left

#: At the end: a server of one's own may have a name that begins with "bot".
_METHOD: Final = re.compile(r"/bot[^/]*/(\w+)$")
_OUTCOMES: Final[dict[int, CallOutcome]] = {
    HTTPStatus.OK: CallOutcome.OK,
    HTTPStatus.TOO_MANY_REQUESTS: CallOutcome.FLOOD,
    HTTPStatus.FORBIDDEN: CallOutcome.FORBIDDEN,
}
#: Telegram is there, but for this bot it might as well not be.
_TOKEN_REFUSED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND})


class CountedRequest(BaseRequest):
    """Another request, with everything that goes through it counted."""

    def __init__(self, request: BaseRequest, metrics: Metrics) -> None:
        self._request = request
        self._metrics = metrics

    @property
    def read_timeout(self) -> float | None:
        """As of the request behind."""
        return self._request.read_timeout

    async def initialize(self) -> None:
        """Open what is behind."""
        await self._request.initialize()

    async def shutdown(self) -> None:
        """Close what is behind."""
        await self._request.shutdown()

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """What the request behind gives, or raises."""
        try:
            status, body = await self._request.do_request(url, *args, **kwargs)
        except TelegramError as exc:
            self._count(url, CallOutcome.UNSENT if never_left(exc) else CallOutcome.LOST)
            raise
        self._count(url, _outcome(status))
        if status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in _TOKEN_REFUSED:
            self._metrics.contact.beat()
        return status, body

    def _count(self, url: str, outcome: CallOutcome) -> None:
        method = _METHOD.search(url)
        self._metrics.calls.labels(method[1] if method else "?", outcome.value).inc()


def _outcome(status: int) -> CallOutcome:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return CallOutcome.FAILED
    return _OUTCOMES.get(status, CallOutcome.REFUSED)
