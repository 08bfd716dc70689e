"""How names and words are made comparable: one spelling for all scripts, cases and marks.

Both sides of every comparison go through `fold`; nothing folded is ever shown to a reader. What is
shown of a name that nobody listed is `unaccented`.
"""

import re
from functools import lru_cache
from unicodedata import category

from anyascii import anyascii

_APOSTROPHES = re.compile(r"['`]+")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """`text` in lower-case ASCII words, parted by single spaces; may be empty.

    Other scripts are transliterated, apostrophes dropped ("O’Neil" -> "oneil", "Germany's" ->
    "germanys"), hyphens and all other punctuation become spaces. Folding twice changes nothing.
    """
    return _fold_name(text) if len(text) < _SHORT else _fold(text)


def unaccented(name: str) -> str:
    """A name as the English-language press prints it: "Orhan Ağaoğlu" -> "Orhan Agaoglu"."""
    return name if name.isascii() else "".join(map(_ascii, name))


def _fold(text: str) -> str:
    if not text.isascii():
        text = "".join(map(_ascii, text))
    return _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", text.casefold())).strip()


#: Names come back again and again; what is longer is folded once.
_fold_name = lru_cache(maxsize=8192)(_fold)
_SHORT = 60


@lru_cache(maxsize=4096)
def _ascii(char: str) -> str:
    """One character in ASCII; a picture parts words, else it would be spelt out (":heart:")."""
    return " " if category(char) == "So" else anyascii(char)
