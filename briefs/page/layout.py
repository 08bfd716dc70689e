"""Which lines of a page are the article: its headline and its paragraphs, by wording and place.

    lines ▸ kind by wording ▸ settled by neighbours ▸ headline, paragraphs, details

A line that may be speech is kept when in doubt: losing a quotation costs more than a stray heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice, pairwise

from briefs.model import Span
from briefs.page import dates, furniture
from briefs.page.publishers import find_outlet


class LineKind(StrEnum):
    """What a line of the page is."""

    PARAGRAPH = "paragraph"
    HEADLINE = "headline"
    HEADING = "heading"  #: standfirst, subheading, headline of another article
    CAPTION = "caption"
    DETAIL = "detail"  #: byline, date, contributors
    FURNITURE = "furniture"  #: buttons and notices
    RELATED = "related"  #: opens a block of other headlines
    COMMENTS = "comments"  #: opens readers' comments


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line with what it is; the span is without the white space around it."""

    span: Span
    kind: LineKind


_LINE = re.compile(r"[^\r\n\v\f\u2028\u2029]+")
_CLOSING = re.compile(r"[.!?…:;,—‽。।؟\uff01\uff1f\u06d4]['\"’”»›)\]}*`´\s]*\Z")
_END = 24

_HEADLINE_LENGTH = 250
_HEADING_LENGTH = 110
_HEADING_WORDS = 14
_HEADLINE_WORDS = 3
_OPENING_LINES = 3
_OPENING_LENGTH = 1000
_REPEATED = 20
_BEGUN = 2  #: paragraphs after which "Leave a comment" is no link to the page's foot

#: A comma before the closing mark is an attribution's: `"Would you?," asks the teacher`.
_COMMA_IN_MARKS = re.compile(r",['\"’”]\s")
_MARKED = re.compile(r"(?:.*:\s*)?[“\"„«].*[”\"“»]")
#: A signature behind somebody's words: “…” — Anna Lind, minister
_SIGNED = re.compile(r"[“\"„«‘'].*[”\"“»’']\s?[-–—―]{1,2}\s?[^\W\d_a-z].*")
#: The same on a line of its own: — Anna Lind, minister
_SIGNATURE = re.compile(r"[-–—―]{1,2}\s?[^\W\d_a-z][^.!?:\"“”]{2,90}")
_ENDS_MARKED = re.compile(r"[”\"’»]\s*\Z")
_OPENING = re.compile(r"[“\"„«‘'`]")
_MARK = re.compile(r"[“”\"„«»`]|(?<!\w)['‘]|['’](?!\w)")
_SENTENCE_END = re.compile(r"\b[a-z]{4,}[.!?]['\"’”)]?\s+['\"“‘(]?[A-Z]")


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of the page that are not blank, in order, each with its kind."""
    lines = [_line(match) for match in _LINE.finditer(text) if not match[0].isspace()]
    _settle_repeats(lines)
    _settle_headline(lines)
    _settle_signatures(lines)
    _settle_blocks(lines)
    return tuple(lines)


def _line(match: re.Match[str]) -> Line:
    raw = match[0]
    line = raw.strip()
    start = match.start() + len(raw) - len(raw.lstrip())
    return Line(span=Span(start=start, end=start + len(line), text=line), kind=_kind(line))


def _kind(line: str) -> LineKind:
    """What the line is by its own wording, before its neighbours have had their say."""
    if furniture.opens_comments(line):
        return LineKind.COMMENTS
    if furniture.opens_related(line):
        return LineKind.RELATED
    if furniture.is_button(line) or furniture.is_notice(line) or furniture.is_address(line):
        return LineKind.FURNITURE
    if dates.is_date_line(line) or furniture.is_byline(line):
        return LineKind.DETAIL
    if furniture.is_caption(line):
        return LineKind.CAPTION
    return LineKind.HEADING if _is_heading(line) else LineKind.PARAGRAPH


def _is_heading(line: str) -> bool:
    """Whether a line reads as a heading: short, open-ended and not somebody's words."""
    if len(line) > _HEADING_LENGTH or len(line.split()) > _HEADING_WORDS or _is_closed(line):
        return False
    return line.isupper() or not (_may_be_speech(line) or _SENTENCE_END.search(line))


def _is_closed(line: str) -> bool:
    return _CLOSING.search(line[-_END:]) is not None


