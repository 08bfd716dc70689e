"""Quote marks: which ones open, which close, which are none, and the marked words between them.

The web turns marks round, doubles, drops and mis-decodes them, so no single mark is believed. Each
paragraph is read as a whole: every mark may open, close or mean nothing, each reading has a price
by its glyph and by what stands around it (prices), and the cheapest reading of the paragraph wins
(reading). A paragraph left open hands its quotation on to a next one that opens with a mark.
What is said in a transcript or a statement (transcript) needs no marks: it is taken for marked.
Whether marked words are a quotation, and whose, is left to quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.marks.nicknames import NICKNAME, find_nicknames
from briefs.marks.prices import DOUBLE, SINGLE, opens_elision
from briefs.marks.reading import Piece, read_pieces
from briefs.marks.transcript import SpeakerTurn, find_speaker_turns
from briefs.model import Span

__all__ = ["NICKNAME", "Marked", "find_marked", "find_nicknames"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """Words between quote marks within one paragraph."""

    start: int  #: of the words, white space left out
    end: int
    outer_start: int  #: with their marks
    outer_end: int
    paragraph: int  #: which of the paragraphs, from 0
    continues: bool  #: goes on from the marked words before, whose paragraph was left open
    label: tuple[int, int] | None = None  #: where the page, without marks, names the speaker


def find_marked(
    text: str, paragraphs: Sequence[Span], title: Span | None = None
) -> tuple[Marked, ...]:
    """The outermost marked words of the paragraphs, in order; marked words inside them are theirs.

    Single marks count where no double ones are around them, and come first in an article that
    opens its quotations with single marks, as British papers do.
    """
    first, second = (SINGLE, DOUBLE) if _prefers_single(text, paragraphs) else (DOUBLE, SINGLE)
    found: list[Marked] = []
    left_open = False
    turns = find_speaker_turns(text, paragraphs, title)
    for number, paragraph in enumerate(paragraphs):
        turn = turns.get(number)
        if turn:
            found.append(_said(turn, number))
            left_open = False
            continue
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        goes_on = following is not None and first.begins(text, following)
        outer = read_pieces(text, paragraph.start, paragraph.end, first, goes_on=goes_on)
        gaps = _gaps(paragraph, outer)
        inner = [piece for gap in gaps for piece in read_pieces(text, *gap, second, goes_on=False)]
        nicknames = set(find_nicknames(text, paragraph.start, paragraph.end))
        pieces = sorted(piece for piece in (*outer, *inner) if piece[:2] not in nicknames)
        for piece in pieces:
            continues = left_open and piece is pieces[0] and piece.outer_start == paragraph.start
            found += _marked(text, piece, number, continues=continues)
        left_open = bool(outer) and outer[-1].open
    return tuple(found)


_SINGLE_OPENS = re.compile(r"['‘](?=[^\W\d_])(?:(?<=[\s(\[—–]['‘])|(?<!.['‘]))", re.DOTALL)
#: Single marks about a sentence: ‘My sergeant said “go” and so we went,’
_SINGLE_STRETCH = re.compile(
    r"(?:(?<=[\s(\[—–])|\A)['‘](?=[^\W\d_a-z])[^\n‘]{10,1000}?[,.?!…]['’](?=\s|\Z)"
)
_DOUBLE_ANY = re.compile(r"[\"“„«]|``|''")


def _prefers_single(text: str, paragraphs: Sequence[Span]) -> bool:
    """Whether more quotations seem to open with single marks than with double ones.

    Double marks within single ones do not count against these.
    """
    if not paragraphs:
        return False
    start, end = paragraphs[0].start, paragraphs[-1].end
    openings = [mark.end() for mark in _SINGLE_OPENS.finditer(text, start, end)]
    if not openings:
        return False
    singles = sum(not opens_elision(text, at) for at in openings)
    within = sum(
        len(_DOUBLE_ANY.findall(text, *stretch.span()))
        for stretch in _SINGLE_STRETCH.finditer(text, start, end)
    )
    return singles > len(_DOUBLE_ANY.findall(text, start, end)) - within


def _gaps(paragraph: Span, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    at = paragraph.start
    for piece in pieces:
        yield at, piece.outer_start
        at = piece.outer_end
    yield at, paragraph.end


def _marked(text: str, piece: Piece, paragraph: int, *, continues: bool) -> Iterator[Marked]:
    words = text[piece.start : piece.end]
    if not words.strip():
        return
    yield Marked(
        start=piece.start + len(words) - len(words.lstrip()),
        end=piece.start + len(words.rstrip()),
        outer_start=piece.outer_start,
        outer_end=piece.outer_end,
        paragraph=paragraph,
        continues=continues,
    )


def _said(turn: SpeakerTurn, paragraph: int) -> Marked:
    return Marked(
        start=turn.start,
        end=turn.end,
        outer_start=turn.start,
        outer_end=turn.end,
        paragraph=paragraph,
        continues=False,
        label=turn.label,
    )
