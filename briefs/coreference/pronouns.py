"""Whom "he", "she" and "they" mean: whoever the sentences before have spoken of, nearest first."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from briefs.coreference.appositions import end_of_office
from briefs.coreference.cast import Cast, Character, Occurrence
from briefs.coreference.descriptions import find_bodies, find_descriptions
from briefs.coreference.evidence import acts_as_person
from briefs.coreference.given import Gender
from briefs.coreference.mentions import Resolution
from briefs.coreference.places import is_place
from briefs.coreference.titles import Titles
from briefs.grammar import CLOSED, words
from briefs.model import Span, SpeakerKind
from briefs.segmentation import find_sentences

_GENDERS: dict[str, Gender] = {"he": "m", "his": "m", "she": "f", "her": "f"}
_NOBODY = Resolution(speakers=(), certainty=0.0)
#: How many sentences are looked back at, and how many paragraphs.
_SENTENCES = 6
_PARAGRAPHS = 4
#: Characters of a sentence that are looked at; only lists and tables are longer.
_LONGEST = 1000
#: Characters before a name in which its titles and a preposition stand.
_REACH = 60
#: Words before a name that show it is not the subject of its sentence.
_GOVERNING = words(
    """
    about after against and at behind by called for from in like named of on or over than to
    toward towards via with
    """
)
# How sure an antecedent is: of 155 pronouns of the training corpus read by eye, 8 were wrong.
_ALONE = 0.98  #: nobody else in the article fits
_SUBJECT = 0.96  #: the first name that fits in the nearest sentence that has one
_AMONG_OTHERS = 0.93  #: the same, and others that fit stand in that sentence
_OBJECT = 0.6  #: behind a preposition, or behind somebody of whom nothing is known
_BODY = 0.9  #: the body with which the sentence before begins
_JOINT = 0.92  #: people joined by "and"
_DESCRIBED = 0.88  #: somebody without a name: "a senior official"
_LONE = 0.85  #: a lone name of whom the article tells nothing else


class _Described(NamedTuple):
    """Whom a description means, and where it stands."""

    at: int
    resolution: Resolution


class Pronouns:
    """Resolves the pronouns of one article. Marked words are skipped: they are somebody else's."""

    def __init__(
        self,
        cast: Cast,
        titles: Titles,
        paragraphs: Sequence[Span],
        quoted: Sequence[tuple[int, int]],
    ) -> None:
        self._cast = cast
        self._titles = titles
        self._paragraphs = paragraphs
        self._starts = [paragraph.start for paragraph in paragraphs]
        self._quoted = [start for start, _ in quoted]
        self._quoted_ends = [end for _, end in quoted]
        self._sentences: dict[int, list[tuple[int, int]]] = {}

    def resolve(self, word: str, at: int) -> Resolution:
        """Whom the pronoun that stands at `at` means; nobody when no one fits."""
        if word == "they":
            together = self._resolve_joint(at)
            return together if together.speakers else self._resolve_body(at, plural=True)
        if word == "it":
            return self._resolve_body(at, plural=False)
        gender = _GENDERS.get(word)
        return self._resolve_single(gender, at) if gender else _NOBODY

    def _resolve_single(self, gender: Gender, at: int) -> Resolution:
        fitting = self._fitting[gender]
        hinted: str | None = None
        for start, end in self._sentences_before(at):
            if end < at and _goes_on(self._cast.text[start:end], gender):
                continue  # "He said … Putin … And he": whoever that "he" was, it is he still
            places = [
                one for one in self._cast.between(start, end) if not self._is_quoted(one.start)
            ]
            named = [
                (place, name)
                for place in places
                for name in _only({one.name for one in place.characters} & fitting)
            ]
            if any(len({one.name for one in place.characters} & fitting) > 1 for place in places):
                return _NOBODY  # a surname of two who fit
            described = self._described_subject(start, end, gender)
            if described and not any(place.start < described.at for place, _ in named):
                if described.resolution.certainty >= _DESCRIBED:
                    return described.resolution
                hinted = hinted or described.resolution.speakers[0]
            if named:
                found = self._choose(places, named, start, alone=len(fitting) == 1)
                return found if hinted in {None, *found.speakers} else _doubted(found)
            lone = self._lone_subject(places, start, end) if end < at else None
            if lone:
                return Resolution(speakers=(lone,), certainty=_LONE)
        return _NOBODY

    @cached_property
    def _fitting(self) -> dict[Gender, frozenset[str]]:
        """Whom "he" and whom "she" can mean anywhere in the article."""
        people = tuple(self._cast.people)
        genders: tuple[Gender, Gender] = ("f", "m")
        return {
            gender: frozenset(one.name for one in people if self._fits(one, gender))
            for gender in genders
        }

    def _fits(self, one: Character, gender: Gender) -> bool:
        """Whether a pronoun can mean somebody; how the article goes on tells an unknown gender."""
        known = one.gender or self._told_genders.get(one.name)
        return one.kind is SpeakerKind.PERSON and known in {gender, None}

    @cached_property
    def _told_genders(self) -> dict[str, Gender]:
        """The genders told by pronouns: "Marit Brommer heads the agency. She said …"."""
        told: defaultdict[str, set[Gender]] = defaultdict(set)
        unknown = {one.name for one in self._cast.people if one.gender is None}
        for number in range(len(self._paragraphs) if unknown else 0):
            for (start, end), (after, stop) in pairwise(self._sentences_of(number)):
                found = _PRONOUN_SUBJECT.match(self._cast.text[after : min(stop, after + _REACH)])
                if found is None or self._is_quoted(after):
                    continue
                places = self._cast.between(start, end)
                people = {one.name for place in places for one in place.characters}
                if len(people) == 1 and people & unknown and places[0].start - start <= _REACH:
                    told[people.pop()].add(_GENDERS[found[1].lower()])
        return {name: genders.pop() for name, genders in told.items() if len(genders) == 1}

    def _described_subject(self, start: int, end: int, gender: Gender) -> _Described | None:
        """Who a sentence describes as its subject or speaker: "The minister left", "aides said"."""
        for place in find_descriptions(self._cast.text, start, end):
            if self._is_quoted(place.start) or place.gender not in {gender, None}:
                continue
            if self._is_named(place.end):
                continue
            held = self._named_behind_office(place.end)
            if held:
                return _Described(place.start, held)
            words = self._cast.text[place.start : place.end]
            titled = self._titles.resolve(words)
            if titled is None:
                printed = " ".join((words[:1].lower() + words[1:]).split())
                return _Described(
                    place.start, Resolution(speakers=(printed,), certainty=_DESCRIBED)
                )
            character = self._cast.find_character(titled[0])
            if character is None or self._fits(character, gender):
                certainty = min(titled[1], _SUBJECT)
                return _Described(place.start, Resolution(speakers=titled[:1], certainty=certainty))
        return None

    def _is_named(self, end: int) -> bool:
        """Whether a name stands in apposition behind a description: "The chancellor, X Y, …"."""
        comma = _COMMA.match(self._cast.text, end)
        places = self._cast.between(end, end + _REACH) if comma else ()
        return any(_TITLED.fullmatch(self._cast.text, end, place.start) for place in places[:1])

    def _named_behind_office(self, end: int) -> Resolution | None:
        """Who stands in apposition to a description and its office: "A spokesman for Z, X Y, …"."""
        text, comma = self._cast.text, end_of_office(self._cast.text, end)
        if comma is None:
            return None
        for place in self._cast.between(comma, comma + _REACH)[:1]:
            titled = place.full and _TITLED.fullmatch(text, comma, place.start)
            if titled and len(place.characters) == 1 and text.startswith(", ", place.end):
                return Resolution(speakers=(place.characters[0].name,), certainty=_SUBJECT)
        return None

    def _lone_subject(self, places: Sequence[Occurrence], start: int, end: int) -> str | None:
        """Somebody of whom nothing else is known and a sentence tells: "Bahara is glad"."""
        for place in places:
            opens = self._cast.text[start : place.start].rstrip()[-1:] in {"", ","}
            if opens and place.full and self._is_stranger(place) and self._leads(place, start):
                return next((one.name for one in place.characters), None)
        found = _LONE_SUBJECT.match(self._cast.text, start, end)
        if found is None or self._is_quoted(found.start("name")):
            return None
        name = found["name"]
        if name.lower() in CLOSED or name.isupper() or is_place(name):
            return None
        known = any(place.start == found.start("name") and place.characters for place in places)
        within = name in self._within
        return name if not known and within and self._capitalised[name] > 1 else None

    @cached_property
    def _within(self) -> frozenset[str]:
        """The capitalised words that stand behind a small one somewhere, as names do."""
        return frozenset(_WITHIN.findall(self._cast.text))

    @cached_property
    def _capitalised(self) -> Counter[str]:
        """How often each capitalised word stands in the article: a name mostly comes back."""
        return Counter(_CAPITALISED.findall(self._cast.text))

    def _choose(
        self,
        places: Sequence[Occurrence],
        named: Sequence[tuple[Occurrence, str]],
        start: int,
        *,
        alone: bool,
    ) -> Resolution:
        """The first of those named in a sentence who can be its subject."""
        subjects = [(place, name) for place, name in named if self._is_subject(place, start)]
        place, chosen = (subjects or named)[0]
        strangers = any(
            one.start < place.start and self._is_stranger(one) and self._leads(one, start)
            for one in places
        )
        if alone and not subjects and not self._has_strangers:
            certainty = _AMONG_OTHERS
        elif not subjects or strangers:
            certainty = _OBJECT
        elif alone:
            certainty = _ALONE
        else:
            certainty = _SUBJECT if {name for _, name in named} == {chosen} else _AMONG_OTHERS
        return Resolution(speakers=(chosen,), certainty=certainty)

    def _resolve_joint(self, at: int) -> Resolution:
        """People joined by "and" in the sentence before: "Lavrov and Wang"."""
        for start, end in self._sentences_before(at):
            named = [
                (place, name)
                for place in self._cast.between(start, end)
                if not self._is_quoted(place.start)
                for name in _only(
                    {one.name for one in place.characters if one.kind is SpeakerKind.PERSON}
                )
            ]
            together = self._together(named)
            if together:
                return Resolution(speakers=tuple(together), certainty=_JOINT)
            if named:
                break
        return _NOBODY

    def _resolve_body(self, at: int, *, plural: bool) -> Resolution:
        """The body of which the sentence before tells: "The Taliban refused. … they said"."""
        for start, end in self._sentences_before(at):
            if end < at and _IT_SUBJECT.match(self._cast.text, start, end) and not plural:
                continue
            for place in find_bodies(self._cast.text, start, end):
                if self._is_quoted(place.start):
                    continue
                name = self._body_named(self._cast.text[place.start : place.end])
                if name:
                    fits = not plural or name.endswith("s") or name in _PLURAL
                    return Resolution(speakers=(name,), certainty=_BODY) if fits else _NOBODY
            if end < at and self._cast.text[start] not in _MARKS:
                break
        return _NOBODY

    def _body_named(self, words: str) -> str | None:
        """The name of a known body or country, or a described one."""
        bare = " ".join(_ARTICLE.sub("", words).split())
        body = self._cast.whoswho.find_person(bare)
        if body:
            return body.name if body.kind is not SpeakerKind.PERSON else None
        if is_place(bare):
            return bare
        described = bare[:1].islower() and bare != words
        return words[:1].lower() + words[1:] if described else None

    def _together(self, named: Sequence[tuple[Occurrence, str]]) -> list[str]:
        """The first of the names that are joined by "and" or commas, with titles between."""
        group: list[str] = []
        for (one, name), (other, second) in pairwise(named):
            link = _LINK.fullmatch(self._cast.text, one.end, other.start)
            if link is None:
                group = []
                continue
            group = [*(group or [name]), second]
            if link["and"]:
                return group
        return []

    def _is_stranger(self, place: Occurrence) -> bool:
        """Whether a name may be a person's of whom the article tells nothing else."""
        if any(one.kind for one in place.characters):
            return False
        return place.full or acts_as_person(self._cast.text, place.end)

    @cached_property
    def _has_strangers(self) -> bool:
        """Whether the article names anybody who may be a person, man or woman."""
        unknown = any(one.gender is None for one in self._cast.people)
        return unknown or any(self._is_stranger(one) for one in self._cast.occurrences)

    def _leads(self, place: Occurrence, sentence: int) -> bool:
        """Whether a name is the first in its sentence and describes no other."""
        before = self._cast.text[sentence : min(place.start, sentence + _REACH)].lower()
        first = place.start - sentence <= _REACH and all(
            word in CLOSED for word in _WORD.findall(before)
        )
        return first and self._is_subject(place, sentence)

    def _is_subject(self, place: Occurrence, sentence: int) -> bool:
        """Whether a name may be a subject: no preposition before it, and it describes no other."""
        if _DESCRIBING.match(self._cast.text, place.end):
            return False
        low = max(sentence, place.start - _REACH)
        before = self._cast.text[low : place.start].split()
        while before and (_NAME_WORD.fullmatch(before[-1]) or before[-1] in _ROLES):
            before.pop()
        return not before or before[-1].lower() not in _GOVERNING

    def _sentences_before(self, at: int) -> Iterator[tuple[int, int]]:
        """The sentence that holds `at`, up to it, and those before, nearest first."""
        number = bisect_right(self._starts, at) - 1
        left = _SENTENCES
        for paragraph in range(number, max(-1, number - _PARAGRAPHS), -1):
            sentences = self._sentences_of(paragraph)
            last = bisect_left(sentences, (at, at))
            for start, end in reversed(sentences[max(0, last - left) : last]):
                left -= 1
                if end < at:
                    yield start, min(end, start + _LONGEST)
                else:
                    yield max(start, at - _LONGEST), at

    def _sentences_of(self, number: int) -> list[tuple[int, int]]:
        if number not in self._sentences:
            paragraph = self._paragraphs[number]
            found = find_sentences(self._cast.text, paragraph.start, paragraph.end)
            self._sentences[number] = list(found)
        return self._sentences[number]

    def _is_quoted(self, at: int) -> bool:
        number = bisect_right(self._quoted, at) - 1
        return number >= 0 and at < self._quoted_ends[number]


