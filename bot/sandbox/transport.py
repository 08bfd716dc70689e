"""The sandbox behind python-telegram-bot's request interface: same rules, no network.

For `ask` and for conversations in tests. What the bot called, and what it was answered, is kept.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import IO, Any

from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.sandbox.errors import ConnectionLost
from bot.sandbox.gateway import Answer, Gateway
from bot.sandbox.rules import Upload
from bot.sandbox.world import SandboxTelegram

_URL = re.compile(r"/bot(?P<token>[^/]*)/(?P<method>[^/?]*)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One Bot API call: what went out and what came back."""

    method: str
    parameters: dict[str, Any]  #: as the library had them, before they became text
    status: int  #: 0 when the answer was lost
    answer: dict[str, Any]


class SandboxRequest(BaseRequest):
    """Hands every request to a world. `calls` lists them in order, polls apart."""

    def __init__(self, world: SandboxTelegram) -> None:
        self._gateway = Gateway(world)
        self.calls: list[Call] = []

    @property
    def read_timeout(self) -> float | None:
        """None: nothing is read from a network."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(  # noqa: PLR0917  the library's interface
        self,
        url: str,
        method: str,  # noqa: ARG002  GET and POST mean the same to the Bot API
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002  there is no network to time out
        write_timeout: object = None,  # noqa: ARG002
        connect_timeout: object = None,  # noqa: ARG002
        pool_timeout: object = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """The status and body the Bot API would send."""
        match = _URL.search(url)
        assert match is not None  # the library builds the address
        called = match["method"]
        parameters = request_data.parameters if request_data else {}
        try:
            answer = await self._answer(match["token"], called, request_data)
        except ConnectionLost as lost:
            self._record(called, parameters, Answer(status=0, body={}))
            raise NetworkError(f"sandbox: {lost}") from lost
        self._record(called, parameters, answer)
        return answer.status, json.dumps(answer.body).encode()

    async def _answer(self, token: str, method: str, data: RequestData | None) -> Answer:
        given: dict[str, object] = dict(data.json_parameters) if data else {}
        if data is not None and data.contains_files:
            given |= {name: _upload(*file) for name, file in (data.multipart_data or {}).items()}
        return await self._gateway.answer(token, method, given)

    def _record(self, method: str, parameters: dict[str, Any], answer: Answer) -> None:
        if method != "getUpdates":
            self.calls.append(
                Call(method=method, parameters=parameters, status=answer.status, answer=answer.body)
            )


def _upload(name: str, content: bytes | IO[bytes], kind: str) -> Upload:
    content = content if isinstance(content, bytes) else content.read()
    return Upload(name=name, kind=kind, content=content)
