"""A question as somebody types it -> the speaker and the topic it names, or the words left over.

Three shapes are understood: a sentence ("what did Blinken say about Afghanistan?"), a phrase with
a hinge ("Biden on Russia"), and bare names in either order ("china stoltenberg"). Titles, and what
to do when nothing fits, are left to `briefing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefs.folding import fold
from briefs.matching import Match, NameIndex

_SAYING = (
    "(?:say|says|said|saying|tell|tells|told|talk|talks|talked|talking|speak|speaks|spoke|spoken|"
    "speaking|think|thinks|thought|comment|comments|commented|mention|mentions|mentioned|state|"
    "states|stated|announce|announced|warn|warns|warned|claim|claims|claimed|argue|argues|argued|"
    "promise|promised|write|wrote|tweet|tweeted|declare|declared|feel|feels|quoted)"
)
_AUXILIARY = "(?:did|do|does|has|have|had|was|is|are|were|would|will)"
_ADVERB = "(?:ever|just|recently|lately|already|actually|really|also|once|publicly|have|had|been)"
_WHAT = "(?:what|when|where|why|how|which things|anything|something|everything)"
_WORDS = (
    "(?:quotes?|quotations?|statements?|remarks?|comments?|words|news|views?|positions?|stance|"
    "opinions?|anything|something|everything|sayings)"
)
_SPEAKER = "(?P<speaker>.+?)"
#: What is said comes after a word like "about" or, behind a word of saying, by itself.
_ON = "(?:about|on|of|over|regarding|concerning|re|against|to)"
_TOPIC = f" {_ON} (?P<topic>.+)"
_SAID = (
    f"(?: {_ADVERB})* (?:to )?{_SAYING}(?: (?:what|anything|something|things))?"
    f"(?:(?: {_ON})? (?P<topic>.+))?"
)
_IS = "(?:is|are|was|were)"
_LATEST = f"(?:what {_IS} )?(?:the )?(?:latest|newest|recent)(?: {_WORDS})?"

#: The shapes of whole questions, most special first; each names its speaker, its topic or both.
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"who(?: all| else)?(?: {_AUXILIARY})?{_SAID}",
        rf"(?:{_AUXILIARY} )?(?:anyone|anybody|someone|somebody){_SAID}",
        rf"{_WHAT} (?:{_IS}|ha(?:s|ve|d) been)(?: {_ADVERB})* said{_TOPIC}",
        rf"(?:{_WHAT} )?{_AUXILIARY} {_SPEAKER}{_SAID}",
        rf"(?:who {_IS}|who'?s) {_SPEAKER}",
        rf"{_LATEST} (?:by|from|of) {_SPEAKER}(?:{_TOPIC})?",
        rf"{_LATEST}{_TOPIC}",
        rf"(?:the |any |all |some )*{_WORDS} (?:by|from|of) {_SPEAKER}(?:{_TOPIC})?",
        rf"(?:the |any |all |some )*{_WORDS}{_TOPIC}",
        rf"(?:what {_IS} )?{_SPEAKER}(?:'s|s') {_WORDS}(?:{_TOPIC})?",
        rf"(?:what )?{_SPEAKER}{_SAID}",
        r"(?:all )?(?:about|on|regarding|concerning) (?P<topic>.+)",
    )
)
#: Between a name and a topic where no word of saying stands; "of" is no such word ("war of words").
_HINGE = re.compile(r"\b(?:about|on|regarding|concerning|re|vs|versus)\b|[/:]\s|\s/")

_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_WEEKDAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_SPAN = "(?:days?|weeks?|months?|years?|summer|winter|autumn|fall|spring|night)"
_YEAR = r"(?:19|20)\d\d"
_WHEN = "(?:in|since|before|after|during|until|by|from|of)"
_TIMES = (
    rf"(?:last|this|next|past) (?:few )?(?:{_SPAN}|{_WEEKDAY}|{_MONTH})",
    r"today|yesterday|tonight|nowadays|these days|recently|lately|so far",
    rf"{_WHEN} (?:(?:early|late|mid) )?(?:\d{{1,2}} )?(?:{_MONTH} )?{_YEAR}(?: to {_YEAR})?",
    rf"(?:in|since|during|until) {_MONTH}|on {_WEEKDAY}|between {_YEAR} and {_YEAR}",
    rf"on (?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?: {_YEAR})?",
)
#: When something was said is not understood yet, and must not be taken for a name.
_TIME = re.compile(rf"\b(?:{'|'.join(_TIMES)})(?!\w)")
_POLITE = re.compile(
    r"^(?:please|pls|hi|hello|hey|and|so|ok|well|(?:can|could) you|tell me|show me|give me|find me|"
    r"find|show|list|search for|search|i want to know|do you know) |(?: please| pls| thanks)$"
)
_MARKS = re.compile('[?!,;()\\[\\]"“”„«»…]+|\\.+(?=\\s|$)')
_GAPS = re.compile(r"\s+")
_ARTICLE = re.compile(r"^(?:the|a|an) ")
_NOBODY_WORDS = """
who what which he she they we you i it people leaders officials politicians others everyone anyone
everybody anybody someone somebody
"""
#: "What did he say?" asks for nobody by name.
_NOBODY = frozenset(_NOBODY_WORDS.split())

#: A bare query of more words than this is prose: no pair of names is looked for in it.
_MOST_BARE_WORDS = 8
#: Names have few words.
_MOST_NAME_WORDS = 4
#: Beside words that are no topic a name must be nearly the very words: "may" is, "maj" is not.
_SURE_SCORE = 80
_EXACT_SCORE = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What a question names. A part it does not name at all is None.

    The texts are as typed but for case and marks, in their own script; a title ("nato chief") is
    found in `speaker_text`, with a `speaker` that has no fit.
    """

    speaker: Match | None = None
    topic: Match | None = None
    words: str | None = None  #: what it is about, where no topic is called that
    speaker_text: str | None = None  #: the words read as a speaker
    topic_text: str | None = None  #: the words read as a topic


