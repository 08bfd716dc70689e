"""What stands between a request and the world: the token, long polling, the answer's envelope.

Both doors into the sandbox, HTTP and in process, use it, so that they cannot differ.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Self

from bot.sandbox.errors import ApiError, conflict
from bot.sandbox.state import EventLog, Json
from bot.sandbox.world import SandboxTelegram

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_LONGEST_POLL = 50.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What goes back to the bot."""

    status: int
    body: Json


class Gateway:
    """Answers Bot API requests from a world."""

    def __init__(self, world: SandboxTelegram) -> None:
        self._world = world

    async def answer(self, token: str, method: str, given: Mapping[str, object]) -> Answer:
        """The answer to a call; `ConnectionLost` where none is to arrive."""
        try:
            self._check_token(token)
            if method == "getUpdates":
                result = await self._poll(given)
            else:
                result = self._world.call(method, given)
        except ApiError as error:
            return Answer(status=error.status, body=error.as_json())
        return Answer(status=HTTPStatus.OK, body={"ok": True, "result": result})

    def _check_token(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise ApiError(404, "Not Found")
        if token != self._world.token:
            raise ApiError(401, "Unauthorized")

    async def _poll(self, given: Mapping[str, object]) -> list[Json]:
        """Wait for updates in real seconds, whatever the clock of the world says."""
        queue = self._world.state.updates
        queue.poll += 1
        mine = queue.poll
        with Bell(self._world.state.events) as bell:
            self._world.state.events.wake()  # an older poll learns that it has to give way
            found: list[Json] = self._world.call("getUpdates", given)
            loop = asyncio.get_running_loop()
            end = loop.time() + _seconds(given.get("timeout"))
            while not found and (left := end - loop.time()) > 0:
                await bell.wait(left)
                if queue.poll != mine:
                    raise conflict(
                        "terminated by other getUpdates request;"
                        " make sure that only one bot instance is running"
                    )
                found = self._world.call("getUpdates", given)
        return found


class Bell:
    """Rings when something happened in the world; while entered, it listens."""

    def __init__(self, events: EventLog) -> None:
        self._events = events
        self._rung = asyncio.Event()

    def __enter__(self) -> Self:
        self._events.listeners.append(self._rung.set)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._events.listeners.remove(self._rung.set)

    async def wait(self, seconds: float) -> None:
        """Until the next ring, `seconds` at most. A ring since the last wait counts."""
        try:
            await asyncio.wait_for(self._rung.wait(), seconds)
        except TimeoutError:
            return
        finally:
            self._rung.clear()


def _seconds(timeout: object) -> float:
    # Whether it is a number the call has checked by the time anybody waits.
    return min(float(timeout), _LONGEST_POLL) if isinstance(timeout, int | str) and timeout else 0.0
