"""Two people side by side: "Biden | Stoltenberg on Russia" -> what each side is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, product
from typing import Final

from briefs.briefing.directory import MOST_OPTIONS, Directory
from briefs.briefing.people import choose_person, find_meant
from briefs.briefing.periods import period_in_words, read_period
from briefs.model import NoMatch, Subject
from briefs.questions import fits

#: What parts names, the clearest first: a name may have "and" in it.
_PARTERS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\s*\|\s*",
        r"\s+(?:vs\.?|versus|compared (?:to|with))\s+",
        r"\s*,\s*(?:and\s+)?|\s+(?:and|with|to)\s+|\s*&\s*",
    )
)
_ON: Final = re.compile(r"\s+(?:on|about|regarding|concerning)\s+", re.IGNORECASE)

#: Who is named beyond these is left out of the pairs offered.
_MOST_NAMES: Final = 4
#: A name this short and no shorter is compared without being asked to: "Biden and Stoltenberg".
_MOST_WORDS: Final = 4
_SURE_SCORE: Final = 80
_EXACT_SCORE: Final = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Pairing:
    """Two who may be meant, as a button says it."""

    label: str
    typed: str  #: what asks for it, in words
    sides: tuple[Subject, Subject]


@dataclass(frozen=True, kw_only=True, slots=True)
class WhichPair:
    """More than one pair fits: offered, never guessed between."""

    query: str  #: the name that fits several, or the text that names more than two
    pairings: tuple[Pairing, ...]
    names: int  #: how many people are named


Sides = tuple[Subject, Subject]


def choose_sides(
    directory: Directory, text: str, *, on: dt.date, plainly: bool = False
) -> Sides | WhichPair | NoMatch | None:
    """The two subjects; None for a text that names no two.

    `plainly`: nobody asked for a comparison, so all must be names of people that are sure.
    """
    period, asked = read_period(text.strip(" ?!."), on)
    people, *about = _ON.split(asked, maxsplit=1)
    names = _part(people)
    if len(names) < 2 or (plainly and not all(_is_sure(directory, name) for name in names)):  # noqa: PLR2004 -- two sides
        return None
    meant = [find_meant(directory, name) for name in names]
    for name, found in zip(names, meant, strict=True):
        if not found:
            answer = choose_person(directory, name, on=on)
            return answer if isinstance(answer, NoMatch) else None
    kept = _about(directory, Subject(period=period), about)
    pairs = [
        (replace(kept, speaker_id=one.speaker_id), replace(kept, speaker_id=other.speaker_id))
        for one, other in _pairs(meant)
    ]
    if len(pairs) == 1:
        return pairs[0]
    if not pairs:
        return NoMatch(query=text, nearest=(), lead=f"Both are {directory.label(meant[0][0])}.")
    several = next((name for name, found in zip(names, meant, strict=True) if len(found) > 1), "")
    labelled = [_pairing(directory, pair) for pair in pairs]
    query = several if len(names) == 2 else text  # noqa: PLR2004 -- as above
    return WhichPair(query=query, pairings=tuple(labelled), names=len(names))


def _part(people: str) -> list[str]:
    """The names between the clearest marks there are."""
    for parter in _PARTERS:
        names = [name.strip() for name in parter.split(people) if name.strip()]
        if len(names) > 1:
            return names[:_MOST_NAMES]
    return []


def _is_sure(directory: Directory, name: str) -> bool:
    """Whether it is somebody's name or title, and no topic's."""
    topic = directory.topic_names.match(name).best
    if len(name.split()) > _MOST_WORDS or (topic and topic.score == _EXACT_SCORE):
        return False
    if directory.whoswho.holders(name) or directory.whoswho.find_person(name):
        return True
    match = directory.speaker_names.match(name)
    fitting = (match.best,) if match.best else match.options
    return any(one.score >= _SURE_SCORE for one in fitting)


def _pairs(meant: Sequence[Sequence[Subject]]) -> Iterator[Sides]:
    """Each two of different names, whoever they may mean."""
    found = (
        (one, other)
        for first, second in combinations(meant, 2)
        for one, other in product(first, second)
        if one != other
    )
    yield from islice(dict.fromkeys(found), MOST_OPTIONS)


def _pairing(directory: Directory, pair: Sides) -> Pairing:
    label = " | ".join(directory.speakers[side.speaker_id or ""].name for side in pair)
    subject = pair[0]
    topic = directory.topics[subject.topic_id].name if subject.topic_id else subject.words
    days = period_in_words(subject.period) if subject.period else ""
    typed = f"{label}{f' on {topic}' if topic else ''} {days}".strip()
    return Pairing(label=label, typed=typed, sides=pair)


def _about(directory: Directory, side: Subject, about: Sequence[str]) -> Subject:
    """A topic that is not clear is looked for as words."""
    if not about:
        return side
    match = directory.topic_names.match(about[0])
    if fits(match) and match.best:
        return replace(side, topic_id=match.best.id)
    return replace(side, words=about[0])
