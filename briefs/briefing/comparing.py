"""Two people side by side: "Biden | Stoltenberg on Russia" -> what each side is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from briefs.briefing.directory import Directory
from briefs.briefing.people import choose_person, find_meant
from briefs.briefing.periods import read_period
from briefs.model import Choice, NoMatch, Option, Subject
from briefs.questions import fits

#: What parts two names, the clearest first: a name may have "and" in it.
_PARTERS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (r"\s*\|\s*", r"\s+(?:vs\.?|versus)\s+", r"\s+(?:and|with|to)\s+", r"\s*,\s*")
)
_ON: Final = re.compile(r"\s+(?:on|about|regarding|concerning)\s+", re.IGNORECASE)


def choose_sides(
    directory: Directory, text: str, *, on: dt.date
) -> tuple[Subject, Subject] | Choice | NoMatch | None:
    """The two subjects; None for a text that names no two.

    Where several fit a name, the options' labels are the text with each of them in full.
    """
    period, asked = read_period(text.strip(" ?!."), on)
    names, *about = _ON.split(asked, maxsplit=1)
    pair = _part(names)
    if pair is None:
        return None
    sides = [Subject(period=period)] * 2
    for place, name in enumerate(pair):
        meant = find_meant(directory, name)
        if len(meant) > 1:
            return _which(directory, text, name, meant)
        if not meant:
            answer = choose_person(directory, name, on=on)
            assert isinstance(answer, NoMatch)
            return answer
        sides[place] = replace(sides[place], speaker_id=meant[0].speaker_id)
    if sides[0] == sides[1]:
        return NoMatch(query=text, nearest=(), note=f"Both are {directory.label(sides[0])}.")
    first, second = (_about(directory, side, about) for side in sides)
    return first, second


def _part(names: str) -> tuple[str, str] | None:
    for parter in _PARTERS:
        first, *rest = parter.split(names, maxsplit=1)
        if rest and first.strip() and rest[0].strip():
            return first.strip(), rest[0].strip()
    return None


def _which(directory: Directory, text: str, name: str, meant: Sequence[Subject]) -> Choice:
    options = (
        Option(label=text.replace(name, one.label, 1), subject=one.subject)
        for one in directory.options(meant)
    )
    return Choice(query=name, options=tuple(options))


def _about(directory: Directory, side: Subject, about: Sequence[str]) -> Subject:
    """A topic that is not clear is looked for as words."""
    if not about:
        return side
    match = directory.topic_names.match(about[0])
    if fits(match) and match.best:
        return replace(side, topic_id=match.best.id)
    return replace(side, words=about[0])
