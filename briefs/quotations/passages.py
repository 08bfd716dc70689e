"""Marked words in their surroundings: the find step, sentence by sentence through the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefs.coreference import Mention, MentionKind
from briefs.grammar import Kind
from briefs.marks import Marked
from briefs.model import Span
from briefs.quotations.before import find_before, recall
from briefs.quotations.behind import find_behind, find_signature
from briefs.quotations.elsewhere import find_question, is_rejected
from briefs.quotations.frame import Sentence, read_sentences
from briefs.quotations.hearsay import with_relay
from briefs.quotations.rules import Candidate, Rule
from briefs.quotations.subjects import main_subject
from briefs.quotations.wording import looks_like_title


@dataclass(kw_only=True, slots=True)
class Quoted:
    """Marked words, handed on over paragraphs or not, with every candidate in reach.

    Complete once found; only the finding adds to it.
    """

    number: int  #: place among the article's quoted words
    pieces: list[Marked]
    opens_sentence: bool  #: nothing of the reporter's stands before it in its sentence
    ends_sentence: bool  #: nothing but an attribution can follow: a comma or full stop is next
    set_off: bool  #: a comma or colon stands before it
    candidates: list[Candidate] = field(default_factory=list)


def find_quoted(
    text: str, paragraphs: Sequence[Span], marked: Sequence[Marked]
) -> tuple[Quoted, ...]:
    """All quoted words of the article in order, each with its candidates."""
    by_paragraph: defaultdict[int, list[Marked]] = defaultdict(list)
    for words in marked:
        by_paragraph[words.paragraph].append(words)
    reader = _Reader(text, paragraphs, by_paragraph)
    for paragraph in tuple(by_paragraph):
        reader.read(paragraph)
    return tuple(reader.found)


class _Reader:
    """Goes through the paragraphs that hold marked words, and remembers what came before."""

    def __init__(
        self, text: str, paragraphs: Sequence[Span], marked: Mapping[int, Sequence[Marked]]
    ) -> None:
        self.found: list[Quoted] = []
        self._text = text
        self._paragraphs = paragraphs
        self._marked = marked
        #: the last two quoted words of this paragraph, latest first, and the sentence of the latest
        self._before: list[Quoted] = []
        self._spoke = 0

    def read(self, paragraph: int) -> None:
        """Find the quoted words of one paragraph."""
        self._before = []
        sentences = self._sentences_of(paragraph)
        for place, sentence in enumerate(sentences):
            for at, token in enumerate(sentence):
                if token.kind is Kind.QUOTATION:
                    self._read_words(sentences, place, at, self._marked[paragraph][token.marked])

    def _sentences_of(self, paragraph: int) -> list[Sentence]:
        marked = self._marked.get(paragraph, ())
        return read_sentences(self._text, self._paragraphs[paragraph], marked)

    def _read_words(
        self, sentences: Sequence[Sentence], place: int, at: int, words: Marked
    ) -> None:
        sentence = sentences[place]
        own = _candidates(sentence, at) if words.label is None else (_turn(*words.label),)
        if words.label is None and not place and not at:
            own = (*own, *self._led_in(sentence, words.paragraph))
        if place == len(sentences) - 1 and _is_bare(sentence[at:]):
            own = (*own, *self._signed_below(words.paragraph))
        if self._goes_on(words):
            latest = self.found[-1]
            latest.pieces.append(words)
            latest.candidates += own
        else:
            latest = Quoted(
                number=len(self.found),
                pieces=[words],
                opens_sentence=at == 0,
                ends_sentence=_ends(sentence, at),
                set_off=at > 0 and sentence[at - 1].kind in {Kind.COMMA, Kind.COLON},
                candidates=[*own],
            )
            if words.label is None:
                latest.candidates += self._beside(sentences, place, at, words.paragraph, own)
            self.found.append(latest)
        self._before = [latest, *(one for one in self._before[:1] if one is not latest)]
        self._spoke = place

    def _goes_on(self, words: Marked) -> bool:
        """Whether the words go on from the last ones: handed on, or nothing stands between."""
        if words.continues:
            return bool(self.found)
        if not self._before:
            return False
        last = self._before[0].pieces[-1]
        if self._text[last.outer_end : words.outer_start].strip():
            return False
        titles = {looks_like_title(self._text[one.start : one.end]) for one in (last, words)}
        return len(titles) == 1  # on “Meet the Press.” “We will stay,” he said

    def _led_in(self, sentence: Sentence, paragraph: int) -> tuple[Candidate, ...]:
        """What stands before the words in a paragraph that ends in a colon: "She said: ¶ “…”"."""
        if not paragraph or not self._paragraphs[paragraph - 1].text.endswith(":"):
            return ()
        before = self._sentences_of(paragraph - 1)
        found = find_before([*before[-1], *sentence], len(before[-1])) if before else ()
        return tuple(one for one in found if one.rule not in _ANNOUNCED)

    def _signed_below(self, paragraph: int) -> Iterator[Candidate]:
        """Who signs on the line below the paragraph, which is no paragraph of its own."""
        signature = _SIGNATURE.match(self._text, self._paragraphs[paragraph].end)
        if signature:
            start, end = signature.span(1)
            line = Span(start=start, end=end, text=signature[1])
            for sentence in read_sentences(self._text, line, ())[:1]:
                signed = find_signature(sentence, 0)
                if signed:
                    yield signed

    def _beside(
        self,
        sentences: Sequence[Sentence],
        place: int,
        at: int,
        paragraph: int,
        own: Sequence[Candidate],
    ) -> Iterator[Candidate]:
        """What other sentences suggest; nothing where a colon leads in: "Lind resisted: “…”"."""
        sentence = sentences[place]
        item = sentence[0].kind is Kind.DASH  # "- On the war: “…”", of a list
        led = item or any(one.rule is not Rule.HERALDED for one in own)
        if not (led and at and sentence[at - 1].kind is Kind.COLON):
            yield from self._neighbours(sentences, place, paragraph)

    def _neighbours(
        self, sentences: Sequence[Sentence], place: int, paragraph: int
    ) -> Iterator[Candidate]:
        """What the sentence before suggests, be it the last of the paragraph before."""
        if self._before and place - self._spoke <= 1:
            for earlier in self._before:
                yield Candidate(rule=Rule.RESUMED, mention=None, like=earlier.number)
        elif place and _is_bare(sentences[place]):
            yield from self._recalled(sentences[place - 1])
        elif self._speaks_on(sentences, paragraph):
            yield Candidate(rule=Rule.CARRIED, mention=None, like=self.found[-1].number)
        elif not place and paragraph and all(map(_is_bare, sentences)):
            for last in self._sentences_of(paragraph - 1)[-1:]:
                yield from recall(last)

    def _recalled(self, before: Sentence) -> Iterator[Candidate]:
        """Who said the sentence before, or spoke before it where it tells of nobody else."""
        found = tuple(recall(before))
        yield from found
        subject = main_subject(before, len(before))
        other = subject is not None and subject.kind is MentionKind.NAME
        if self._before and not found and not other:
            yield Candidate(rule=Rule.RESUMED, mention=None, like=self._before[0].number)

    def _speaks_on(self, sentences: Sequence[Sentence], paragraph: int) -> bool:
        """Whether a paragraph of nothing but marked words follows one that holds some."""
        if not self.found or self.found[-1].pieces[-1].paragraph != paragraph - 1:
            return False
        return all(map(_is_bare, sentences))


def _turn(start: int, end: int) -> Candidate:
    """That a transcript names the speaker."""
    label = Mention(start=start, end=end, head_end=end, kind=MentionKind.NAME)
    return Candidate(rule=Rule.TURN, mention=label)


def _candidates(sentence: Sentence, at: int) -> tuple[Candidate, ...]:
    """The candidates within the sentence of the words at `at`."""
    asked = find_question(sentence, at)
    if asked is not None:
        return asked
    if at and sentence[at - 1].lower in _DOUBTED:
        return ()
    before = () if is_rejected(sentence, at) else tuple(find_before(sentence, at))
    apart = _is_subordinate(sentence, at, before) or _is_adverbial(sentence, at)
    behind = () if apart else find_behind(sentence, at)
    return tuple(with_relay(sentence, at, (*behind, *before)))


def _is_subordinate(sentence: Sentence, at: int, before: Sequence[Candidate]) -> bool:
    """Whether the words are said in a clause before the main one: "After X said “…,” Y said no"."""
    opens = sentence[0].kind is Kind.SUBORDINATOR or sentence[0].lower in _WHEN
    whole = all(piece.kind not in _CLAUSE_ENDS for piece in sentence[:at])
    return opens and whole and any(one.rule is Rule.CLAUSE for one in before)


def _is_adverbial(sentence: Sentence, at: int) -> bool:
    """Whether the words end a phrase before the clause: "To a question on “…,” X said no"."""
    if not at or sentence[0].kind not in _LINKS or sentence[at - 1].kind not in _BEFORE_NOUNS:
        return False
    return not any(piece.cue or piece.kind in _NO_ADVERBIAL for piece in sentence[:at])


_ANNOUNCED = frozenset({Rule.ANNOUNCED, Rule.HERALDED})
#: What keeps a word at a distance: the so-called “ghost fleet”.
_DOUBTED = frozenset({"self-styled", "so-called"})
_LINKS = frozenset({Kind.PREPOSITION, Kind.TO})
_BEFORE_NOUNS = frozenset({Kind.PREPOSITION, Kind.DETERMINER})
_NO_ADVERBIAL = frozenset({Kind.BE, Kind.AUXILIARY, Kind.COMMA})
_WHEN = frozenset({"after", "before", "since"})
_CLAUSE_ENDS = frozenset({Kind.COMMA, Kind.COLON, Kind.DASH})


def _is_bare(sentence: Sentence) -> bool:
    """Whether a sentence holds marked words and nothing of the reporter's."""
    return all(token.kind in _BARE for token in sentence)


#: A line that begins with a dash and a capital.
_SIGNATURE = re.compile(
    r"(?:[^\S\r\n]*(?:\r\n|\r|\n)){1,4}[^\S\r\n]*[-‐‑–—―−]{1,2}[ \u00a0]*"
    r"([^\W\d_a-z][^\r\n]{1,120})(?=[\r\n]|\Z)"
)
_BARE = frozenset({Kind.QUOTATION, Kind.COMMA, Kind.STOP, Kind.OTHER})


def _ends(sentence: Sentence, at: int) -> bool:
    after = at + 1
    return after == len(sentence) or sentence[after].kind in {Kind.COMMA, Kind.STOP, Kind.DASH}
