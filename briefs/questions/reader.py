"""The forms a question may take, and bare names in either order, read against the names there are.

Three are understood: a sentence ("what did Blinken say about Afghanistan?"), a phrase with a hinge
("Biden on Russia"), and names side by side ("china stoltenberg").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from briefs.folding import fold
from briefs.matching import Candidate, Match, NameIndex
from briefs.questions.shapes import HINGE, find_loose_shapes, find_shapes
from briefs.questions.wording import LONGEST, begin_of_content, content_of, mended, plain

_ARTICLE = re.compile(r"^(?:the|a|an) ")
_OWNED = re.compile(r"(?:'s|'|s)$")
_AND = re.compile(r" (?:and|or|&|as well as|plus) ")
_LOOSE_AND = re.compile(r"^(?:and|&|plus) | (?:and|&|plus)$")
#: What was said word for word: "who said “America is back”".
_PHRASE = re.compile(
    r"(?:\b(?:said|says|say|saying|called|used the words?|the words?|the phrase)\b)\s*"
    r"[\"“”„«»](?P<phrase>[^\"“”„«»]{2,200})[\"“”„«»]",
    re.IGNORECASE,
)
_NOBODY_WORDS = """
who what which he she they we you i it people leaders officials politicians others everyone anyone
everybody anybody someone somebody him her them his their ministers countries allies
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
    found in `speaker_text`, with a `speaker` that has no fit. Of two topics both are options.
    """

    speaker: Match | None = None
    topic: Match | None = None
    words: str | None = None  #: what it is about, where no topic is called that
    speaker_text: str | None = None  #: the words read as a speaker
    topic_text: str | None = None  #: the words read as a topic


def parse_question(text: str, *, speakers: NameIndex, topics: NameIndex) -> Question:
    """Read a question. A speaker that it names but nobody has is a match without a fit.

    The same text and names give the same answer; of a long text only the beginning is read.
    """
    reader = _Reader(speakers, topics)
    quoted = _PHRASE.search(text[:LONGEST])
    if quoted is None:
        return reader.read(plain(text))
    return reader.read_phrase(plain(text[: quoted.end("phrase")]), quoted["phrase"].strip())


def fits(match: Match | None) -> bool:
    """Whether a match has something to answer with."""
    return match is not None and (match.best is not None or bool(match.options))


class _Reader:
    """Reads one question against the names there are."""

    def __init__(self, speakers: NameIndex, topics: NameIndex) -> None:
        #: parts of a question are asked for again and again
        self._match_speaker = cache(partial(speakers.match, near=False))
        self._match_topic = cache(partial(topics.match, near=False))

    def read(self, asked: str) -> Question:
        """As it stands; then with slips mended; then what is left without a question's words."""
        if not any(map(str.isalnum, asked)):
            return Question()
        question = self._read(asked)
        if _is_clear(question):
            return question
        again = mended(asked)
        if again != asked:
            clearer = self._read(again)
            if _is_clear(clearer):
                return clearer
        return question if question.speaker else self._read_content(asked, question)

    def read_phrase(self, asked: str, phrase: str) -> Question:
        """Whoever said these very words."""
        question = self._read(asked)
        return Question(
            speaker=question.speaker,
            speaker_text=question.speaker_text,
            words=f'"{phrase}"',
            topic_text=f'"{phrase}"',
        )

    def _read(self, asked: str) -> Question:
        if _score(self._match_topic(asked)) == _EXACT_SCORE:  # the "war on terror" is no "war" on
            return self._read_names(asked)
        shaped = self._read_shaped(asked)
        return shaped or self._read_hinged(asked) or self._read_names(asked)

    def _read_shaped(self, asked: str) -> Question | None:
        """By the first shape; by another, if that knows the speaker and the first does not."""
        first = None
        for shape in (*find_shapes(), *find_loose_shapes()):
            found = shape.fullmatch(asked)
            if found is None:
                continue
            parts = found.groupdict()
            question = self._compose(parts.get("speaker"), parts.get("topic"))
            if question.speaker and fits(question.speaker):
                return question
            if first is None and shape in find_shapes():
                if question.speaker is None:
                    return question
                first = question
        return first

    def _compose(self, speaker: str | None, topic: str | None) -> Question:
        named = self._bare_name(speaker)
        about, said = self._find_topic(topic)
        known = about is not None and fits(about)
        return Question(
            speaker=self._match_speaker(named) if named else None,
            topic=about if known else None,
            words=None if known else said,
            speaker_text=named,
            topic_text=said,
        )

    def _bare_name(self, speaker: str | None) -> str | None:
        """Without an article, nor the mark of an owner that a fast typist left off."""
        name = _name(speaker)
        if name is None or name in _NOBODY:
            return None
        owner = _OWNED.sub("", name)
        if owner != name and not fits(self._match_speaker(name)):
            return owner if fits(self._match_speaker(owner)) else name
        return name

    def _find_topic(self, topic: str | None) -> tuple[Match | None, str | None]:
        """What it means; "the alliance" is one with its article, and China and Iraq are two."""
        if topic is None or not topic.strip():
            return None, None
        whole, bare = topic.strip(), _name(topic)
        match = self._match_topic(whole)
        if bare is not None and bare != whole and _score(match) < _EXACT_SCORE:
            match = self._match_topic(bare)
        if fits(match):
            return match, bare
        several = [self._match_topic(_name(part) or "") for part in _AND.split(whole)]
        if len(several) > 1 and all(one.best and one.best.score >= _SURE_SCORE for one in several):
            return Match(options=_distinct(several)), bare
        return match, bare

    def _read_hinged(self, asked: str) -> Question | None:
        """A question parted at "on" or "about": after a name, or else before a topic."""
        fallback = None
        for hinge in HINGE.finditer(asked):
            head, tail = asked[: hinge.start()].strip(), asked[hinge.end() :].strip()
            if not head or not tail:
                continue
            question = self._compose(head, tail)
            if question.speaker and fits(question.speaker):
                return question
            turned = self._compose(tail, head)
            if turned.speaker and _score(turned.speaker) >= _SURE_SCORE and turned.topic:
                return turned
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
        if _is_missing(speaker, asked) and not fits(topic):
            return Question(speaker=speaker, speaker_text=asked)
        pairs = list(self._find_pairs(asked.split()))
        if pairs:
            return max(pairs, key=lambda pair: pair[0])[1]
        several, _ = self._find_topic(asked) if _AND.search(asked) else (None, None)
        if several is not None and fits(several):
            return Question(topic=several, topic_text=asked)
        return Question(words=asked or None, topic_text=asked or None)

    def _read_content(self, asked: str, question: Question) -> Question:
        """A question of no shape: the names in it, or else the words that only it has."""
        content = content_of(asked)
        if content and content != asked:
            named = self._read_names(content)
            if _is_clear(named):
                return named
        if question.words != asked or not content:
            return question
        words = begin_of_content(asked)
        return Question(words=words, topic_text=words)

    def _ends_in_topic(self, asked: str) -> bool:
        """Whether the last word is a topic: in "trump nato", not in "nato chief trump"."""
        head, _, last = asked.rpartition(" ")
        return bool(head) and _score(self._match_topic(last)) == _EXACT_SCORE

    def _find_pairs(self, words: list[str]) -> Iterator[tuple[float, Question]]:
        """Each way to part the words into a speaker and a topic, with how well both fit."""
        if not 1 < len(words) <= _MOST_BARE_WORDS:
            return
        for named, rest in _partings(words):
            about = _LOOSE_AND.sub("", rest) or rest
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
            elif fits(topic) and _is_missing(speaker, named):
                yield _score(topic), Question(speaker=speaker, topic=topic, speaker_text=named)


def _is_missing(match: Match, asked: str) -> bool:
    """Whether somebody known is meant whom nobody quotes. A lone word may as well be a word."""
    missing = match.missing
    return missing is not None and " " in asked and missing.score >= _SURE_SCORE


def _is_clear(question: Question) -> bool:
    """Whether all that it names is known."""
    if question.words or (question.speaker and not fits(question.speaker)):
        return False
    return question.speaker is not None or question.topic is not None


def _distinct(matches: list[Match]) -> tuple[Candidate, ...]:
    found = {match.best.id: match.best for match in matches if match.best}
    return tuple(found.values())


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


def _name(part: str | None) -> str | None:
    return _ARTICLE.sub("", part.strip()) or None if part else None