def _doubted(found: Resolution) -> Resolution:
    return Resolution(speakers=found.speakers, certainty=min(found.certainty, _OBJECT))


def _goes_on(sentence: str, gender: Gender) -> bool:
    """Whether a sentence has such a pronoun as its subject before it names anybody."""
    found = _PRONOUN_SUBJECT.match(sentence)
    return found is not None and _GENDERS[found[1].lower()] == gender


def _only(names: set[str]) -> Iterable[str]:
    return names if len(names) == 1 else ()


#: A name that is no subject but belongs to the next words: "Trump’s aide", "Trump aide".
_DESCRIBING = re.compile(
    r"[’']s?\b|\s+(?:administration|advis[eo]r|aide|allies|ally|campaign|officials?|spokes\w+"
    r"|strategist|supporters?|surrogate)\b"
)
#: A sentence whose subject is a pronoun.
_PRONOUN_SUBJECT = re.compile(
    r"(?:(?:and|but|then|now|still|yet|today|so),?\s+)?(he|she)\b", re.IGNORECASE
)
#: A sentence whose subject is one capitalised word, perhaps behind a short phrase and a comma.
_LONE_SUBJECT = re.compile(
    r"(?:[A-Z][a-z]*(?:\s[a-z]+){0,3},\s+)?(?P<name>[^\W\d_a-z][\w’'-]+)\s+"
    r"(?:is|was|has|had|does|did|told|said|says|will|would|can|could|[a-z]+ed)\b"
)
_COMMA = re.compile(r",\s+")
#: A comma and the titles before a name in apposition.
_TITLED = re.compile(r",\s+(?:[^\W\d_a-z][\w.-]*\s+)*")
#: What stands between two who do something together.
_LINK = re.compile(r"(?:,\s+|,?\s+(?P<and>and)\s+)(?:[^\W\d_a-z][\w.-]*\s+){0,6}")
#: A sentence that goes on about a body.
_IT_SUBJECT = re.compile(r"(?:(?:And|But|However),?\s+)?It\b")
_ARTICLE = re.compile(r"\A(?:the|a|an|its|their)\s+", re.IGNORECASE)
_MARKS = frozenset("\"“”„«‘'")
#: Bodies that are spoken of as several without an s.
_PLURAL = frozenset({"Taliban"})
_WORD = re.compile(r"\w+")
_WITHIN = re.compile(r"[a-z] ([^\W\d_a-z][\w’'-]+)")
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w’'-]+")
_NAME_WORD = re.compile(r"[^\W\d_a-z][\w’'.-]*")
_ROLES = words(
    """
    former chief leader president minister secretary spokesman spokeswoman director chairman
    new senator candidate rival
    """
)
