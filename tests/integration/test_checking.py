"""`nato-briefs check`: each item, what is said when it is well, and what when it is not."""

from __future__ import annotations

import asyncio
import datetime as dt
import errno
import os
import shutil
import socket
import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Self

import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from telegram import WebhookInfo

from bot.cli import checking, run_command
from bot.clock import MovableClock, SystemClock
from bot.config import Settings, find_packaged
from bot.sandbox.server import SandboxServer
from bot.sandbox.world import SandboxTelegram
from bot.web import WebServer
from briefs import topics, whoswho
from briefs.newsroom import open_newsroom
from tests.builders import NOW, an_update

TOKEN = "123456789:AAF-a_token_that_nobody_has"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets variables; nothing else of ours is set, and there is one article."""
    for field in Settings.model_fields:
        monkeypatch.delenv(f"NATO_BRIEFS_{field.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "narvik.txt").write_text("“We agree,” said Ann Ode.", encoding="utf-8")

    def put(**values: object) -> None:
        for field, value in values.items():
            monkeypatch.setenv(f"NATO_BRIEFS_{field.upper()}", str(value))

    put(articles=folder, database_url=f"sqlite:///{tmp_path}/briefs.db")
    return put


@pytest.fixture
def told(
    settings: Callable[..., None],  # noqa: ARG001 -- set before
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., tuple[int, dict[str, str]]]:
    """What `check` says: its status, and each item's line; of several the last."""

    def check(*options: str) -> tuple[int, dict[str, str]]:
        status = run_command(["check", *options])
        lines = [line.split(maxsplit=2) for line in capsys.readouterr().out.splitlines()]
        return status, {item: f"{verdict} {told}" for verdict, item, told in lines}

    return check


def test_a_newcomer_has_no_faults(told) -> None:
    """No token is no fault: the bot runs in the browser. Every item is named."""
    status, lines = told()

    assert status == 0
    assert list(lines) == [
        "settings",
        "zones",
        "templates",
        "data",
        "articles",
        "database",
        "inbox",
        "listen",
        "token",
        "webhook",
    ]
    assert lines["token"].startswith("ok none: the bot runs in the browser. Set NATO_BRIEFS_TOKEN")
    assert lines["articles"].startswith("ok 1 in ")
    assert not any(line.startswith("fault") for line in lines.values())


def test_nothing_is_made(told, tmp_path: Path) -> None:
    """Not even the database that the first start would make."""
    _, lines = told()

    assert "is not there yet; the first start makes it" in lines["database"]
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]


def test_bad_settings_are_told_and_the_rest_is_looked_at(settings, told) -> None:
    """One by one, what means nothing included; a secret is not repeated."""
    settings(token="no_token_at_all", digest_time="8", admin="12")

    status, lines = told()

    assert status == 1
    assert lines["settings"] == (
        "fault NATO_BRIEFS_ADMIN is set but means nothing. Did you mean NATO_BRIEFS_ADMINS?"
    )
    assert lines["templates"].startswith("ok ")
    assert lines["database"] == "– not looked at: the settings cannot be used"


