"""An article as units: words, punctuation, and all marked words between two marks as one unit.

Offsets refer to the article as read. Units have a class of one character, so that a stretch of
them is a string that features can be cut from. Who speaks, and where, is left to mentions and
scene.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefs.marks import Marked
from briefs.model import Span
from briefs.quotations.learned.lexicon import CLASSES, CUES

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Prof|Gen|Col|Capt|Lt|Sgt|Rev|Pres|St|Jr|Sr|Jan|Feb"
    "|Aug|Sept|Oct|Nov|Dec|Ala|Ariz|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn"
    "|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|No|vs|Inc|Corp|Co|Ltd|Bros|Cmdr"
    "|Adm|Maj|Brig|Hon|Supt|Amb"
)
_UNIT = re.compile(
    rf"[a-z]++(?![^\s,])|(?:[^\W\d_]\.){{2,}}"  # the first for speed alone: most words are such
    rf"|(?=[A-Z][a-z]{{0,4}}\.\s)(?:{_ABBREVIATIONS}|[A-Z])\."
    r"|[^\W_]+(?:[’'.\-&](?![sS]\b)[^\W_]+)*|[’'][sS]\b|-{2,3}|\.{2,3}|[^\w\s]|_{1,9}"
)
#: Units of a sentence; a longer one is cut, which keeps the work linear in the text.
_LONGEST = 160
_ENDS = frozenset(".!?")
_TRAIL = " \u00a0’'”\""
#: Units behind marked words in which an attribution may end.
_TAG = 7
#: The unit for marked words.
MARKED = "Q"
_MARKED_WORD = "“”"


@dataclass(slots=True)
class Units:
    """Parallel lists over the units of an article, and where its sentences are."""

    text: str
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    word: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)  #: the word in lower case
    cls: list[str] = field(default_factory=list)  #: its class
    sign: list[str] = field(default_factory=list)  #: a listed word in lower case, else the class
    sentence: list[int] = field(default_factory=list)
    bounds: list[tuple[int, int]] = field(default_factory=list)  #: sentence -> its units
    paragraph: list[int] = field(default_factory=list)  #: sentence -> paragraph
    marked: dict[int, int] = field(default_factory=dict)  #: unit -> which of the marked words
    at: list[int] = field(default_factory=list)  #: marked words -> their unit
    closed: dict[int, bool] = field(default_factory=dict)  #: unit -> a mark closes it
    continues: dict[int, bool] = field(default_factory=dict)  #: unit -> goes on from the one before
    codes: str = ""  #: the classes as one string
    plain: frozenset[str] = frozenset()  #: the words as printed


def read_units(text: str, paragraphs: Sequence[Span], marked: Sequence[Marked]) -> Units:
    """The units of the paragraphs."""
    units = Units(text)
    number = 0
    for place, paragraph in enumerate(paragraphs):
        first = len(units.low)
        at = paragraph.start
        while number < len(marked) and marked[number].paragraph == place:
            _add_words(units, at, marked[number].outer_start)
            _add_marked(units, number, marked[number])
            at = marked[number].outer_end
            number += 1
        _add_words(units, at, paragraph.end)
        _split_sentences(units, first, place)
    units.codes = "".join(units.cls)
    units.plain = frozenset(units.word)
    return units


def _add_marked(units: Units, number: int, words: Marked) -> None:
    unit = len(units.low)
    units.marked[unit] = number
    units.at.append(unit)
    units.closed[unit] = bool(units.text[words.end : words.outer_end].strip())
    units.continues[unit] = words.continues
    units.start.append(words.start)
    units.end.append(words.end)
    units.word.append(_MARKED_WORD)
    units.low.append(_MARKED_WORD)
    units.cls.append(MARKED)
    units.sign.append(MARKED)


def _add_words(units: Units, at: int, end: int) -> None:
    found = list(_UNIT.finditer(units.text, at, end))
    words = [match[0] for match in found]
    known = map(_WORDS.__getitem__, words)
    units.start += [match.start() for match in found]
    units.end += [match.end() for match in found]
    units.word += words
    columns = units.low, units.cls, units.sign
    for column, values in zip(columns, zip(*known, strict=True), strict=False):  # none, or three
        column.extend(values)


def _class_by_shape(word: str, low: str) -> str:
    """A class for a word of no closed class."""
    first = word[0]
    if first.isupper():
        return "N"
    if first.isdigit():
        return "0"
    if not first.isalpha():
        return "@" if first in "@#<>/=|*" else "$"
    if low.endswith("ly"):
        return "R"
    if low.endswith("ing") and len(low) > 5:
        return "G"
    return "D" if low.endswith("ed") and len(low) > 4 else "n"


def _split_sentences(units: Units, first: int, paragraph: int) -> None:
    low, cls, last = units.low, units.cls, len(units.low)
    begin = first
    for unit in range(first, last):
        if cls[unit] == MARKED:
            ends = unit + 1 < last and _ends_with(units, unit, last)
        elif low[unit] in _ENDS:
            ends = unit + 1 == last or units.word[unit + 1][0].isupper() or cls[unit + 1] in "Q(0-"
        else:
            ends = False
        if ends or unit + 1 == last or unit - begin >= _LONGEST:
            units.sentence += [len(units.bounds)] * (unit + 1 - begin)
            units.bounds.append((begin, unit + 1))
            units.paragraph.append(paragraph)
            begin = unit + 1


def _ends_with(units: Units, unit: int, last: int) -> bool:
    """Whether a sentence ends with the marked words: with their own end, unless a tag follows."""
    start, end = units.start[unit], units.end[unit]
    inside = units.text[max(start, end - 9) : end].rstrip(_TRAIL)[-1:]
    if inside not in _ENDS or not inside:
        return False
    following = units.cls[unit + 1]
    if following == MARKED:
        return True
    if not units.word[unit + 1][0].isupper():
        return False
    if inside == ".":
        return not _is_tag(units, unit + 1, last)
    return following in "dscigiR" or units.word[unit + 1] in {"But", "And", "The"}


def _is_tag(units: Units, unit: int, last: int) -> bool:
    """Whether a few words are the attribution of those before: “… missing.” Smith said."""
    for at in range(unit, min(last, unit + _TAG)):
        if units.low[at] in _ENDS or at + 1 == last:
            inside = "".join(units.cls[unit:at])
            return (
                inside[:1] in {"N", "P"}
                and inside[-1:] in {"V", "N"}
                and "V" in inside
                and MARKED not in inside
            )
    return False


#: The class and the sign of every listed word.
_KNOWN = {
    word: (CLASSES.get(word) or _class_by_shape(word, word), word) for word in {**CUES, **CLASSES}
}


class _Words(dict[str, tuple[str, str, str]]):
    """Words as printed -> in lower case, class and sign; each is worked out when first met."""

    def __missing__(self, word: str) -> tuple[str, str, str]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        low = word.lower()
        known = _KNOWN.get(low) if word != _COUNTRY else None
        if known is None:
            cls = sign = _class_by_shape(word, low)
        else:
            cls, sign = known
            if word != low and cls in "Vvhn":
                cls = sign = "N"
        self[word] = low, cls, sign
        return low, cls, sign


_MOST_WORDS = 20_000
#: No pronoun: "the US president said".
_COUNTRY = "US"
_WORDS = _Words()
