# ruff: noqa: RUF001 -- the letters of other scripts are what this is about
"""Names as the press of other scripts writes them, letter for letter: rough, as such press is.

The tables lead from Latin letters outwards; nothing here reads them back.
"""

from __future__ import annotations

import random
import re

_CYRILLIC = {
    "shch": "щ", "sch": "ш", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "ts": "ц", "tz": "ц",
    "ph": "ф", "th": "т", "ck": "к", "ya": "я", "yu": "ю", "ye": "е", "yo": "йо", "ey": "ей",
    "ay": "ай", "oy": "ой", "ce": "се", "ci": "си", "cz": "ч", "qu": "кв", "oo": "у", "ee": "и",
    "a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и",
    "j": "й", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р",
    "s": "с", "t": "т", "u": "у", "v": "в", "w": "в", "x": "кс", "y": "и", "z": "з",
}  # fmt: skip
_GREEK = {
    "sch": "σ", "sh": "σ", "ch": "τσ", "zh": "ζ", "kh": "χ", "ts": "τσ", "tz": "τζ", "ph": "φ",
    "th": "θ", "ck": "κ", "ou": "ου", "oo": "ου", "ee": "ι", "ce": "σε", "ci": "σι",
    "qu": "κου", "a": "α", "b": "μπ", "c": "κ", "d": "ντ", "e": "ε", "f": "φ", "g": "γκ",
    "h": "χ", "i": "ι", "j": "τζ", "k": "κ", "l": "λ", "m": "μ", "n": "ν", "o": "ο", "p": "π",
    "q": "κ", "r": "ρ", "s": "σ", "t": "τ", "u": "ου", "v": "β", "w": "ου", "x": "ξ", "y": "ι",
    "z": "ζ",
}  # fmt: skip
_GEORGIAN = {
    "sch": "შ", "sh": "შ", "ch": "ჩ", "zh": "ჟ", "kh": "ხ", "ts": "ც", "tz": "ც", "ph": "ფ",
    "th": "თ", "ck": "კ", "gh": "ღ", "oo": "უ", "ee": "ი", "ce": "სე", "ci": "სი", "qu": "კვ",
    "a": "ა", "b": "ბ", "c": "კ", "d": "დ", "e": "ე", "f": "ფ", "g": "გ", "h": "ჰ", "i": "ი",
    "j": "ჯ", "k": "კ", "l": "ლ", "m": "მ", "n": "ნ", "o": "ო", "p": "პ", "q": "კ", "r": "რ",
    "s": "ს", "t": "ტ", "u": "უ", "v": "ვ", "w": "უ", "x": "ქს", "y": "ი", "z": "ზ",
}  # fmt: skip
_ARABIC = {
    "sch": "ش", "sh": "ش", "ch": "تش", "zh": "ج", "kh": "خ", "gh": "غ", "ts": "تس", "tz": "تز",
    "ph": "ف", "th": "ث", "ck": "ك", "oo": "و", "ee": "ي", "ou": "و", "ce": "سي", "ci": "سي",
    "qu": "كو", "a": "ا", "b": "ب", "c": "ك", "d": "د", "e": "ي", "f": "ف", "g": "غ", "h": "ه",
    "i": "ي", "j": "ج", "k": "ك", "l": "ل", "m": "م", "n": "ن", "o": "و", "p": "ب", "q": "ق",
    "r": "ر", "s": "س", "t": "ت", "u": "و", "v": "ف", "w": "و", "x": "كس", "y": "ي", "z": "ز",
}  # fmt: skip
#: No other script doubles a consonant for English eyes.
_DOUBLED = re.compile(r"([^aeiou\W])\1")
_VOWELS = "aeiou"
#: How often Arabic script leaves out a short vowel.
_UNWRITTEN = {"a": 0.4, "e": 0.7, "i": 0.2, "o": 0.2, "u": 0.2}


def in_cyrillic(name: str, _: random.Random) -> str:
    """As in a Russian paper."""
    return _write(name, _CYRILLIC)


def in_greek(name: str, _: random.Random) -> str:
    """With the final sigma where it belongs; without accents, as in capitals and in haste."""
    words = _write(name, _GREEK).split()
    return " ".join(word[:-1] + "ς" if word.endswith("σ") else word for word in words)


def in_georgian(name: str, _: random.Random) -> str:
    """The surname in the nominative, which gives a consonant an "i"."""
    text = _write(name, _GEORGIAN)
    return text if text[-1] in "აეიოუ" else text + "ი"


def in_arabic(name: str, dice: random.Random) -> str:
    """Some short vowels unwritten, those at a beginning carried by an alif."""
    return " ".join(_in_arabic(word, dice) for word in _plain(name).split())


def _in_arabic(word: str, dice: random.Random) -> str:
    kept = "".join(
        char
        for place, char in enumerate(word)
        if not 0 < place < len(word) - 1 or dice.random() >= _UNWRITTEN.get(char, 0)
    )
    carrier = "ا" if word[0] in _VOWELS and word[0] != "a" else ""
    return carrier + _write(kept, _ARABIC)


def _write(name: str, table: dict[str, str]) -> str:
    text, made, at = _plain(name), [], 0
    longest = max(map(len, table))
    while at < len(text):
        for length in range(longest, 0, -1):
            if letters := table.get(text[at : at + length]):
                made.append(letters)
                at += length
                break
        else:
            made.append(text[at])
            at += 1
    return "".join(made)


def _plain(name: str) -> str:
    text = name.lower().replace(".", " ").replace("'", "").replace("mc", "mak").strip()
    return _DOUBLED.sub(r"\1", text)
