"""Of whom a quotation speaks: persons its words name, and such as the reporter says it is about.

Whom a name means is the cast's to say, from the whole article; somebody who is merely mentioned
beside a quotation is nobody it speaks of.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from briefs.coreference import Occurrence, Resolver
from briefs.model import Quotation, QuotationKind, Span, SpeakerKind

#: Characters before a name in which the reporter says that it is what is spoken about.
_REACH: Final = 90
#: Between the words that call somebody something and those it is.
_NEAR: Final = 6

_ASKED: Final = (
    r"(?:asked|pressed|questioned|quizzed|grilled|question|questions)"
    r"(?:(?:\s\w+){0,6}?\s(?:about|of|on|regarding)|(?:\s\w+){0,3}?\s(?:whether|if|why|how))"
)
_SPEAKING: Final = (
    r"about|concerning|regarding|"
    r"(?:said|says|saying|spoke|speaking|wrote|tweeted|commenting|commented|comments?|remarks?|"
    r"view|opinion|criticism|praise)(?:\s\w+){0,2}?\s(?:of|on)|"
    r"(?:response|responding|responded|replying|replied|reply|reacting|reacted)\sto|"
    r"(?:accus|criticis|criticiz|prais|condemn|denounc|blam|mock|defend|rebuk|dismiss|thank|"
    r"congratulat|challeng|urg)(?:e|es|ed|s|ing)?"
)
#: What may stand between those words and a name: "about the former US President".
_TITLES: Final = r"(?:\s(?:the|then|former|outgoing|incoming|his|her|and|of|for|[A-Z][\w.’'-]*))*\s"

_IS_SPOKEN_OF: Final = re.compile(rf"\b(?i:{_ASKED}|{_SPEAKING}){_TITLES}\Z")
_IS_ASKED_ABOUT: Final = re.compile(rf"\b(?i:{_ASKED}){_TITLES}\Z")
#: "called Lind “a friend”"
_IS_CALLED: Final = re.compile(
    rf"\b(?i:call|describ|brand|label|labell|term)(?:e|es|ed|s|ing){_TITLES}\Z"
)
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’)]*\s|\Z")


def with_named(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], resolver: Resolver
) -> Iterator[Quotation]:
    """The quotations, each with the persons it speaks of; nobody speaks of himself."""
    marked = [one for one in quotations if one.kind is not QuotationKind.INDIRECT]
    starts = [one.contents[0].start for one in marked]
    for quotation in quotations:
        if quotation.kind is QuotationKind.INDIRECT or not quotation.speakers:
            yield quotation
            continue
        place = starts.index(quotation.contents[0].start)
        before = marked[place - 1].contents[-1].end if place else 0
        found = [
            *_in_words(quotation, resolver),
            *_in_sentence(text, paragraphs, quotation, before, resolver),
        ]
        named = dict.fromkeys(filter(None, (_person(one, resolver) for one in found)))
        others = tuple(name for name in named if name not in quotation.speakers)
        yield replace(quotation, named=others) if others else quotation


def _in_words(quotation: Quotation, resolver: Resolver) -> Iterator[Occurrence]:
    for content in quotation.contents:
        yield from resolver.named_between(content.start, content.end)


def _in_sentence(
    text: str,
    paragraphs: Sequence[Span],
    quotation: Quotation,
    before: int,
    resolver: Resolver,
) -> Iterator[Occurrence]:
    """Names beside the quotation, and in a question before it, that it is said to be about."""
    first, last = quotation.contents[0].start, quotation.contents[-1].end
    number = bisect_left(paragraphs, first, key=lambda paragraph: paragraph.end)
    if number == len(paragraphs):
        return
    paragraph = paragraphs[number]
    ended = _SENTENCE_END.search(text, before, first) if before > paragraph.start else None
    end = _SENTENCE_END.search(text, last, paragraph.end)
    beside = max(paragraph.start, ended.end() if ended else 0), end.start() if end else last
    for name in resolver.named_between(*beside):
        if last <= name.start or name.end <= first:
            lead = text[max(beside[0], name.start - _REACH) : name.start]
            called = 0 <= first - name.end <= _NEAR and _IS_CALLED.search(lead)
            if called or _IS_SPOKEN_OF.search(lead):
                yield name
    if number and before <= paragraphs[number - 1].start:
        asked = paragraphs[number - 1]
        for name in resolver.named_between(asked.start, asked.end):
            if _IS_ASKED_ABOUT.search(text[max(asked.start, name.start - _REACH) : name.start]):
                yield name


def _person(name: Occurrence, resolver: Resolver) -> str | None:
    """The one person a name means, by more than a surname."""
    if len(name.characters) != 1 or name.characters[0].kind is not SpeakerKind.PERSON:
        return None
    found = name.characters[0].name
    return found if " " in found or resolver.is_known(found) else None