def test_a_secret_is_not_repeated(settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a bad token nor a good one, nor the password of a database."""
    settings(token="no_token_at_all")
    run_command(["check"])
    settings(token=TOKEN, database_url="postgresql://briefs:hunter2@127.0.0.1:1/briefs")
    run_command(["check", "--offline"])

    printed = capsys.readouterr()
    for secret in ("no_token_at_all", TOKEN, "hunter2"):
        assert secret not in printed.out + printed.err


# -- files -----------------------------------------------------------------------------------------


def test_faults_of_the_data_are_told_with_file_and_line(tmp_path, monkeypatch) -> None:
    """All of them, in the files of people and of topics."""
    data = tmp_path / "data"
    shutil.copytree(whoswho.register.DATA, data)
    people, subjects = data / "people.toml", data / "topics.toml"
    people.write_text(people.read_text("utf-8").replace('gender = "m"', 'gender = "x"', 1), "utf-8")
    subjects.write_text(subjects.read_text("utf-8") + "\n[village]\nx = 1\n", "utf-8")
    line = people.read_text("utf-8").split('gender = "x"')[0].count("\n") + 1
    monkeypatch.setattr(whoswho.find_faults, "__defaults__", (data,))
    monkeypatch.setattr(topics.find_faults, "__defaults__", (data,))

    found = [finding.told for finding in checking._look(None, [], offline=True)]

    assert any(each.startswith(f"people.toml:{line}, ") for each in found)
    assert any("topics.toml:" in each and "unknown kind 'village'" in each for each in found)


def test_a_template_that_is_broken_is_told(told, tmp_path, monkeypatch) -> None:
    """With its line where it does not compile; where it does not render, with what is missing."""
    folder = tmp_path / "templates"
    shutil.copytree(find_packaged("templates"), folder)
    (folder / "cancel.html").write_text("fine\n{% if %}", encoding="utf-8")
    (folder / "digest.html").write_text("{{ nonsense }}", encoding="utf-8")
    monkeypatch.setattr("bot.messages.templating.find_packaged", lambda _: folder)
    monkeypatch.setattr(checking, "find_packaged", lambda _: folder)
    from bot.messages.templating import environment  # noqa: PLC0415

    environment.cache_clear()
    status, lines = told()
    found = [finding.told for finding in checking._look_at_templates()]
    environment.cache_clear()

    assert status == 1
    assert lines["templates"].startswith("fault ")
    assert found[0].startswith(f"{folder}/cancel.html:2: ")
    assert found[1] == f"{folder}/digest.html: UndefinedError: 'nonsense' is undefined"


def test_a_folder_without_articles_is_told(told, tmp_path) -> None:
    """Every question would be answered with nothing."""
    (tmp_path / "articles" / "narvik.txt").rename(tmp_path / "articles" / "narvik.text")

    status, lines = told()

    assert status == 1
    assert "has none: put in *.txt files, or set NATO_BRIEFS_ARTICLES" in lines["articles"]


def test_a_database_that_cannot_be_used_is_told(told, tmp_path) -> None:
    """With what to do."""
    (tmp_path / "briefs.db").write_bytes(b"no database at all, and long enough to look at" * 50)

    status, lines = told()

    assert status == 1
    assert lines["database"].startswith("fault ")
    assert "is not a database; move it away or name another file" in lines["database"]


def test_updates_that_are_set_aside_are_told(told, tmp_path) -> None:
    """Each is a reader without an answer; what to do is said."""
    with closing(open_newsroom(f"sqlite:///{tmp_path}/briefs.db")) as newsroom:
        newsroom.receive_updates([an_update(5)], now=NOW)
        for _ in range(4):
            newsroom.begin_again(5)

    status, lines = told()

    assert status == 1
    assert lines["inbox"].startswith("fault 1 update was begun again and again")
    assert "UPDATE inbox SET attempts = 0" in lines["inbox"]


def test_places_without_data_are_told(monkeypatch) -> None:
    """A reader there could not have a digest."""

    def no_data(zone: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError(zone)

    found = list(checking._find_zone_faults())
    monkeypatch.setattr(zoneinfo, "ZoneInfo", no_data)

    assert found == []
    assert next(checking._find_zone_faults()) == (
        "There is no time zone Europe/Brussels: install the package tzdata anew."
    )


# -- the address -----------------------------------------------------------------------------------


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    """A port with another program behind it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def test_a_port_that_is_free(settings, told) -> None:
    """It is let go at once."""
    settings(listen="127.0.0.1:0")

    assert told()[1]["listen"] == "ok 127.0.0.1:0 is free"


def test_a_port_another_program_has(settings, told, taken, monkeypatch) -> None:
    """One that does not answer like a bot."""
    monkeypatch.setattr(checking, "PATIENCE", 0.05)
    port = taken.getsockname()[1]
    settings(listen=f"127.0.0.1:{port}")

    status, lines = told()

    assert status == 1
    assert lines["listen"].startswith(f"fault another program listens at 127.0.0.1:{port}; stop it")


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        (errno.EACCES, "needs rights this user lacks; take a port from 1024 on"),
        (errno.EADDRNOTAVAIL, "cannot be listened on (Cannot assign requested address)"),
    ],
)
def test_an_address_that_cannot_be_had(number: int, wrong: str) -> None:
    """With the variable to change."""
    error = OSError(number, os.strerror(number))

    finding = checking._explain_address("10.0.0.1:80", "10.0.0.1", 80, error)

    assert finding.verdict == "fault"
    assert wrong in finding.told
    assert "NATO_BRIEFS_LISTEN" in finding.told


