"""How far a typed word is from the spelling of a name, and whether a slip of the hand explains it.

Words here are folded. Distances are RapidFuzz's optimal string alignment: an insertion, deletion,
substitution or swap of neighbours counts one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

#: Beyond this a word is another word, whatever its length.
FARTHEST = 3

_TWO_SLIPS = 2
#: Lengths from which a word bears more slips: below SHORT none that is sure, from MEDIUM on one
#: behind the first letter, from LONG on any one, from VERY_LONG on two. `bench matching` says what
#: that costs: a rare surname that nobody has is taken for its twin ("Morrell", "Borrell").
SHORT, MEDIUM, LONG, VERY_LONG = 4, 5, 6, 9

#: Spellings of one sound, longest first: "Scholz" and "Sholts", "Kruschev" and "Khrushchev".
_SOUNDS = (
    ("shch", "S"), ("tsch", "S"), ("tsh", "S"), ("dzh", "j"), ("sch", "S"), ("tch", "S"),
    ("sh", "S"), ("ch", "S"), ("kh", "h"), ("zh", "j"), ("ph", "f"), ("th", "t"), ("gh", "g"),
    ("ck", "k"), ("dj", "j"), ("ts", "s"), ("tz", "s"), ("cz", "s"), ("x", "ks"), ("q", "k"),
    ("z", "s"), ("v", "f"), ("w", "f"), ("au", "o"), ("ou", "u"), ("oo", "u"),
)  # fmt: skip
_MC = re.compile(r"^mc(?=.)")
_SOFT_C = re.compile(r"c(?=[eiy])")
_SILENT = re.compile(r"(?<=[a-zS])h|(?<=[^aeiouy])e$")
_VOWEL = re.compile(r"[aeiouy]")
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")

#: For each letter those that follow it in the names of Europe's and America's press. A word with
#: another pair is a slip ("bidxn"); one without may be a name nobody stored ("obama", "osama").
_FOLLOWERS = {
    "a": "abcdefghijklmnoprstuvwyz", "b": "abeilorsu", "c": "acehikloru", "d": "adeilmorsuvy",
    "e": "abcdefghijklmnoprstuvwxyz", "f": "aefiloru", "g": "aeghilnoru", "h": "aeilmnortu",
    "i": "abcdefghijklmnoprstuvyz", "j": "aceiknosu", "k": "aehiklnorsuy",
    "l": "abcdefghijklmopstuvy", "m": "abceimoprsuy", "n": "abcdeghijknorstuyz",
    "o": "abcdefghijklmnoprstuvwyz", "p": "aehikloprsu", "q": "u", "r": "abcdeghijklmnoprstuvyz",
    "s": "abcehiklmnopstuvyz", "t": "aehiklmorstuyz", "u": "abcdefghiklmnoprstuvwyz",
    "v": "aeilorsu", "w": "aeio", "x": "aeiou", "y": "adeiklnorsu", "z": "aeiouz",
}  # fmt: skip
_BEGINNINGS = """
bj bl br ch cl cr cs cv cz dj dm dr dv dw dz fj fl fr gh gj gl gn gr hj hl hr jd kh kj kl kn kr ks
kv kw lj ll mc mh ml mr ng ph pf pl pr ps rh sc sh sj sk sl sm sn sp sr st sv sw sz th tj tr ts tw
vl vr wh wr zb zd zh zl zs zv zw
"""
_ENDINGS = """
bb ch ck cz dd ds dt ff ft gg gh gs gt hl hm hn hr ht jc jk jn js ks ld lf lk ll lm lp ls lt lz mb
mm mp ms nc nd ng nk nn ns nt nz pf ph pp ps pt rb rc rd rf rg rk rl rm rn rp rr rs rt rz sh sk sm
ss st sz th ts tt tz vs wn ws xt
"""
#: Consonants with which names begin and end; a word with others is a slip too ("tmusk", "putkn").
_FIRST_TWO = frozenset(_BEGINNINGS.split())
_LAST_TWO = frozenset(_ENDINGS.split())
#: Keys that lie side by side or one above the other; a slip of the finger.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_COLUMNS = ("qaz", "wsx", "edc", "rfv", "tgb", "yhn", "ujm", "ik", "ol")
_NEIGHBOURS = [set(pair) for row in (*_ROWS, *_COLUMNS) for pair in pairwise(row)]


def distance(one: str, other: str) -> int:
    """Slips between two words, at most `FARTHEST` + 1; the same either way."""
    return OSA.distance(one, other, score_cutoff=FARTHEST)


@lru_cache(maxsize=1 << 17)
def spoken(word: str) -> str:
    """Roughly how a word is spoken: one letter for one sound, none doubled, none silent."""
    word = _MC.sub("mak", word)
    for spelling, letter in _SOUNDS:
        if spelling in word:
            word = word.replace(spelling, letter)
    word = _SOFT_C.sub("s", word).replace("c", "k").replace("y", "i")
    return _DOUBLED.sub(r"\1", _SILENT.sub("", word))


@lru_cache(maxsize=1 << 17)
def sound(word: str) -> str:
    """The same with all vowels alike, which is how far a foreign name is remembered."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("a", spoken(word)))


