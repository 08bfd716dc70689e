"""Surnames that many people have, whether anybody stored has them or not."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from briefs.folding import fold


@cache
def familiar_surnames() -> frozenset[str]:
    """The words of data/surnames.txt, folded."""
    text = files("briefs").joinpath("data", "surnames.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(fold(name) for line in lines for name in line.split())
