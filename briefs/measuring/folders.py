"""Folders of many articles, for measuring what a look at them costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

from briefs.ingest.files import list_folder, read_text
from briefs.ingest.fingerprint import fingerprint
from briefs.model import Article
from briefs.newsroom import Newsroom
from briefs.store import articles, folder
from briefs.store.engine import batches
from briefs.store.reading import Reading, SeenFile

_TEXT = "Ministers met in Brussels.\n\n" + "They spoke of many things, and of one above all.\n" * 30
_IN_FOLDER = 1_000


def write_folder(path: Path, number: int) -> None:
    """So many files that quote nobody, a thousand in a folder, each different from the others."""
    for first in range(0, number, _IN_FOLDER):
        below = path / f"{first // _IN_FOLDER:03d}"
        below.mkdir(parents=True)
        for one in range(first, min(first + _IN_FOLDER, number)):
            (below / f"{one:06d}.txt").write_text(f"{one}\n\n{_TEXT}", encoding="utf-8")


def copy_seeds(seeds: Path, path: Path, keys: Sequence[str]) -> None:
    """Real articles under these keys, none the same as another."""
    texts = cycle(file.read_text(encoding="utf-8") for file in sorted(seeds.glob("*.txt")))
    for number, (key, text) in enumerate(zip(keys, texts, strict=False)):
        file = path / key
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n\nEdition {number}\n", encoding="utf-8")


def know_folder(newsroom: Newsroom, path: Path, *, now: dt.datetime) -> None:
    """Leave the store as if all of the folder's files had been loaded, without reading them out."""
    store = newsroom._store  # noqa: SLF001 - no use case of the newsroom's pretends
    looks = sorted(list_folder(path).files)
    for some in batches(looks):
        readings, seen = [], {}
        for key, size, mtime_ns in some:
            text, content_hash = read_text(path, key)
            readings.append(_quoting_nobody(key, text, content_hash))
            seen[key] = SeenFile(size, mtime_ns, fingerprint(), None, content_hash)
        with store.write() as connection:
            articles.replace_articles(connection, readings, now=now)
            folder.note_files(connection, seen)


def _quoting_nobody(key: str, text: str, content_hash: str) -> Reading:
    article = Article(key=key, text=text, title="", publisher=None, published=None, quotations=())
    return Reading(article=article, content_hash=content_hash, roles=(), filed_under=(), kinds={})
