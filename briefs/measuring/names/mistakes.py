"""Names written as people write them: with slips, in part, in another order, with a title.

Nothing here knows how names are matched: the tables are this module's own. The same name, kind and
number always give the same mistake. Other scripts are left to `scripts`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import pairwise

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: What lies beside each letter on a keyboard.
_BESIDE = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok",
    "o": "ipl", "p": "ol", "a": "qsz", "s": "awdx", "d": "serfc", "f": "drtgv", "g": "ftyhb",
    "h": "gyujn", "j": "huikm", "k": "jiol", "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv",
    "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
#: Which half of the slips are a finger that hit the key beside.
_FINGERS = 0.5
_MARKED = {
    "a": "áàâäãåāăą", "c": "çćč", "d": "ďđ", "e": "éèêëēėęě", "g": "ğģ", "i": "íìîïīı", "k": "ķ",
    "l": "łľļ", "n": "ñńňņ", "o": "óòôöõøő", "r": "řŕ", "s": "śšşș", "t": "ťţț", "u": "úùûüūůű",
    "y": "ýÿ", "z": "źżž",
}  # fmt: skip
#: How words are written by somebody who has only heard them.
_HEARD = (
    ("ph", "f"), ("sch", "sh"), ("tsch", "ch"), ("ck", "k"), ("ff", "f"), ("ll", "l"), ("ss", "s"),
    ("tt", "t"), ("nn", "n"), ("mm", "m"), ("rr", "r"), ("pp", "p"), ("bb", "b"), ("kh", "h"),
    ("zh", "j"), ("gh", "g"), ("th", "t"), ("rh", "r"), ("tz", "ts"), ("cz", "ch"), ("x", "ks"),
    ("qu", "kw"), ("ca", "ka"), ("co", "ko"), ("cu", "ku"), ("ce", "se"), ("ci", "si"),
    ("ov", "off"), ("ev", "eff"), ("w", "v"), ("v", "w"), ("f", "ff"), ("ie", "ee"), ("ei", "ai"),
    ("ey", "y"), ("ou", "u"), ("oo", "u"), ("ae", "e"), ("ea", "e"), ("y", "i"), ("i", "y"),
    ("z", "s"), ("k", "ck"), ("e", "i"), ("o", "a"), ("er", "ar"), ("j", "y"), ("l", "ll"),
)  # fmt: skip
_TITLES = (
    "Mr", "Mrs.", "Ms", "Dr.", "President", "Prime Minister", "PM", "Foreign Minister",
    "Defence Minister", "Secretary", "General", "Senator", "Chancellor", "Ambassador",
    "former president", "Minister",
)  # fmt: skip
#: So many letters of a name are still a part of it.
_SHORTEST_PART = 5
_SHORTEST_BESIDE = 3


def slip(text: str, dice: random.Random) -> str:
    """One letter left out, put in, doubled, or replaced; spaces and marks stay."""
    at = dice.choice([place for place, char in enumerate(text) if char.isalpha()])
    letter = text[at].lower()
    near = dice.random() < _FINGERS and letter in _BESIDE
    other = dice.choice(sorted(set(_BESIDE[letter] if near else _LETTERS) - {letter}))
    made = dice.choice(("", other, other + text[at], text[at] + other, text[at] * 2))
    return text[:at] + made + text[at + 1 :]


def slip_twice(text: str, dice: random.Random) -> str:
    """Two slips, which may touch."""
    return slip(slip(text, dice), dice)


def swap(text: str, dice: random.Random) -> str:
    """Two letters side by side have changed places; "" where all are alike."""
    places = [
        at
        for at, (left, right) in enumerate(pairwise(text))
        if left.isalpha() and right.isalpha() and left.lower() != right.lower()
    ]
    if not places:
        return ""
    at = dice.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def mark(text: str, dice: random.Random) -> str:
    """With one to three diacritics, as the bearer may write it: the other side has none."""
    places = [at for at, char in enumerate(text) if char in _MARKED]
    chars = list(text)
    for at in dice.sample(places, min(len(places), dice.choice((1, 2, 3)))):
        chars[at] = dice.choice(_MARKED[chars[at]])
    return "".join(chars)


def hear(text: str, dice: random.Random) -> str:
    """Spelt by ear: one or two sounds written otherwise."""
    text = text.lower()
    for _ in range(dice.choice((1, 1, 2))):
        usable = [(there, then) for there, then in _HEARD if there in text[1:]]
        if usable:
            there, then = dice.choice(usable)
            places = [found.start() for found in re.finditer(there, text) if found.start()]
            at = dice.choice(places)
            text = text[:at] + then + text[at + len(there) :]
    return text


def reorder(name: str, dice: random.Random) -> str:
    """The surname first, with a comma or without."""
    first, _, rest = name.partition(" ")
    return dice.choice((f"{rest} {first}", f"{rest}, {first}", f"{rest.upper()} {first}"))


def entitle(name: str, dice: random.Random) -> str:
    """Behind a title."""
    return f"{dice.choice(_TITLES)} {name}"


def shorten(name: str, dice: random.Random) -> str:
    """The beginning of a name, as it is typed until somebody has had enough; "" if it is short."""
    given, _, surname = name.rpartition(" ")
    if dice.random() < _FINGERS and given:
        if len(surname) <= _SHORTEST_BESIDE:
            return ""
        return f"{given} {surname[: dice.randrange(_SHORTEST_BESIDE, len(surname))]}"
    if len(surname) <= _SHORTEST_PART:
        return ""
    return surname[: dice.randrange(_SHORTEST_PART, len(surname))]


def abbreviate(name: str, _: random.Random) -> str:
    """The given names as initials: "J. Stoltenberg"."""
    *given, surname = name.split()
    return " ".join([*(f"{one[0]}." for one in given), surname])


def initials(name: str, dice: random.Random) -> str:
    """Nothing else: "JS"."""
    letters = [word[0].upper() for word in re.split(r"[ -]", name)]
    return dice.choice(("", ".")).join(letters)


def lower(name: str, _: random.Random) -> str:
    """As thumbs write it."""
    return name.lower()


Mistake = Callable[[str, random.Random], str]
