"""What systemd is told, if it started the bot: that it runs, that it lives, that it ends.

A bot whose event loop hangs falls silent, and systemd starts it anew. Started by anybody else, the
bot has nobody to tell.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

from bot.config import Supervision


@contextlib.asynccontextmanager
async def supervised(by: Supervision | None) -> AsyncIterator[None]:
    """Tell what systemd wants to know for as long as the block runs."""
    if by is None:
        yield
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
        # An address that begins with @ is a name, not a path: the first byte of it is none.
        line.connect("\0" + by.address[1:] if by.address[:1] == "@" else by.address)
        _tell(line, "READY=1")
        beating = asyncio.create_task(_beat(line, by.patience), name="watchdog")
        try:
            yield
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)
            _tell(line, "STOPPING=1")


async def _beat(line: socket.socket, patience: float | None) -> None:
    """Twice in the time after which silence is taken for death."""
    while patience is not None:
        _tell(line, "WATCHDOG=1")
        await asyncio.sleep(patience / 2)


def _tell(line: socket.socket, state: str) -> None:
    with contextlib.suppress(OSError):  # nobody listens any more; that is no reason to end
        line.send(state.encode())
