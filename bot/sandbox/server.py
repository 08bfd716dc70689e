"""The sandbox over HTTP: Telegram's addresses for the bot, the chat page and its controls.

It runs inside the event loop that is already there, next to the bot, and listens on loopback only.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.clock import MovableClock
from bot.sandbox.bodies import read_call
from bot.sandbox.controls import ClockMoved, Controls, DigestNow
from bot.sandbox.errors import ApiError, ConnectionLost
from bot.sandbox.gateway import Answer, Gateway
from bot.sandbox.guard import LOOPBACK, LocalOnly
from bot.sandbox.world import SandboxTelegram
from bot.web import WebServer

_PAGE = Path(__file__).with_name("page.html")
_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}';"
    " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)


class SandboxServer:
    """A world behind HTTP. `start` gives the address of the page; `base_url` is for the bot."""

    def __init__(
        self,
        world: SandboxTelegram,
        *,
        host: str,
        port: int,
        on_digest_now: DigestNow,
        clock: MovableClock,
        on_clock_moved: ClockMoved | None = None,
        zone: str = "Europe/Brussels",
    ) -> None:
        if host not in LOOPBACK:
            raise ValueError(f"The sandbox listens on loopback only, not on {host}.")
        self._key = secrets.token_urlsafe(24)
        self._gateway = Gateway(world)
        self._world = world
        self._controls = Controls(
            world=world,
            clock=clock,
            zone=ZoneInfo(zone),
            on_digest_now=on_digest_now,
            on_clock_moved=on_clock_moved,
        )
        self._server = WebServer(
            self._application(), host=host, port=port, protocol=_AbortableProtocol
        )

    @property
    def address(self) -> str:
        """Where the page is, once the server has started."""
        return self._server.address

    @property
    def base_url(self) -> str:
        """What python-telegram-bot wants as `base_url`."""
        return f"{self.address}/bot"

    async def start(self) -> str:
        """Listen, and give the address. Raises OSError when the port is taken."""
        await self._server.start()
        return self.address

    async def stop(self) -> None:
        """Let open polls and pages go, and close."""
        self._controls.closing.set()
        self._world.state.events.wake()
        await self._server.stop()

    def _application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self._page),
                Route("/bot{token}/{method}", self._bot_api, methods=["GET", "POST"]),
                *self._controls.routes(),
            ],
            middleware=[Middleware(LocalOnly, key=self._key)],
        )

    async def _page(self, request: Request) -> Response:  # noqa: ARG002  it asks for nothing
        nonce = secrets.token_urlsafe(16)
        page = _PAGE.read_text("utf-8").replace("{{key}}", self._key).replace("{{nonce}}", nonce)
        headers = {
            "content-security-policy": _POLICY.format(nonce=nonce),
            "cache-control": "no-store",
            "referrer-policy": "no-referrer",
            "x-content-type-options": "nosniff",
        }
        return HTMLResponse(page, headers=headers)

    async def _bot_api(self, request: Request) -> Response:
        try:
            given = await read_call(request)
            token, method = request.path_params["token"], request.path_params["method"]
            answering = self._gateway.answer(token, method, given)
            if method == "getUpdates":
                answer = await self._while_wanted(request, answering)
            else:
                answer = await answering
        except ApiError as error:
            answer = Answer(status=error.status, body=error.as_json())
        except (ConnectionLost, ClientDisconnect):  # a bot that was killed hangs up in mid-call
            return _NoAnswer()
        body = json.dumps(answer.body, ensure_ascii=False)
        return Response(body, answer.status, media_type="application/json")

    async def _while_wanted(self, request: Request, poll: Awaitable[Answer]) -> Answer:
        """The answer of a long poll, given up when the bot hangs up or the server closes."""
        answering = asyncio.ensure_future(poll)
        hung_up = asyncio.ensure_future(request.receive())
        closing = asyncio.ensure_future(self._controls.closing.wait())
        try:
            await asyncio.wait((answering, hung_up, closing), return_when=asyncio.FIRST_COMPLETED)
            if not answering.done():
                raise ConnectionLost(handled=False)
            return answering.result()
        finally:
            for task in (answering, hung_up, closing):
                task.cancel()


class _NoAnswer(Response):
    """Breaks the connection instead of answering."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        transport: asyncio.Transport = scope["state"]["transport"]
        transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


class _AbortableProtocol(H11Protocol):
    """uvicorn's protocol, which lets a response reach the connection it would travel on."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}
