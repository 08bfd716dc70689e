"""A web server inside the event loop that is already there, beside the bot.

Signals stay with the program that runs it, and while nothing comes it never wakes. What is served
is its users' business: the webhook and what operators ask for, or the sandbox.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from typing import Final

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds for which requests under way may go on when the server stops.
_GRACE: Final = 3
#: Seconds for which an idle connection is kept; a proxy in front keeps its own for a minute.
_KEEP_ALIVE: Final = 75
#: Seconds for a request to arrive, head and body. Whoever says it letter by letter, or connects and
#: says nothing, would hold a connection for ever, and there are not many.
ARRIVAL: Final = 15
#: Connections that may wait to be accepted.
_BACKLOG: Final = 1024


class _Punctual(H11Protocol):
    """uvicorn's, which hangs up on whoever does not come to the point."""

    _overdue: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state in {h11.IDLE, h11.SEND_BODY}:
            self._watch()
        else:
            self._rest()

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self._overdue is None:
            self._overdue = self.loop.call_later(ARRIVAL, self.transport.close)

    def _rest(self) -> None:
        if self._overdue is not None:
            self._overdue.cancel()
            self._overdue = None


class WebServer:
    """An application behind HTTP/1.1. Port 0 is whichever is free; `address` then has it."""

    def __init__(
        self, app: ASGIApp, *, host: str, port: int, protocol: type[H11Protocol] = _Punctual
    ) -> None:
        self._host, self._port = host, port
        self._server = _EmbeddedServer(
            uvicorn.Config(
                app,
                http=protocol,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                timeout_keep_alive=_KEEP_ALIVE,
                timeout_graceful_shutdown=_GRACE,
            )
        )
        self._serving: asyncio.Task[None] | None = None

    @property
    def address(self) -> str:
        """Where it answers, once it has started."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    async def start(self) -> None:
        """Listen. Raises OSError when the address is taken or not ours."""
        listener = listen_on(self._host, self._port)
        self._port = listener.getsockname()[1]
        self._serving = asyncio.create_task(self._server.serve(sockets=[listener]), name="web")

    async def stop(self) -> None:
        """Take no more requests, answer those under way, and close. A second call does nothing."""
        if self._serving is not None:
            self._server.leave()
            await self._serving
            self._serving = None


def listen_on(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises OSError when the address is taken or not ours."""
    # asyncio switches Nagle's algorithm off only where the protocol is given by name; with it on,
    # each answer would wait 40 ms for the acknowledgement of its own head.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


class _EmbeddedServer(uvicorn.Server):
    """uvicorn as a guest.

    Its own loop wakes ten times a second, for the Date header and for signals: it has neither.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._leaving = asyncio.Event()

    def leave(self) -> None:
        """Close, soon."""
        self.should_exit = True
        self._leaving.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._leaving.wait()
