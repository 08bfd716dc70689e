"""Extraction: how right, where an annotated corpus is at hand, and how fast."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from bot.cli.bench.tables import say, write_table
from bot.config import Settings
from briefs.learning import ROWS, measure, read_corpus
from briefs.measuring.fresh import measure_fresh
from briefs.newsroom import annotate

#: The corpus and the tenths of it, by date, that are read unless another is named: what tunes
#: nothing stays unread.
TRAINING: Final = Path("polnear", "train.jsonl")
FOLD: Final = range(8, 9)
_RUNS: Final = 3
#: The bare pass that extraction is compared with: every word, and every quote mark.
_BARE: Final = re.compile(r"\w+|[\"“”„‟«»]")
#: Characters that are enough to measure speed with.
_ENOUGH: Final = 400_000


def bench_extraction(settings: Settings, corpus: Path | None) -> bool:
    """Quality of a corpus that is named; of one that is merely there, of a part it learned from."""
    file = corpus or (settings.corpora / TRAINING if settings.corpora else None)
    if file is not None and file.is_file():
        texts = _bench_quality(file, range(10) if corpus else FOLD)
        if not corpus:
            say("The weights were learned from these articles, among others: better than new ones.")
    else:
        say("Quality: no corpora at hand (NATO_BRIEFS_CORPORA); not measured.")
        texts = [
            path.read_text(encoding="utf-8") for path in sorted(settings.articles.glob("*.txt"))
        ]
    if not texts:
        say("No articles to measure speed with.")
        return False
    _bench_speed(texts)
    return True


def _bench_quality(file: Path, tenths: range) -> list[str]:
    articles = read_corpus(file, tenths=tenths)
    quality = measure(articles)
    say(
        f"{quality.articles} articles of {file.name}, {quality.spans} attributed marked spans, "
        "in per cent\n"
    )
    shares = [(row, quality.shares[row]) for row in ROWS]
    write_table(
        ("", "P", "R", "F1"),
        [
            (row, *(f"{100 * one:.1f}" for one in (share.precision, share.recall, share.f1)))
            for row, share in shares
        ],
    )
    say("\nConfidence given, and the share of mentions that are right:\n")
    write_table(
        ("from", "number", "given", "right"),
        [
            (f"{one.low}", f"{one.number}", f"{one.given:.2f}", f"{one.right:.2f}")
            for one in quality.bins
        ],
    )
    return [article["text"] for article in articles]


def _bench_speed(texts: Sequence[str]) -> None:
    """Characters a second on one core, loading apart; the middle one of several runs."""
    size = sum(map(len, texts))
    texts = [*texts] * max(1, _ENOUGH // max(1, size))
    annotate(texts[0], id="")  # loads what is loaded once
    extraction = _speed(lambda text: annotate(text, id=""), texts)
    bare = _speed(_BARE.findall, texts)
    say("")
    write_table(
        ("on one core", "characters/s", "ratio"),
        [
            ("extraction", f"{extraction:,.0f}", "1"),
            ("bare regular expression", f"{bare:,.0f}", f"{bare / extraction:.0f}"),
        ],
    )
    load, peak = measure_fresh(texts)
    say("")
    write_table(
        ("in a fresh process", ""),
        [("load, s of processor time", f"{load:.2f}"), ("peak memory, MB", f"{peak:.0f}")],
    )


def _speed(work: Callable[[str], object], texts: Sequence[str]) -> float:
    size = sum(map(len, texts))
    runs = []
    for _ in range(_RUNS):
        began = time.process_time()
        for text in texts:
            work(text)
        runs.append(size / max(time.process_time() - began, 1e-9))
    return statistics.median(runs)