def parse_question(text: str, *, speakers: NameIndex, topics: NameIndex) -> Question:
    """Read a question. A speaker that it names but nobody has is a match without a fit."""
    return _Reader(speakers, topics).read(_strip(text))


def fits(match: Match) -> bool:
    """Whether a match has something to answer with."""
    return match.best is not None or bool(match.options)


class _Reader:
    """Reads one question against the names there are."""

    def __init__(self, speakers: NameIndex, topics: NameIndex) -> None:
        #: parts of a question are asked for again and again
        self._match_speaker = cache(speakers.match)
        self._match_topic = cache(topics.match)

    def read(self, asked: str) -> Question:
        if _score(self._match_topic(asked)) == _EXACT_SCORE:  # the "war on terror" is no "war" on
            return self._read_names(asked)
        for shape in _SHAPES:
            if found := shape.fullmatch(asked):
                parts = found.groupdict()
                return self._compose(parts.get("speaker"), parts.get("topic"))
        return self._read_hinged(asked) or self._read_names(asked)

    def _compose(self, speaker: str | None, topic: str | None) -> Question:
        speaker, topic = _name(speaker), _name(topic)
        if speaker in _NOBODY:
            speaker = None
        about = self._match_topic(topic) if topic else None
        known = about is not None and fits(about)
        return Question(
            speaker=self._match_speaker(speaker) if speaker else None,
            topic=about if known else None,
            words=None if known else topic,
            speaker_text=speaker,
            topic_text=topic,
        )

    def _read_hinged(self, asked: str) -> Question | None:
        """A question parted at "on" or "about": after a name, or else before a topic."""
        fallback = None
        for hinge in _HINGE.finditer(asked):
            head, tail = asked[: hinge.start()].strip(), asked[hinge.end() :].strip()
            if not head or not tail:
                continue
            question = self._compose(head, tail)
            if question.speaker and fits(question.speaker):
                return question
            if question.topic and fallback is None:
                fallback = question
        return fallback

    def _read_names(self, asked: str) -> Question:
        """One name, or a speaker and a topic side by side; else words."""
        speaker, topic = self._match_speaker(asked), self._match_topic(asked)
        called = _is_called(speaker, asked) and not _is_called(topic, asked)
        if fits(topic) and _score(topic) >= _score(speaker) and not called:
            return Question(topic=topic, topic_text=asked)
        if fits(speaker) and not (_score(speaker) < _EXACT_SCORE and self._ends_in_topic(asked)):
            return Question(speaker=speaker, speaker_text=asked)
        pairs = list(self._find_pairs(asked.split()))
        if pairs:
            return max(pairs, key=lambda pair: pair[0])[1]
        return Question(words=asked or None, topic_text=asked or None)

    def _ends_in_topic(self, asked: str) -> bool:
        """Whether the last word is a topic: in "trump nato", not in "nato chief trump"."""
        head, _, last = asked.rpartition(" ")
        return bool(head) and _score(self._match_topic(last)) == _EXACT_SCORE

    def _find_pairs(self, words: list[str]) -> Iterator[tuple[float, Question]]:
        """Each way to part the words into a speaker and a topic, with how well both fit."""
        if not 1 < len(words) <= _MOST_BARE_WORDS:
            return
        for named, about in _partings(words):
            speaker, topic = self._match_speaker(named), self._match_topic(about)
            both = fits(speaker) and fits(topic)
            if both or (_score(speaker) >= _SURE_SCORE and not fits(topic)):
                question = Question(
                    speaker=speaker,
                    topic=topic if both else None,
                    words=None if both else about,
                    speaker_text=named,
                    topic_text=about,
                )
                yield _score(speaker) + (_EXACT_SCORE + _score(topic)) * both, question


def _partings(words: list[str]) -> Iterator[tuple[str, str]]:
    """Each way to take a name off the beginning or the end, and what is left."""
    for cut in range(1, len(words)):
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        if cut <= _MOST_NAME_WORDS:
            yield head, tail
        if len(words) - cut <= _MOST_NAME_WORDS:
            yield tail, head


def _score(match: Match) -> float:
    """How well a match fits; 0 when nothing does."""
    if match.best is not None:
        return match.best.score
    return max((option.score for option in match.options), default=0.0)


def _is_called(match: Match, asked: str) -> bool:
    """Whether the best fit has the very name, not an alias: "kremlin" is the Kremlin."""
    return match.best is not None and fold(match.best.name) == fold(asked)


def _strip(text: str) -> str:
    """The question in small letters without marks, courtesies and times."""
    asked = _GAPS.sub(" ", _MARKS.sub(" ", text.casefold().replace("’", "'"))).strip(" .'")
    before = None
    while before != asked:
        before = asked
        timeless = _GAPS.sub(" ", _TIME.sub(" ", _POLITE.sub("", asked))).strip()
        asked = timeless or asked
    return asked


def _name(part: str | None) -> str | None:
    return _ARTICLE.sub("", part.strip()) or None if part else None
