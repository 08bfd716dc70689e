"""Where a sentence tells of somebody without a name: "The minister left", "the agency said"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefs.coreference.given import Gender
from briefs.coreference.title_words import GENDERED, IMPERSONAL
from briefs.grammar import CLOSED, Kind, words


class Description(NamedTuple):
    """A description that is the subject or the speaker of its sentence."""

    start: int
    end: int
    gender: Gender | None


_WOMEN = words("actress aunt daughter girl grandmother mother policewoman sister widow wife woman")
_MEN = words("actor boy brother father fisherman grandfather husband man policeman son uncle")
_PEOPLE = words(
    """
    activist administrator adviser advisor aide ambassador analyst archbishop artist astronaut
    attorney author banker bishop broker candidate captain chair chairman chairperson chairwoman
    chancellor chef chief citizen coach colonel columnist commander commissioner congressman
    congresswoman correspondent defector delegate demonstrator deputy designer detective developer
    diplomat director doctor driver economist editor employee engineer envoy executive expert farmer
    fighter founder general governor historian host insider inspector investigator journalist judge
    justice king lawmaker lawyer leader lecturer legislator lieutenant manager mayor minister
    monitor mp neighbor neighbour nurse observer officer official operator organizer owner passenger
    patient player poet politician pope premier president priest prince princess prisoner producer
    professor prosecutor protester protestor queen refugee reporter representative researcher
    resident scholar scientist secretary senator singer soldier source speaker spokesman
    spokesperson spokeswoman star strategist student supporter survivor teacher technician teenager
    veteran victim volunteer voter witness worker writer nun rapper player model forecaster villager
    pastor dancer comedian
    """
)
_BODIES = words(
    """
    administration agency alliance army association authority bank bloc body board bureau center
    centre church coalition command commission committee company council court department embassy
    federation firm foundation government group institute ministry mission movement navy newspaper
    office organisation organization paper parliament party police report service statement study
    team union university
    """
)
_SAID = r"(?:said|says|told|added|tells|adds|warned|noted|explained|stated|insisted|claimed|argued)"
_PHRASE = (
    r"(?P<{0}>(?:the|an?|one|another|its|their)\s+(?:(?!(?:said|says|told|and|or|that)\b)"
    r"[\w’'.-]+\s+){{0,5}}?(?:[\w’'-]*\d-)?(?P<{0}_head>[a-z-]+)(?![\w’'-]))"
)
_LEADING = re.compile(
    rf"(?:(?:and|but|however|meanwhile|later|earlier),?\s+)?{_PHRASE.format('lead')}"
    r"(?=\s+[a-z(]|,)",
    re.IGNORECASE,
)
_SPEAKING = re.compile(
    rf"[”\"]\s+(?:{_PHRASE.format('before')}\s+{_SAID}\b|{_SAID}\s+{_PHRASE.format('after')}"
    r"(?=\s+[a-z(]|[,.]))",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?:[”\"]\s+(?P<before>(?:the\s+)?(?:[^\W\d_a-z][\w.’-]*\s+){{1,5}}){_SAID}\b"
    rf"|[”\"]\s+{_SAID}\s+(?P<after>(?:the\s+)?[^\W\d_a-z][\w.’-]*(?:\s+[^\W\d_a-z][\w.’-]*){{0,5}}))"
)
_CAPITALS = re.compile(r"(?P<lead>(?:The\s+)?(?:[^\W\d_a-z][\w.’-]*\s+){1,6})")
#: "The American, who won": somebody already named, by origin.
_BY_ORIGIN = re.compile(
    r"The\s+(?P<head>[A-Z][a-z]+(?:an|ian|ish|ese|i|er|man|woman))"
    r"(?=,|\s+(?:who|said|told|added|has|had|was|is|also)\b)"
)
_PREPOSITIONS = frozenset({Kind.PREPOSITION, Kind.PRONOUN, Kind.BE, Kind.AUXILIARY, Kind.AND})


def find_descriptions(text: str, start: int, end: int) -> Iterator[Description]:
    """Descriptions of one person: the one a sentence begins with, then the one it quotes."""
    origin = _BY_ORIGIN.match(text, start, end)
    if origin and origin["head"].lower() in IMPERSONAL:
        yield Description(origin.start(), origin.end(), None)
    for at, stop, head in _find(text, start, end):
        if describes_person(head):
            yield Description(at, stop, _gender(head))


def describes_person(noun: str) -> bool:
    """Whether a noun in small letters is one for a person."""
    return noun in _PEOPLE or _gender(noun) is not None


def find_bodies(text: str, start: int, end: int) -> Iterator[Description]:
    """Bodies, by name or description, with which a sentence begins, or which it quotes."""
    for pattern in (_CAPITALS.match, _NAMED.search):
        named = pattern(text, start, end)
        if named:
            group = named.lastgroup or "lead"
            yield Description(
                named.start(group), len(named[group].rstrip()) + named.start(group), None
            )
    for at, stop, head in _find(text, start, end):
        if head in _BODIES:
            yield Description(at, stop, None)


def _find(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for match in (_LEADING.match(text, start, end), _SPEAKING.search(text, start, end)):
        if match is None:
            continue
        group = next(name for name in ("lead", "before", "after") if match.groupdict().get(name))
        head = match[f"{group}_head"].lower()
        modifiers = match[group].lower().split()[1:-1]
        if not any(CLOSED.get(word) in _PREPOSITIONS for word in modifiers):
            yield match.start(group), match.end(group), head


def _gender(head: str) -> Gender | None:
    if head in _WOMEN:
        return "f"
    if head in _MEN:
        return "m"
    return GENDERED.get(head)
