"""`train`: the weights of extraction learned anew."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from bot.config import Settings
from briefs.learning import train_weights

#: Where the corpora of a corpora folder are.
_TRAIN: Final = Path("polnear", "train.jsonl")


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


def _corpus(settings: Settings, name: Path) -> Path | None:
    return settings.corpora / name if settings.corpora else None