async def test_a_port_the_bot_has_is_well(settings, told) -> None:
    """One that runs can be checked, too."""
    alive = Route("/healthz", lambda _: PlainTextResponse("alive\n"))
    server = WebServer(Starlette(routes=[alive]), host="127.0.0.1", port=0)
    await server.start()
    settings(listen=server.address.removeprefix("http://"))

    status, lines = await asyncio.to_thread(told)
    await server.stop()

    assert (status, lines["listen"][:19]) == (0, "ok a bot answers at")


# -- Telegram --------------------------------------------------------------------------------------


class Telegram:
    """A sandbox server, for as long as the block runs."""

    def __init__(self) -> None:
        self.clock = MovableClock()
        self.world = SandboxTelegram(self.clock)

    async def __aenter__(self) -> Self:
        self._server = SandboxServer(
            self.world, host="127.0.0.1", port=0, clock=self.clock, on_digest_now=self._none
        )
        await self._server.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.stop()

    @property
    def settings(self) -> dict[str, str]:
        return {"token": self.world.token, "api_url": self._server.address}

    async def _none(self, _: int) -> str:
        return ""


HOOK = "https://briefs.example.org/hook"
HOOKED = {"webhook_url": HOOK, "webhook_secret": "a_secret_of_the_webhook", "listen": "127.0.0.1:0"}


async def test_a_token_that_telegram_knows(settings, told) -> None:
    """By the name of its bot; nothing is posted anywhere."""
    async with Telegram() as telegram:
        settings(**telegram.settings)
        status, lines = await asyncio.to_thread(told)

    assert status == 0
    assert lines["token"].startswith("ok it is @")
    assert lines["webhook"] == "ok none: the bot asks Telegram"


async def test_a_token_that_telegram_rejects(settings, told) -> None:
    """With what to do."""
    async with Telegram() as telegram:
        settings(**telegram.settings | {"token": TOKEN})
        status, lines = await asyncio.to_thread(told)

    assert status == 1
    assert "rejects it: check NATO_BRIEFS_TOKEN, or ask @BotFather" in lines["token"]
    assert lines["webhook"].startswith("–")


def test_a_telegram_that_is_not_there(settings, told) -> None:
    """The address may be wrong, or the network."""
    settings(token=TOKEN, api_url="http://127.0.0.1:1")

    status, lines = told()

    assert status == 1
    assert "http://127.0.0.1:1 cannot be asked" in lines["token"]
    assert "check the network, or NATO_BRIEFS_API_URL" in lines["token"]


def test_offline_leaves_telegram_out(settings, told) -> None:
    """It is not there, and that is no fault."""
    settings(token=TOKEN, api_url="http://127.0.0.1:1")

    status, lines = told("--offline")

    assert status == 0
    assert lines["token"] == lines["webhook"] == "– not looked at: --offline"


async def test_a_webhook_is_compared_with_the_settings(settings, told) -> None:
    """What is set, and what the next start does."""
    async with Telegram() as telegram:
        settings(**telegram.settings)
        settings(**HOOKED)
        _, before = await asyncio.to_thread(told)
        telegram.world.call("setWebhook", {"url": "https://old.example.org/hook"})
        _, other = await asyncio.to_thread(told)
        telegram.world.call("setWebhook", {"url": HOOK})
        _, same = await asyncio.to_thread(told)

    assert before["webhook"] == f"ok not set; the next start sets it to {HOOK}"
    assert other["webhook"].startswith("ok set to https://old.example.org/hook; the next start")
    assert same["webhook"] == f"ok set to {HOOK}"


def test_a_webhook_that_fails_is_told() -> None:
    """What Telegram met there lately; an old failure is history."""
    now = SystemClock().now()
    info = WebhookInfo(
        url=HOOK,
        has_custom_certificate=False,
        pending_update_count=7,
        last_error_date=now - dt.timedelta(minutes=5),
        last_error_message="Connection refused",
    )
    old = WebhookInfo(
        url=HOOK,
        has_custom_certificate=False,
        pending_update_count=0,
        last_error_date=now - dt.timedelta(hours=2),
        last_error_message="Connection refused",
    )

    failure = checking._recent_failure(info)

    assert failure is not None
    assert f"could not deliver to {HOOK}: Connection refused. 7 updates wait." in failure
    assert checking._recent_failure(old) is None
    assert checking._compare(old, Settings(token=SecretStr(TOKEN))) == (
        f"set to {HOOK}; the next start removes it"
    )
