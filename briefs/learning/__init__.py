"""Learning the weights of quotations from annotated articles, and measuring what they are worth.

    training   articles ▸ weights        examples: what each decision should have been
    gold       annotated articles        linear: how weights are found
    scoring    how good attributions are
    calibration  whether confidence means what it says

Nothing that runs for readers imports this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefs.extraction import as_annotation, extract_article
from briefs.learning.calibration import Bin, rated, reliability
from briefs.learning.gold import Annotated, read_corpus
from briefs.learning.scoring import Share, count, summarise
from briefs.learning.training import train
from briefs.quotations.learned.weights import WEIGHTS_FILE, write_model

__all__ = ["ROWS", "Bin", "Quality", "measure", "read_corpus", "train_weights"]

#: The rows of a table of quality.
ROWS = ("all", "sentence", "fragment", "shown", "content")
#: The tenth of a corpus, by date, that nothing is learned from.
_KEPT = 9


def train_weights(corpus: Path, file: Path = WEIGHTS_FILE) -> int:
    """Learn from the first nine tenths of a corpus by date; how many articles that were.

    The same corpus gives the same bytes.
    """
    articles = read_corpus(corpus, tenths=range(_KEPT))
    file.write_text(write_model(train(articles)), encoding="utf-8")
    return len(articles)


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the extraction of annotated articles is: a share for each of ROWS.

    "shown" counts only the quotations whose speakers the bot would name.
    """

    articles: int
    spans: int  #: marked spans that the annotation attributes
    shares: Mapping[str, Share]
    bins: tuple[Bin, ...]  #: of the confidence of marked words


def measure(articles: Iterable[Annotated]) -> Quality:
    """Extract the articles, and compare with their annotation."""
    counts: Counter[str] = Counter()
    confidences: list[tuple[float, bool]] = []
    number = 0
    for article in articles:
        number += 1
        text, gold = article["text"], article["quotes"]
        guess = as_annotation(extract_article(text), article["id"])["quotes"]
        assert isinstance(guess, list)
        counts.update(count(text, gold, guess))
        confidences += rated(text, gold, guess)
        named = count(text, gold, [_as_shown(quote) for quote in guess])
        counts.update(
            {f"shown {part}": named[f"all {part}"] for part in ("gold", "guess", "right")}
        )
    shares = {row: summarise(counts, row) for row in ROWS}
    return Quality(number, counts["all gold"], shares, reliability(confidences))


def _as_shown(quote: Mapping[str, Any]) -> Mapping[str, Any]:
    return quote if quote["speakers"] else {**quote, "sources": []}
