"""The webhook: who may post, what is kept, and what Telegram is told of it, over real HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from starlette.applications import Starlette
from telegram import Bot

from bot import web as web_module
from bot import webhook as webhook_module
from bot.clock import MovableClock
from bot.config import Settings
from bot.sandbox.transport import SandboxRequest
from bot.sandbox.world import SandboxTelegram
from bot.web import WebServer
from bot.webhook import (
    HEADER,
    LARGEST,
    NotNow,
    Refusal,
    Tally,
    Webhook,
    drop_webhook,
    read_update,
    set_webhook,
)
from briefs.errors import StoreError

SECRET = "the-secret_of-this-test"
TELEGRAM = {HEADER: SECRET}
POST, HOST, SHOWN = "POST /hook HTTP/1.1", "host: x", f"{HEADER}: {SECRET}"


class Door:
    """A webhook behind a server, and what it let in."""

    def __init__(self) -> None:
        self.kept: list[Mapping[str, Any]] = []
        self.trouble: Exception | None = None
        webhook = Webhook("https://briefs.example.org/hook", SECRET, self._keep)
        self.server = WebServer(Starlette(routes=webhook.routes()), host="127.0.0.1", port=0)

    async def _keep(self, update: Mapping[str, Any]) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.kept.append(update)

    async def post(
        self, content: Any, headers: Mapping[str, str] = TELEGRAM, path: str = "/hook"
    ) -> httpx.Response:
        """What somebody posts, and what they are told."""
        async with httpx.AsyncClient(base_url=self.server.address) as client:
            return await client.post(path, content=content, headers=headers)

    @asynccontextmanager
    async def said(self, *lines: str) -> AsyncIterator[asyncio.StreamReader]:
        """A connection over which so much was said, open for as long as the block runs."""
        port = int(self.server.address.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write("\r\n".join(lines).encode())
            await writer.drain()
            async with asyncio.timeout(20):
                yield reader
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()


@pytest_asyncio.fixture
async def door() -> AsyncIterator[Door]:
    door = Door()
    await door.server.start()
    yield door
    await door.server.stop()


def an_update(number: int = 7) -> bytes:
    return json.dumps({"update_id": number, "message": {"text": "“Hello”"}}).encode()


# -- who posts -------------------------------------------------------------------------------------


async def test_what_telegram_posts_is_kept_and_acknowledged(door) -> None:
    """In this order: 200 says that it cannot be lost any more."""
    answer = await door.post(an_update())

    assert (answer.status_code, answer.content) == (200, b"")
    assert door.kept == [{"update_id": 7, "message": {"text": "“Hello”"}}]


@pytest.mark.parametrize(
    "headers",
    [{}, {HEADER: ""}, {HEADER: SECRET[:-1]}, {HEADER: SECRET + "x"}, {HEADER: SECRET.upper()}],
    ids=["none", "empty", "shorter", "longer", "other"],
)
async def test_a_forged_update_is_refused(door, headers, caplog) -> None:
    """Whoever does not know the secret is not Telegram; the log says so, without the secret."""
    answer = await door.post(an_update(), headers)

    assert answer.status_code == 403
    assert door.kept == []
    assert "The secret is not the right one" in caplog.text
    assert SECRET not in answer.text + caplog.text


async def test_a_forged_body_of_any_size_is_not_read(door) -> None:
    """A hundred megabytes are announced; the answer comes before the first of them."""
    announced = "content-length: 100000000"
    async with door.said(POST, HOST, announced, f"{HEADER}: guess", "", "") as reader:
        head = await reader.readline()
        rest = await reader.read()  # to the end: the server hangs up

    assert b" 403 " in head
    assert b"connection: close" in rest.lower()


def test_refusals_do_not_flood_the_log(caplog) -> None:
    """Anybody can cause them: one line a minute, which counts the others."""
    seconds = iter([100.0, 101.0, 159.0, 160.0, 161.0])
    tally = Tally("Refused at the webhook", monotonic=lambda: next(seconds))
    for _ in range(5):
        tally.note("It is too large.")

    assert [record.message for record in caplog.records] == [
        "Refused at the webhook: It is too large. (1 since last said)",
        "Refused at the webhook: It is too large. (3 since last said)",
    ]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/hook", 405), ("POST", "/", 404)])
async def test_only_posts_to_its_path_are_answered(door, method, path, status) -> None:
    """As Telegram was told."""
    async with httpx.AsyncClient(base_url=door.server.address) as client:
        answer = await client.request(method, path, headers=TELEGRAM)

    assert answer.status_code == status


# -- how much --------------------------------------------------------------------------------------


async def test_a_large_body_is_refused_by_what_it_says_of_itself(door) -> None:
    """Before anything of it is read."""
    async with door.said(POST, HOST, f"content-length: {LARGEST + 1}", SHOWN, "", "") as reader:
        head = await reader.readline()

    assert b" 413 " in head


async def test_a_large_body_is_refused_when_it_gets_there(door) -> None:
    """One that does not say how large it is; the rest is not waited for."""
    chunk = [f"{LARGEST + 1:x}", "x" * (LARGEST + 1)]
    async with door.said(POST, HOST, "transfer-encoding: chunked", SHOWN, "", *chunk) as reader:
        head = await reader.readline()

    assert b" 413 " in head
    assert door.kept == []


async def test_the_largest_that_is_allowed_is_kept(door) -> None:
    """To the byte."""
    body = an_update()
    padded = body + b" " * (LARGEST - len(body))

    assert (await door.post(padded)).status_code == 200


async def test_a_body_that_never_ends_is_not_waited_for(door, monkeypatch) -> None:
    """A connection that says nothing more is a way to use up all there are."""
    monkeypatch.setattr(webhook_module, "PATIENCE", 0.05)
    async with door.said(POST, HOST, "content-length: 50", SHOWN, "", "{") as reader:
        head = await reader.readline()

    assert b" 408 " in head


@pytest.mark.parametrize(
    "said",
    [
        [""],
        [POST, HOST, "x-slow: a"],
        ["GET /elsewhere HTTP/1.1", HOST, "content-length: 50", "", "{"],
        ["GET /elsewhere HTTP/1.1", HOST, "", "", "GET /again HTTP/1.1", "x-slow: a"],
    ],
    ids=["nothing", "half a head", "half a body", "half of a second one"],
)
async def test_whoever_does_not_come_to_the_point_is_hung_up_on(door, said, monkeypatch) -> None:
    """Without a proxy in front: each connection that is held costs one, and there are not many."""
    monkeypatch.setattr(web_module, "ARRIVAL", 0.05)
    async with door.said(*said) as reader:
        await reader.read()  # until the other side closes

    assert door.kept == []


async def test_a_connection_that_rests_is_kept(door) -> None:
    """Between two updates Telegram says nothing for as long as it likes."""
    update = an_update().decode("ascii")
    async with door.said(POST, HOST, f"content-length: {len(update)}", SHOWN, "", update) as reader:
        answered = await reader.readuntil(b"\r\n\r\n")
        [connection] = door.server._server.server_state.connections

    assert b" 200 " in answered
    assert connection._overdue is None


# -- what ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"\xff\xfe\xfa",
        b"[" * 500_000,
        b"[]",
        b"7",
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": 7.5}',
        b'{"update_id": true}',
        b'{"update_id": -1}',
        b'{"update_id": 9223372036854775808}',
        b'{"update_id": ' + b"9" * 5000 + b"}",
    ],
    ids=lambda body: body[:24].decode("latin-1") or "empty",
)
async def test_what_is_no_update_is_refused(door, body) -> None:
    """Telegram never sends it, so nothing is lost when it is not repeated."""
    assert (await door.post(body)).status_code == 400
    assert door.kept == []


async def test_an_update_of_a_kind_nobody_knows_is_kept(door) -> None:
    """Refused, it would come again for a day, and the chat would wait behind it."""
    body = b'{"update_id": 7, "message": null, "what_may_come": [1e400, "\\ud83d\\u0000"]}'

    assert (await door.post(body)).status_code == 200


@given(st.binary(max_size=200))
def test_any_body_is_an_update_or_refused(body) -> None:
    """With nothing in between."""
    with suppress(Refusal):
        assert isinstance(read_update(body)["update_id"], int)


@pytest.mark.parametrize(
    "trouble", [StoreError("The disk is full."), NotNow("It stops.")], ids=["store", "not now"]
)
async def test_what_cannot_be_kept_now_is_to_be_repeated(door, trouble) -> None:
    """Soon; and to the outside nothing is said of why."""
    door.trouble = trouble
    refused = await door.post(an_update())
    door.trouble = None
    repeated = await door.post(an_update())

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
    assert refused.text == "Not now.\n"
    assert repeated.status_code == 200


async def test_somebody_who_hangs_up_costs_nothing(door) -> None:
    """The next one is served."""
    async with door.said(POST, HOST, "content-length: 50", SHOWN, "", "{"):
        pass

    assert (await door.post(an_update())).status_code == 200


# -- what Telegram knows of it ---------------------------------------------------------------------


@pytest_asyncio.fixture
async def bot() -> AsyncIterator[Bot]:
    world = SandboxTelegram(MovableClock())
    line = SandboxRequest(world)
    async with Bot(world.token, request=line, get_updates_request=line) as bot:
        yield bot


async def test_telegram_is_told_where_to_post(bot) -> None:
    """And which updates; what waits is not dropped."""
    settings = Settings(
        webhook_url="https://briefs.example.org/hook", webhook_secret=SecretStr(SECRET)
    )
    await set_webhook(bot, settings)

    info = await bot.get_webhook_info()
    assert info.url == "https://briefs.example.org/hook"
    assert info.allowed_updates is not None
    assert set(info.allowed_updates) == {
        "callback_query",
        "channel_post",
        "inline_query",
        "message",
        "my_chat_member",
    }


async def test_who_polls_takes_a_webhook_away_and_says_so(bot, caplog) -> None:
    """Its path may be a secret, and is not logged."""
    await bot.set_webhook("https://briefs.example.org/a-secret-path")
    await drop_webhook(bot)

    assert (await bot.get_webhook_info()).url == ""
    assert "Telegram posts to briefs.example.org no more: this process polls." in caplog.text
    assert "a-secret-path" not in caplog.text


async def test_nothing_is_said_where_there_was_none(bot, caplog) -> None:
    """It is the usual case."""
    await drop_webhook(bot)

    assert caplog.records == []
