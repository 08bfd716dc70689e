"""What a run writes, whatever goes wrong: never a secret, and in the log nobody's number or words.

The real command runs as a process, at the most talkative level, against a Telegram that answers
wrongly, with the token in its answers wherever a server could put one.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest_asyncio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.clock import MovableClock
from bot.sandbox.bodies import read_call
from bot.sandbox.cast import ADMIN, BOT, GROUP_ID, MEMBER, READER
from bot.sandbox.errors import ApiError
from bot.sandbox.gateway import Gateway
from bot.sandbox.world import SandboxTelegram
from bot.web import WebServer

WEBHOOK_SECRET = "a_secret_that_telegram_and_we_share"
PASSWORD = "correct-horse-battery"
SORROW = "my secret sorrow"
ARTICLE = "“We will keep the harbour open,” NATO Secretary General Jens Stoltenberg said.\n"
#: Long enough for a machine that does three other things at once.
PATIENCE = 60


class BadDay:
    """A Telegram that answers as the sandbox does, after the wrong answers it was told to give."""

    def __init__(self) -> None:
        self.world = SandboxTelegram(MovableClock(), flood_limits=False)
        self.wrong: defaultdict[str, deque[Response]] = defaultdict(deque)
        self.calls: Counter[str] = Counter()
        self._gateway = Gateway(self.world)
        self._called = asyncio.Condition()
        route = Route("/bot{token}/{method}", self._answer, methods=["GET", "POST"])
        self.server = WebServer(Starlette(routes=[route]), host="127.0.0.1", port=0)

    async def _answer(self, request: Request) -> Response:
        token, method = request.path_params["token"], request.path_params["method"]
        given = await read_call(request)
        # What administrators are told comes between the answers; it is another story.
        if str(given.get("chat_id")) != str(ADMIN.id):
            async with self._called:
                self.calls[method] += 1
                self._called.notify_all()
            if self.wrong[method]:
                return self.wrong[method].popleft()
        if method == "getUpdates":
            given["timeout"] = 1  # nobody waits for a bot that is gone
        try:
            answer = await self._gateway.answer(token, method, given)
        except ApiError as exc:
            return JSONResponse(exc.as_json(), exc.status)
        return JSONResponse(answer.body, answer.status)

    async def called(self, method: str, times: int) -> None:
        """Wait until it was, so often."""
        async with self._called, asyncio.timeout(PATIENCE):
            await self._called.wait_for(lambda: self.calls[method] >= times)

    def answers_wrongly(self) -> None:
        """Each thing a server can get wrong, with the token in it."""
        token = self.world.token
        page = f"<html>No route to http://api/bot{token}/getMe</html>"
        self.wrong["getMe"].append(PlainTextResponse(page, 502))
        self.wrong["setMyCommands"].append(_refusal(400, f"Bad Request: {token} is not allowed"))
        self.wrong["getUpdates"] += [
            _refusal(500, f"Internal Server Error at /bot{token}/getUpdates"),
            JSONResponse({"ok": True, "result": [{"update_id": 7, "message": f"of {token}"}]}),
        ]
        self.wrong["sendMessage"] += [
            # an answer, what is said in its place, and that as plain text
            JSONResponse({"ok": True, "result": f"nonsense about {token}"}),
            _refusal(400, f"Bad Request: can't parse entities in {token}"),
            _refusal(403, f"Forbidden: bot{token} was blocked by the user"),
            # an answer, what is said in its place, and that after a flood limit
            _refusal(400, f"Bad Request: {token} is too long"),
            _refusal(429, f"Too Many Requests for {token}", retry_after=1),
            PlainTextResponse(f"{{ no JSON: {token}", 200),
        ]


#: Calls that each update makes of it, with one that is answered at the end.
SENT = (3, 6, 7)


def _refusal(code: int, description: str, **parameters: int) -> Response:
    body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return JSONResponse(body, code)


@pytest_asyncio.fixture
async def bad_day() -> AsyncIterator[BadDay]:
    telegram = BadDay()
    await telegram.server.start()
    telegram.answers_wrongly()
    yield telegram
    await telegram.server.stop()


@pytest_asyncio.fixture
async def run(bad_day: BadDay, tmp_path: Path) -> AsyncIterator[Run]:
    run = Run(tmp_path, bad_day)
    yield run
    run.kill()


class Run:
    """`nato-briefs run` in a folder of its own."""

    def __init__(self, folder: Path, telegram: BadDay) -> None:
        self.folder = folder
        articles = folder / "articles"
        articles.mkdir()
        (articles / "narvik.txt").write_text(ARTICLE, encoding="utf-8")
        (articles / "broken.txt").write_bytes(b"\xff\xfe\x00")
        self._environment = {
            "PATH": os.defpath,
            "HOME": str(folder),
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "NATO_BRIEFS_TOKEN": telegram.world.token,
            "NATO_BRIEFS_API_URL": telegram.server.address,
            "NATO_BRIEFS_ARTICLES": str(articles),
            "NATO_BRIEFS_DATABASE_URL": f"sqlite:///{folder}/briefs.db",
            "NATO_BRIEFS_ADMINS": str(ADMIN.id),
            "NATO_BRIEFS_LOG_LEVEL": "debug",
        }
        self.log, self.printed = "", ""
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, **variables: str) -> None:
        """With these variables besides."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-X", "dev", "-W", "default", "-m", "bot", "run"),
            env=self._environment | variables,
            cwd=self.folder,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    def kill(self) -> None:
        """Whatever happened, it is gone."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def end(self) -> int | None:
        """Told to stop; what it wrote, and its status."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int | None:
        """What it wrote by itself, and its status."""
        assert self._process is not None
        async with asyncio.timeout(PATIENCE):
            printed, log = await self._process.communicate()
        self.printed, self.log = printed.decode(), log.decode()
        return self._process.returncode

    def written(self) -> bytes:
        """Everything: the log, what was printed, and every file but the articles."""
        files = [each for each in self.folder.rglob("*") if each.is_file()]
        assert any(each.name == "briefs.db" for each in files)
        return b"".join([self.printed.encode(), self.log.encode(), *map(Path.read_bytes, files)])


