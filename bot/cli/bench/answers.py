"""Commands and full text: from handler to rendered message, in stores of several sizes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import Final

from bot.cli.bench import Options
from bot.cli.bench.asked import names_asked, words_asked
from bot.cli.bench.databases import make_library, postgresql_store, sqlite_store
from bot.cli.bench.tables import Timing, ms, say, timing, write_table
from bot.clock import SystemClock
from bot.config import Settings
from bot.context import Desk
from bot.messages import Message
from briefs.measuring import Library, Naive
from briefs.newsroom import Newsroom, open_newsroom

#: Runs of each kind of question; with fewer, one in a hundred would be one.
_RUNS: Final = 400
_WARM: Final = 40
#: Seconds that are spent on a question that looks at every row.
_ENOUGH: Final = 6.0

_Figures = dict[str, Timing]


def bench_answers(settings: Settings, options: Options) -> bool:
    """Known people and topics, alone, together and within days."""
    return _bench(settings, options, _ask_for_names, against="who, by LIKE")


def bench_search(settings: Settings, options: Options) -> bool:
    """Words that nobody listed."""
    return _bench(settings, options, _ask_for_words, against="words, by LIKE")


def _bench(
    settings: Settings,
    options: Options,
    ask: Callable[[str, Settings, Library], _Figures],
    *,
    against: str,
) -> bool:
    stores: dict[str, Callable[[int], str | None]] = {
        "SQLite": sqlite_store,
        "PostgreSQL": lambda size: postgresql_store(size, options.database),
    }
    for engine in options.engines:
        urls = {size: url for size in options.sizes if (url := stores[engine](size)) is not None}
        if not urls:
            say(f"\nNo {engine} here: name a server with --database; not measured.")
            continue
        figures = {size: ask(url, settings, make_library(size)) for size, url in urls.items()}
        _write(f"{engine}, ms", figures, against)
    return True


def _write(title: str, figures: Mapping[int, _Figures], against: str) -> None:
    """Columns for each size, and how much slower the largest is than the smallest."""
    smallest, largest = min(figures), max(figures)
    header = [title]
    for size in figures:
        header += [f"{size:,}: p50", "p99"]
    rows = []
    for kind in figures[smallest]:
        row = [kind]
        for of_size in figures.values():
            row += [ms(of_size[kind].p50), ms(of_size[kind].p99)]
        grown = figures[largest][kind].p99 / figures[smallest][kind].p99
        rows.append([*row, f"{grown:.1f}"])
    say("")
    write_table([*header, "growth of p99"], rows)
    ours = next(iter(figures[largest].values()))
    naive = figures[largest][against]
    say(f"{against} takes {naive.p50 / ours.p50:,.0f} times as long at {largest:,} quotations.")


def _ask_for_names(url: str, settings: Settings, library: Library) -> _Figures:
    with closing(open_newsroom(url)) as newsroom:
        figures = asyncio.run(_measure(newsroom, settings, names_asked(newsroom, library)))
    with Naive.opened(url) as naive:
        figures["who, by LIKE"] = _repeat(lambda: naive.who(library.a_speaker()))
    return figures


def _ask_for_words(url: str, settings: Settings, library: Library) -> _Figures:
    with closing(open_newsroom(url)) as newsroom:
        figures = asyncio.run(_measure(newsroom, settings, words_asked(newsroom, library)))
    with Naive.opened(url) as naive:
        figures["words, by LIKE"] = _repeat(lambda: naive.search(library.some_words(1)))
    return figures


async def _measure(
    newsroom: Newsroom, settings: Settings, kinds: Mapping[str, Callable[[], Message]]
) -> _Figures:
    """Each in turn, by way of the desk as handlers go."""
    desk = Desk(newsroom, SystemClock(), settings)
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    for number in range(_WARM + _RUNS):
        for kind, ask in kinds.items():
            began = time.perf_counter()
            await desk.read(ask)
            if number >= _WARM:
                seconds[kind].append(time.perf_counter() - began)
    desk.close()
    return {kind: timing(of_kind) for kind, of_kind in seconds.items()}


def _repeat(ask: Callable[[], object]) -> Timing:
    return timing([*_seconds(ask)])


def _seconds(ask: Callable[[], object]) -> Iterator[float]:
    end = time.perf_counter() + _ENOUGH
    while time.perf_counter() < end:
        began = time.perf_counter()
        ask()
        yield time.perf_counter() - began
