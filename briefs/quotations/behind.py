"""Attributions behind the words: “…,” X said; “…,” said X; “…,” according to X; “…” – X."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from briefs.coreference import MentionKind
from briefs.cues import VERBS, Form, Strength
from briefs.grammar import Kind
from briefs.quotations.frame import Piece, Sentence
from briefs.quotations.phrases import phrase_from
from briefs.quotations.rules import Candidate, Rule, compose_candidate
from briefs.quotations.subjects import (
    can_invert,
    is_passive,
    subject_before,
    subject_behind,
)

_FINITE = frozenset({Form.PAST, Form.PRESENT, Form.BASE})
_FILLING = frozenset({Kind.COMMA, Kind.STOP, Kind.ADVERB, Kind.TIME, Kind.OTHER})
_AFTER_SIGNATURE = frozenset({Kind.STOP, Kind.COMMA, Kind.OPENING})
_SETTING_OFF = frozenset({Kind.COMMA, Kind.DASH})
_SEMICOLON = ";"
_CITING = frozenset({"quote", "cite"})
#: Tokens behind "quoted" up to "as saying".
_CITED = 14
#: Tokens behind the words in which an attribution is looked for.
_REACH = 40
#: ... and tokens between a subject and an infinitive: "she was quick to add".
_QUICK = 4


def find_behind(sentence: Sentence, at: int) -> Iterator[Candidate]:
    """The candidates behind the marked words at `at`, within their sentence."""
    start = at + 1
    while start < len(sentence) and sentence[start].kind in _FILLING:
        if sentence[start].text == _SEMICOLON:  # what follows is told of somebody else
            return
        start += 1
    if start < len(sentence) and sentence[start].kind is Kind.DASH:
        while start < len(sentence) and sentence[start].kind is Kind.DASH:
            start += 1
        signed = find_signature(sentence, start)
        if signed and not at:
            yield signed
    citing = _citing_verb(sentence, start)
    if citing is not None:
        cited = _cited(sentence, citing, start)
        if cited:
            yield cited
    elif start < len(sentence):
        found = (
            _inverted(sentence, start)
            or _trailing(sentence, at, start)
            or _beside(sentence, at, start)
        )
        if found:
            yield found


def _citing_verb(sentence: Sentence, start: int) -> int | None:
    """The verb of "X was quoted as saying" or "Y quoted X as saying" behind the words."""
    for at in range(start, min(len(sentence), start + _REACH) - 2):
        cue = sentence[at].cue
        if cue and cue.lemma in _CITING:
            behind = sentence[at + 1 : at + 1 + _CITED]
            says = any(
                one.lower == "as" and two.lower.endswith("ing") for one, two in pairwise(behind)
            )
            return at if says else None
    return None


def _cited(sentence: Sentence, verb: int, start: int) -> Candidate | None:
    """Who is quoted: the subject of the passive, else the object. "Him" is anybody."""
    if is_passive(sentence, verb):
        quoted = subject_before(sentence, verb)
        quoted = quoted if quoted and quoted.first >= start else None
    else:
        quoted = phrase_from(sentence, verb + 1, len(sentence))
    return compose_candidate(Rule.CITED, sentence, quoted, verb)


def find_signature(sentence: Sentence, at: int) -> Candidate | None:
    """Who signs where the signature begins at `at`: a name, with nothing but a comma behind it."""
    signed = phrase_from(sentence, at, len(sentence))
    if signed is None or signed.kind is not MentionKind.NAME:
        return None
    end = signed.last + 1
    if end < len(sentence) and sentence[end].kind not in _AFTER_SIGNATURE:
        return None
    return compose_candidate(Rule.SIGNATURE, sentence, signed, None)


def _inverted(sentence: Sentence, at: int) -> Candidate | None:
    if sentence[at].lower == "did":  # "did he declare"
        subject = phrase_from(sentence, at + 1, len(sentence))
        verb = subject.last + 1 if subject else len(sentence)
        if verb < len(sentence) and sentence[verb].lower in VERBS:
            return compose_candidate(Rule.INVERTED, sentence, subject, verb)
        return None
    if not can_invert(sentence[at]):
        return None
    return compose_candidate(Rule.INVERTED, sentence, subject_behind(sentence, at), at)


def _trailing(sentence: Sentence, quoted: int, start: int) -> Candidate | None:
    """The first verb of saying whose subject stands behind the words, too."""
    directly = True
    for at in range(start, min(len(sentence), start + _REACH)):
        if sentence[at].text == _SEMICOLON:
            return None
        directly = directly and sentence[at].kind is not Kind.QUOTATION
        if sentence[at].lower == "according":
            named = phrase_from(sentence, at + 2, len(sentence))
            return compose_candidate(Rule.ACCORDING_AFTER, sentence, named, at, length=2)
        if _says(sentence, at):
            found = _set_off(sentence, at) or _said(sentence, at, quoted, start, directly=directly)
            if found:
                return found
    return None


def _says(sentence: Sentence, at: int) -> bool:
    cue = sentence[at].cue
    if cue is None or cue.strength is not Strength.SAYING or cue.form not in _FINITE:
        return False
    return not is_passive(sentence, at)


def _set_off(sentence: Sentence, verb: int) -> Candidate | None:
    """An inverted attribution at the end of a longer sentence: "…, said Smith"."""
    if sentence[verb - 1].kind not in _SETTING_OFF or not can_invert(sentence[verb]):
        return None
    subject = subject_behind(sentence, verb)
    if subject is None or (subject.last == subject.first and subject.kind is not MentionKind.NAME):
        return None
    return compose_candidate(Rule.TRAILING_CLAUSE, sentence, subject, verb)


def _said(
    sentence: Sentence, verb: int, quoted: int, start: int, *, directly: bool
) -> Candidate | None:
    subject = subject_before(sentence, verb)
    if subject is None or subject.first <= quoted:
        return None
    slow = sentence[verb - 1].kind is Kind.TO and verb - subject.last > _QUICK
    if slow or (subject.first == quoted + 1 and _is_modifier(sentence, quoted)):
        return None
    if sentence[subject.first].kind in {Kind.WHO, Kind.THAT}:
        return None
    before = sentence[subject.first - 1]
    as_said = before.lower == "as" and subject.first - 1 == start
    if directly and (subject.first == start or as_said):
        return compose_candidate(Rule.TRAILING, sentence, subject, verb)
    if before.kind in _SETTING_OFF or before.kind is Kind.QUOTATION:
        return compose_candidate(Rule.TRAILING_CLAUSE, sentence, subject, verb)
    return None


def _is_modifier(sentence: Sentence, quoted: int) -> bool:
    """Whether marked words are a part of a noun phrase: the “Fight for more” movement."""
    determined = quoted > 0 and sentence[quoted - 1].kind is Kind.DETERMINER
    return determined and sentence[quoted + 1].kind in {Kind.WORD, Kind.NAME}


def _beside(sentence: Sentence, quoted: int, start: int) -> Candidate | None:
    """Any verb, where the words begin the sentence and a comma within the marks says it goes on."""
    comma = sentence[quoted + 1]
    if quoted or comma.kind is not Kind.COMMA or comma.text:
        return None
    after = start + 1
    if after < len(sentence) and _may_be_verb(sentence[start]):
        if sentence[after].kind in {Kind.NAME, Kind.DETERMINER}:
            subject = phrase_from(sentence, after, len(sentence))
            return compose_candidate(Rule.TRAILING_ANY, sentence, subject, start)
        return None
    subject = phrase_from(sentence, start, len(sentence))
    verb = subject.last + 1 if subject else len(sentence)
    while verb < len(sentence) and sentence[verb].kind is Kind.ADVERB:
        verb += 1
    if verb == len(sentence) or not _may_be_verb(sentence[verb]):
        return None
    return compose_candidate(Rule.TRAILING_ANY, sentence, subject, verb)


def _may_be_verb(piece: Piece) -> bool:
    if piece.cue is not None:
        return piece.cue.form in _FINITE
    return piece.kind is Kind.WORD and piece.lower.endswith(("ed", "s"))
