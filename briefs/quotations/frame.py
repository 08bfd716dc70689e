"""A paragraph as its reporter wrote it: sentences of tokens, in which marked words are one token.

Tokens are classed by spelling and place alone. What follows from them is for subjects and the
candidates before and behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefs.coreference import PREFIX
from briefs.cues import ATTRIBUTION_AHEAD, PHRASAL, VERBS, Cue, Form
from briefs.grammar import CLOSED, PUNCTUATION, Kind, is_adverb, words
from briefs.marks import Marked, find_nicknames
from briefs.model import Span
from briefs.segmentation import TOKEN, ends_sentence


class Piece(NamedTuple):
    """A token of the reporter's text, or all words of a quotation with their marks."""

    start: int
    end: int
    text: str  #: of marked words "?" where they end in one, else nothing
    lower: str  #: with straight apostrophes
    kind: Kind
    cue: Cue | None = None
    marked: int = -1  #: which of the paragraph's marked words


Sentence = list[Piece]


def read_sentences(text: str, paragraph: Span, marked: Sequence[Marked]) -> list[Sentence]:
    """The sentences of a paragraph, in order; none is empty."""
    reading = _Reading(text)
    at = paragraph.start
    for number, quoted in enumerate(marked):
        reading.read_gap(at, quoted.outer_start)
        reading.read_marked(quoted, number)
        at = quoted.outer_end
    reading.read_gap(at, paragraph.end)
    return [sentence for sentence in reading.sentences if sentence]


_ENDINGS = frozenset(".?!…")
#: How far behind marked words an attribution may end.
_AHEAD = 160
#: Characters of the reporter's text, on either side of marked words, that are looked at.
_NEAR = 2000
#: Tokens after which a sentence is ended even without a mark, so that no look back is longer.
_LONGEST = 300
_NEW_SENTENCE = re.compile(r"\s*[\"“«‘'(\[]*[^\W_a-z]")
_MARKS = "\"”“’‘'»« "
#: A signature behind marked words that end a sentence: “We will.” — Anna Lind
_SIGNED = re.compile(r"[ \u00a0]*[-‐‑–—―−]{1,2}[ \u00a0]*(?=[^\W\d_a-z])(?![^\n\"“”]{1,120}:)")
#: The end of an attribution that is all of its sentence.
_ALONE_SAID = re.compile(r"\s*\.(?=\s|\Z)")


#: The second words of verbs of two words.
_PARTICLES = frozenset(phrase.partition(" ")[2] for phrase in PHRASAL)


class _Reading:
    """Appends tokens to sentences, and begins a new one behind every end."""

    def __init__(self, text: str) -> None:
        self.sentences: list[Sentence] = [[]]
        self._text = text

    def read_gap(self, start: int, end: int) -> None:
        """The words between marked ones; of a very long stretch only what is near to them."""
        if end - start > 2 * _NEAR:
            self._read_tokens(start, start + _NEAR)
            self._end_sentence(start + _NEAR)
            start = end - _NEAR
        self._read_tokens(start, end)

    def read_marked(self, quoted: Marked, number: int) -> None:
        """Marked words as one token, and behind it the comma or end that stands within it."""
        start, end = quoted.outer_start, quoted.outer_end
        if len(self.sentences[-1]) > _LONGEST:
            self._end_sentence(start)
        inside = self._text[start:end].rstrip(_MARKS)[-1:]
        asks = "?" if inside == "?" else ""
        self.sentences[-1].append(Piece(start, end, asks, "", Kind.QUOTATION, None, number))
        mark = self._mark_inside(inside, end)
        if mark is Kind.COMMA:
            self.sentences[-1].append(Piece(end, end, "", "", Kind.COMMA))
        elif mark is Kind.STOP:
            self._end_sentence(end)

    def _mark_inside(self, inside: str, end: int) -> Kind | None:
        if inside == ",":
            return Kind.COMMA
        if not inside or inside not in _ENDINGS or not _NEW_SENTENCE.match(self._text, end):
            return None
        if inside in {".", "?", "!"} and _SIGNED.match(self._text, end):
            return None
        said = ATTRIBUTION_AHEAD.match(self._text, end, end + _AHEAD)
        if said and inside == ".":  # “We will.” Lind said.
            said = _ALONE_SAID.match(self._text, said.end())
        return None if said else Kind.STOP

    def _read_tokens(self, start: int, end: int) -> None:
        passed = {
            at for one in find_nicknames(self._text, start, end) for at in (one[0], one[1] - 1)
        }
        for match in TOKEN.finditer(self._text, start, end):
            if match.start() in passed:
                continue
            if len(self.sentences[-1]) > _LONGEST:
                self._end_sentence(match.start())
            token = match.group()
            kind = PUNCTUATION.get(token)
            if kind is Kind.STOP:
                if ends_sentence(self._text, match.start(), match.end()):
                    self._end_sentence(match.start(), token)
            elif kind is not None or not token[0].isalnum():
                piece = Piece(match.start(), match.end(), token, token, kind or Kind.OTHER)
                self.sentences[-1].append(piece)
            else:
                self._read_word(match.start(), match.end(), token)

    def _read_word(self, start: int, end: int, token: str) -> None:
        sentence = self.sentences[-1]
        lower = token.lower()
        if "’" in lower:
            lower = lower.replace("’", "'")
        previous = sentence[-1] if sentence else None
        phrasing = f"{previous.lower} {lower}" if previous and lower in _PARTICLES else ""
        if previous and phrasing in PHRASAL:
            sentence[-1] = Piece(
                previous.start, end, phrasing, phrasing, Kind.CUE, PHRASAL[phrasing]
            )
            return
        kind, cue = _class_of(token, lower, previous)
        sentence.append(Piece(start, end, token, lower, kind, cue))
        if token[-1] == "." and ends_sentence(self._text, end - 1, end):
            self._end_sentence(end)

    def _end_sentence(self, at: int, mark: str = "") -> None:
        self.sentences[-1].append(Piece(at, at + len(mark), mark, mark, Kind.STOP))
        self.sentences.append([])


