"""The ways an attribution can stand to marked words, and how often each is right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefs.coreference import Mention, MentionKind
from briefs.grammar import Kind, words
from briefs.quotations.frame import Piece, Sentence
from briefs.quotations.phrases import Phrase


class Rule(StrEnum):
    """How an attribution stands to the words; where several apply, the first here is believed."""

    TRAILING = "“…,” X said"
    INVERTED = "“…,” said X"
    LEADING = "X said, “…”"
    TRAILING_ANY = "“…,” X smiled"
    TURN = "X: … ¶ Y: …"
    SCRIPT = "X: “…”"
    SIGNATURE = "“…” – X"
    ACCORDING_AFTER = "“…,” according to X"
    OUTER = "X said that Y had called it “…”"
    TRAILING_CLAUSE = "“…” was the aim, X said"
    CLAUSE = "X said that they were “…”"
    PARTICIPLE = "X left, saying “…”"
    INFINITIVE = "X went on to call it “…”"
    ACCORDING_BEFORE = "According to X, it is “…”"
    REPORTING = "X accused them of “…”"
    RESUMED = "“…,” X said. “…”"
    CARRIED = "“…,” X said. ¶ “…”"
    RECALLED = "X said no. “…”"
    CITED = "Y quoted X as saying “…”"
    WORDED = "X’s words were: “…”"
    NOUN = "X’s claim that “…”"
    ANNOUNCED = "X had news: “…”"
    HERALDED = "The ad had news: “…”"


PRECEDENCE = {rule: place for place, rule in enumerate(Rule)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """One way to attribute marked words."""

    rule: Rule
    mention: Mention | None  #: None: that of the words it is `like`
    cue: tuple[int, int] | None = None  #: where the words that signal saying stand
    like: int | None = None  #: number of the marked words with which it shares the attribution
    relay: Mention | None = None  #: who passed the words on, in second-hand speech


def compose_candidate(
    rule: Rule, sentence: Sentence, subject: Phrase | None, cue: int | None, *, length: int = 1
) -> Candidate | None:
    """The candidate for tokens of a sentence; None without a subject that can speak."""
    if subject is None or _is_mute(sentence, subject):
        return None
    reading = cue is not None and sentence[cue].lower in {"read", "reads"}
    if reading and not _is_document(sentence, subject):
        return None
    place = None if cue is None else (sentence[cue].start, sentence[cue + length - 1].end)
    return Candidate(rule=rule, mention=mention_of(sentence, subject), cue=place)


def mention_of(sentence: Sentence, subject: Phrase) -> Mention:
    """A noun phrase as a place in the article, without the 's behind it."""
    return Mention(
        start=sentence[subject.first].start,
        end=_bare_end(sentence[subject.last]),
        head_end=_bare_end(sentence[subject.head]),
        kind=subject.kind,
    )


def is_possessive(piece: Piece) -> bool:
    """Whether the word ends in 's or s'."""
    return piece.kind in {Kind.NAME, Kind.WORD} and piece.lower.endswith(("'s", "s'"))


#: What has words on it and is no document that speaks.
_MUTE = words(
    """
    badge badges banner banners billboard billboards button buttons cap caps caption captions flag
    flags graffiti hat hats headline headlines inscription inscriptions jersey mug mugs mural murals
    placard placards plaque plaques poster posters shirt shirts sign signs slogan slogans sticker
    stickers t-shirt t-shirts tattoo
    """
)


#: What says of itself what stands in it. Whoever else "reads “…”" may be reading a book.
_DOCUMENTS = words(
    """
    act agreement amendment announcement article bill clause communique communiqué constitution
    declaration directive document draft email entry law letter line memo message motion note
    notice order pact paper paragraph passage petition pledge post preamble proposal regulation
    release report resolution section statement summary text treaty tweet verdict warrant
    """
)


def _is_document(sentence: Sentence, subject: Phrase) -> bool:
    return sentence[subject.head].lower in _DOCUMENTS or sentence[subject.head].lower == "it"


def _is_mute(sentence: Sentence, subject: Phrase) -> bool:
    return subject.kind is not MentionKind.NAME and sentence[subject.head].lower in _MUTE


def _bare_end(piece: Piece) -> int:
    return piece.end - len("'s") if piece.lower.endswith("'s") else piece.end
