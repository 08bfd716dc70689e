"""Marked words that are not the subject's beside them: questions put to him, claims he rejects."""

from __future__ import annotations

from briefs.cues import Strength
from briefs.grammar import Kind, words
from briefs.quotations.frame import Sentence
from briefs.quotations.phrases import phrase_from
from briefs.quotations.rules import Candidate, Rule, compose_candidate
from briefs.quotations.subjects import subject_of

_ASKED = words("asked challenged pressed questioned quizzed")
_REJECTS = words(
    """
    deny denies denied denying dismiss dismisses dismissed dismissing dispute disputes disputed
    disputing rebut rebuts rebutted rebutting refute refutes refuted refuting reject rejects
    rejected rejecting
    """
)
#: What somebody else has said, and may be rejected.
_CLAIMS = words(
    """
    accusation accusations allegation allegations argument assertion assertions characterisation
    characterization charge charges claim claims complaint complaints criticism description idea
    insinuation label narrative notion phrase report reports rumor rumors rumour rumours slogan
    speculation suggestion suggestions talk term warnings word words
    """
)
#: Tokens before the words in which a question or a rejection is looked for.
_REACH = 40


def is_rejected(sentence: Sentence, at: int) -> bool:
    """Whether the words at `at` are a claim of others that is rejected: "denied talk of “…”"."""
    claimed = False
    for place in range(at - 1, max(-1, at - _REACH), -1):
        piece = sentence[place]
        if piece.kind in {Kind.COMMA, Kind.COLON, Kind.AND, Kind.QUOTATION} or piece.lower == "as":
            return False
        if piece.lower in _REJECTS:
            return claimed
        if piece.cue and piece.cue.strength is Strength.SAYING:
            return False
        claimed = claimed or piece.lower in _CLAIMS
    return False


def find_question(sentence: Sentence, at: int) -> tuple[Candidate, ...] | None:
    """Who asks, where the words at `at` are a question that another answers in the sentence.

    Empty where nobody is said to ask; None where the words are no such question.
    """
    asked = at - 1
    while asked >= 0 and not _asks(sentence, asked):
        if at - asked > _REACH or sentence[asked].cue or sentence[asked].kind is Kind.QUOTATION:
            return None
        if sentence[asked].kind is Kind.COMMA and asked < at - 1:
            return None
        asked -= 1
    if asked < 0:
        return None
    if _is_put(sentence, asked, at):
        by = asked + 1
        passive = by < at and sentence[by].lower == "by"
        asker = phrase_from(sentence, by + 1, at) if passive else None
    elif sentence[at].text == "?" and sentence[asked].cue:
        asker = subject_of(sentence, asked)
        if asker is None:
            return None
    else:
        return None
    found = compose_candidate(Rule.LEADING, sentence, asker, asked)
    return (found,) if found else ()


def _asks(sentence: Sentence, at: int) -> bool:
    cue = sentence[at].cue
    return sentence[at].lower in _ASKED or (cue is not None and cue.lemma == "ask")


def _is_put(sentence: Sentence, asked: int, at: int) -> bool:
    """Whether the question is put to the subject: "Asked …, he", "he, asked by X …,"."""
    if sentence[asked].lower not in _ASKED:
        return False
    before = sentence[asked - 1].kind
    if not asked or before is Kind.BE:
        return True
    if before is Kind.SUBORDINATOR:  # "When asked …, he said", not "He said when asked: …"
        return asked == 1 or sentence[asked - 2].kind is Kind.COMMA
    answered = at + 2 < len(sentence) and sentence[at + 2].cue is not None
    answered = answered and sentence[at + 1].kind is Kind.COMMA
    return before is Kind.COMMA and (answered or sentence[asked + 1].lower == "by")