def _class_of(token: str, lower: str, previous: Piece | None) -> tuple[Kind, Cue | None]:
    """The kind of a word, given the token before it in its sentence."""
    known = _closed(lower)
    capital = token[0].isupper() or _PREFIXED.match(token) is not None
    begins = previous is None or (previous.kind is Kind.DASH and known is not None)  # an item
    if capital and not begins and known is not Kind.TIME and known is not Kind.PRONOUN:
        return Kind.NAME, None
    if known is not None:
        return known, None
    cue = VERBS.get(lower)
    if cue is not None and _is_verb(cue, previous):
        return Kind.CUE, cue
    if capital:
        return Kind.NAME, None
    if token[0].isdigit():
        return Kind.NUMBER, None
    return (Kind.ADVERB if is_adverb(lower) else Kind.WORD), None


_PREFIXED = re.compile(rf"{PREFIX}(?=[^\W\d_a-z])")


def _closed(word: str) -> Kind | None:
    known = CLOSED.get(word)
    if known is None and "'" in word:  # "he's", "who'd"
        known = CLOSED.get(word.partition("'")[0])
        known = known if known is Kind.PRONOUN or known is Kind.WHO else None
    return known


#: Determiners that may stand for a person by themselves: "another wrote".
_ALONE = words("all another both few many most one several some this")
#: What stands before a noun rather than before a verb in the third person.
_BEFORE_NOUNS = frozenset({Kind.DETERMINER, Kind.PREPOSITION, Kind.NUMBER})
#: What stands before a verb rather than before a noun spelt the same.
_BEFORE_VERBS = frozenset(
    {Kind.PRONOUN, Kind.WHO, Kind.TO, Kind.AUXILIARY, Kind.ADVERB, Kind.THAT, Kind.AND}
)


def _is_verb(cue: Cue, previous: Piece | None) -> bool:
    """Whether a form of a verb is a verb where it stands, not a noun or adjective."""
    if previous is None:
        return cue.form in {Form.ING, Form.PAST}
    if cue.form in {Form.ING, Form.PAST}:
        owned = previous.kind is Kind.NAME and previous.lower.endswith("'s")  # "Lind's showing"
        free = previous.kind is not Kind.DETERMINER or previous.lower in _ALONE
        return free and not (owned and cue.form is Form.ING)
    if cue.form is Form.BASE:
        plural = previous.lower.endswith("s") and not cue.noun_like
        return plural or previous.kind in _BEFORE_VERBS
    if not cue.noun_like:
        return previous.kind not in _BEFORE_NOUNS
    if previous.kind is Kind.NAME:
        return not previous.lower.endswith(("'s", "s'"))
    return previous.kind in _BEFORE_VERBS or previous.kind is Kind.QUOTATION
