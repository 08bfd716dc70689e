"""Typed words, with every way to read them where another script leaves a choice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import name as unicode_name

from briefs.folding import fold
from briefs.matching.spelling import spoken

#: Greek writes the sounds of B, D and G as "mp", "nt" and "gk".
_GREEK = (
    ("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("τζ", "j"), ("τσ", "ts"), ("χ", "h"),
)  # fmt: skip
#: ... and W like U.
_GREEK_U = re.compile("\N{GREEK SMALL LETTER OMICRON}[υύ]")
_GREEK_W = re.compile("\N{GREEK SMALL LETTER OMICRON}[υύ](?=[αάεέηήιίοόωώ])")
#: Scripts that mostly leave vowels out.
_CONSONANTAL = frozenset({"ARABIC", "HEBREW", "SYRIAC"})
#: ... and use these consonants for the few they write.
_MATRES = re.compile(r"[wy]")
#: "Biden's" means Biden, typed or stored.
_POSSESSIVE = re.compile(r"['’]s(?!\w)", re.IGNORECASE)
#: What folding leaves as it is, but for capitals and spaces.
_LETTERS = re.compile(r"[A-Za-z ]*")
_GAPS = re.compile(r"[\s\-‐‑]+")


@dataclass(frozen=True, slots=True)
class TypedWord:
    """One word of a query, folded."""

    readings: tuple[str, ...]  #: the plain one first
    foreign: bool = False  #: in another script: only its sound can be compared
    consonantal: bool = False  #: ... and without vowels


def read_words(text: str) -> tuple[TypedWord, ...]:
    """The words of a query or a name, in order."""
    if _LETTERS.fullmatch(text):  # most names; a hundred thousand of them are read at the start
        return tuple(TypedWord((word,)) for word in text.lower().split())
    if text.isascii():
        plain = fold(_POSSESSIVE.sub("", text))
        return tuple(TypedWord((word,)) for word in plain.split())
    chunks = _GAPS.split(_POSSESSIVE.sub("", text))
    return tuple(word for chunk in chunks for word in _read_chunk(chunk))


def _read_chunk(chunk: str) -> list[TypedWord]:
    plain = fold(chunk).split()
    script = _script(chunk)
    if script == "LATIN" or len(plain) != 1:
        return [TypedWord((word,)) for word in plain]
    readings = [*plain, *_readings(chunk.casefold(), plain[0], script)]
    word = TypedWord(
        tuple(dict.fromkeys(readings)), foreign=True, consonantal=script in _CONSONANTAL
    )
    return [word]


def _readings(chunk: str, plain: str, script: str) -> list[str]:
    """What else the letters may stand for."""
    if script == "GEORGIAN":
        return [plain.removesuffix("i")]  # the ending of the nominative
    if script in _CONSONANTAL:
        return [_MATRES.sub("", plain)]
    if script == "GREEK":
        for digraph, letter in _GREEK:
            chunk = chunk.replace(digraph, letter)
        return [fold(_GREEK_U.sub("u", _GREEK_W.sub(w, chunk))) for w in ("w", "u")]
    return []


def _script(chunk: str) -> str:
    """The script of the first letter outside ASCII: "CYRILLIC"; "LATIN" if there is none."""
    for char in chunk:
        if char.isalpha() and not char.isascii():
            return unicode_name(char, "LATIN").split()[0]
    return "LATIN"


def sounding_alike(name: str) -> str:
    """The same for names that are spoken alike word by word, whatever their spelling."""
    return " ".join(spoken(word.readings[0]) for word in read_words(name))
