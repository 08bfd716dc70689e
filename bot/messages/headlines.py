"""An article's title as one line of a list: not too long, and without raising its voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.messages.wording import clean, write_place
from briefs.model import Card

#: Two lines on a phone.
LONGEST: Final = 90

#: A clause shorter than this says too little to stand for the whole.
_SHORTEST: Final = 30

#: Where a clause ends: behind a mark that is followed by a space, or before a dash between spaces.
_CLAUSE: Final = re.compile(r"[,;:.?!](?=[\"”’)]*\s)[\"”’)]*|\s+(?=[–—|-]\s)")

#: Written in capitals by everybody.
_ACRONYMS: Final = frozenset(
    (
        *("AI", "AWACS", "BBC", "CIA", "EU", "G7", "G20", "GDP", "ISAF", "KFOR", "NATO", "OSCE"),
        *("PM", "SACEUR", "UAE", "UAV", "UK", "UN", "US", "USA", "USS"),
    )
)

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def write_headline(title: str) -> str:
    """At most LONGEST characters: whole clauses if they say enough, else whole words.

    An ellipsis stands for what is left out. What is all in capitals gets them at the beginnings of
    words only, as nobody can tell which of them are names.
    """
    title = _calm(" ".join(title.split()))
    if len(title) <= LONGEST:
        return clean(title, LONGEST) or "Untitled"
    ends = [match.end() for match in _CLAUSE.finditer(title, 0, LONGEST)]
    if not ends or ends[-1] < _SHORTEST:
        return clean(title, LONGEST) or "Untitled"
    return clean(title[: ends[-1]].rstrip(" ,;:–—|-") + " …", LONGEST + 2)


def _calm(title: str) -> str:
    words = _WORD.findall(title)
    shouted = [word for word in words if word.isupper() and len(word) > 1]
    small = [word for word in words if word.islower()]
    if len([word for word in shouted if word not in _ACRONYMS]) < 2 or small:  # noqa: PLR2004 -- one may be a name
        return title
    return _WORD.sub(lambda match: _capitalized(match[0]), title)


def _capitalized(word: str) -> str:
    return word if word in _ACRONYMS or not word.isupper() else word.capitalize()


def write_outlet(card: Card) -> str:
    """The publisher with a comma, before a date; nothing when none is named."""
    return f"{write_place(card)}, " if card.publisher else ""


def write_followed(names: Sequence[str]) -> str:
    """As in: Afghanistan and Jens Stoltenberg; of many the first two."""
    shown = [clean(name, 40) for name in names[:2]]
    left = len(names) - len(shown)
    return ", ".join([*shown, f"{left} more"]) if left else " and ".join(shown)
