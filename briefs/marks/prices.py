"""The marks of a stretch of text, and what each reading of each of them would cost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, IntEnum
from math import inf
from typing import NamedTuple

from briefs.cues import ATTRIBUTION_AHEAD
from briefs.model import Span


class Reading(Enum):
    """What a mark may mean where it stands."""

    OPENS = "opens"
    CLOSES = "closes"
    NOTHING = "nothing"
    CLOSES_UNOPENED = "closes words whose opening mark is missing"
    OPENS_ANEW = "opens, though the words before were never closed"
    INNER = "opens or closes marked words within marked words"


#: The depth of quotation before a mark, its reading, and the depth after it.
STEPS = (
    (0, Reading.OPENS, 1),
    (0, Reading.NOTHING, 0),
    (0, Reading.CLOSES_UNOPENED, 0),
    (1, Reading.CLOSES, 0),
    (1, Reading.NOTHING, 1),
    (1, Reading.OPENS_ANEW, 1),
    (1, Reading.INNER, 2),
    (2, Reading.INNER, 1),
    (2, Reading.NOTHING, 2),
)
DEPTHS = 3


class Mark(NamedTuple):
    """A mark, or several that stand for one."""

    start: int
    end: int
    prices: tuple[float, ...]  #: one for each of STEPS


#: The price of a mark that is missing, and of a paragraph left open for the next one to go on.
BROKEN = 2.0
HANDED_ON = 0.5

# Prices. Only their order matters: a glyph that contradicts its place is worth less than the place,
# two faults of one mark that agree (a mark turned round) are one fault, and dropping a
# sound mark costs more than turning it.
_SAID = 3.0  #: opening a quotation of the words "he said", just after a comma
_AMISS = 0.5  #: "today,"We will" – one white space is missing
_FLOATING = 1.0  #: white space on both sides
_WRONG_GLYPH = 2.0
_JAMMED = 1.5  #: letters on both sides
_WRONG_SIDE = 3.0
_DROPPED = 3.0  #: a sound mark that means nothing
_DEBRIS_DROPPED = 1.0
_APOSTROPHE = 0.3  #: a single mark that reads well as an apostrophe
_LONE_SINGLE = 1.5
_PERHAPS_INNER = 1.0  #: an opening mark of no clear side within open marks
_INNER = 0.3


#: White space and brackets after which a word begins, as far as an opening mark is concerned.
_BEFORE_OPENING = frozenset("([{—–-‘“'\"/…")
#: What may follow a closing mark directly.
_AFTER_CLOSING = frozenset(",.;:!?)]}—–-’”'\"/…")
_ENDINGS = frozenset(",.?!…—–-")
#: What may stand between the end of words and their closing mark: “… ‘above the law,’ ”
_INNER_CLOSE = " \u00a0\u2009\u202f'’"
#: How far an attribution is looked for.
_AHEAD = 160


class _Glyph(IntEnum):
    """What the shape of a mark says about its side."""

    OPENING = 0
    CLOSING = 1
    EITHER = 2
    DEBRIS = 3  #: left by a wrong decoding: a mark of unknown side, or nothing


class Marks(NamedTuple):
    """One family of marks, double or single."""

    first: re.Pattern[str]  #: the characters with which a mark may begin
    pattern: re.Pattern[str]
    single: bool

    def find(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The marks of a stretch; what is no mark is passed over quickly."""
        at = start
        for first in self.first.finditer(text, start, end):
            if first.start() >= at:
                mark = self.pattern.match(text, first.start(), end)
                value = (
                    _VALUE.match(text, first.start() - 1, end) if first.start() > start else None
                )
                if value:
                    at = value.end()
                elif mark:
                    at = mark.end()
                    yield mark

    def begins(self, text: str, paragraph: Span) -> bool:
        """Whether the paragraph opens with such a mark."""
        mark = self.pattern.match(text, paragraph.start, paragraph.end)
        return mark is not None and mark.end() < paragraph.end


#: The value of an attribute in mark-up that was left in the text: class="lead".
_VALUE = re.compile(r"=(?:\"[^\"<>]{0,200}\"|'[^'<>]{0,200}')")


def _pattern(**glyphs: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>(?:{shape})+)" for name, shape in glyphs.items()))


DOUBLE = Marks(
    re.compile(r"[\"“”„‟«»`‘’'â\x93\x94&\uff02″]"),
    _pattern(
        OPENING=r"``[\"“]?|[\"]?[“„‟«]|‘‘|â€œ|â\x80\x9c|\x93|&ldquo;|&#8220;",
        CLOSING=r"[”»]\"?|''|’’|â€\x9d|â€�|â\x80\x9d|\x94|&rdquo;|&#8221;",
        EITHER=r"\"|\uff02|″|&quot;|&#34;",
        DEBRIS=r"(?<![^\W\d_])â+(?![€\x80-\x9f])|â+(?![\w€\x80-\x9f])",
    ),
    single=False,
)
SINGLE = Marks(
    re.compile(r"[‘’'‚‹›`´â\x91\x92&]"),
    _pattern(
        OPENING=r"(?<![^\W_])(?:[‘‚‹`]'?|â€\u02dc|â\x80\x98|\x91|&lsquo;)",
        CLOSING=r"(?:[’›´]|(?<=[\w.,!?…])‘|â€™|â\x80\x99|\x92|&rsquo;)(?![^\W_])",
        EITHER=r"(?<![^\W_])(?:'|&#39;|&apos;)|(?:'|&#39;|&apos;)(?![^\W_])",
    ),
    single=True,
)
_ELISION = re.compile(
    r"(?:\d\ds?|em|til|tis|twas|cause|bout|round|n|nother|neath)\b", re.IGNORECASE
)


