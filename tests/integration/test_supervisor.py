"""What systemd is told, by a stand-in for its socket."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import Supervision, find_supervision
from bot.supervisor import supervised


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    """Its end of the line."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.setblocking(False)
        yield line


def heard(systemd: socket.socket) -> list[str]:
    """All that was said up to now."""
    said: list[str] = []
    while True:
        try:
            said.append(systemd.recv(100).decode())
        except BlockingIOError:
            return said


async def test_is_told_of_the_beginning_and_the_end(systemd: socket.socket) -> None:
    """Whether it listens for signs of life or not."""
    async with supervised(Supervision(address=systemd.getsockname(), patience=None)):
        begun = heard(systemd)

    assert (begun, heard(systemd)) == (["READY=1"], ["STOPPING=1"])


async def test_hears_that_the_bot_lives(systemd: socket.socket) -> None:
    """Again and again, as long as the event loop turns."""
    async with supervised(Supervision(address=systemd.getsockname(), patience=0.002)):
        said: list[str] = []
        while said.count("WATCHDOG=1") < 3:
            await asyncio.sleep(0)
            said += heard(systemd)


def test_a_bot_that_runs_tells_it(systemd: socket.socket, tmp_path: Path) -> None:
    """From the first turn of its event loop on, Telegram or not; and when it ends."""
    systemd.settimeout(30)
    bot = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        env={
            "PATH": os.defpath,
            "NOTIFY_SOCKET": systemd.getsockname(),
            "WATCHDOG_USEC": "10000",
            "NATO_BRIEFS_TOKEN": "123456789:AAF-a_token_that_nobody_has",
            "NATO_BRIEFS_API_URL": "http://127.0.0.1:9",
            "NATO_BRIEFS_DATABASE_URL": f"sqlite:///{tmp_path / 'briefs.db'}",
        },
        stderr=subprocess.DEVNULL,
    )
    try:
        begun = [systemd.recv(100) for _ in range(3)]
        bot.terminate()
        ended = next(said for said in iter(lambda: systemd.recv(100), None) if b"DOG" not in said)
        bot.wait(30)
    finally:
        bot.kill()
        bot.wait()

    assert begun == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]
    assert (ended, bot.returncode) == (b"STOPPING=1", 0)


async def test_a_line_that_is_cut_ends_nothing(systemd: socket.socket, tmp_path: Path) -> None:
    """The bot is there for its readers, not for systemd."""
    async with supervised(Supervision(address=systemd.getsockname(), patience=0.001)):
        systemd.close()
        (tmp_path / "notify").unlink()


async def test_without_systemd_nobody_is_told() -> None:
    """As on every laptop."""
    async with supervised(None):
        pass


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, None),
        ({"NOTIFY_SOCKET": "@bus"}, Supervision(address="@bus", patience=None)),
        (
            {"NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "90000000"},
            Supervision(address="/run/notify", patience=90.0),
        ),
    ],
    ids=["by hand", "by systemd", "with a watchdog"],
)
def test_it_is_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], found: Supervision | None
) -> None:
    """In the variables that systemd's manual names."""
    for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    assert find_supervision() == found
