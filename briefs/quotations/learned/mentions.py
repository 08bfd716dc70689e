"""Who could be speaking: names, pronouns and descriptions, as stretches of units.

The choice among them is left to the ranker.
"""

from __future__ import annotations

from typing import NamedTuple

from briefs.grammar import words
from briefs.quotations.learned.lexicon import CUE_VERBS, HEADS, PARTICLES, SUFFIXES
from briefs.quotations.learned.units import Units

_QUANTIFIED = words(
    "one others some many both several most none someone everyone another nobody few two three"
    " those all each"
)
_PRONOUNS = words(
    "he she they we i you him them me us her himself herself which that this who whom whose it"
    " his their my our your its"
)
_NOUN_LIKE = frozenset("nGDN0hvV")
#: Units of modifiers before a head that are kept.
_MODIFIERS = 6


class Nominee(NamedTuple):
    """Units [first, last) that may name a speaker, and the unit of their head."""

    first: int
    last: int
    head: int
    kind: str  #: p(ronoun), n(ame), d(escription) or q(uantity)
    tag: str  #: the kind as features see it: marked where it is a possessive


def find_nominees(units: Units, sentence: int) -> list[Nominee]:
    """The nominees of one sentence, in order."""
    first, last = units.bounds[sentence]
    low, cls = units.low, units.cls
    found: list[Nominee] = []
    unit = first
    while unit < last:
        code = cls[unit]
        word = low[unit]
        if code == "N" and not _is_common(units, unit, first):
            end = _name_end(units, unit, last)
            found.append(_with_modifiers(units, unit, end, "n", first))
            unit = end
            continue
        if word in _PRONOUNS:
            found.append(Nominee(unit, unit + 1, unit, "p", "p'" if code == "g" else "p"))
        elif code in _NOUN_LIKE and _is_description(units, unit, last):
            found.append(_with_modifiers(units, unit, unit + 1, "d", first))
        elif word in _QUANTIFIED and (unit + 1 == last or cls[unit + 1] not in "nNgh"):
            found.append(Nominee(unit, unit + 1, unit, "q", "q"))
        elif code in "nvN" and _acts(units, unit, first, last):
            found.append(_with_modifiers(units, unit, unit + 1, "d", first))
        unit += 1
    return found


def _is_description(units: Units, unit: int, last: int) -> bool:
    """Whether a noun for somebody who can speak heads its phrase."""
    word = units.low[unit]
    if word not in HEADS and not word.endswith("year-old"):
        return False
    if unit + 1 == last:
        return True
    following = units.cls[unit + 1]
    return following != "N" and not (following in "nh" and units.low[unit + 1] in HEADS)


def _acts(units: Units, unit: int, first: int, last: int) -> bool:
    """Whether an unlisted noun stands where a speaker would: before a cue or an auxiliary."""
    low, cls = units.low, units.cls
    if unit + 1 >= last or low[unit] in CUE_VERBS:
        return False
    if low[unit + 1] not in CUE_VERBS and cls[unit + 1] not in "BHM":
        return False
    if unit > first:
        return cls[unit - 1] in "dngNh'"
    return not low[unit].endswith(("ed", "ly", "ing"))


def _is_common(units: Units, unit: int, first: int) -> bool:
    """Whether a capitalised word is an ordinary word that begins its sentence."""
    if unit != first and units.cls[unit - 1] not in "-:":
        return False
    low = units.low[unit]
    if low in HEADS or low in CUE_VERBS or (len(low) > 5 and low.endswith(("ly", "ing", "ed"))):
        return True
    following = units.cls[unit + 1] if unit + 1 < len(units.cls) else "."
    return low in units.plain and following != "N"


def _name_end(units: Units, unit: int, last: int) -> int:
    cls, low = units.cls, units.low
    end = unit + 1
    while end < last:
        if cls[end] == "N" or low[end] in SUFFIXES:
            end += 1
        elif (low[end] in PARTICLES or low[end] in {"of", "&"}) and cls[end + 1 : end + 2] == ["N"]:
            if end + 1 == last:
                break
            end += 2
        elif cls[end] == "0" and low[end - 1] in {"channel", "group"}:
            end += 1
        else:
            break
    return end


def _with_modifiers(units: Units, head: int, end: int, kind: str, floor: int) -> Nominee:
    """With the modifiers before it, back to a determiner."""
    cls, low = units.cls, units.low
    begin = head
    while begin > floor and head - begin < _MODIFIERS:
        code = cls[begin - 1]
        if code in "dg":
            begin -= 1
            break
        if code == "'" and begin - 2 >= floor and cls[begin - 2] in "Nnh":
            begin -= 2
        elif code in "nN0Dh" and low[begin - 1] not in CUE_VERBS:
            begin -= 1
        else:
            break
    possessive = end < len(cls) and cls[end] == "'"
    return Nominee(begin, end, end - 1, kind, kind + "'" if possessive else kind)
