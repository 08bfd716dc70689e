"""Descriptions instead of names: "the NATO chief", "the French foreign minister", "the spokesman".

The who's who knows who held which office; the article says which of its people it calls what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from briefs.coreference.cast import Cast
from briefs.coreference.names import is_title
from briefs.coreference.title_words import LONG_FORMS
from briefs.folding import fold
from briefs.grammar import CLOSED, words
from briefs.model import Tenure

# How sure each kind of link is, read off the training corpus.
_BY_DATE = 0.97
_BY_OFFICE = 0.95
_BY_APPOSITION = 0.9
_BY_BARE_TITLE = 0.7  #: "the president", of whom others may exist

#: Words that stand directly before a name, read backwards from it.
_BEFORE = re.compile(r"(?:[ \u00a0][\w’'.-]+){1,7}")
#: What stands behind a name, up to the next comma.
_BEHIND = re.compile(r",\s+([^,.;:()\"“”\n]{2,80}),")
_REACH = 90
_DETERMINERS = words("the a an his her its their our")
#: Words that make another office of the title behind them: "prime minister", "vice president".
_COMPOUND = words("attorney deputy director inspector prime secretary surgeon vice")
_FORMER = words("former ex late")


class Titles:
    """Resolves the descriptions of one article."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._resolved: dict[str, tuple[str, float] | None] = {}

    def resolve(self, description: str) -> tuple[str, float] | None:
        """The canonical name behind a description, and how sure that is.

        An undated article gives a title only to people it names itself.
        """
        if description not in self._resolved:
            self._resolved[description] = self._resolve(description)
        return self._resolved[description]

    def _resolve(self, description: str) -> tuple[str, float] | None:
        words = _bare(description)
        if not words:
            return None
        if _FORMER.intersection(words):
            return self._by_former_office(" ".join(word for word in words if word not in _FORMER))
        key = f" {' '.join(words)} "
        held = self._by_office(description)
        if held is None:
            return self._by_apposition(key)
        others = {name for name, before in self._called(key) if before} - {held[0]}
        if not others:
            return held
        # "Missouri Secretary of State X Y" is whom this article means, not Washington's.
        known = {tenure.holder for tenure in self._cast.whoswho.holders(description)}
        return None if others & known else self._by_apposition(key)

    def _by_office(self, description: str) -> tuple[str, float] | None:
        whoswho = self._cast.whoswho
        holder = whoswho.resolve_title(description, self._cast.on)
        if holder:
            return holder, _BY_DATE
        named = {one.name for one in self._cast.people}
        holders = {tenure.holder for tenure in whoswho.holders(description)} & named
        return (holders.pop(), _BY_OFFICE) if len(holders) == 1 else None

    def _by_former_office(self, office: str) -> tuple[str, float] | None:
        """The only one of the article's people who is known to have left the office by its day."""
        cast = self._cast
        holders = cast.whoswho.holders(office)
        if len({one.office for one in holders}) > 1:  # of any country: it may be one we do not know
            return None
        day = cast.on.isoformat() if cast.on else None
        named = {one.name for one in cast.people}
        begun = [one for one in holders if one.holder in named and _has_begun(one, day)]
        left = {one.holder for one in begun} - {
            one.holder for one in begun if not _is_over(one, day)
        }
        head = office.rpartition(" ")[2]
        others = {name for wording, _, name in self._former_wordings if head in wording.split()}
        return (left.pop(), _BY_OFFICE) if len(left) == 1 and others <= left else None

    def _by_apposition(self, key: str) -> tuple[str, float] | None:
        called = {name: wording for (name, _), wording in self._called(key).items()}
        if len(called) != 1:
            return None
        (name, wording), *_ = called.items()
        bare = key.strip()
        certain = " " in bare or (is_title(bare) and not self._is_shared(bare, wording))
        return name, _BY_APPOSITION if certain else _BY_BARE_TITLE

    def _called(self, key: str) -> dict[tuple[str, bool], str]:
        """Whom the article calls so, before or behind their full name, and with which words."""
        return {
            (name, before): wording
            for wording, before, name in self._wordings
            if (_ends_as(wording, key) if before else wording.startswith(key))
        }

    def _is_shared(self, title: str, wording: str) -> bool:
        """Whether the article speaks of another holder of a bare title: "the Russian president"."""
        own = {*_DETERMINERS, *wording.split()}
        found = re.finditer(rf"([\w’'.-]+) {re.escape(title)}\b", self._cast.text, re.IGNORECASE)
        described = {match[1].lower() for match in found}
        return any(word not in own and word not in CLOSED for word in described)

    @cached_property
    def _wordings(self) -> tuple[tuple[str, bool, str], ...]:
        """What the article calls its people before or behind their full names, space-padded."""
        return tuple(one for one in self._all_wordings if not _FORMER.intersection(one[0].split()))

    @cached_property
    def _former_wordings(self) -> tuple[tuple[str, bool, str], ...]:
        """The same of what they are no more: "former chancellor"."""
        return tuple(one for one in self._all_wordings if _FORMER.intersection(one[0].split()))

    @cached_property
    def _all_wordings(self) -> tuple[tuple[str, bool, str], ...]:
        found = {
            (f" {wording} ", before, occurrence.characters[0].name): None
            for occurrence in self._cast.occurrences
            if occurrence.full and len(occurrence.characters) == 1
            for wording, before in _beside(self._cast.text, occurrence.start, occurrence.end)
        }
        return tuple(found)


def _has_begun(tenure: Tenure, day: str | None) -> bool:
    return day is None or (tenure.start or "") <= day


def _is_over(tenure: Tenure, day: str | None) -> bool:
    """Whether the holder had surely left by that day; without one, by now."""
    if tenure.end is None or day is None:
        return tenure.end is not None and not tenure.current
    return tenure.end < day[: len(tenure.end)]


def _ends_as(wording: str, key: str) -> bool:
    """Whether a title may be shortened so: "Polish foreign minister" to "the Polish minister"."""
    words, short = wording.split(), key.split()
    if words[-1] != short[-1] or (len(short) == 1 and words[-2:-1] and words[-2] in _COMPOUND):
        return False
    left = iter(words)
    return all(word in left for word in short)


def _beside(text: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    """The wordings beside a name, and whether they stand before it."""
    before = _BEFORE.match(text[max(0, start - _REACH) : start][::-1])
    if before:
        words = [LONG_FORMS.get(word, word) for word in fold(before.group()[::-1]).split()]
        yield from ((wording, True) for wording in _present(_nominal(words)))
    behind = _BEHIND.match(text, end, end + _REACH)
    if behind and behind.group(1).isdigit():
        yield f"{behind.group(1)} year old", False
    elif behind:
        yield from ((wording, False) for wording in _present(_bare(behind.group(1))))


def _present(words: list[str]) -> Iterator[str]:
    if words:
        yield " ".join(words)


def _nominal(words: list[str]) -> list[str]:
    """The last words that can belong to a title; "of" and "for" may stand within it."""
    first = len(words)
    while first and (words[first - 1] not in CLOSED or words[first - 1] in {"of", "for"}):
        first -= 1
    return words[first:]


def _bare(description: str) -> list[str]:
    """The folded words of a description without its article."""
    words = fold(description).split()
    while words and words[0] in _DETERMINERS:
        words.pop(0)
    return words
