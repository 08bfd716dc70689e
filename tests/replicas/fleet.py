"""Processes of the bot, as an operator starts them: side by side, on one database."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sys
from pathlib import Path
from typing import Self

from tests.replicas.telegram import PATH, SECRET

#: Seconds a process may take to start or stop on a machine that is busy otherwise.
PATIENCE = 60


class Replica:
    """One process, and what it logged."""

    def __init__(self, number: int) -> None:
        self.name = f"replica {number}"
        self.log: list[str] = []
        self._port = _free_port()
        self._said = asyncio.Condition()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def start(self, **settings: str) -> None:
        """Until it answers."""
        await self.launch(**settings)
        await self.says("is answering")

    async def launch(self, **settings: str) -> None:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            env=self._environment(settings),
            stderr=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
        )
        self._reading = asyncio.create_task(self._read())

    def _environment(self, settings: dict[str, str]) -> dict[str, str]:
        ours = {
            "listen": f"127.0.0.1:{self._port}",
            "webhook_url": f"http://127.0.0.1:{self._port}{PATH}",
            "webhook_secret": SECRET,
            **settings,
        }
        outer = os.environ  # noqa: TID251 -- what a process is started with
        bare = {name: value for name, value in outer.items() if not name.startswith("NATO_BRIEFS_")}
        return bare | {f"NATO_BRIEFS_{name.upper()}": value for name, value in ours.items()}

    async def _read(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            async with self._said:
                self.log.append(line.decode().rstrip())
                self._said.notify_all()
        async with self._said:
            self.log.append("(ended)")
            self._said.notify_all()

    async def says(self, pattern: str) -> None:
        """Until its log has it."""

        def is_so() -> bool:
            return any(re.search(pattern, line) for line in self.log)

        async with asyncio.timeout(PATIENCE), self._said:
            await self._said.wait_for(lambda: is_so() or "(ended)" in self.log)
        assert is_so(), "\n".join(self.log)

    def has_said(self, pattern: str) -> bool:
        return any(re.search(pattern, line) for line in self.log)

    async def ends(self) -> int:
        """Until it has; its status."""
        async with asyncio.timeout(PATIENCE):
            status = await self.process.wait()
            await self._reading
        return status

    async def kill(self) -> None:
        """At whatever instruction it is."""
        self.process.kill()
        await self.ends()

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """As an operator does; its status."""
        self.process.send_signal(number)
        return await self.ends()


class Fleet:
    """Several of them."""

    def __init__(self, number: int, folder: Path, **settings: str) -> None:
        self._settings = {"articles": str(folder), **settings}
        self.replicas = [Replica(n) for n in range(1, number + 1)]

    @property
    def addresses(self) -> list[str]:
        return [replica.address for replica in self.replicas]

    async def __aenter__(self) -> Self:
        async with asyncio.TaskGroup() as starting:
            for replica in self.replicas:
                starting.create_task(replica.start(**self._settings))
        return self

    async def __aexit__(self, *_: object) -> None:
        for replica in self.replicas:
            if replica.process.returncode is None:
                replica.process.kill()
            await replica.ends()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
