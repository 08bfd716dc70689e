"""Marked words in the paragraphs of an article, and who is said to have said them.

A first, plain version: straight and curly marks, "X said" and "said X" beside them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from briefs.model import Quotation, QuotationKind, Span
from briefs.whoswho import WhosWho

_MARKED = re.compile(r'[“"]([^“”"\n]+)[”"]')
_SAYS = r"(?P<cue>said|says|told|added|warned|argued)"
_NAME = r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*|he|she|they)"
_TRAILING = re.compile(
    rf"\s*(?:{_NAME} {_SAYS}|{_SAYS.replace('cue', 'cue2')} {_NAME.replace('name', 'name2')})\b"
)
_LEADING = re.compile(rf"{_NAME} {_SAYS}\W*\Z")
_SHORT = 3
_REACH = 80
_SURE = 0.9
_UNSURE = 0.3


def find_quotations(
    text: str, paragraphs: Sequence[Span], *, whoswho: WhosWho, on: dt.date | None
) -> tuple[Quotation, ...]:
    """The quotations of the paragraphs, in reading order, without topics."""
    return tuple(_find(text, paragraphs, whoswho, on))


def _find(
    text: str, paragraphs: Sequence[Span], whoswho: WhosWho, on: dt.date | None
) -> Iterator[Quotation]:
    for paragraph in paragraphs:
        for marked in _MARKED.finditer(text, paragraph.start, paragraph.end):
            content = _span(text, marked.start(1), marked.end(1))
            before = max(paragraph.start, marked.start() - _REACH)
            said = _TRAILING.match(text, marked.end(), paragraph.end) or _LEADING.search(
                text, before, marked.start()
            )
            yield _attributed(text, content, said, whoswho, on)


def _attributed(
    text: str, content: Span, said: re.Match[str] | None, whoswho: WhosWho, on: dt.date | None
) -> Quotation:
    inverted = said is not None and said.groupdict().get("name2")
    name, cue = ("name2", "cue2") if inverted else ("name", "cue")
    mention = said and _span(text, *said.span(name))
    person = mention and whoswho.find_person(mention.text)
    speaker = person.name if person else mention and whoswho.resolve_title(mention.text, on)
    return Quotation(
        kind=QuotationKind.DIRECT if content.text[:1].isupper() else QuotationKind.MIXED,
        short=len(content.text.split()) < _SHORT,
        contents=(content,),
        cue=said and _span(text, *said.span(cue)),
        sources=(mention,) if mention else (),
        speakers=(speaker,) if speaker else (),
        topics=(),
        confidence=_SURE if speaker else _UNSURE,
    )


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])
