"""What marked words look like by themselves: speech, or the title of a work."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = 4


def opens_like_speech(words: str) -> bool:
    """Whether words begin as a sentence of their own does."""
    bare = words.lstrip("([…‘'\". ")
    return bare[:1].isupper() or bare[:1].isdigit()


def looks_like_title(words: str) -> bool:
    """Whether every longer word has a capital, as in titles of works: "Meet the Press"."""
    found = _WORD.findall(words)
    capitals = sum(word[0].isupper() for word in found)
    if capitals < 2 or words.rstrip().endswith(("!", "?")):  # noqa: PLR2004 - one is any first word
        return False
    return all(word[0].isupper() or len(word) < _SMALL for word in found)
