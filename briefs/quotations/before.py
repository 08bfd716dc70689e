"""Attributions before the words: X said, “…”; X said that they were “…”; According to X, “…”."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.coreference import MentionKind
from briefs.cues import INTRODUCING, Cue, Form, Strength
from briefs.grammar import Kind, words
from briefs.quotations.frame import Sentence
from briefs.quotations.phrases import (
    VERBAL,
    Phrase,
    joint_before,
    looks_verbal,
    phrase_before,
    phrase_from,
)
from briefs.quotations.rules import Candidate, Rule, compose_candidate, is_possessive
from briefs.quotations.subjects import (
    before_bracket,
    follows_be,
    is_passive,
    main_subject,
    shared_subject,
    subject_before,
    subject_of,
)

#: Verbs that give a thing its name: "a plan called “…”" quotes nobody.
_NAMING = words("brand call dub label name term title")
#: Nouns for what somebody has said.
_CLAIMS = words(
    """
    accusation answer argument assertion assessment call claim comment comments complaint
    conclusion criticism declaration demand description explanation insistence letter message
    motto observation phrase pledge post promise question remark remarks reply report response
    speech statement statements suggestion threat tweet view vow warning word words
    """
)
#: Verbs that report a view, or words, without anybody having spoken.
_SILENT = words(
    """
    attack back doubt envisage envision expect frame hope identify imply indicate invoke issue knock
    lay list oppose read see show signal support think use view want welcome worry
    """
)
_POSSESSIVES = words("her his its my our their")
#: What may stand between a verb of saying and the words that are its object.
_LEADING_IN = frozenset(
    {Kind.COMMA, Kind.COLON, Kind.THAT, Kind.TIME, Kind.ADVERB, Kind.OBJECT, Kind.OTHER, Kind.DASH}
)
#: What begins another's clause behind a semicolon: "Lind called it “…”; Novak preferred “…”".
_OTHERS = frozenset({Kind.NAME, Kind.PRONOUN})
#: What a reported clause does not reach over.
_CLAUSE_ENDS = frozenset(
    {Kind.STOP, Kind.COLON, Kind.COMMA, Kind.DASH, Kind.AND, Kind.WHO, Kind.QUOTATION}
) | {Kind.OPENING}
#: What follows a heading rather than a subject.
_UNCLAUSED = frozenset({Kind.DASH, Kind.QUOTATION})
#: Words that may begin a clause within a reported one.
_WITHIN = words("if because whether")
#: Prepositions that begin a clause of time, which nobody reports.
_WHEN = words("after before since until")
#: What may stand between "by X" and the words.
_LINKS = words("as of for , being having")
_CITING = words("cite quote")
#: Tokens that a speaker who is quoted or named with "by" takes up at most.
_OBJECT = 12
#: Tokens before the words in which an attribution is looked for.
_REACH = 80
#: How many verbs may report one another: "said he believed they had called it".
_NESTED = 4


def find_before(sentence: Sentence, at: int) -> Iterator[Candidate]:
    """The candidates before the marked words at `at`, within their sentence."""
    script = _script(sentence, at)
    if script:
        yield script
        return
    passive = _passive(sentence, at)
    if passive:
        yield passive
        return
    governing = _governing(sentence, at)
    if governing:
        yield governing
    for found in (_according(sentence, at), None if governing else _claimed(sentence, at)):
        if found:
            yield found
    if not governing and at and sentence[at - 1].kind is Kind.COLON:
        announced = _announced(sentence, at)
        if announced:
            yield announced


def _announced(sentence: Sentence, at: int) -> Candidate | None:
    """The subject of a clause that a colon ends; "Farewell – “…,” by Lind:" is none."""
    subject = main_subject(sentence, at)
    if subject is None or sentence[subject.last + 1].kind in _UNCLAUSED:
        return None
    rest = sentence[subject.last + 1 : at - 1]
    acts = any(piece.kind in VERBAL or looks_verbal(piece) for piece in rest)
    known = acts and subject.kind is not MentionKind.NOMINAL
    rule = Rule.ANNOUNCED if known else Rule.HERALDED
    return compose_candidate(rule, sentence, subject, at - 1)


def recall(sentence: Sentence) -> Iterator[Candidate]:
    """Who is the last to say something in a sentence that comes before the words."""
    for at in range(len(sentence) - 1, max(-1, len(sentence) - _REACH), -1):
        cue = sentence[at].cue
        if cue and _speaks(cue) and not is_passive(sentence, at):
            found = compose_candidate(Rule.RECALLED, sentence, subject_before(sentence, at), at)
            if found:
                yield found
                return


def _speaks(cue: Cue) -> bool:
    """Whether the subject has been speaking: "Lind thanked them", not "Lind wants more"."""
    if not _finite(cue) or cue.lemma in _SILENT or cue.lemma in INTRODUCING:
        return False
    return cue.strength is Strength.SAYING or cue.form is Form.PAST


def _script(sentence: Sentence, at: int) -> Candidate | None:
    """A name and a colon, at the start of the line or behind a dash: a transcript."""
    colon = at - 1
    if colon < 1 or sentence[colon].kind is not Kind.COLON:
        return None
    last = colon - 1
    if sentence[last].kind is Kind.CLOSING:  # "Anna Lind (March 2): “…”"
        last = before_bracket(sentence, last)
    if last < 0 or sentence[last].kind is not Kind.NAME:
        return None
    named = joint_before(sentence, last)
    first = named.first
    if first and sentence[first - 1].lower == "under":  # "Under Secretary Lind:"
        first -= 1
    alone = first == 0 or sentence[first - 1].kind is Kind.DASH
    return compose_candidate(Rule.SCRIPT, sentence, named, None) if alone else None


# ------------------------------------------------------------------ the governing verb


def _governing(sentence: Sentence, at: int) -> Candidate | None:
    """The nearest verb before the words, or the outermost that reports what that one says."""
    verb = _nearest_verb(sentence, at)
    if verb is None:
        return None
    rule, subject = _ruled(sentence, verb, at)
    for _ in range(_NESTED):
        timed = subject is not None and _tells_when(sentence, subject, verb)
        outer = _outer_verb(sentence, subject) if subject and not timed else None
        outer_subject = _ruled(sentence, outer, at)[1] if outer is not None else None
        if outer_subject is None or outer_subject == subject:
            break
        rule, subject, verb = Rule.OUTER, outer_subject, outer
    return compose_candidate(rule, sentence, subject, verb)


def _tells_when(sentence: Sentence, subject: Phrase, verb: int | None) -> bool:
    """Whether a verb of saying stands in a clause of time: "he smiled after Lind had said …"."""
    cue = None if verb is None else sentence[verb].cue
    says = cue is not None and cue.strength is Strength.SAYING
    return says and subject.first > 0 and sentence[subject.first - 1].lower in _WHEN


def _nearest_verb(sentence: Sentence, end: int) -> int | None:
    for at in range(end - 1, max(-1, end - _REACH), -1):
        if sentence[at].text == ";" and sentence[at + 1].kind in _OTHERS:
            return None
        if sentence[at].cue is None or is_passive(sentence, at):
            continue
        if not _names(sentence, at, end) and not _only_introduces(sentence, at, end):
            return at
    return None


def _names(sentence: Sentence, verb: int, end: int) -> bool:
    """Whether the verb only gives the marked words as a name: "a plan called “…”"."""
    cue = sentence[verb].cue
    if not verb or cue is None or cue.lemma not in _NAMING:
        return False
    before = sentence[verb - 1].kind
    if before is Kind.COMMA and cue.form is Form.PAST:  # "The plan, called a “…”,"
        return all(sentence[at].kind is Kind.DETERMINER for at in range(verb + 1, end))
    return verb + 1 == end and before is Kind.WORD


def _only_introduces(sentence: Sentence, verb: int, end: int) -> bool:
    """Whether the verb needs the words directly behind it, and has others there."""
    cue = sentence[verb].cue
    if cue is None or cue.lemma not in INTRODUCING or sentence[end - 1].kind is Kind.COLON:
        return False
    return not all(sentence[at].kind in _LEADING_IN for at in range(verb + 1, end))


def _ruled(sentence: Sentence, verb: int, end: int) -> tuple[Rule, Phrase | None]:
    """By which rule a verb before `end` governs what stands there, and its subject."""
    cue = sentence[verb].cue
    assert cue is not None
    if cue.form is Form.ING and not follows_be(sentence, verb):
        quoted = _quoted_as(sentence, verb)
        if quoted:
            return Rule.CITED, quoted
        return Rule.PARTICIPLE, _participle_subject(sentence, verb)
    if cue.form is Form.BASE and verb and sentence[verb - 1].kind is Kind.TO:
        return Rule.INFINITIVE, _participle_subject(sentence, verb)
    subject = subject_of(sentence, verb)
    if all(sentence[at].kind in _LEADING_IN for at in range(verb + 1, end)):
        return Rule.LEADING, subject
    reports = cue.strength is Strength.SAYING or sentence[verb + 1].kind is Kind.THAT
    return (Rule.CLAUSE if reports else Rule.REPORTING), subject


def _finite(cue: Cue) -> bool:
    return cue.form in {Form.PAST, Form.PRESENT}


def _participle_subject(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject of a participle or infinitive: its own ("with X saying"), else a shared one."""
    before = verb - 1
    while before > 0 and sentence[before].kind is Kind.ADVERB:
        before -= 1
    if before > 0 and sentence[before].kind in {Kind.NAME, Kind.WORD, Kind.PRONOUN}:
        own = subject_before(sentence, verb)
        introduced = own and own.first and sentence[own.first - 1].lower in {"with", "by"}
        if introduced or sentence[before].kind is not Kind.WORD:
            return own
    return shared_subject(sentence, verb) or main_subject(sentence, len(sentence))


