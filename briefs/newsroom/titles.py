"""Whether dated articles contradict the who's who: for those who keep its files."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefs.errors import IngestError
from briefs.page import read_page
from briefs.whoswho import load_whoswho
from briefs.whoswho.contradictions import Contradiction, find_contradictions

__all__ = ["Contradiction", "Doubt", "find_doubts"]

_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """What there is to look at in one article; without a day nothing can be said."""

    key: str
    on: dt.date | None
    found: tuple[Contradiction, ...] = ()


def find_doubts(paths: Sequence[Path]) -> Iterator[Doubt]:
    """Each article of text files and of files with one article a line, also in folders.

    The day is that of the page; of a line its `date`, or the one in its `id`. Raises IngestError
    for a file that cannot be read.
    """
    whoswho = load_whoswho()
    for key, text, day in _find_articles(paths):
        found = find_contradictions(text, day, whoswho) if day else ()
        yield Doubt(key=key, on=day, found=tuple(found))


def _find_articles(paths: Sequence[Path]) -> Iterator[tuple[str, str, dt.date | None]]:
    for path in paths:
        within = path.rglob("*") if path.is_dir() else [path]
        for file in sorted(one for one in within if one.suffix in {".txt", ".jsonl"}):
            try:
                yield from _read(file)
            except (OSError, ValueError, KeyError) as exc:
                raise IngestError(str(file), f"cannot be read ({exc})") from exc


def _read(file: Path) -> Iterator[tuple[str, str, dt.date | None]]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".txt":
        published = read_page(text).published
        yield str(file), text, published.day if published else None
        return
    for line in text.splitlines():
        row = json.loads(line)
        day = _DAY.search(str(row.get("date") or row["id"]))
        yield f"{file}, {row['id']}", row["text"], dt.date.fromisoformat(day[0]) if day else None
