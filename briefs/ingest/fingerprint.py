"""By which rules and data articles are read: better ones read every article anew."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
#: Parts of the package that do not bear on what is kept of an article ...
_APART = frozenset(
    {"briefing", "digest", "matching", "migrations", "newsroom", "questions", "schedule", "seeds"}
    | {"store", "learning", "measuring", "workers"}
)
#: ... but for these: what they make is stored, and better rules must reach what is there.
_NOT_APART = frozenset(
    {"store/articles.py", "store/identity.py", "store/listings.py", "store/reading.py"}
    | {"store/standing.py"}
)


@cache
def fingerprint() -> str:
    """Changes with every change to the code and data that read articles; costs a few ms once.

    A number raised by hand would be forgotten.
    """
    digest = sha256()
    for file in sorted(_PACKAGE.rglob("*")):
        part = file.relative_to(_PACKAGE).as_posix()
        if file.suffix in {".py", ".toml", ".json", ".txt"} and _bears_on_reading(part):
            digest.update(part.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:20]


def _bears_on_reading(part: str) -> bool:
    top = part.partition("/")[0].removesuffix(".py")
    return top not in _APART or part in _NOT_APART
