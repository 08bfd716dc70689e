"""Annotated articles -> examples of every decision, with the right candidates marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefs.coreference import read_resolver
from briefs.learning.gold import (
    Annotated,
    cue_units,
    gold_of,
    is_source,
    touches_source,
    units_in,
)
from briefs.learning.linear import Example
from briefs.learning.scoring import Found, Group, match, pool
from briefs.marks import find_marked
from briefs.page import read_page
from briefs.quotations.decision import settle
from briefs.quotations.learned.cueview import CueView
from briefs.quotations.learned.mentions import Nominee
from briefs.quotations.learned.options import find_options
from briefs.quotations.learned.reports import find_reports
from briefs.quotations.learned.scene import Scene
from briefs.quotations.learned.speakers import find_choices, standing, sure_features
from briefs.quotations.learned.units import Units
from briefs.quotations.learned.view import Previous
from briefs.quotations.learned.weights import Model
from briefs.quotations.passages import find_quoted
from briefs.quotations.ranking import read_scene
from briefs.whoswho import load_whoswho

#: How far a candidate may be off for the nearest one to be taught as right.
_ALIKE = 0.5
_NEAR_START = 3
_NEAR_END = 2
REPORTED = ("cue", "source", "start", "end", "back")


def scene_of(article: Annotated) -> Scene:
    """An article as the ranker sees it, the rules' votes included."""
    text = article["text"]
    body = read_page(text).body
    marked = find_marked(text, body)
    places = [(words.outer_start, words.outer_end) for words in marked]
    resolver = read_resolver(text, body, places, whoswho=load_whoswho(), on=None)
    quoted = find_quoted(text, body, marked)
    return read_scene(text, body, marked, quoted, settle(text, quoted), resolver=resolver)


# ------------------------------------------------------------------ reported speech


def report_examples(article: Annotated, scene: Scene) -> Iterator[tuple[str, Example]]:
    """Examples of the five decisions at each possible cue."""
    units = scene.units
    annotated = cue_units(units, article["quotes"])
    for sentence in range(len(units.bounds)):
        for cue in scene.cues_of(sentence):
            if units.cls[cue] in ":-":
                continue
            quote = annotated.get(cue)
            view = CueView(scene, cue)
            yield "cue", ([view.cue_features(), []], [quote is not None, quote is None])
            if quote is not None:
                yield from _one_report(view, quote)


def _one_report(view: CueView, quote: Mapping[str, Any]) -> Iterator[tuple[str, Example]]:
    units, sources = view.units, quote["sources"]
    nominees, features = view.source_options()
    right = [one is not None and is_source(units, one, sources) for one in nominees]
    if not any(right):
        right = [one is None for one in nominees]
    yield "source", (features, right)
    source = nominees[right.index(True)]
    spans = (units_in(units, span, view.first, view.last) for span in quote["contents"])
    pieces = [piece for piece in spans if piece]
    ahead = max((p for p in pieces if p[0] > view.cue), key=_length, default=None)
    back = max((p for p in pieces if p[1] <= view.cue), key=_length, default=None)
    yield from _ahead_examples(view, source, ahead)
    options, features = view.back_options(source, ahead=ahead is not None)
    if back:
        alike = [_overlap(option, back) if option[0] >= 0 else 0.0 for option in options]
    else:
        alike = [float(option[0] < 0) for option in options]
    if max(alike) > _ALIKE:
        yield "back", (features, [share == max(alike) for share in alike])


def _ahead_examples(
    view: CueView, source: Nominee | None, ahead: tuple[int, int] | None
) -> Iterator[tuple[str, Example]]:
    """Where the words behind the cue begin and end; off by a few units is as near as it gets."""
    starts, features = view.start_options(source)
    if ahead is None:
        yield "start", (features, [start < 0 for start in starts])
        return
    away = [abs(start - ahead[0]) if start > 0 else 99 for start in starts]
    if min(away) <= _NEAR_START:
        yield "start", (features, [distance == min(away) for distance in away])
    ends, features = view.end_options(ahead[0], source)
    full_stop = view.codes[view.last - 1] == "."
    goal = min(ahead[1], view.last - 1 if full_stop else view.last)
    away = [abs(end - goal) for end in ends]
    if min(away) <= _NEAR_END:
        yield "end", (features, [distance == min(away) for distance in away])


def _length(piece: tuple[int, int]) -> int:
    return piece[1] - piece[0]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return 2 * common / (_length(one) + _length(other))


# ------------------------------------------------------------------ marked words


def speaker_examples(article: Annotated, scene: Scene, model: Model) -> Iterator[Example]:
    """One example for each marked words; those before them are known to be the annotated ones."""
    units = scene.units
    scene.reports = find_reports(scene, model)
    groups = pool(article["quotes"])
    previous: Previous | None = None
    for unit in units.at:
        gold = gold_of(units, groups, unit)
        nothing, options = find_options(scene, unit, previous)
        candidates = [(None, nothing)] + [
            (option.nominee, option.shared + features)
            for option in options
            for _, features in option.cues
        ]
        right = _right(scene, [one for one, _ in candidates], gold)
        if any(right):
            yield [features for _, features in candidates], right
        if gold:
            said = next((one for (one, _), r in zip(candidates, right, strict=True) if r), None)
            previous = (said, unit) if said else None


def _right(scene: Scene, nominees: Sequence[Nominee | None], gold: Found | None) -> list[bool]:
    if gold is None:
        return [one is None for one in nominees]
    right = [one is not None and is_source(scene.units, one, gold.sources) for one in nominees]
    if any(right):
        return right
    return [one is not None and touches_source(scene.units, one, gold.sources) for one in nominees]


def sure_examples(article: Annotated, scene: Scene, model: Model) -> Iterator[Example]:
    """Whether each attribution that stands is right."""
    groups: Sequence[Group] = pool(article["quotes"])
    units = scene.units
    scene.reports = find_reports(scene, model)
    for choice in find_choices(scene, model):
        if choice.unit not in scene.votes and not choice.is_quotation:
            continue
        gold, source = gold_of(units, groups, choice.unit), standing(scene, choice)
        vote = scene.votes.get(choice.unit)
        places = [(source.first, source.last), *([vote.relay] if vote and vote.relay else [])]
        mentions = [_span(units, first, last) for first, last in places]
        right = gold is not None and match(gold, Found(mentions, None, None)) is not None
        yield [sure_features(scene, choice), []], [right, not right]


def _span(units: Units, first: int, last: int) -> dict[str, Any]:
    start, end = units.start[first], units.end[last - 1]
    return {"start": start, "end": end, "text": units.text[start:end]}
