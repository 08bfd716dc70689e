"""`extract`: articles in, one JSON object with its quotations a line out.

Offsets count characters of the input exactly as read: files are read as bytes, and no newline is
translated. An input that fails is named on standard error and costs no other. However long the
input, a few articles are in memory at a time; several processes change speed, never output.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from briefs.errors import IngestError
from briefs.newsroom import Fault, annotate, spread

Annotation = Mapping[str, object]

#: No article comes near it: what is larger is a dump or a mistake.
MOST_BYTES: Final = 10_000_000
#: JSON may write a character as six, and more than the text.
LONGEST_LINE: Final = 7 * MOST_BYTES
#: What a line of JSON may say about its article, besides `id`, `text` and `date`.
_GIVEN: Final = ("title", "publisher")


class Piece(NamedTuple):
    """One article as it came in."""

    place: str
    data: bytes
    is_line: bool  #: a JSON object, not a file that is all text


def extract(files: Sequence[str], *, jsonl: bool, jobs: int = 1) -> int:
    """Write the articles of all files, in order. The status is 1 when one of them failed."""
    failed = False
    pieces = (piece for name in files for piece in _pieces(name, jsonl=jsonl))
    for result in map(_work, pieces) if jobs == 1 else _spread(pieces, jobs):
        if isinstance(result, IngestError):
            failed = True
            sys.stderr.write(f"{result}\n")
        else:
            sys.stdout.buffer.write(result)
            sys.stdout.buffer.flush()  # whoever reads may wait for it before giving the next
    return int(failed)


def _pieces(name: str, *, jsonl: bool) -> Iterator[Piece | IngestError]:
    """The articles of a file, or why it cannot be read."""
    try:
        with _open(name) as file:
            if jsonl:
                yield from _lines(name, file)
            else:
                yield Piece(name, file.read(MOST_BYTES + 1), is_line=False)
    except IsADirectoryError:
        yield IngestError(name, f"is a folder; name its files, like {Path(name, '*.txt')}")
    except OSError as exc:
        yield IngestError(name, f"cannot be read ({exc.strerror})")


def _open(name: str) -> BinaryIO:
    return sys.stdin.buffer if name == "-" else Path(name).open("rb")


def _lines(name: str, file: BinaryIO) -> Iterator[Piece | IngestError]:
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        place = f"{name}, line {number}"
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while not line.endswith(b"\n") and (line := file.readline(LONGEST_LINE)):
                pass  # the rest of it
            yield IngestError(place, f"is longer than {LONGEST_LINE // 1_000_000} MB")
        elif line.strip():
            yield Piece(place, line, is_line=True)


def _spread(pieces: Iterable[Piece | IngestError], jobs: int) -> Iterator[bytes | IngestError]:
    for piece, result in spread(_work, pieces, processes=jobs):
        if not isinstance(result, Fault):
            yield result
        elif result.error is not None:
            raise result.error  # as it would have without other processes
        elif isinstance(piece, Piece):
            yield IngestError(piece.place, "ends the process that reads it; shorten it")


def _work(piece: Piece | IngestError) -> bytes | IngestError:
    """The line for an article. Done in a process of its own, if there are several."""
    if isinstance(piece, IngestError):
        return piece
    annotate_it = _annotate_line if piece.is_line else _annotate_file
    try:
        return _as_line(annotate_it(piece.place, piece.data))
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
    if len(given["text"]) > MOST_BYTES:
        raise IngestError(place, f"has more than {MOST_BYTES // 1_000_000} million characters")
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