def _may_be_speech(line: str) -> bool:
    if _COMMA_IN_MARKS.search(line) or _MARKED.fullmatch(line) or _SIGNED.fullmatch(line):
        return True
    return _OPENING.match(line) is not None and _MARK.search(line, 1) is None


def _settle_repeats(lines: list[Line]) -> None:
    """A caption is often saved twice, first without its credit; other repeats say nothing new."""
    for index, (line, following) in enumerate(pairwise(lines)):
        if len(line.span.text) < _REPEATED or not following.span.text.startswith(line.span.text):
            continue
        if following.kind is LineKind.CAPTION:
            lines[index] = replace(line, kind=LineKind.CAPTION)
        elif following.span.text == line.span.text:
            lines[index] = replace(line, kind=LineKind.FURNITURE)


def _settle_signatures(lines: list[Line]) -> None:
    """Who signs somebody's words belongs to them: “…” and below it — Anna Lind, minister."""
    for index, (line, following) in enumerate(pairwise(lines), 1):
        signs = _SIGNATURE.fullmatch(following.span.text) is not None
        if signs and line.kind is LineKind.PARAGRAPH and _ENDS_MARKED.search(line.span.text):
            lines[index] = replace(following, kind=LineKind.PARAGRAPH)


def _settle_headline(lines: list[Line]) -> None:
    """One open-ended line above the article is its headline; the others, menus, standfirsts."""
    above = []
    for index in _lines_above_article(lines):
        if find_outlet(lines[index].span.text):  # the masthead
            lines[index] = replace(lines[index], kind=LineKind.DETAIL)
        else:
            above.append(index)
            lines[index] = replace(lines[index], kind=LineKind.HEADING)
    if above:
        index = _headline(lines, above)
        lines[index] = replace(lines[index], kind=LineKind.HEADLINE)


def _headline(lines: Sequence[Line], above: Sequence[int]) -> int:
    """The first line whose words the article's opening takes up, as it does with no menu."""
    wordy = [index for index in above if len(_words(lines[index])) >= _HEADLINE_WORDS]
    paragraphs = (line for line in lines[above[-1] :] if line.kind is LineKind.PARAGRAPH)
    opening = {word for line in islice(paragraphs, _OPENING_LINES) for word in _words(line)}
    shared = {index: _share(_words(lines[index]), opening) for index in wordy}
    enough = max(shared.values(), default=0) / 2
    return next((index for index in wordy if shared[index] >= enough), above[0])


def _words(line: Line) -> list[str]:
    return line.span.text[:_OPENING_LENGTH].casefold().split()


def _share(words: Sequence[str], others: set[str]) -> float:
    return sum(word in others for word in words) / len(words)


def _lines_above_article(lines: Sequence[Line]) -> tuple[int, ...]:
    found: list[int] = []
    for index, line in enumerate(lines):
        if line.kind is LineKind.PARAGRAPH and not _may_be_headline(line.span.text):
            return tuple(found)
        if line.kind in {LineKind.PARAGRAPH, LineKind.HEADING}:
            found.append(index)
    return ()


def _may_be_headline(line: str) -> bool:
    return (
        len(line) <= _HEADLINE_LENGTH
        and not _is_closed(line)
        and _COMMA_IN_MARKS.search(line) is None
    )


def _settle_blocks(lines: list[Line]) -> None:
    """Headlines of other articles last until a paragraph comes; readers' comments, to the end."""
    block: LineKind | None = None
    begun = 0
    for index, line in enumerate(lines):
        paragraph = line.kind is LineKind.PARAGRAPH and _is_closed(line.span.text)
        if line.kind is LineKind.COMMENTS and begun >= _BEGUN:
            block = LineKind.COMMENTS
        elif line.kind is LineKind.RELATED and block is None:
            block = LineKind.HEADING
        elif block is LineKind.HEADING and paragraph and _is_prose(line.span.text):
            block = None
        elif block is not None and line.kind is LineKind.PARAGRAPH:
            lines[index] = replace(line, kind=block)
        begun += paragraph and block is None


def _is_prose(line: str) -> bool:
    """Whether a closed line is too long for a headline, or reports speech as none does."""
    return len(line.split()) > _HEADING_WORDS or _COMMA_IN_MARKS.search(line) is not None
