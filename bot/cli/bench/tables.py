"""Figures in columns."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple


class Timing(NamedTuple):
    """How long something takes, in seconds: usually, and at worst but for one in a hundred."""

    p50: float
    p99: float


def timing(seconds: Sequence[float]) -> Timing:
    """Of as many runs as there are."""
    ordered = sorted(seconds)
    last = len(ordered) - 1
    return Timing(ordered[round(last * 0.5)], ordered[round(last * 0.99)])


def ms(seconds: float) -> str:
    """Milliseconds, as exact as they mean anything."""
    value = seconds * 1000
    return f"{value:,.{2 if value < 10 else 1 if value < 100 else 0}f}"  # noqa: PLR2004 -- digits


def write_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The first column to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    for number, row in enumerate([header, *rows]):
        cells = [
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        sys.stdout.write("  ".join(cells).rstrip() + "\n")
        if number == 0:
            sys.stdout.write("  ".join("-" * width for width in widths) + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """A line of its own, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
