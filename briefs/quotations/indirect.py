"""Indirect quotations: what is reported without marks, or around marked words.

Their kind says that the words are the reporter's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from briefs.coreference import MentionKind, Resolver
from briefs.model import Quotation, QuotationKind, Span
from briefs.quotations.annotation import SHORT, SURE
from briefs.quotations.decision import Attribution
from briefs.quotations.learned.mentions import Nominee
from briefs.quotations.learned.scene import Report, Scene
from briefs.quotations.learned.units import MARKED, Units
from briefs.quotations.passages import Quoted
from briefs.quotations.ranking import Settled, mention_of, units_of

#: Below this probability a report is not given at all. At a quarter, precision and recall of the
#: reported words are about even.
LEAST = 0.25
#: The same for one or two words of nobody's: of those below, fewer than half are reported words.
LEAST_BARE = 0.4
#: How sure a report is of its source where it holds words that another was found to say.
_DISAGREED = 0.4
#: A pronoun hardly ever means somebody whom its own clause names afterwards: English would have
#: the name first (binding theory's principle C).
_SELF_NAMED = 0.5
#: Classes of units that are nothing to report by themselves.
_IDLE = frozenset(f"{MARKED},.;:-")
_BE = frozenset({"am", "are", "be", "been", "being", "is", "was", "were"})
_WORD = re.compile(r"[^\W\d_][\w’'-]*\w")


def find_indirect(
    scene: Scene, quoted: Sequence[Quoted], attributions: Settled, resolver: Resolver
) -> Iterator[Quotation]:
    """The indirect quotations in the order of their cues."""
    spoken = {
        unit: attribution
        for words, attribution in zip(quoted, attributions, strict=True)
        for unit in units_of(scene.units, words)
    }
    for sentence in sorted(scene.reports):
        reports = scene.reports[sentence]
        frame = {unit for one in reports if one.source for unit in (one.cue, *_units(one.source))}
        found = []
        for report in reports:
            pieces = [
                piece for piece in report.pieces if _says_something(scene.units, piece, frame)
            ]
            if pieces and _is_likely(report, pieces) and not _is_idiom(scene.units, report):
                found.append(_compose(scene, report, pieces, spoken, resolver))
        yield from (one for one in found if one.speakers or not _is_within(one, found))


def _is_within(one: Quotation, others: Sequence[Quotation]) -> bool:
    """Whether another is said to have reported it: "X said Y had told him …" is X's at least."""
    start, end = one.contents[0].start, one.contents[-1].end
    return any(
        other is not one and content.start <= start and end <= content.end
        for other in others
        for content in other.contents
    )


def reading_place(quotation: Quotation, starts: Sequence[int]) -> tuple[int, bool]:
    """Where a quotation stands in reading order: the clause around marked words behind those.

    `starts`: of the quotations in marks.
    """
    last = quotation.contents[-1].end
    at = quotation.contents[0].start
    if quotation.kind is QuotationKind.INDIRECT:
        low, high = bisect_left(starts, at), bisect_left(starts, last)
        return (starts[high - 1], True) if low < high else (at, True)
    return at, False


def _says_something(units: Units, piece: tuple[int, int], frame: set[int]) -> bool:
    """Whether a stretch holds more than marked words, or who says something else: "Lind said".

    `frame`: the units of who says something, and of their cues.
    """
    return any(units.cls[unit] not in _IDLE and unit not in frame for unit in range(*piece))


def _units(source: Nominee) -> range:
    return range(source.first, source.last)


def _is_likely(report: Report, pieces: Sequence[tuple[int, int]]) -> bool:
    bare = report.source is None and sum(last - first for first, last in pieces) < SHORT
    return report.likely >= (LEAST_BARE if bare else LEAST)


_REQUESTING = frozenset({"ask", "asked", "asking", "asks", "declined", "requested", "wished"})
_ANONYMITY = re.compile(
    r"(?:that (?:his|her|their) name )?(?:not )?(?:to )?(?:not )?(?:be |remain |stay )?"
    r"(?:named|identified|quoted|cited|anonymous|anonymity|unnamed|withheld)\b"
)


def _is_idiom(units: Units, report: Report) -> bool:
    """Whether the cue belongs to a phrase that reports nobody's words on the matter.

    "that said,", "is said to be"; "asked not to be named" is how a journalist got them.
    """
    low, cue = units.low, report.cue
    if low[cue] in _REQUESTING and _ANONYMITY.match(" ".join(low[cue + 1 : cue + 6])):
        return True
    if not 0 < cue < len(low) - 1 or low[cue] != "said":
        return False
    before, after = low[cue - 1], low[cue + 1]
    passive = report.source is None and before in _BE and after == "to"
    return passive or (before == "that" and after == ",")


def _compose(
    scene: Scene,
    report: Report,
    pieces: Sequence[tuple[int, int]],
    spoken: dict[int, Attribution | None],
    resolver: Resolver,
) -> Quotation:
    units = scene.units
    contents = tuple(_span(units.text, units.start[a], units.end[b - 1]) for a, b in pieces)
    mention = mention_of(scene, report.source) if report.source else None
    confidence = _agreed(scene, report, spoken) if mention else report.likely
    speakers: tuple[str, ...] = ()
    if mention and confidence >= SURE:
        found = resolver.resolve_mention(mention)
        confidence *= found.certainty
        if mention.kind is MentionKind.PRONOUN and _names(contents, found.speakers):
            confidence *= _SELF_NAMED
        speakers = found.speakers if confidence >= SURE else ()
    return Quotation(
        kind=QuotationKind.INDIRECT,
        short=sum(len(content.text.split()) for content in contents) < SHORT,
        contents=contents,
        cue=_span(units.text, units.start[report.cue], units.end[report.cue]),
        sources=(_span(units.text, mention.start, mention.end),) if mention else (),
        speakers=speakers,
        topics=(),
        confidence=round(confidence, 3),
    )


def _names(contents: Sequence[Span], speakers: Sequence[str]) -> bool:
    """Whether the reported words name their speaker, as in "he said that Lind wants more"."""
    words = {word for content in contents for word in _WORD.findall(content.text)}
    return any(name.split()[-1] in words for name in speakers)


def _agreed(scene: Scene, report: Report, spoken: dict[int, Attribution | None]) -> float:
    """How sure a report is, given what was decided about the marked words that it holds."""
    sure = report.sure
    for first, last in report.pieces:
        for unit in range(first, last):
            if scene.units.cls[unit] != MARKED:
                continue
            inner = spoken.get(unit)
            same = inner is not None and report.source and _same(scene, report, inner)
            sure = min(sure, inner.reliability if inner and same else _DISAGREED)
    return sure


def _same(scene: Scene, report: Report, inner: Attribution) -> bool:
    """Whether a report's source and that of marked words are one mention, or one name."""
    assert report.source
    units = scene.units
    start, end = units.start[report.source.first], units.end[report.source.last - 1]
    if start < inner.mention.end and inner.mention.start < end:
        return True
    name = units.text[units.start[report.source.head] : units.end[report.source.head]]
    return report.source.kind == "n" and units.text.endswith(name, 0, inner.mention.head_end)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])