@lru_cache(maxsize=1 << 17)
def skeleton(word: str) -> str:
    """The consonants of a word's sound, for scripts that write no vowels and know no P."""
    return _DOUBLED.sub(r"\1", sound(word).replace("a", "").replace("p", "b"))


@lru_cache(maxsize=1 << 17)
def bones(word: str) -> str:
    """The same for scripts that do not tell "sh" from "s" or have no H of their own."""
    return _DOUBLED.sub(r"\1", skeleton(word).replace("S", "s").replace("h", ""))


def may_be_a_name(word: str) -> bool:
    """Whether a word begins, goes on and ends as names do."""
    begins = _VOWEL.search(word[:2]) or word[:2] in _FIRST_TWO
    ends = _VOWEL.search(word[-2:]) or word[-2:] in _LAST_TWO
    goes_on = all(right in _FOLLOWERS.get(left, "") for left, right in pairwise(word))
    return bool(begins and ends and goes_on)


def sounds_like(typed: str, name: str) -> bool:
    """Whether two words are spoken alike; if only their vowels differ, few letters may."""
    slips = distance(typed, name)
    if slips <= FARTHEST and spoken(typed) == spoken(name):
        return True
    return 4 * slips < min(len(typed), len(name)) and sound(typed) == sound(name)


def is_slip_of(typed: str, name: str) -> bool:
    """Whether a lone typed word is surely a misspelling of that name.

    Short names lie close together, so the shorter, the stricter: "Merkel" is no "Markell", and
    "Obama" no "Osama". Whether the typed word is itself somebody's name is for the caller to know.
    """
    slips, length = distance(typed, name), len(name)
    if length < SHORT:
        return False
    if sounds_like(typed, name):
        return True
    if slips == 1:
        same_start = typed[0] == name[0] and length >= MEDIUM
        return same_start or length >= LONG or not may_be_a_name(typed) or _is_likely(typed, name)
    return (
        slips == _TWO_SLIPS
        and length >= VERY_LONG
        and typed[0] == name[0]
        and not _is_start(typed, name)
    )


def is_slip_beside(typed: str, name: str) -> bool:
    """The same beside another word of the same name: "Joe Bidxn", "Mark Roote", "Xo Jinping"."""
    slips, length = distance(typed, name), len(name)
    if slips == 1:
        return length >= MEDIUM or typed[0] == name[0] or len(typed) != length
    if 2 * slips <= min(len(typed), length) and sound(typed) == sound(name):
        return True
    return is_slip_of(typed, name) or (
        slips == _TWO_SLIPS and length >= MEDIUM and typed[0] == name[0]
    )


def _is_likely(typed: str, name: str) -> bool:
    """Whether one slip in a short word is of the kind that hands make."""
    if sorted(typed) == sorted(name):
        return True
    if typed[0] != name[0] and len(typed) != len(name):
        return len(name) >= MEDIUM
    if len(typed) < len(name):
        return len(name) > SHORT
    if len(typed) > len(name):
        return True
    pairs = [{left, right} for left, right in zip(typed, name, strict=True) if left != right]
    return len(name) > SHORT and pairs[0] in _NEIGHBOURS


def _is_start(one: str, other: str) -> bool:
    """Whether one word begins the other; often both are names: "Kerr" and "Kerry"."""
    return one.startswith(other) or other.startswith(one)
