"""`bench`: what is fast, measured side by side in one run, and printed as tables.

    extraction  characters a second, and how right it is where a corpus is at hand
    reload      a folder in which nothing changed, little changed, or everything is new
    answers     commands, from handler to rendered message, in stores of several sizes
    search      full text in the same stores
    echo        a command's handling beside that of a bot that only echoes
    matching    mistyped names: how many are understood, how fast, and how seldom wrongly
    delivery    digests that are due in one minute: made, and sent beside answers
    start       from the start of a process to its first answer; its memory

    databases   stores of any size, filled once and kept      tables  figures in columns

Wall time and processor time of this machine, whatever else it is doing: ratios say more.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.config import Settings


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What is to be measured."""

    parts: Sequence[str]
    sizes: Sequence[int]  #: quotations in a store
    engines: Sequence[str]
    database: str | None  #: a PostgreSQL server; None: one of our own, if there is a wheel of it
    corpus: Path | None  #: annotated articles
    subscribers: int  #: whose digests are sent


def bench(settings: Settings, options: Options) -> int:
    """Measure the parts one after the other. The status is 1 when one could not be measured."""
    failed = 0
    for part in options.parts:
        sys.stdout.write(f"\n{part}\n{'=' * len(part)}\n")
        sys.stdout.flush()
        failed += not _measure(part, settings, options)
    return int(failed > 0)


def _measure(part: str, settings: Settings, options: Options) -> bool:
    match part:
        case "extraction":
            from bot.cli.bench.extraction import bench_extraction  # noqa: PLC0415

            return bench_extraction(settings, options.corpus)
        case "reload":
            from bot.cli.bench.reload import bench_reload  # noqa: PLC0415

            return bench_reload()
        case "answers" | "search":
            from bot.cli.bench.answers import bench_answers, bench_search  # noqa: PLC0415

            measure = bench_answers if part == "answers" else bench_search
            return measure(settings, options)
        case "echo":
            from bot.cli.bench.echo import bench_echo  # noqa: PLC0415

            return bench_echo(settings)
        case "matching":
            from bot.cli.bench.matching import bench_matching  # noqa: PLC0415

            return bench_matching(settings)
        case _:
            return _measure_process(part, settings, options)


def _measure_process(part: str, settings: Settings, options: Options) -> bool:
    """What is measured of a whole process."""
    if part == "delivery":
        from bot.cli.bench.delivery import bench_delivery  # noqa: PLC0415

        return bench_delivery(options.subscribers)
    from bot.cli.bench.start import bench_start  # noqa: PLC0415

    return bench_start(settings)
