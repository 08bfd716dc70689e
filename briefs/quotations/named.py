"""Of whom a quotation speaks: persons its words name, and such as the reporter says it is about.

Whom a name means is the cast's to say, from the whole article; somebody who is merely mentioned
beside a quotation is nobody it speaks of.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from briefs.coreference import Occurrence, Resolver
from briefs.model import Quotation, QuotationKind, Span, SpeakerKind
from briefs.segmentation import find_sentences

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


def with_named(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], resolver: Resolver
) -> Iterator[Quotation]:
    """The quotations, each with the persons it speaks of; nobody speaks of himself."""
    around = _Around(text, paragraphs, resolver)
    before = end = 0
    for quotation in quotations:
        if quotation.kind is QuotationKind.INDIRECT:
            yield quotation
            continue
        before, end = end, quotation.contents[-1].end
        if not quotation.speakers:
            yield quotation
            continue
        found = [*_in_words(quotation, resolver), *around.find_about(quotation, before)]
        named = dict.fromkeys(filter(None, (_person(one, resolver) for one in found)))
        others = tuple(name for name in named if name not in quotation.speakers)
        yield replace(quotation, named=others) if others else quotation


def _in_words(quotation: Quotation, resolver: Resolver) -> Iterator[Occurrence]:
    for content in quotation.contents:
        yield from resolver.named_between(content.start, content.end)


class _Around:
    """What the reporter says beside quotations and before them."""

    def __init__(self, text: str, paragraphs: Sequence[Span], resolver: Resolver) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._resolver = resolver
        self._sentences_of = lru_cache(2)(self._find_sentences)

    def find_about(self, quotation: Quotation, before: int) -> Iterator[Occurrence]:
        """Whom its sentence is said to be about, or what leads to it since the one before ended."""
        first, last = quotation.contents[0].start, quotation.contents[-1].end
        number = bisect_left(self._paragraphs, first, key=lambda paragraph: paragraph.end)
        if number == len(self._paragraphs):
            return
        sentences = self._sentences_of(number)
        own = max(0, bisect_right(sentences, first, key=_start) - 1)
        end = max(0, bisect_left(sentences, last, key=_start) - 1)
        if sentences:
            yield from self._in_own(quotation, max(before, sentences[own][0]), sentences[end][1])
        earlier = sentences[bisect_left(sentences, before, key=_start) : own]
        for start, stop in earlier:
            is_next = stop == earlier[-1][1]
            yield from self._in_earlier(quotation, start, stop, _IS_SPOKEN_OF if is_next else None)
        if number and before <= self._paragraphs[number - 1].start:
            for start, stop in self._sentences_of(number - 1):
                yield from self._in_earlier(quotation, start, stop)

    def _find_sentences(self, number: int) -> list[tuple[int, int]]:
        paragraph = self._paragraphs[number]
        return list(find_sentences(self._text, paragraph.start, paragraph.end))

    def _in_own(self, quotation: Quotation, start: int, end: int) -> Iterator[Occurrence]:
        first, last = quotation.contents[0].start, quotation.contents[-1].end
        for name in self._resolver.named_between(start, end):
            if last <= name.start or name.end <= first:
                lead = self._lead(start, name)
                called = 0 <= first - name.end <= _NEAR and _IS_CALLED.search(lead)
                if called or _IS_SPOKEN_OF.search(lead):
                    yield name

    def _in_earlier(
        self, quotation: Quotation, start: int, end: int, tells: re.Pattern[str] | None = None
    ) -> Iterator[Occurrence]:
        """Who is asked about; what else tells counts of the speaker alone.

        What others were asked or did leads to nothing that this speaker says.
        """
        names = self._resolver.named_between(start, end)
        speaks = any(_means(name, quotation.speakers) for name in names)
        for name in names:
            lead = self._lead(start, name)
            is_answer = _IS_ASKED_ABOUT.search(lead) and (speaks or len(names) == 1)
            if is_answer or (speaks and tells and tells.search(lead)):
                yield name

    def _lead(self, start: int, name: Occurrence) -> str:
        return self._text[max(start, name.start - _REACH) : name.start]


def _start(sentence: tuple[int, int]) -> int:
    return sentence[0]


def _means(name: Occurrence, speakers: Collection[str]) -> bool:
    return any(character.name in speakers for character in name.characters)


def _person(name: Occurrence, resolver: Resolver) -> str | None:
    """The one person a name means, by more than a surname."""
    if len(name.characters) != 1 or name.characters[0].kind is not SpeakerKind.PERSON:
        return None
    found = name.characters[0].name
    return found if " " in found or resolver.is_known(found) else None
