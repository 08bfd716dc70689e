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
from typing import NamedTuple

from briefs.errors import IngestError

#: No article comes near it: the longest of a large news corpus has 200,000 characters. What is
#: larger is a dump or a mistake, and would hold up all others.
MOST_BYTES = 10_000_000


class FoundFile(NamedTuple):
    """A file as the folder lists it; made by the hundred thousand."""

    key: str  #: the path below the folder, with forward slashes
    size: int
    mtime_ns: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """What a folder holds, and what in it could not be looked at."""

    files: tuple[FoundFile, ...]  #: by key
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
    files = sorted(_walk(folder, "", failures))
    for failure in failures:
        if failure.key == "/":
            raise IngestError(str(folder), f"{failure.reason} (NATO_BRIEFS_ARTICLES)")
    return Listing(files=tuple(files), failures=tuple(failures))


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
        raise IngestError(key, "was removed while the folder was read; reload again") from exc
    except OSError as exc:
        raise IngestError(key, f"cannot be read ({exc.strerror}); check its rights") from exc
    if len(content) > MOST_BYTES:
        limit = f"{MOST_BYTES // 1_000_000} MB"
        raise IngestError(key, f"is larger than {limit}, too large for an article; split it")
    return content


def _walk(folder: Path, below: str, failures: list[IngestError]) -> Iterator[FoundFile]:
    try:
        with os.scandir(folder / below) as entries:
            visible = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as exc:
        reason = f"cannot be listed ({exc.strerror}); check the rights of this folder"
        failures.append(IngestError(f"{below}/", reason))
        return
    for entry in visible:
        key = f"{below}/{entry.name}" if below else entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder, key, failures)
        elif entry.name.lower().endswith(".txt"):
            yield from _file(entry, key, failures)


def _file(entry: os.DirEntry[str], key: str, failures: list[IngestError]) -> Iterator[FoundFile]:
    try:
        key.encode()
        status = entry.stat()
    except UnicodeEncodeError:
        shown = key.encode("utf-8", "backslashreplace").decode()
        failures.append(IngestError(shown, "has a name that is not UTF-8; rename it"))
    except OSError as exc:
        failures.append(IngestError(key, f"cannot be read ({exc.strerror}); check the link"))
    else:
        if entry.is_file():
            yield FoundFile(key=key, size=status.st_size, mtime_ns=status.st_mtime_ns)