def _quoted_as(sentence: Sentence, verb: int) -> Phrase | None:
    """Whom somebody quotes: "the agency quoted X as saying"."""
    if not verb or sentence[verb - 1].lower != "as":
        return None
    for at in range(verb - 2, max(-1, verb - 2 - _OBJECT), -1):
        cue = sentence[at].cue
        if cue:
            cites = cue.lemma in _CITING and not is_passive(sentence, at)
            return phrase_from(sentence, at + 1, verb - 1) if cites else None
    return None


def _outer_verb(sentence: Sentence, subject: Phrase) -> int | None:
    """A verb of saying that reports the clause of this subject; none reports "X, who said"."""
    relative = subject.kind is MentionKind.RELATIVE
    if relative and sentence[subject.last - 1].kind is Kind.COMMA:
        return None
    end = subject.first
    for at in range(end - 1, max(-1, end - _REACH), -1):
        piece = sentence[at]
        if piece.kind in _CLAUSE_ENDS:
            return None
        if piece.kind is Kind.SUBORDINATOR and piece.lower not in _WITHIN:
            return None
        cue = piece.cue
        that = sentence[at + 1].kind is Kind.THAT
        if cue and (cue.strength is Strength.SAYING or that) and not is_passive(sentence, at):
            return None if cue.form is Form.BASE else at
    return None


