"""From the start of a process to its first answer, and the memory it then holds."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.cli.bench.databases import bench_folder, make_library, sqlite_store
from bot.cli.bench.tables import say, write_table
from bot.clock import MovableClock, SystemClock
from bot.config import PREFIX, Settings, find_packaged, outer_environment
from bot.sandbox.cast import READER
from bot.sandbox.server import SandboxServer
from bot.sandbox.world import SandboxTelegram
from briefs.measuring import copy_seeds
from briefs.newsroom import open_newsroom

_ARTICLES: Final = 1_000
_QUOTATIONS: Final = 100_000
_RUNS: Final = 5
_PATIENCE: Final = 60.0


def bench_start(_settings: Settings) -> bool:
    """Print both."""
    with TemporaryDirectory(dir=bench_folder()) as name:
        folder = Path(name, "articles")
        copy_seeds(find_packaged("seeds"), folder, [f"{n:04d}.txt" for n in range(_ARTICLES)])
        url = f"sqlite:///{Path(name, 'briefs.sqlite3')}"
        say(f"Loading {_ARTICLES:,} articles …")
        with closing(open_newsroom(url)) as newsroom:
            newsroom.reload(folder, now=SystemClock().now())
        seconds = sorted(asyncio.run(_first_answer(url, folder))[0] for _ in range(_RUNS))
        empty = Path(name, "empty")
        empty.mkdir()
        library = make_library(_QUOTATIONS)
        asked = [f"/who {library.a_speaker()}" for _ in range(20)]
        asked += [library.some_words(2) for _ in range(20)]
        _, memory = asyncio.run(_first_answer(sqlite_store(_QUOTATIONS), empty, asked))
    rows = [
        (f"start to first answer, {_ARTICLES:,} articles, s", f"{seconds[len(seconds) // 2]:.2f}"),
        (f"resident memory, {_QUOTATIONS:,} quotations, MB", f"{memory:.0f}"),
    ]
    write_table(("one process, without its workers", ""), rows)
    return True


async def _first_answer(
    url: str, folder: Path, more: list[str] | None = None
) -> tuple[float, float]:
    """Seconds to the answer to a question that waits, and megabytes after all answers."""
    clock = MovableClock()
    world = SandboxTelegram(clock, flood_limits=False)
    server = SandboxServer(world, host="127.0.0.1", port=0, clock=clock, on_digest_now=_no_digest)
    address = await server.start()
    world.say(READER.id, "/who Stoltenberg")
    began = time.perf_counter()
    async with running_bot(url, folder, world.token, address) as process:
        await _wait_for(world, 1)
        took = time.perf_counter() - began
        for number, text in enumerate(more or [], 2):
            world.say(READER.id, text)
            await _wait_for(world, number)
        memory = resident(process.pid)
    await server.stop()
    return took, memory


@asynccontextmanager
async def running_bot(
    url: str, folder: Path, token: str, address: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as an operator runs it, over this database and this Telegram."""
    told = {"TOKEN": token, "API_URL": address, "DATABASE_URL": url, "ARTICLES": str(folder)}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        env={**outer_environment(), **{PREFIX + name: value for name, value in told.items()}},
        cwd=folder,  # no .env file lies there
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        await process.wait()


async def _wait_for(world: SandboxTelegram, answers: int) -> None:
    """Until the bot has written so many messages."""
    end = time.monotonic() + _PATIENCE
    while sum(one["from"]["is_bot"] for one in world.messages(READER.id)) < answers:
        if time.monotonic() > end:
            raise TimeoutError("the bot does not answer")
        await asyncio.sleep(0.002)


def resident(pid: int | str = "self") -> float:
    """Megabytes; as Linux tells them, 0 where nobody does."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def _no_digest(_chat_id: int) -> str:
    return ""
