"""Which office to show beside a name: who's who's at the article's date, else as printed.

Only wording that is a title for certain is taken from the text; a wrong role beside the right
words would be as bad as a wrong name.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from briefs.folding import fold
from briefs.model import Article, Quotation
from briefs.whoswho import WhosWho

#: Between capitalised words of a title: "Minister of Defence", "Adviser to the President".
_SMALL = frozenset({"of", "for", "the", "and", "to", "on"})
#: They stand before a name and say nothing of an office.
_NO_OFFICE = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "mister", "us", "american"}
)
#: A name in the text may be misspelt ("Anthony Blinken").
_SAME_NAME = 80


def find_roles(article: Article, whoswho: WhosWho) -> tuple[str | None, ...]:
    """For each quotation the role to show beside its speaker, if that is certain.

    Several speakers have none. What is printed beside a name holds for the whole article: most
    articles give it once and say "he" from then on.
    """
    on = article.published.day if article.published else None
    printed = _find_printed(article, whoswho)
    return tuple(
        ((whoswho.office_at(name, on) if on else None) or printed.get(name)) if name else None
        for name in map(_only_speaker, article.quotations)
    )


def _find_printed(article: Article, whoswho: WhosWho) -> dict[str, str]:
    """The first title that stands beside each name."""
    found: dict[str, str] = {}
    for quotation in article.quotations:
        name = _only_speaker(quotation)
        if name is None:
            continue
        for mention in quotation.sources:
            title = printed_role(mention.text, name, whoswho)
            if title:
                found.setdefault(name, title)
    return found


def _only_speaker(quotation: Quotation) -> str | None:
    return quotation.speakers[0] if len(quotation.speakers) == 1 else None


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