# ------------------------------------------------------------------ without a verb of his own


def _passive(sentence: Sentence, end: int) -> Candidate | None:
    """Who is named with "by" or "in the words of": "described by X as “…”"."""
    for at in range(end - 2, max(0, end - _OBJECT), -1):
        cue = sentence[at - 1].cue
        by = sentence[at].lower == "by" and cue is not None and cue.form is Form.PAST
        words_of = sentence[at].lower == "of" and sentence[at - 1].lower == "words"
        if by or words_of:
            named = phrase_from(sentence, at + 1, end)
            reaches = named is not None and all(
                sentence[place].lower in _LINKS for place in range(named.last + 1, end)
            )
            if named is None or _outer_verb(sentence, named) is not None:
                return None
            rule = Rule.REPORTING if by else Rule.ACCORDING_BEFORE
            return compose_candidate(rule, sentence, named, at - 1) if reaches else None
    return None


def _according(sentence: Sentence, end: int) -> Candidate | None:
    for at in range(max(0, end - _REACH), end):
        if sentence[at].lower == "according":
            named = phrase_from(sentence, at + 2, end)
            return compose_candidate(Rule.ACCORDING_BEFORE, sentence, named, at, length=2)
    return None


def _claimed(sentence: Sentence, end: int) -> Candidate | None:
    """Whose claim, promise or remark the marked words are."""
    for at in range(end - 1, max(0, end - _REACH), -1):
        if sentence[at].lower in _CLAIMS:
            owner = at - 1
            while (
                owner > 0
                and sentence[owner].kind in {Kind.WORD, Kind.NAME}
                and not is_possessive(sentence[owner])
            ):
                owner -= 1
            rule = Rule.WORDED if sentence[end - 1].kind is Kind.COLON else Rule.NOUN
            return compose_candidate(rule, sentence, _owner(sentence, owner), at)
    return None


def _owner(sentence: Sentence, at: int) -> Phrase | None:
    if sentence[at].lower in _POSSESSIVES:
        return Phrase(at, at, at, MentionKind.PRONOUN)
    return phrase_before(sentence, at) if is_possessive(sentence[at]) else None
