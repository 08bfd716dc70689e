"""How the same words are spelt in two articles: what a reader is told of a statement's variants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")

#: Of speeches as long as this nobody is told in which letters they differ: comparing takes long.
_MOST_WORDS: Final = 1_000


def find_variants(shown: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """The words of the other wording that the shown one has not, as they are printed there.

    Letters and digits count; marks, capitals and the places where pieces are parted do not.
    """
    words, others = _words(shown), _words(other)
    ours, theirs = ([word.casefold() for word in some] for some in (words, others))
    if ours == theirs or max(len(ours), len(theirs)) > _MOST_WORDS:
        return ()
    if len(ours) == len(theirs):
        differing = [b for a, b in zip(ours, others, strict=True) if a != b.casefold()]
    else:
        changes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        differing = [
            word for kind, _, _, i, j in changes if kind != "equal" for word in others[i:j]
        ]
    return tuple(dict.fromkeys(differing))


def _words(pieces: Sequence[str]) -> list[str]:
    return [word for piece in pieces for word in _WORD.findall(piece)]
