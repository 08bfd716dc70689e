"""Names of persons in running text: where they stand, and what is name, title or suffix in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefs.coreference.given import Gender, gender_of, is_given_name
from briefs.coreference.places import is_place
from briefs.coreference.title_words import (
    DIRECTIONS,
    GENDERED,
    IMPERSONAL,
    LONG_FORMS,
    PERSONAL,
    PLURALS,
    SUFFIXES,
    THINGS,
)
from briefs.folding import fold
from briefs.grammar import CLOSED, is_adverb, words
from briefs.marks import NICKNAME


class Name(NamedTuple):
    """A name as it stands in the text, without titles and suffixes."""

    start: int
    end: int
    words: tuple[str, ...]
    title: str  #: the words before it that are no part of it: "French Foreign Minister"
    suffix: str = ""  #: "Jr." or the like behind it

    @property
    def _titles(self) -> tuple[str, ...]:
        return _titles_in(self.title)

    @property
    def first(self) -> int:
        """Where its title begins, or the name itself."""
        return self.start - len(self.title) - bool(self.title)

    @property
    def full(self) -> bool:
        """Whether it is more than a lone surname or given name."""
        return len(self.words) > 1

    @property
    def printed(self) -> str:
        """The name as the press prints it: no title, middle initial, suffix or capitals."""
        return _printed(self.words, personal=self.personal)

    @property
    def gender(self) -> Gender | None:
        """What its title or given name tells."""
        for title in self._titles:
            if title in GENDERED:
                return GENDERED[title]
        return gender_of(_first_part(self.words[0])) if self.full else None

    @property
    def rank(self) -> str | None:
        """The last word of its title, spelt out: "general" for "NATO Gen."."""
        titles = self._titles
        return LONG_FORMS.get(titles[-1], titles[-1]) if titles else None

    @property
    def personal(self) -> bool:
        """Whether title or given name shows that it is a person."""
        return _is_personal(self.words, self.title)

    @property
    def titled(self) -> bool:
        """Whether a title of persons stands right before it: "Administrator Bolden"."""
        titles = self._titles
        return bool(titles) and (titles[-1] in PERSONAL or titles[-1].endswith(_AGED))

    @property
    def impersonal(self) -> bool:
        """Whether it is surely no person's: a place, a body, "North Carolina"."""
        first = self.words[0].lower()
        return (self.full and first in DIRECTIONS) or is_place(" ".join(self.words))


_UPPER = "".join(re.escape(char) for char in map(chr, range(0x250)) if char.isupper())
#: Small syllables that hang on a surname: "al-Mansouri", "d’Estaing".
PREFIX = r"(?:(?:al|el|ad|ar|as|ash|at|az|an|ul|ben|bin)[-‑]|[dl][’'])"
_WORD = rf"{PREFIX}?[{_UPPER}](?:[\w‑-]|[’'](?!s\b)(?=\w))*"
#: Small words within a surname.
PARTICLES = words("de del della der den di du da dos la le van von bin ibn al el ter ten zu af")
_PARTICLE = rf"(?:{'|'.join(sorted(PARTICLES))})"
_ABBREVIATED = words(
    """
    Mr Mrs Ms Dr Gen Sen Rep Gov Lt Col Adm Capt Cmdr Cpl Maj Brig Sgt Amb Prof Rev St Jr Sr Gens
    Adms Sens Reps Govs
    """
)
_SHORTENED = rf"(?:{'|'.join(sorted(_ABBREVIATED | {*map(str.upper, _ABBREVIATED)}))})\."
_ONE = rf"(?:{_SHORTENED}|[{_UPPER}]\.(?:[{_UPPER}]\.)*(?!\w)|{_WORD})"
_NAME = re.compile(
    rf"(?<![\w@#’'-]){_ONE}(?:[ \u00a0](?:{NICKNAME}[ \u00a0])?(?:{_PARTICLE}[ \u00a0])*{_ONE})*"
)
_PART = re.compile(rf"{NICKNAME}|[^ \u00a0]+")
_MARKS = frozenset("“‘\"'")
#: "A." is an initial, "A" an article.
_LETTER = re.compile(r"[^\W\d_]\.")
_INITIALS = re.compile(r"[^\W\d_]\.?(?:[^\W\d_]\.)*")

_LONGEST = 4
#: Readings that are remembered, and the characters of the longest.
_MOST = 8192
_REMEMBERED = 80
#: How an age before a name ends: "Nineteen-year-old Anna Lind".
_AGED = "-year-old"
#: Letters of a word in capitals that is more than initials.
_SHOUTED = 3


