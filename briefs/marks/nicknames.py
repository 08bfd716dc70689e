"""Nicknames in marks within a name: Owen “Buzz” Hadley. They are a part of it, and quote nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.grammar import CLOSED

_WORD = r"[^\W\d_a-z](?:[\w’-]|\.(?=\w))*"
#: A nickname with its marks: no more than three words, each with a capital.
NICKNAME = rf"(?:[“\"]{_WORD}(?: {_WORD}){{0,2}}[”\"]|[‘']{_WORD}(?: {_WORD}){{0,2}}[’'])"
_BEFORE = re.compile(r"(?:^|(?<=[^\w’'-]))([^\W\d_a-z][\w.-]+)[ \u00a0]\Z")
_WITHIN = re.compile(rf"{NICKNAME}(?=[ \u00a0](?:{_WORD}))")
_NEXT = re.compile(rf"[ \u00a0]({_WORD})")
#: The longest given name that is looked for.
_REACH = 20


def find_nicknames(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where nicknames stand, with their marks: between two words of a name."""
    for match in _WITHIN.finditer(text, start, end):
        before = _BEFORE.search(text, max(start, match.start() - _REACH), match.start())
        behind = _NEXT.match(text, match.end(), end)
        if before and behind and not {before[1].lower(), behind[1].lower()} & CLOSED.keys():
            yield match.span()