def opens_elision(text: str, at: int) -> bool:
    """Whether the letters at `at` have lost others before them: ’em, ’90s, rock ’n’ roll."""
    return _ELISION.match(text, at) is not None


def find_marks(text: str, start: int, end: int, family: Marks) -> Iterator[Mark]:
    """The marks of a stretch, each with the price of every reading."""
    for match in family.find(text, start, end):
        glyph = _Glyph[match.lastgroup or ""]
        before = text[match.start() - 1] if match.start() > start else ""
        after = text[match.end()] if match.end() < end else ""
        last = text[max(start, match.start() - 4) : match.start()].rstrip(_INNER_CLOSE)[-1:]
        ended = last in _ENDINGS
        apart = last == "." and before.isspace()  # He left. "My mother said …"
        said = ended and not apart and says_ahead(text, match.end(), end)
        opening = _opening_price(glyph, before, after) + (_SAID if said else 0.0)
        closing = min(_closing_price(glyph, before, after), _AMISS if said else inf)
        nothing = _nothing_price(glyph, before, after)
        if family.single:
            opening, nothing = _as_single(text, match, opening, before, after)
        inner = opening + (_INNER if glyph is _Glyph.OPENING else _PERHAPS_INNER)
        if ended and _says_before(text, start, match.start()):
            inner += BROKEN
        unopened = closing + BROKEN if said and not family.single else inf
        anew = opening + BROKEN if ended and not family.single else inf
        prices = (opening, nothing, unopened, closing, nothing, anew, inner, closing, nothing)
        yield Mark(match.start(), match.end(), prices)


def says_ahead(text: str, start: int, end: int) -> bool:
    """Whether an attribution begins at `start`."""
    return ATTRIBUTION_AHEAD.match(text, start, min(end, start + _AHEAD)) is not None


def _says_before(text: str, start: int, mark: int) -> bool:
    """Whether an attribution ends at a mark, though none has closed: “We go, Lind said. “We …”."""
    for ending in _CLAUSE_END.finditer(text, max(start, mark - _AHEAD), mark):
        said = ATTRIBUTION_AHEAD.match(text, ending.end(), mark)
        if said and _REST.fullmatch(text, said.end(), mark):
            return True
    return False


_CLAUSE_END = re.compile(r"[,?!](?=\s)")
#: What may follow an attribution up to the next words: "said on Monday. "
_REST = re.compile(r"[^.?!:;\"“”«»]{0,80}[.,:]?\s*")


def _opening_price(glyph: _Glyph, before: str, after: str) -> float:
    if not after:
        return inf
    wrong_glyph = _WRONG_GLYPH if glyph is _Glyph.CLOSING else 0.0
    if not before or before.isspace() or before in _BEFORE_OPENING:
        return wrong_glyph + (_FLOATING if after.isspace() else 0.0)
    if after.isspace():
        turned = wrong_glyph and before in _ENDINGS
        return wrong_glyph if turned else wrong_glyph + _WRONG_SIDE
    if after in _AFTER_CLOSING:
        return wrong_glyph + _WRONG_SIDE
    return wrong_glyph + (_AMISS if before in _ENDINGS or before == ":" else _JAMMED)


def _closing_price(glyph: _Glyph, before: str, after: str) -> float:
    if not before:
        return inf
    wrong_glyph = _WRONG_GLYPH if glyph is _Glyph.OPENING else 0.0
    if not after or after.isspace() or after in _AFTER_CLOSING:
        return wrong_glyph or (_FLOATING if before.isspace() else 0.0)
    if before.isspace():
        return wrong_glyph or _WRONG_SIDE
    return wrong_glyph + (_AMISS if before in _ENDINGS else _JAMMED)


def _nothing_price(glyph: _Glyph, before: str, after: str) -> float:
    if glyph is _Glyph.DEBRIS:
        return _DEBRIS_DROPPED
    if before.isdigit() and glyph is not _Glyph.OPENING:  # inches, seconds
        return _FLOATING
    floating = before.isspace() and after.isspace()
    return _FLOATING if floating else _DROPPED


def _as_single(
    text: str, match: re.Match[str], opening: float, before: str, after: str
) -> tuple[float, float]:
    """Opening and dropping prices of a single mark, which may as well be an apostrophe."""
    if opens_elision(text, match.end()) and match.group() != "‘":
        return inf, 0.0
    plural = before in {"s", "x", "z", "n"} and not (after and after in _ENDINGS)
    return opening, _APOSTROPHE if plural else _LONE_SINGLE
