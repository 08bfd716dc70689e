"""From attributions to quotations: pieces joined, kinds told, speakers named where it is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.coreference import Resolver
from briefs.cues import VERBS, Form, Strength
from briefs.model import Quotation, QuotationKind, Span
from briefs.quotations.decision import Attribution, quoted_text
from briefs.quotations.passages import Quoted
from briefs.quotations.rules import Rule
from briefs.quotations.wording import opens_like_speech
from briefs.segmentation import find_sentences

#: Below this confidence nobody is named: docs/extraction.md has what it costs and saves.
SURE = 0.76
#: From this probability on the ranker alone makes a quotation of words that are no sentence.
LIKELY = 0.9
#: What speech without any attribution is worth: most of it is a quotation, nobody knows whose.
_UNATTRIBUTED = 0.3
#: A quotation of fewer words is kept, never shown.
SHORT = 3
_SENTENCE_OF_WORDS = 6
_AFTER_ATTRIBUTION = 120
_ENDINGS = (".", "!", "?", "…", ",", "—")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Group:
    """Quoted words that make one quotation."""

    words: tuple[Quoted, ...]
    attribution: Attribution | None


def annotate(
    text: str,
    quoted: Sequence[Quoted],
    attributions: Sequence[Attribution | None],
    resolver: Resolver,
) -> Iterator[Quotation]:
    """The quotations in reading order. Marked words that are none of them are left out."""
    for group in _grouped(text, quoted, attributions):
        found = group.attribution
        likely = found is not None and (found.rule or found.reliability >= LIKELY)
        if likely or _is_speech(text, group.words[0]):
            yield _compose(text, group, resolver)


# ------------------------------------------------------------------ one quotation or two


def _grouped(
    text: str, quoted: Sequence[Quoted], attributions: Sequence[Attribution | None]
) -> Iterator[_Group]:
    """The quoted words that make one quotation each; titles between two do not part them."""
    group: list[Quoted] = []
    held: Attribution | None = None
    latest: Attribution | None = None
    for words, attribution in zip(quoted, attributions, strict=True):
        if attribution is None and not _is_speech(text, words):
            continue
        if (
            group
            and latest
            and attribution
            and _are_one(text, group[-1], words, latest, attribution)
        ):
            group.append(words)
        else:
            if group:
                yield _Group(tuple(group), held)
            group, held = [words], attribution
        latest = attribution
    if group:
        yield _Group(tuple(group), held)


def _are_one(
    text: str, first: Quoted, second: Quoted, held: Attribution, attribution: Attribution
) -> bool:
    """Whether one paragraph holds both and nothing but their attribution stands between."""
    end, start = first.pieces[-1].outer_end, second.pieces[0].outer_start
    if first.pieces[-1].paragraph != second.pieces[0].paragraph:
        return False
    if held.mention == attribution.mention and held.cue == attribution.cue:
        return _is_attribution(text, end, start, held)
    own = attribution.cue is not None and end <= attribution.cue[0] < start
    if own:
        return second.set_off and _says_twice(text, end, start, held, attribution)
    behind = held.rule in {Rule.TRAILING, Rule.INVERTED}
    return behind and _goes_on(text, first, second) and _is_attribution(text, end, start, held)


def _goes_on(text: str, first: Quoted, second: Quoted) -> bool:
    """Whether a sentence is interrupted: “We,” he said, “will stay,” he added, “for good”."""
    begun = quoted_text(text, first).endswith(",")
    return begun and quoted_text(text, second)[:1].islower()


def _says_twice(text: str, start: int, end: int, first: Attribution, second: Attribution) -> bool:
    """Whether an attribution has two verbs, as in: “We will stay,” he said, adding: “For good”."""
    if first.mention != second.mention or not first.cue or not second.cue:
        return False
    if not start <= first.cue[0] < second.cue[0] < end or _WORD.search(text, second.cue[1], end):
        return False
    return _is_attribution(text, start, second.cue[0], first)


def _is_attribution(text: str, start: int, end: int, attribution: Attribution) -> bool:
    places = [(attribution.mention.start, attribution.mention.end)]
    places += [attribution.cue] if attribution.cue else []
    first, last = min(places)[0], max(place[1] for place in places)
    if not start <= first <= last <= end or _WORD.search(text, start, first):
        return False
    if end - last > _AFTER_ATTRIBUTION or len(list(find_sentences(text, start, end))) > 1:
        return False
    return not any(
        VERBS[word].strength is Strength.SAYING or VERBS[word].form is Form.ING
        for word in _WORD.findall(text[last:end].lower())
        if word in VERBS
    )


# ------------------------------------------------------------------ the quotation


def _compose(text: str, group: _Group, resolver: Resolver) -> Quotation:
    attribution = group.attribution
    contents = tuple(
        _span(text, piece.start, piece.end) for words in group.words for piece in words.pieces
    )
    speakers: tuple[str, ...] = ()
    confidence = _UNATTRIBUTED
    if attribution:
        speakers, confidence = _name_speakers(attribution, resolver)
    mention = attribution.mention if attribution else None
    relay = attribution.relay if attribution else None
    return Quotation(
        kind=_kind_of(text, group.words[0], attribution),
        short=sum(len(content.text.split()) for content in contents) < SHORT,
        contents=contents,
        cue=_span(text, *attribution.cue) if attribution and attribution.cue else None,
        sources=tuple(_span(text, one.start, one.end) for one in (mention, relay) if one),
        speakers=speakers if confidence >= SURE else (),
        topics=(),
        confidence=confidence,
    )


def _name_speakers(attribution: Attribution, resolver: Resolver) -> tuple[tuple[str, ...], float]:
    found = resolver.resolve_mention(attribution.mention)
    return found.speakers, round(attribution.reliability * found.certainty, 3)


def _kind_of(text: str, words: Quoted, attribution: Attribution | None) -> QuotationKind:
    """Direct when the words are a sentence of the speaker's, not a part of the reporter's."""
    printed = quoted_text(text, words)
    rule = attribution.rule if attribution else None
    capital = opens_like_speech(printed)
    if rule is Rule.TURN:
        return QuotationKind.DIRECT
    if words.opens_sentence:
        whole = words.ends_sentence or printed.endswith(_ENDINGS)
        whole = whole or len(printed.split()) >= _SENTENCE_OF_WORDS
        direct = whole and (capital or rule in {Rule.TRAILING, Rule.INVERTED})
    else:
        direct = capital and words.set_off
    return QuotationKind.DIRECT if direct else QuotationKind.MIXED


def _is_speech(text: str, words: Quoted) -> bool:
    """Whether words that nobody is said to have said are a quotation all the same."""
    printed = quoted_text(text, words)
    if not words.opens_sentence or not opens_like_speech(printed):
        return False
    return (
        printed.endswith((".", "!", "?", "…", ",")) and len(printed.split()) >= _SENTENCE_OF_WORDS
    )


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])
