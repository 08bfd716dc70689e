"""The articles folder: which files there are, and the text of one or the reason why not.

Articles are the `.txt` files, in either case, in the folder and below it. Hidden files and folders
are left out, and linked folders are not entered.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefs.errors import IngestError
from briefs.store.reading import Look

#: No article comes near it: the longest of a large news corpus has 200,000 characters. What is
#: larger is a dump or a mistake, and would hold up all others.
MOST_BYTES = 10_000_000


class PassingError(IngestError):
    """An article could not be read, and that may have passed by the next time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """What a folder holds, and what in it could not be looked at."""

    files: frozenset[Look]
    failures: tuple[IngestError, ...]  #: keys of folders end with a slash

    def covers(self, key: str) -> bool:
        """Whether a file of this key would have been found if it were there."""
        return not any(
            key == failure.key or (failure.key.endswith("/") and key.startswith(failure.key))
            for failure in self.failures
        )


def list_folder(folder: Path) -> Listing:
    """Every article file. Raises IngestError when the folder itself cannot be listed."""
    failures: list[IngestError] = []
    if not folder.is_dir():
        raise IngestError(
            str(folder),
            "there is no such folder; name the one with the articles in NATO_BRIEFS_ARTICLES",
        )
    files = frozenset(_walk(str(folder), failures))
    for failure in failures:
        if failure.key == "/":
            raise IngestError(str(folder), f"{failure.reason} (NATO_BRIEFS_ARTICLES)")
    return Listing(files=files, failures=tuple(failures))


def read_text(folder: Path, key: str) -> tuple[str, str]:
    """The text exactly as it is in the file, and the hash of the file's content.

    Raises IngestError with the reason and what to do about it.
    """
    content = _read(folder, key)
    if b"\0" in content:
        raise IngestError(key, "is binary, not text; save it as plain text in UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise IngestError(
            key, f"is not UTF-8 (byte {exc.start} from the start); save it anew as UTF-8"
        ) from exc
    if not text.strip():
        raise IngestError(key, "is empty; fill it or remove it")
    return text, sha256(content).hexdigest()


def _read(folder: Path, key: str) -> bytes:
    try:
        with (folder / key).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError as exc:
        raise PassingError(key, "was removed while the folder was read; reload again") from exc
    except OSError as exc:
        raise PassingError(key, f"cannot be read ({exc.strerror}); check its rights") from exc
    if len(content) > MOST_BYTES:
        limit = f"{MOST_BYTES // 1_000_000} MB"
        raise IngestError(key, f"is larger than {limit}, too large for an article; split it")
    return content


def _walk(folder: str, failures: list[IngestError]) -> Iterator[Look]:
    """Every article file. A hundred thousand at each start: it does little for each of them."""
    left = [""]
    while left:
        below = left.pop()
        for entry in _visible(folder, below, failures):
            if entry.is_dir(follow_symlinks=False):
                left.append(f"{below}{entry.name}/")
            elif entry.name.endswith(".txt") or entry.name.lower().endswith(".txt"):
                key = below + entry.name
                try:
                    if not key.isascii():
                        key.encode()
                    status = entry.stat()
                except (UnicodeEncodeError, OSError) as exc:
                    failures.append(_failure(key, exc))
                else:
                    if entry.is_file():
                        yield key, status.st_size, status.st_mtime_ns


def _visible(folder: str, below: str, failures: list[IngestError]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(os.path.join(folder, below)) as entries:  # noqa: PTH118 - as above
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as exc:
        reason = f"cannot be listed ({exc.strerror}); check the rights of this folder"
        failures.append(IngestError(below or "/", reason))
        return []


def _failure(key: str, exc: UnicodeEncodeError | OSError) -> IngestError:
    if isinstance(exc, OSError):
        return IngestError(key, f"cannot be read ({exc.strerror}); check the link")
    shown = key.encode("utf-8", "backslashreplace").decode()
    return IngestError(shown, "has a name that is not UTF-8; rename it")
