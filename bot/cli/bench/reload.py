"""Reloads: a folder in which nothing changed, little changed, or everything is new."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.cli.bench.databases import bench_folder
from bot.cli.bench.tables import Timing, ms, say, timing, write_table
from bot.clock import SystemClock
from bot.config import find_packaged
from bot.handlers.briefs import render_found
from briefs.measuring import copy_seeds, know_folder, write_folder
from briefs.newsroom import Newsroom, open_newsroom

#: Articles in the folder in which nothing changes, and of those how many are changed.
_FILES: Final = 100_000
_CHANGED: Final = 100
#: Articles of a first load.
_NEW: Final = 400


def bench_reload() -> bool:
    """Print what each takes, and what /who takes meanwhile."""
    now = SystemClock().now
    with TemporaryDirectory(dir=bench_folder()) as name:
        folder = Path(name, "articles")
        say(f"Writing {_FILES:,} files …")
        write_folder(folder, _FILES)
        with closing(open_newsroom(f"sqlite:///{Path(name, 'known.sqlite3')}")) as newsroom:
            know_folder(newsroom, folder, now=now())

            def reload() -> float:
                return _seconds(lambda: newsroom.reload(folder, now=now()))

            rows = [
                ("looking at each file, nothing else", _seconds(lambda: _look_at(folder))),
                ("nothing changed", min(reload() for _ in range(3))),
            ]
            for number in range(_CHANGED):
                os.utime(folder / _key(number))
            rows.append((f"{_CHANGED} touched, content as it was", reload()))
            copy_seeds(find_packaged("seeds"), folder, [_key(n) for n in range(_CHANGED)])
            rows.append((f"{_CHANGED} changed", reload()))
        floor = rows[0][1]
        write_table(
            (f"{_FILES:,} articles", "seconds", "ratio"),
            [(kind, f"{took:.2f}", f"{took / floor:.1f}") for kind, took in rows],
        )
        shutil.rmtree(folder)
        copy_seeds(find_packaged("seeds"), folder, [_key(n) for n in range(_NEW)])
        with closing(open_newsroom(f"sqlite:///{Path(name, 'new.sqlite3')}")) as newsroom:
            asyncio.run(_load(newsroom, folder))
    return True


def _key(number: int) -> str:
    return f"{number // 1000:03d}/{number:06d}.txt"


def _look_at(folder: Path) -> int:
    """What no reload can do without: the name, size and time of each file."""
    looked = 0
    for below in os.scandir(folder):
        with os.scandir(below) as entries:
            looked += sum(entry.stat().st_mtime_ns > 0 for entry in entries)
    return looked


async def _load(newsroom: Newsroom, folder: Path) -> None:
    """A first load, and what is answered meanwhile."""
    newsroom.reload(find_packaged("seeds"), now=SystemClock().now())
    quiet = timing([await _ask(newsroom) for _ in range(300)])
    began = time.perf_counter()
    loading = asyncio.create_task(
        asyncio.to_thread(newsroom.reload, folder, now=SystemClock().now())
    )
    busy = []
    while not loading.done():
        busy.append(await _ask(newsroom))
        await asyncio.sleep(0.01)
    took = time.perf_counter() - began
    report = await loading
    say(
        f"\nA first load: {report.articles} articles in {took:.1f} s, "
        f"{report.articles / took:.0f} a second"
    )
    _write_waits({"with nothing else to do": quiet, "while articles are loaded": timing(busy)})


async def _ask(newsroom: Newsroom) -> float:
    began = time.perf_counter()
    found = await asyncio.to_thread(newsroom.who, "Stoltenberg", now=SystemClock().now())
    render_found(found)
    return time.perf_counter() - began


def _write_waits(waits: dict[str, Timing]) -> None:
    rows = [(kind, ms(wait.p50), ms(wait.p99)) for kind, wait in waits.items()]
    write_table(("/who Stoltenberg, ms", "p50", "p99"), rows)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
