"""Full text: the quotations with all of some words in or around them, whatever their endings.

Words in quote marks are looked for side by side; a word or such a phrase behind a minus is not to
be there: burden "fair share" -tariffs.

The engine's own index does it, over text that is folded before it is stored: `fts5` and `tsvector`
ask the one and the other.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import sqlalchemy as sa

from briefs.folding import fold
from briefs.store import fts5, tsvector

#: They stand in every paragraph, and nobody looks for them.
_SMALL_WORDS = """
a an and are as at be by did do for from has he in is it of on or she that the they this to was we
what when where which who why will with you
"""
_NOT_ASKED_FOR = frozenset(_SMALL_WORDS.split())

#: A minus begins what is not wanted only where a word could begin: "burden-sharing" has none.
_PART = re.compile(
    r"""(?P<minus>(?<!\S)[-−–](?=\S))?(?:["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]?|(?P<word>[^\s"“”„«»]+))"""
)


class Wanted(NamedTuple):
    """What a search asks for; folded, each phrase as its words with a space between."""

    terms: tuple[str, ...]  #: all of these words, anywhere
    phrases: tuple[str, ...]  #: and all of these, as they stand
    excluded: tuple[str, ...]  #: none of these words and phrases

    @property
    def has_words(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.terms or self.phrases)


def read_wanted(text: str) -> Wanted:
    """What somebody typed. Small words count only within a phrase."""
    terms, phrases, excluded = [], [], []
    for part in _PART.finditer(text):
        folded = fold(part["phrase"] or part["word"] or "").split()
        if part["minus"]:
            excluded.append(" ".join(folded))
        elif part["phrase"] is not None:
            phrases.append(" ".join(folded))
        else:
            terms += [word for word in folded if word not in _NOT_ASKED_FOR]
    return Wanted(tuple(terms), tuple(filter(None, phrases)), tuple(filter(None, excluded)))


class Scope(NamedTuple):
    """Which of the newest quotations with some words are to be found, and of whom and what."""

    speaker: str | None  #: the name; None: anybody's
    speaker_id: str
    topic_id: str
    nearby: bool  #: the words may also be in the two paragraphs before
    most: int  #: so many quotations with the words are looked at, those loaded last


class Found(NamedTuple):
    """Quotations in the order of reading."""

    numbers: tuple[int, ...]
    ages: tuple[int, ...]  #: of each, as in `listings`
    is_cut: bool  #: more have the words than were looked at


def find_listed(connection: sa.Connection, wanted: Wanted, scope: Scope) -> Found:
    """What is listed in the scope, of the newest quotations with the words that are wanted."""
    if not wanted.has_words:
        return Found((), (), is_cut=False)
    engine = tsvector if connection.dialect.name == "postgresql" else fts5
    numbers, ages, is_cut = engine.find_listed(connection, wanted, scope)
    return Found(tuple(numbers), tuple(ages), is_cut)
