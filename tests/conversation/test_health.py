"""What a machine is told of the bot's health, and what it never is."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from bot import health
from bot.sandbox.cast import READER
from bot.sandbox.faults import Fault, FaultKind
from briefs.model import Size
from tests.conversation.chat import Stage


@dataclass
class Checkup:
    """A bot on a stage, and a machine that asks after it."""

    stage: Stage
    client: httpx.AsyncClient
    seconds: float = 1000.0  #: of the clock that nobody sets

    async def ask(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers=headers)

    async def readiness(self) -> tuple[int, dict[str, Any]]:
        answer = await self.ask("/readyz")
        return answer.status_code, answer.json()["parts"]

    def breaks(self) -> None:
        """The database is gone, and what stood in its place is no database."""
        self.stage.newsroom.close()
        file = Path(self.stage.settings.database_url.removeprefix("sqlite:///"))
        for part in file.parent.glob(f"{file.name}*"):
            part.unlink()
        file.write_bytes(b"no database at all, and long enough to look at" * 50)


@pytest_asyncio.fixture
async def checkup(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Checkup]:
    """Logged in, ticked, and looked at anew by each question."""
    monkeypatch.setattr(health, "KEPT", 0)
    metrics = stage.desk.metrics
    app = Starlette(routes=health.routes(stage.application))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        checkup = Checkup(stage, client)
        for pulse in (metrics.tick, metrics.contact):
            monkeypatch.setattr(pulse, "_monotonic", lambda: checkup.seconds)
            pulse.beat()
        yield checkup


async def test_a_bot_that_is_well_is_ready(checkup: Checkup) -> None:
    """All parts, and status 200."""
    assert await checkup.readiness() == (
        200,
        {"database": {"ok": True}, "telegram": {"ok": True}, "tick": {"ok": True}},
    )


async def test_a_database_that_cannot_be_used_is_named(checkup: Checkup) -> None:
    """The log has its path; the answer does not."""
    checkup.breaks()

    status, parts = await checkup.readiness()

    assert status == 503
    assert parts["database"] == {"ok": False, "wrong": "It does not answer; the log says more."}
    assert parts["telegram"] == {"ok": True}


async def test_a_database_that_takes_too_long_is_not_waited_for(
    checkup: Checkup, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks has little patience, too."""
    let_go = threading.Event()

    def size() -> Size:
        let_go.wait()
        return Size(articles=0, quotations=0, inbox=0)

    monkeypatch.setattr(health, "PATIENCE", 0.01)
    monkeypatch.setattr(checkup.stage.newsroom, "size", size)

    status, parts = await checkup.readiness()
    let_go.set()

    assert status == 503
    assert not parts["database"]["ok"]


async def test_a_tick_that_does_not_come_is_named(checkup: Checkup) -> None:
    """Digests would not go out, and nobody would notice before the morning."""
    checkup.seconds += 121
    checkup.stage.desk.metrics.contact.beat()

    status, parts = await checkup.readiness()

    assert status == 503
    assert parts["tick"] == {"ok": False, "wrong": "The tick has not run for 121 s."}


async def test_before_its_first_tick_a_bot_is_not_ready(stage: Stage) -> None:
    """It is about to start."""
    transport = httpx.ASGITransport(Starlette(routes=health.routes(stage.application)))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        answer = await client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["parts"]["tick"]["wrong"] == "The tick has not run yet."


async def test_a_quiet_night_is_no_outage(checkup: Checkup) -> None:
    """Nobody writes, so nothing is called: Telegram is asked something harmless."""
    checkup.seconds += 300
    checkup.stage.desk.metrics.tick.beat()
    before = len(checkup.stage.calls("getMe"))

    assert (await checkup.readiness())[0] == 200
    assert (await checkup.readiness())[0] == 200

    assert len(checkup.stage.calls("getMe")) == before + 1


async def test_a_telegram_that_does_not_answer_is_named(checkup: Checkup) -> None:
    """With how long it has been silent."""
    faults = checkup.stage.world.state.faults.open
    faults.append(Fault(kind=FaultKind.BAD_GATEWAY, method="getMe"))
    checkup.seconds += 130
    checkup.stage.desk.metrics.tick.beat()

    status, parts = await checkup.readiness()

    assert status == 503
    assert parts["telegram"]["wrong"] == "Telegram has not answered for 130 s."


async def test_being_alive_asks_nobody(checkup: Checkup) -> None:
    """A database or a Telegram that is away is no reason to kill the process."""
    checkup.breaks()
    checkup.seconds += 10_000

    answer = await checkup.ask("/healthz")

    assert (answer.status_code, answer.text) == (200, "alive\n")


async def test_metrics_count_what_was_asked_and_what_is_stored(checkup: Checkup) -> None:
    """By command, whatever stands behind it."""
    await checkup.stage.chat().say("/who Stoltenberg")
    await checkup.stage.chat().say("/who Blinken")
    await checkup.stage.chat().say("/nonsense")

    text = (await checkup.ask("/metrics")).text

    assert 'update_duration_seconds_count{command="who"} 2.0' in text
    assert 'update_duration_seconds_count{command="unknown"} 1.0' in text
    assert 'bot_api_calls_total{method="sendMessage",outcome="ok"} 3.0' in text
    assert "nato_briefs_inbox_updates 0.0" in text


async def test_metrics_go_on_without_the_database(checkup: Checkup) -> None:
    """When it is away they are wanted most."""
    checkup.breaks()

    answer = await checkup.ask("/metrics")

    assert answer.status_code == 200
    assert "nato_briefs_tick_timestamp_seconds" in answer.text
    assert "nato_briefs_articles" not in answer.text


async def test_nothing_somebody_typed_becomes_a_label(checkup: Checkup) -> None:
    """Neither a command that is none nor a method that is none of ours."""
    await checkup.stage.chat().say("/my_secret_sorrow and its words")
    await checkup.stage.chat().say("my sorrow in plain words")

    text = (await checkup.ask("/metrics")).text

    assert "sorrow" not in text


async def test_no_answer_tells_a_secret(checkup: Checkup) -> None:
    """No token, no path, no chat, when all is well and when nothing is."""
    await checkup.stage.chat().say("/subscribe")
    before = [(await checkup.ask(path)).text for path in ("/readyz", "/metrics", "/healthz")]
    checkup.breaks()
    checkup.seconds += 10_000
    told = json.dumps(before + [(await checkup.ask(path)).text for path in ("/readyz", "/metrics")])

    settings = checkup.stage.settings
    assert settings.token is not None
    for secret in (settings.token.get_secret_value(), settings.database_url, str(READER.id)):
        assert secret.removeprefix("sqlite:///") not in told


async def test_many_who_ask_at_once_share_one_look(
    checkup: Checkup, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody brings the database down by asking whether it is up."""
    looks = []

    def size() -> Size:
        looks.append(1)
        return Size(articles=0, quotations=0, inbox=0)

    monkeypatch.setattr(checkup.stage.newsroom, "size", size)
    monkeypatch.setattr(health, "KEPT", 3600)

    await asyncio.gather(*(checkup.readiness() for _ in range(20)))

    assert len(looks) == 1
