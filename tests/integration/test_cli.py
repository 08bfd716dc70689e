"""The command line as a user meets it: real processes, real files, exit statuses."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.sandbox.server import SandboxServer
from bot.sandbox.world import SandboxTelegram
from tests.command_line import PATIENCE, SAID, nato_briefs, prepare, surroundings

TOKEN = "123456789:AAF-a_token_that_nobody_has"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article and a database into which it was read, to be copied."""
    folder = tmp_path_factory.mktemp("loaded")
    nato_briefs("reload", env=prepare(folder))
    return folder


@pytest.fixture
def fresh(tmp_path: Path) -> dict[str, str]:
    """Nothing of ours but one article, and a database that is yet to be made."""
    return prepare(tmp_path)


@pytest.fixture
def environment(tmp_path: Path, loaded: Path) -> dict[str, str]:
    """Nothing of ours but one article and a database of its own, which knows it already."""
    shutil.copytree(loaded, tmp_path, dirs_exist_ok=True)
    return surroundings(tmp_path)


@pytest.fixture
def running(environment: dict[str, str]) -> Iterator[Any]:
    """Start it in the background; ended by force when the test is done."""
    processes: list[subprocess.Popen[str]] = []

    def start(*arguments: str, **more: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            env={**environment, **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


# -- settings --------------------------------------------------------------------------------------


def test_bad_settings_are_named_at_once(environment) -> None:
    """Each with what is allowed; status 2; the token is not repeated."""
    bad = {
        "NATO_BRIEFS_TOKEN": "no token",
        "NATO_BRIEFS_DIGEST_TIME": "8",
        "NATO_BRIEFS_ADMINS": "x",
    }

    done = nato_briefs("run", env={**environment, **bad})

    assert done.returncode == 2
    assert all(name in done.stderr for name in bad)
    assert "no token" not in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_variable_is_warned_of(environment) -> None:
    """It is most often misspelt."""
    done = nato_briefs("ask", "/cancel", env={**environment, "NATO_BRIEFS_ADMIN": "1"})

    assert done.returncode == 0
    assert (
        "NATO_BRIEFS_ADMIN is set but means nothing. Did you mean NATO_BRIEFS_ADMINS?"
        in done.stderr
    )


def test_a_database_that_cannot_be_used_is_said_in_a_sentence(environment, tmp_path) -> None:
    """Status 1, no traceback."""
    (tmp_path / "briefs.db").write_bytes(b"this is no database, and long enough to look at" * 50)

    done = nato_briefs("ask", "/cancel", env=environment)

    assert done.returncode == 1
    assert "is not a database" in done.stderr
    assert "Traceback" not in done.stderr


# -- ask, reload, digest ---------------------------------------------------------------------------


def test_ask_prints_what_a_reader_would_see(fresh) -> None:
    """The same handlers, no network; what changed in the articles is loaded first."""
    done = nato_briefs("ask", "/latest", env=fresh)

    assert done.stderr == ""
    assert done.stdout.startswith("Latest quotations\n")
    assert f"  “{SAID}" in done.stdout
    assert "[Context 1]" in done.stdout


def test_ask_prints_what_is_offered_in_any_chat(environment) -> None:
    """What is typed behind the bot's name gives the messages that can be sent."""
    done = nato_briefs("ask", "@bot stoltenberg", env=environment)

    assert f"  “{SAID}" in done.stdout
    assert "[Open in the bot]" in done.stdout
    nothing = nato_briefs("ask", "@nato_briefs_bot zzqqxx", env=environment)
    assert nothing.stdout == "[Nothing about “zzqqxx”. Who is quoted?]\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [(" ", "There is nothing to send."), ("x" * 4097, "4096 characters at most")],
)
def test_ask_says_what_nobody_could_send(environment, text, reason) -> None:
    """Status 2, no traceback."""
    done = nato_briefs("ask", text, env=environment)

    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_ask_can_be_repeated_at_once(environment) -> None:
    """The second question is not taken for a repetition of the first."""
    first, second = (nato_briefs("ask", "/cancel", env=environment) for _ in range(2))

    assert first.stdout == second.stdout != ""


def test_ask_prints_the_calls(environment) -> None:
    """For programs: one Bot API call a line."""
    done = nato_briefs("ask", "--json", "/cancel", env=environment)

    call = json.loads(done.stdout)
    assert call["method"] == "sendMessage"
    assert call["parameters"]["parse_mode"] == "HTML"


def test_ask_as_an_admin(environment) -> None:
    """Without it, administrators' commands are refused."""
    assert "administrators" in nato_briefs("ask", "/stats", env=environment).stdout
    assert "Articles: 1" in nato_briefs("ask", "--as-admin", "/stats", env=environment).stdout


def test_reload_reports(fresh, tmp_path) -> None:
    """Status 1 when an article failed."""
    assert "narvik.txt: 1 quotation" in nato_briefs("reload", env=fresh).stdout
    (tmp_path / "articles" / "empty.txt").touch()

    done = nato_briefs("reload", env=fresh)

    assert done.returncode == 1
    assert "empty.txt: is empty" in done.stdout


def test_a_backup_goes_into_another_database(environment, tmp_path) -> None:
    """What was loaded is there; an article that is gone is not missed before the next load."""
    backed_up = nato_briefs("backup", str(tmp_path / "backup.db"), env=environment)
    elsewhere = {**environment, "NATO_BRIEFS_DATABASE_URL": f"sqlite:///{tmp_path}/other.db"}
    restored = nato_briefs("restore", str(tmp_path / "backup.db"), env=elsewhere)
    again = nato_briefs("restore", str(tmp_path / "backup.db"), env=elsewhere)

    assert backed_up.stdout.endswith(" MB\n")
    assert restored.stdout == "The backup is in the database.\n"
    assert (again.returncode, "--replace" in again.stderr) == (1, True)
    assert SAID in nato_briefs("ask", "/who Stoltenberg", env=elsewhere).stdout


def test_digest_previews(environment) -> None:
    """The next digest of a chat, which stays to be sent."""
    nato_briefs("ask", "/subscribe", env=environment)

    done = nato_briefs("digest", "--preview", "100001", env=environment)

    assert done.returncode == 0
    assert SAID in done.stdout


# -- run -------------------------------------------------------------------------------------------


def wait_for(process: subprocess.Popen[str], pattern: str) -> re.Match[str]:
    """The first line of its output that fits."""
    assert process.stdout is not None
    for line in process.stdout:
        if match := re.search(pattern, line):
            return match
    raise AssertionError(process.communicate())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_run_without_a_token_opens_the_sandbox(running, number) -> None:
    """A page in the browser; a signal ends it in peace."""
    process = running("run", "--port", "0")
    address = wait_for(process, r"Open (http://127\.0\.0\.1:\d+)")[1]
    with urllib.request.urlopen(address, timeout=PATIENCE) as page:
        assert b"<html" in page.read()

    process.send_signal(number)
    _, log = process.communicate(timeout=PATIENCE)

    assert process.returncode == 0
    assert "Traceback" not in log


def test_two_sandboxes_run_beside_each_other(running, tmp_path) -> None:
    """The second one takes the next port and the next file."""
    nobody_gave = {"NATO_BRIEFS_DATABASE_URL": "", "XDG_DATA_HOME": str(tmp_path / "data")}
    started = running("run", "--port", "8360", **nobody_gave)
    first = wait_for(started, r"127\.0\.0\.1:(\d+)")[1]
    second = wait_for(running("run", "--port", first, **nobody_gave), r"127\.0\.0\.1:(\d+)")[1]

    assert int(second) > int(first)
    files = {file.name for file in (tmp_path / "data").rglob("*.sqlite3")}
    assert files == {"sandbox.sqlite3", "sandbox-2.sqlite3"}


def test_a_database_that_was_named_has_one_process(running) -> None:
    """The second one says so, touches nothing, and ends with status 1."""
    wait_for(running("run", "--port", "0"), r"127\.0\.0\.1:(\d+)")

    second = running("run", "--port", "0")
    _, log = second.communicate(timeout=PATIENCE)

    assert second.returncode == 1
    assert "Another process serves the database sqlite:///" in log
    assert "Traceback" not in log


async def test_an_address_that_is_taken_is_said_plainly(running) -> None:
    """Status 2, and which setting names it."""
    async with a_server() as server:
        process = running(
            "run",
            NATO_BRIEFS_TOKEN=TOKEN,
            NATO_BRIEFS_LISTEN=server.address.removeprefix("http://"),
        )
        _, log = await asyncio.to_thread(process.communicate, timeout=PATIENCE)

    assert process.returncode == 2
    assert "NATO_BRIEFS_LISTEN is 127.0.0.1:" in log
    assert "which another program has." in log
    assert "Traceback" not in log


async def test_a_rejected_token_is_said_plainly(running) -> None:
    """Status 2, and the token in no line of output, even when everything is logged."""
    async with a_server() as server:
        process = running(
            "run",
            NATO_BRIEFS_TOKEN=TOKEN,
            NATO_BRIEFS_API_URL=server.address,
            NATO_BRIEFS_LOG_LEVEL="debug",
        )
        printed, log = await asyncio.to_thread(process.communicate, timeout=PATIENCE)

    assert process.returncode == 2
    assert f"NATO_BRIEFS_TOKEN is rejected by {server.address}." in log
    assert "Traceback" not in log
    assert TOKEN not in printed + log
    assert TOKEN.partition(":")[2] not in printed + log


async def test_a_second_bot_with_the_token_ends_the_first(running, tmp_path) -> None:
    """Only one may poll, also from elsewhere: the first is told so, and ends with status 1."""
    async with a_server() as server:
        settings = {
            "NATO_BRIEFS_TOKEN": server._world.token,
            "NATO_BRIEFS_API_URL": server.address,
        }
        first = running("run", **settings)
        await polls(server, 1)
        running("run", **settings, NATO_BRIEFS_DATABASE_URL=f"sqlite:///{tmp_path}/second.db")
        printed, log = await asyncio.to_thread(first.communicate, timeout=PATIENCE)

    assert first.returncode == 1
    assert "Another process gets the updates of this token" in log
    assert settings["NATO_BRIEFS_TOKEN"] not in printed + log


class a_server:  # noqa: N801 -- reads as what it is
    """A sandbox server for processes to talk to, for as long as the block runs."""

    async def __aenter__(self) -> SandboxServer:
        clock = MovableClock()
        self._server = SandboxServer(
            SandboxTelegram(clock), host="127.0.0.1", port=0, clock=clock, on_digest_now=_no_digest
        )
        await self._server.start()
        return self._server

    async def __aexit__(self, *_: object) -> None:
        await self._server.stop()


async def _no_digest(_: int) -> str:
    return ""


async def polls(server: SandboxServer, number: int) -> None:
    """Wait until so many long polls have been begun."""
    from bot.sandbox.gateway import Bell  # noqa: PLC0415

    state = server._world.state
    with Bell(state.events) as bell:
        async with asyncio.timeout(PATIENCE):
            while state.updates.poll < number:
                await bell.wait(1)