def assert_keeps_secrets(run: Run, *secrets: str) -> None:
    written = run.written().lower()
    for secret in secrets:
        assert secret.lower().encode() not in written


def assert_names_nobody(run: Run) -> None:
    for number in (READER.id, MEMBER.id, GROUP_ID, READER.first_name, SORROW, "sorrow"):
        assert str(number) not in run.log + run.printed


async def test_polling_through_a_bad_day(bad_day: BadDay, run: Run) -> None:
    """Answers of no sense, refusals, a flood limit, a block: logged as JSON, and nothing leaks."""
    first = bad_day.world.state.updates.next_id

    await run.start(NATO_BRIEFS_LOG_FORMAT="json")
    await bad_day.called("getUpdates", 3)
    for sent in SENT:
        bad_day.world.say(READER.id, f"/who {SORROW} {sent}")
        await bad_day.called("sendMessage", sent)
    bad_day.world.say(MEMBER.id, f"/who@{BOT.username} {SORROW}", chat_id=GROUP_ID)
    await bad_day.called("sendMessage", SENT[-1] + 1)
    status = await run.end()

    token = bad_day.world.token
    assert status == 0, run.log
    assert_keeps_secrets(run, token, token.partition(":")[2])
    assert_names_nobody(run)
    assert not any(str(first + number) in run.log for number in range(4))
    lines = [json.loads(line) for line in run.log.splitlines()]
    assert all(set(line) >= {"time", "level", "logger", "process", "message"} for line in lines)
    assert {"info", "warning", "error"} <= {line["level"] for line in lines}
    assert any("<secret>" in line.get("exception", "") for line in lines)
    assert any("update" in line for line in lines)
    told = bad_day.world.messages(ADMIN.id)
    assert len(told) >= 2
    assert not any(token in str(each) or "sorrow" in str(each) for each in told)


def _update(number: int, text: str) -> dict[str, Any]:
    user = {"id": READER.id, "is_bot": False, "first_name": READER.first_name}
    chat = {"id": READER.id, "type": "private", "first_name": READER.first_name}
    entities = [{"type": "bot_command", "offset": 0, "length": 4}]
    message = {"message_id": number, "date": 1_600_000_000, "chat": chat, "from": user}
    return {
        "update_id": 7_000_000 + number,
        "message": message | {"text": text, "entities": entities},
    }


async def test_a_webhook_through_a_bad_day(bad_day: BadDay, run: Run) -> None:
    """Forged secrets and bodies of no sense besides; on the console no line has the secret."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    bad_day.wrong["setWebhook"].append(_refusal(502, f"no route for {WEBHOOK_SECRET}"))

    await run.start(
        NATO_BRIEFS_WEBHOOK_URL="https://briefs.example.org/hook",
        NATO_BRIEFS_WEBHOOK_SECRET=WEBHOOK_SECRET,
        NATO_BRIEFS_LISTEN=f"127.0.0.1:{port}",
    )
    await bad_day.called("setWebhook", 2)
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=PATIENCE
    ) as client:

        async def post(content: str, secret: str = WEBHOOK_SECRET) -> int:
            headers = {"x-telegram-bot-api-secret-token": secret}
            return (await client.post("/hook", content=content, headers=headers)).status_code

        refused = [
            await post(json.dumps(_update(1, f"/who {SORROW}")), WEBHOOK_SECRET[:-1]),
            await post(f"{{ {WEBHOOK_SECRET} {bad_day.world.token}"),
            await post("[]"),
        ]
        for number, sent in enumerate(SENT):
            assert await post(json.dumps(_update(number, f"/who {SORROW}"))) == 200
            await bad_day.called("sendMessage", sent)
        told = [(await client.get(path)).text for path in ("/healthz", "/readyz", "/metrics")]
    status = await run.end()

    token = bad_day.world.token
    assert status == 0, run.log
    assert refused == [403, 400, 400]
    assert_keeps_secrets(run, token, token.partition(":")[2], WEBHOOK_SECRET)
    assert_names_nobody(run)
    assert "700000" not in run.log
    assert '"ready":true' in told[1]
    assert "Traceback" in run.log
    assert "<secret>" in run.log
    assert all(secret not in "".join(told) for secret in (token, WEBHOOK_SECRET, str(READER.id)))


async def test_a_database_that_lets_nobody_in(bad_day: BadDay, run: Run) -> None:
    """What a server says of the user and the address, without the password."""
    (run.folder / "briefs.db").touch()

    await run.start(NATO_BRIEFS_DATABASE_URL=f"postgresql://briefs:{PASSWORD}@127.0.0.1:1/briefs")
    status = await run.ended()

    assert status == 1
    assert "cannot be reached" in run.log
    assert_keeps_secrets(run, PASSWORD, bad_day.world.token)
