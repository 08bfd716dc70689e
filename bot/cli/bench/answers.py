"""Commands and full text: from handler to rendered message, in stores of several sizes."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from functools import partial
from typing import Final

from bot.cli.bench import Options
from bot.cli.bench.asked import Asked, names_asked, words_asked
from bot.cli.bench.databases import make_library, postgresql_store, sqlite_store
from bot.cli.bench.tables import Timing, ms, say, timing, write_table
from bot.clock import SystemClock
from bot.config import Settings
from bot.context import Desk
from briefs.measuring import Library, Naive
from briefs.newsroom import Newsroom, open_newsroom

#: Runs of each kind of question; with fewer, one in a hundred would be one.
_RUNS: Final = 400
_WARM: Final = 40
#: Seconds that are spent on a question that looks at every row.
_ENOUGH: Final = 6.0

#: Of one kind of question: how long it takes, and the processor time of the thread that answers.
_Figures = dict[str, tuple[Timing, Timing]]
_BySize = dict[int, _Figures]


def bench_answers(settings: Settings, options: Options) -> bool:
    """Known people and topics, alone, together and within days."""
    return _bench(settings, options, names_asked, "who, by LIKE", _who_naively)


def bench_search(settings: Settings, options: Options) -> bool:
    """Words that nobody listed."""
    return _bench(settings, options, words_asked, "words, by LIKE", _search_naively)


def _who_naively(naive: Naive, library: Library) -> object:
    return naive.who(library.a_speaker())


def _search_naively(naive: Naive, library: Library) -> object:
    return naive.search(library.some_words(1))


def _bench(
    settings: Settings,
    options: Options,
    asked: Callable[[Newsroom, Library], Asked],
    against: str,
    ask_naively: Callable[[Naive, Library], object],
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
        figures = _ask(urls, settings, asked)
        for size, url in urls.items():
            library = make_library(size)
            with Naive.opened(url) as naive:
                taken = _repeat(partial(ask_naively, naive, library))
            figures[size][against] = taken, taken
        _write(f"{engine}, ms", figures, against)
    return True


def _write(title: str, figures: _BySize, against: str) -> None:
    """Columns for each size, and how much slower the largest is than the smallest."""
    smallest, largest = min(figures), max(figures)
    header = [title]
    for size in figures:
        header += [f"{size:,}: p50", "p99", "CPU p99"]
    rows = []
    for kind in figures[smallest]:
        row = [kind]
        for of_size in figures.values():
            taken, worked = of_size[kind]
            row += [ms(taken.p50), ms(taken.p99), ms(worked.p99)]
        for which in (0, 1):
            grown = figures[largest][kind][which].p99 / figures[smallest][kind][which].p99
            row.append(f"{grown:.1f}")
        rows.append(row)
    say("")
    write_table([*header, "growth of p99", "of CPU"], rows)
    ours, _ = next(iter(figures[largest].values()))
    naive, _ = figures[largest][against]
    say(f"{against} takes {naive.p50 / ours.p50:,.0f} times as long at {largest:,} quotations.")


def _ask(
    urls: Mapping[int, str], settings: Settings, asked: Callable[[Newsroom, Library], Asked]
) -> _BySize:
    """The sizes are asked in turn: whatever else the machine does is the same for all of them."""
    with ExitStack() as opened:
        newsrooms = {
            size: opened.enter_context(closing(open_newsroom(url))) for size, url in urls.items()
        }
        kinds = {size: asked(one, make_library(size)) for size, one in newsrooms.items()}
        return asyncio.run(_measure(newsrooms[min(urls)], settings, kinds))


async def _measure(newsroom: Newsroom, settings: Settings, kinds: Mapping[int, Asked]) -> _BySize:
    """Each in turn, by way of the desk as handlers go."""
    desk = Desk(newsroom, SystemClock(), settings)
    spent: dict[tuple[int, str], list[tuple[float, float]]] = defaultdict(list)
    for number in range(_WARM + _RUNS):
        for size, of_size in kinds.items():
            for kind, ask in of_size.items():
                began = time.perf_counter()
                worked = await desk.read(_work, ask)
                if number >= _WARM:
                    spent[size, kind].append((time.perf_counter() - began, worked))
    desk.close()
    return {
        size: {
            kind: (timing([one for one, _ in of_kind]), timing([one for _, one in of_kind]))
            for kind in of_size
            if (of_kind := spent[size, kind])
        }
        for size, of_size in kinds.items()
    }


def _work(ask: Callable[[], object]) -> float:
    """Seconds of processor time, of this thread alone."""
    began = time.thread_time()
    ask()
    return time.thread_time() - began


def _repeat(ask: Callable[[], object]) -> Timing:
    return timing([*_seconds(ask)])


def _seconds(ask: Callable[[], object]) -> Iterator[float]:
    end = time.perf_counter() + _ENOUGH
    while time.perf_counter() < end:
        began = time.perf_counter()
        ask()
        yield time.perf_counter() - began
