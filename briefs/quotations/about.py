"""Which words tell what a quotation is about: its own, its sentence's, and those it answers.

What it answers is the reporter's sentence right before, if that is the same speaker's: "Asked about
Chad, Lind paused." Nothing farther off counts; who speaks is no topic, and nor is his office.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from briefs.coreference.names import find_names
from briefs.coreference.places import is_place
from briefs.model import Quotation, QuotationKind, Span
from briefs.segmentation import find_sentences
from briefs.whoswho import WhosWho

#: Of a monster of a sentence so many characters on either side of the words.
_REACH: Final = 600
#: Of the sentence before, so many at its end.
_LEAD: Final = 400

_ASKED: Final = re.compile(
    r"\b(?:asked|pressed|questioned|quizzed|grilled|questions?|answer(?:ed|ing)|repl(?:ied|ying)|"
    r"respon(?:ded|ding|se)|turn(?:ed|ing)|refer(?:red|ring)|comment(?:ed|ing)|sp(?:oke|eaking)|"
    r"address(?:ed|ing)|talk(?:ed|ing)|mention(?:ed|ing)|rais(?:ed|ing))\b",
    re.IGNORECASE,
)
#: Names are followed by what somebody is, and titles stand for somebody: "the NATO chief".
_APPOSITION: Final = re.compile(r",\s(?:the\s|a\s|an\s)?([^,.;]{3,70}),")
_THE: Final = re.compile(r"\b[Tt]he\s")
_WORD: Final = re.compile(r"\S+")
_MOST_TITLE_WORDS, _LONGEST_TITLE = 6, 80


class Surroundings:
    """The text around the quotations of one article."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Span],
        quotations: Sequence[Quotation],
        whoswho: WhosWho,
    ) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._starts = [paragraph.start for paragraph in paragraphs]
        self._said = sorted(
            (
                (content, one.speakers)
                for one in quotations
                if one.kind is not QuotationKind.INDIRECT
                for content in one.contents
            ),
            key=lambda said: said[0].start,
        )
        #: How far those up to each of them reach, as one may stand within another.
        self._reached = [*accumulate((content.end for content, _ in self._said), max)]
        self._whoswho = whoswho
        self._sentences_of = lru_cache(8)(self._find_sentences)

    def words_about(self, quotation: Quotation) -> str:
        """What tells its topics, what tells nothing being blanks."""
        if quotation.kind is QuotationKind.INDIRECT:  # a clause of the reporter's tells by itself
            return " ".join(content.text for content in quotation.contents)
        place = bisect_right(self._starts, quotation.contents[0].start) - 1
        start, end, before = self._find_own(quotation, place)
        own = self._blanked(start, end, [*quotation.sources, *self._others(quotation, start, end)])
        lead = self._find_lead(quotation, before)
        return f"{lead}\n\n{own}" if lead else own

    def _find_sentences(self, place: int) -> list[tuple[int, int]]:
        paragraph = self._paragraphs[place]
        return list(find_sentences(self._text, paragraph.start, paragraph.end))

    def _find_own(
        self, quotation: Quotation, place: int
    ) -> tuple[int, int, tuple[int, int] | None]:
        """From where to where its sentences go, and the sentence before them."""
        first, last = quotation.contents[0].start, quotation.contents[-1].end
        parts = [*quotation.sources, *([quotation.cue] if quotation.cue else [])]
        low = min([first, *(one.start for one in parts if first - _REACH < one.start)])
        high = max([last, *(one.end for one in parts if one.end < last + _REACH)])
        sentences = self._sentences_of(place)
        at = max(0, bisect_right([start for start, _ in sentences], low) - 1)
        start = max(sentences[at][0], first - _REACH) if sentences else first
        ends = (end for _, end in sentences if end >= high)
        end = min(next(ends, high), last + _REACH)
        if at:
            before: tuple[int, int] | None = sentences[at - 1]
        else:
            earlier = self._sentences_of(place - 1) if place > 0 else []
            before = earlier[-1] if earlier else None
        return min(start, first), max(end, last), before

    def _others(self, quotation: Quotation, start: int, end: int) -> Iterator[Span]:
        """What others say in the same sentences."""
        for content, speakers in self._said_between(start, end):
            if speakers != quotation.speakers:
                yield content

    def _said_between(self, start: int, end: int) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """The marked words that stand there, and whose they are."""
        low = bisect_right(self._reached, start)
        high = bisect_left(self._said, end, key=lambda said: said[0].start)
        return (said for said in self._said[low:high] if said[0].end > start)

    def _blanked(self, start: int, end: int, spans: Iterable[Span]) -> str:
        words = self._text[start:end]
        for span in spans:
            low, high = max(span.start, start) - start, min(span.end, end) - start
            if low < high:
                words = words[:low] + " " * (high - low) + words[high:]
        return words

    def _find_lead(self, quotation: Quotation, before: tuple[int, int] | None) -> str | None:
        """The reporter's words of the sentence before, if it leads to the quotation."""
        if before is None:
            return None
        start, end = max(before[0], before[1] - _LEAD), before[1]
        said = list(self._said_between(start, end))
        if any(speakers != quotation.speakers for _, speakers in said):
            return None
        reporters = self._blanked(start, end, (content for content, _ in said))
        surnames = {name.rpartition(" ")[2] for name in quotation.speakers}
        named = any(surname in reporters for surname in surnames)
        introduces = reporters.rstrip().endswith(":")
        if not (named or introduces or _ASKED.search(reporters)):
            return None
        people = [
            name
            for name in find_names(reporters, 0, len(reporters))
            if not name.impersonal and not is_place(name.printed)
        ]
        speaking = [name for name in people if name.words[-1] in surnames]
        if not speaking and (named or any(name.personal or name.titled for name in people)):
            return None
        return self._without_offices(reporters, [(name.start, name.end) for name in speaking])

    def _without_offices(self, words: str, speakers: Iterable[tuple[int, int]]) -> str:
        """The words without the speaker, his title and what he is."""
        for start, end in speakers:
            low = self._find_title(words, start)
            words = words[:low] + " " * (end - low) + words[end:]
            what = _APPOSITION.match(words, end)
            if what and self._whoswho.holders(what[1]):
                words = words[:end] + " " * (what.end() - end) + words[what.end() :]
        return self._blank_titles(words)

    def _find_title(self, words: str, at: int) -> int:
        """Where the title before a name begins; where the name does, if there is none."""
        before = list(_WORD.finditer(words, max(0, at - _LONGEST_TITLE), at))[-_MOST_TITLE_WORDS:]
        for word in before:
            if self._whoswho.holders(words[word.start() : at]):
                return word.start()
        return at

    def _blank_titles(self, words: str) -> str:
        """Titles that stand for somebody: "the NATO chief"."""
        for found in list(_THE.finditer(words)):
            following = list(_WORD.finditer(words[found.end() : found.end() + _LONGEST_TITLE]))
            for count in range(min(_MOST_TITLE_WORDS, len(following)), 0, -1):
                end = found.end() + following[count - 1].end()
                title = words[found.end() : end].strip(" ,.;:")
                if self._whoswho.holders(title):
                    words = words[: found.start()] + " " * (end - found.start()) + words[end:]
                    break
        return words
