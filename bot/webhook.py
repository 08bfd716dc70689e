"""Telegram at the door: what it posts is in the inbox before it is told so.

    who are you ▸ how much is it ▸ is it an update ▸ keep it ▸ 200

Telegram repeats for a day whatever is not answered with 200, and holds back the chat meanwhile. So
503 is said only where a second attempt can go better. An update that makes no sense to us is kept
and dropped when it is handled; 400 is for what is no update at all, which Telegram never sends.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import urlsplit

from telegram import Bot

from bot.config import Settings
from bot.intake import ALLOWED
from briefs.errors import StoreError

if TYPE_CHECKING:  # a bot that polls has no use for it, and starts sooner without
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

_LOG = logging.getLogger(__name__)

#: Keeps an update. Raises StoreError or NotNow when it cannot be kept now.
Receive: TypeAlias = Callable[[Mapping[str, Any]], Awaitable[None]]

#: Where Telegram puts the secret it was given with the address.
HEADER: Final = "x-telegram-bot-api-secret-token"
#: Bytes of a body. Two messages of 4096 characters, one in answer to the other, every character
#: escaped and with a hundred entities each, are a tenth of it.
LARGEST: Final = 1_000_000
#: Seconds for the whole of a body to arrive.
PATIENCE: Final = 10
#: Seconds after which Telegram may try again what could not be kept.
RETRY_AFTER: Final = 2
#: Requests that Telegram may have under way at once. One takes milliseconds.
CONNECTIONS: Final = 40
#: Seconds for which refusals are counted between two lines in the log.
_QUIET: Final = 60

_MOST = 2**63


class Refusal(Exception):  # noqa: N818 -- it is an answer
    """What came is not kept; the status says why."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class NotNow(Exception):  # noqa: N818 -- it is an answer
    """Another attempt, or another process, will do."""


class Webhook:
    """The address that Telegram posts updates to."""

    def __init__(self, url: str, secret: str, receive: Receive) -> None:
        self._path = urlsplit(url).path or "/"
        self._secret = secret.encode()
        self._receive = receive
        self._refused = Tally("Refused at the webhook")
        self._put_off = Tally("An update has to come again")

    def routes(self) -> list[Route]:
        """The one route there is, at the path of the URL that Telegram was told."""
        from starlette.routing import Route  # noqa: PLC0415 -- see above

        return [Route(self._path, self._answer, methods=["POST"])]

    async def _answer(self, request: Request) -> Response:
        from starlette.requests import ClientDisconnect  # noqa: PLC0415 -- see above
        from starlette.responses import PlainTextResponse, Response  # noqa: PLC0415 -- see above

        try:
            self._check_secret(request)
            update = read_update(await _read_body(request))
            await self._receive(update)
        except Refusal as refusal:
            self._refused.note(str(refusal))
            # Nor is the rest of the body read: whoever sent it is hung up on.
            return PlainTextResponse(f"{refusal}\n", refusal.status, {"connection": "close"})
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody reads it
        except (StoreError, NotNow) as exc:
            self._put_off.note(str(exc))
            headers = {"retry-after": str(RETRY_AFTER)}
            return PlainTextResponse("Not now.\n", HTTPStatus.SERVICE_UNAVAILABLE, headers)
        return Response()

    def _check_secret(self, request: Request) -> None:
        given = request.headers.get(HEADER, "").encode("latin-1")
        if not hmac.compare_digest(given, self._secret):
            raise Refusal(HTTPStatus.FORBIDDEN, "The secret is not the right one.")


async def set_webhook(bot: Bot, settings: Settings) -> None:
    """Have Telegram post updates to us. Each process does so when it starts: whether the secret is
    still the same is nothing that Telegram tells.
    """
    assert settings.webhook_url is not None, "or there is none to set"
    assert settings.webhook_secret is not None, "the settings are checked"
    await bot.set_webhook(
        settings.webhook_url,
        secret_token=settings.webhook_secret.get_secret_value(),
        allowed_updates=ALLOWED,
        max_connections=CONNECTIONS,
        drop_pending_updates=False,
    )


async def drop_webhook(bot: Bot) -> None:
    """Have Telegram keep updates until we ask, if they are posted to anybody now."""
    url = (await bot.get_webhook_info()).url
    if url:
        await bot.delete_webhook(drop_pending_updates=False)
        _LOG.warning("Telegram posts to %s no more: this process polls.", urlsplit(url).netloc)


def read_update(body: bytes) -> Mapping[str, Any]:
    """The update in a body, as far as the inbox has to understand it. Raises Refusal."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError) as exc:  # no JSON, no UTF-8, or nested without end
        raise Refusal(HTTPStatus.BAD_REQUEST, "The body is not JSON.") from exc
    number = update.get("update_id") if isinstance(update, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < _MOST:
        raise Refusal(HTTPStatus.BAD_REQUEST, "The body is not an update.")
    return dict(update)


async def _read_body(request: Request) -> bytes:
    """The body, of which never more is held than may be."""
    too_large = Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large.")
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > LARGEST:
        raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    raise too_large
    except TimeoutError as exc:
        raise Refusal(HTTPStatus.REQUEST_TIMEOUT, "The body takes too long.") from exc
    return bytes(body)


class Tally:
    """Logs what anybody can cause once, and what comes in the next minute in one line after it."""

    def __init__(self, what: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._what = what
        self._monotonic = monotonic
        self._count = 0
        self._next = 0.0

    def note(self, reason: str) -> None:
        """It has happened."""
        self._count += 1
        now = self._monotonic()
        if now >= self._next:
            _LOG.warning("%s: %s (%d since last said)", self._what, reason, self._count)
            self._count, self._next = 0, now + _QUIET
