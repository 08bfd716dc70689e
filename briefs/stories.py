"""Which articles tell the same story: those whose headlines have most of their words in common.

When in doubt they are two stories. A story is known by one of its articles, and every other is
compared with that one alone: a serial of headlines, each much like the last, does not become one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from briefs.folding import fold

#: The same event is in the papers of so many days.
_DAYS = 2

#: Of all words of two headlines, so many are in both; and there are a few of them. One word that is
#: another – a budget, a fleet – makes another event of most.
_ALIKE = 0.75
_FEW = 3

#: Headlines with a word that very many have are not looked for by that word.
_FREQUENT = 200

#: Words that say nothing of what happened. Others of up to two letters are left out as well.
_SMALL = frozenset(
    (
        *("after", "amid", "and", "are", "but", "for", "from", "has", "have", "her", "his", "into"),
        *(
            "its",
            "new",
            "not",
            "off",
            "out",
            "over",
            "said",
            "says",
            "than",
            "that",
            "the",
            "their",
        ),
        *("they", "this", "was", "will", "with", "would", "you"),
    )
)


class Headline(NamedTuple):
    """An article as far as its story goes."""

    key: str
    title: str
    day: int | None  #: the ordinal of its date


def find_stories(articles: Iterable[Headline]) -> dict[str, str]:
    """Of each article, by its key, the key of the one its story is known by.

    That is the first of them in the order given. Undated articles are stories of their own.
    """
    heads: dict[str, tuple[frozenset[str], int]] = {}
    having: defaultdict[str, list[str]] = defaultdict(list)
    story: dict[str, str] = {}
    for article in articles:
        words = _significant(article.title)
        found = _head(words, article.day, heads, having)
        story[article.key] = found or article.key
        if found is None and article.day is not None and len(words) >= _FEW:
            heads[article.key] = (words, article.day)
            for word in words:
                having[word].append(article.key)
    return story


def _head(
    words: frozenset[str],
    day: int | None,
    heads: dict[str, tuple[frozenset[str], int]],
    having: dict[str, list[str]],
) -> str | None:
    """The likest story; of two as like, the first."""
    if day is None:
        return None
    places = [having[word] for word in words if 0 < len(having.get(word, ())) <= _FREQUENT]
    shared = Counter(key for keys in places for key in keys)
    best, likeness = None, _ALIKE
    for key in (key for key, count in shared.items() if count >= _FEW):
        others, other_day = heads[key]
        both = len(words & others) / len(words | others)
        if abs(day - other_day) <= _DAYS and (both > likeness or (best is None and both >= _ALIKE)):
            best, likeness = key, both
    return best


def _significant(title: str) -> frozenset[str]:
    words = fold(title).split()
    return frozenset(word for word in words if len(word) > 2 and word not in _SMALL)  # noqa: PLR2004 -- as said above
