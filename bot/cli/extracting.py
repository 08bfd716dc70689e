"""`extract`: articles in, one JSON object with its quotations a line out.

Offsets count characters of the input exactly as read: files are read as bytes, and no newline is
translated. An input that fails is named on standard error and costs no other.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

from briefs.errors import IngestError
from briefs.newsroom import annotate

Annotation = Mapping[str, object]

#: No article comes near it: what is larger is a dump or a mistake.
MOST_BYTES: Final = 10_000_000
#: What a line of JSON may say about its article, besides `id`, `text` and `date`.
_GIVEN: Final = ("title", "publisher")


def extract(files: Sequence[str], *, jsonl: bool) -> int:
    """Write the articles of all files, in order. The status is 1 when one of them failed."""
    failed = False
    for name in files:
        for result in _results(name, jsonl=jsonl):
            if isinstance(result, IngestError):
                failed = True
                sys.stderr.write(f"{result}\n")
            else:
                sys.stdout.buffer.write(_as_line(result))
    return int(failed)


def _results(name: str, *, jsonl: bool) -> Iterator[Annotation | IngestError]:
    """One result for each article of a file: what is in it, or why it cannot be read."""
    try:
        with _open(name) as file:
            if not jsonl:
                yield _attempt(_annotate_file, name, file.read(MOST_BYTES + 1))
                return
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _attempt(_annotate_line, f"{name}, line {number}", line)
    except OSError as exc:
        yield IngestError(name, f"cannot be read ({exc.strerror})")


def _open(name: str) -> BinaryIO:
    return sys.stdin.buffer if name == "-" else Path(name).open("rb")


def _attempt(
    annotate_it: Callable[[str, bytes], Annotation], place: str, data: bytes
) -> Annotation | IngestError:
    try:
        return annotate_it(place, data)
    except IngestError as exc:
        return exc


def _annotate_file(name: str, data: bytes) -> Annotation:
    if len(data) > MOST_BYTES:
        raise IngestError(name, f"is larger than {MOST_BYTES // 1_000_000} MB; split it")
    if b"\0" in data:
        raise IngestError(name, "is binary, not text")
    text = _decode(name, data)
    if not text.strip():
        raise IngestError(name, "is empty")
    return annotate(text, id=name)


def _annotate_line(place: str, line: bytes) -> Annotation:
    try:
        given = json.loads(_decode(place, line))
    except ValueError as exc:
        raise IngestError(place, f"is not JSON ({exc})") from exc
    if not isinstance(given, dict) or not isinstance(given.get("text"), str) or "id" not in given:
        raise IngestError(place, 'is no object with "id" and a "text"')
    known = {key: str(given[key]) for key in _GIVEN if given.get(key)}
    return annotate(given["text"], id=str(given["id"]), day=_day(place, given), **known)


def _day(place: str, given: Mapping[str, Any]) -> dt.date | None:
    if not given.get("date"):
        return None
    try:
        return dt.date.fromisoformat(str(given["date"])[:10])
    except ValueError as exc:
        raise IngestError(place, f"has the date {given['date']!r}, not like 2021-03-23") from exc


def _decode(place: str, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise IngestError(place, f"is not UTF-8 (byte {exc.start} from the start)") from exc


def _as_line(annotation: Annotation) -> bytes:
    line = json.dumps(annotation, ensure_ascii=False)
    try:
        return line.encode() + b"\n"
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can hold and UTF-8 cannot
        return json.dumps(annotation).encode() + b"\n"