def find_names(text: str, start: int, end: int) -> Iterator[Name]:
    """The names in a stretch of text, in order: persons, and what may be one by its looks."""
    for match in _NAME.finditer(text, start, end):
        found, at = match[0], match.start()
        name = _remembered(found) if len(found) < _REMEMBERED else _read(found)
        if name is not None:
            yield Name(at + name.start, at + name.end, *name[2:])


def _read(capitalised: str) -> Name | None:
    """What remains of capitalised words when titles, places and suffixes are taken off."""
    words = _PART.findall(capitalised)
    keys = [word.lower() if _LETTER.fullmatch(word) else word.rstrip(".").lower() for word in words]
    first, last = _name_proper(keys)
    kept = [
        word
        for place, word in enumerate(words[first:last])
        if not (place and _INITIALS.fullmatch(word)) and word[0] not in _MARKS
    ]
    if not kept or len(kept) > _LONGEST or keys[last - 1] in THINGS:
        return None
    offset = sum(len(word) + 1 for word in words[:first])
    until = offset + len(" ".join(words[first:last]))
    title = " ".join(words[:first])
    bare = (word if _INITIALS.fullmatch(word) else word.rstrip(".") for word in kept)
    return Name(offset, until, tuple(bare), title, " ".join(words[last:]))


#: Capitalised words mostly come back, those that begin sentences above all.
_remembered = lru_cache(maxsize=_MOST)(_read)


@lru_cache(maxsize=_MOST)
def _titles_in(title: str) -> tuple[str, ...]:
    return tuple(title.lower().replace(".", "").split())


@lru_cache(maxsize=_MOST)
def _is_personal(words: tuple[str, ...], title: str) -> bool:
    if any(one in PERSONAL or one.endswith(_AGED) for one in _titles_in(title)):
        return True
    return len(words) > 1 and is_given_name(_first_part(words[0]))


@lru_cache(maxsize=_MOST)
def _printed(words: tuple[str, ...], *, personal: bool) -> str:
    return " ".join(map(_lowered, words) if personal else words)


def _name_proper(keys: list[str]) -> tuple[int, int]:
    """First and one past the last of the words that are the name itself."""
    first = 0
    last = len(keys)
    while last > 1 and keys[last - 1] in SUFFIXES:
        last -= 1
    for place, key in enumerate(keys[: last - 1]):
        adverb = place == 0 and is_adverb(key) and not _is_given(key)
        if _is_title(key) or key in CLOSED or adverb:
            first = place + 1
    first = _given_name_from(keys, first, last)
    if first == last - 1 and first and keys[first - 1] in DIRECTIONS:
        first -= 1  # "North Korea" is no Korea that lies north
    if keys[last - 1] in CLOSED:
        first = last
    if _is_title(keys[last - 1]) and not (first < last - 1 and _is_given(keys[first])):
        first = last  # "NATO Secretary General" names nobody, "Cornel West" does
    return first, last


def _given_name_from(keys: list[str], first: int, last: int) -> int:
    """Where a given name begins behind words that are none: "Rival Hillary Clinton".

    A single word before it may be the name of a country, "Afghanistan Roza Otunbayeva", or, at the
    start of a sentence, any word.
    """
    if any(map(_is_given, keys[first : first + 1])):
        return first
    for place in range(first + 1, last - 1):
        if _is_given(keys[place]):
            return place
    if last - first > 2 and is_place(keys[first]):  # noqa: PLR2004 - given and family name
        return first + 1
    return first


def ends_in_suffix(text: str) -> bool:
    """Whether what follows a name is nothing but its suffix: " Jr"."""
    return text.strip(" ,.").lower() in SUFFIXES


def _lowered(word: str) -> str:
    """A word of a name that is printed in capitals, as names are written: "HAVEL"."""
    if not word.isupper() or len(word) < _SHOUTED or "." in word:
        return word
    return word.lower() if word.lower() in PARTICLES else word.title()


def is_title(word: str) -> bool:
    """Whether a word in small letters is a title that only persons have."""
    return word in PERSONAL


def _is_given(key: str) -> bool:
    return is_given_name(fold(key))


def _is_title(key: str) -> bool:
    return key in PERSONAL or key in IMPERSONAL or key in PLURALS or key.endswith(_AGED)


def _first_part(word: str) -> str:
    return fold(word).partition(" ")[0]
