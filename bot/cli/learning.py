"""`train` and `bench`: weights of extraction learned anew, its quality and speed measured."""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from bot.config import Settings
from briefs.learning import ROWS, measure, read_corpus, train_weights
from briefs.newsroom import annotate

#: Where the corpora of a corpora folder are.
_TRAIN: Final = Path("polnear", "train.jsonl")
_DEV: Final = Path("polnear", "dev.jsonl")
_RUNS: Final = 3
#: The bare pass that extraction is compared with: every word, and every quote mark.
_BARE: Final = re.compile(r"\w+|[\"“”„‟«»]")
#: Characters that are enough to measure speed with.
_ENOUGH: Final = 400_000


def train(settings: Settings, corpus: Path | None) -> int:
    """Write the weights that a corpus teaches. The status is 1 when there is no corpus."""
    file = corpus or _corpus(settings, _TRAIN)
    if file is None or not file.is_file():
        sys.stderr.write(
            "Nothing to learn from: name a corpus, or set NATO_BRIEFS_CORPORA to a folder with"
            f" {_TRAIN}.\n"
        )
        return 1
    articles = train_weights(file)
    sys.stdout.write(f"Learned from {articles} articles.\n")
    return 0


def bench(settings: Settings, corpus: Path | None) -> int:
    """Print quality, where an annotated corpus is at hand, and speed."""
    file = corpus or _corpus(settings, _DEV)
    if file is not None and file.is_file():
        texts = _bench_quality(file)
    else:
        sys.stdout.write("Quality: no corpora at hand (NATO_BRIEFS_CORPORA); not measured.\n")
        texts = [
            path.read_text(encoding="utf-8") for path in sorted(settings.articles.glob("*.txt"))
        ]
    if not texts:
        sys.stderr.write("No articles to measure speed with.\n")
        return 1
    _bench_speed(texts)
    return 0


def _corpus(settings: Settings, name: Path) -> Path | None:
    return settings.corpora / name if settings.corpora else None


def _bench_quality(file: Path) -> list[str]:
    articles = read_corpus(file, tenths=range(10))
    quality = measure(articles)
    sys.stdout.write(
        f"{quality.articles} articles of {file.name}, {quality.spans} attributed marked spans\n\n"
        f"{'':10}{'P':>7}{'R':>7}{'F1':>7}\n"
    )
    for row in ROWS:
        share = quality.shares[row]
        figures = (share.precision, share.recall, share.f1)
        sys.stdout.write(f"{row:10}" + "".join(f"{100 * one:7.1f}" for one in figures) + "\n")
    return [article["text"] for article in articles]


def _bench_speed(texts: Sequence[str]) -> None:
    """Characters a second on one core, loading apart; the middle one of several runs."""
    size = sum(map(len, texts))
    texts = [*texts] * max(1, _ENOUGH // max(1, size))
    annotate(texts[0], id="")  # loads what is loaded once
    extraction = _speed(lambda text: annotate(text, id=""), texts)
    bare = _speed(_BARE.findall, texts)
    sys.stdout.write(
        f"\n{'extraction':24}{extraction:>12,.0f} characters/s\n"
        f"{'bare regular expression':24}{bare:>12,.0f} characters/s ({bare / extraction:.0f} x)\n"
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
