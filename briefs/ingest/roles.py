"""Which office to show beside a name: who's who's at the article's date, else as printed.

Only wording that is a title for certain is taken from the text; a wrong role beside the right
words would be as bad as a wrong name.
"""

from __future__ import annotations

import datetime as dt

from rapidfuzz import fuzz

from briefs.folding import fold
from briefs.model import Quotation
from briefs.whoswho import WhosWho

#: Between capitalised words of a title: "Minister of Defence", "Adviser to the President".
_SMALL = frozenset({"of", "for", "the", "and", "to", "on"})
#: They stand before a name and say nothing of an office.
_NO_OFFICE = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "mister", "us", "american"}
)
#: A name in the text may be misspelt ("Anthony Blinken").
_SAME_NAME = 80


def role_of(quotation: Quotation, on: dt.date | None, whoswho: WhosWho) -> str | None:
    """The role to show beside the speaker; None for several speakers, or without certainty."""
    if len(quotation.speakers) != 1:
        return None
    name = quotation.speakers[0]
    office = whoswho.office_at(name, on) if on else None
    return office or next(
        (role for span in quotation.sources if (role := printed_role(span.text, name, whoswho))),
        None,
    )


def printed_role(mention: str, name: str, whoswho: WhosWho) -> str | None:
    """The title in a mention: of "French Foreign Minister Le Drian" the first three words."""
    words = mention.split()
    length = _name_length(words, name)
    if length:
        title = _without_article(words[: len(words) - length])
        return " ".join(title).rstrip(",") if _is_title(title) else None
    title = _without_article(words)
    return " ".join(title) if whoswho.holders(" ".join(title)) else None


def _name_length(words: list[str], name: str) -> int:
    """How many words at the end of the mention are the speaker's name."""
    parts = fold(name).split()
    length = 0
    for word in reversed(words):
        pieces = fold(word).split()
        if not pieces or not all(_is_part(piece, parts) for piece in pieces):
            break
        length += 1
    return length


def _is_part(piece: str, parts: list[str]) -> bool:
    return any(fuzz.ratio(piece, part) >= _SAME_NAME for part in parts)


def _without_article(words: list[str]) -> list[str]:
    return words[1:] if words and fold(words[0]) in {"the", "a", "an", "its", "their"} else words


def _is_title(words: list[str]) -> bool:
    """Capitalised words, and more among them than a form of address or a nation."""
    return (
        bool(words)
        and not {fold(word) for word in words} <= _NO_OFFICE
        and all(word in _SMALL or word[0].isupper() for word in words)
    )
