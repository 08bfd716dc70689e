"""Every call to the Bot API, counted by method and outcome, and booked where Telegram counts it.

It stands between the library and the network, whoever makes the call. Only the method's name is
read from an address, and the address, which holds the token, is kept nowhere.
"""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import Any, Final

from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

from bot.budget import Budget
from bot.metrics import CallOutcome, Metrics
from bot.outcomes import never_left

#: At the end: a server of one's own may have a name that begins with "bot".
_METHOD: Final = re.compile(r"/bot[^/]*/(\w+)$")
_OUTCOMES: Final[dict[int, CallOutcome]] = {
    HTTPStatus.OK: CallOutcome.OK,
    HTTPStatus.TOO_MANY_REQUESTS: CallOutcome.FLOOD,
    HTTPStatus.FORBIDDEN: CallOutcome.FORBIDDEN,
}
#: Methods that put or change a message: those Telegram allows so many of.
_MESSAGES: Final = re.compile(r"(?!sendChatAction)(send|edit|copy|forward)[A-Z]")
#: Telegram is there, but for this bot it might as well not be.
_TOKEN_REFUSED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND})


class CountedRequest(BaseRequest):
    """Another request, with everything that goes through it counted."""

    def __init__(self, request: BaseRequest, metrics: Metrics, budget: Budget) -> None:
        self._request = request
        self._metrics = metrics
        self._budget = budget

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

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> tuple[int, bytes]:
        """What the request behind gives, or raises."""
        called = _METHOD.search(url)
        if called is None or not _MESSAGES.match(called[1]):
            return await self._request_counted(url, method, request_data, *args, **kwargs)
        chat_id = request_data.parameters.get("chat_id") if request_data else None
        if not isinstance(chat_id, int):
            chat_id = None
        async with self._budget.call(chat_id):
            status, body = await self._request_counted(url, method, request_data, *args, **kwargs)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            self._budget.refused(chat_id, _seconds(body))
        return status, body

    async def _request_counted(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
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


def _seconds(body: bytes) -> float:
    """How long to wait, as a refusal says."""
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, TypeError, LookupError):
        return 1.0  # the least that Telegram asks for
