"""Who is the subject of a verb: the noun phrase before it, behind it, or of its main clause.

No parser stands behind this. The reporter's sentences are read token by token, and what stands
between a subject and its verb in news prose is stepped over: appositions, relative clauses, times.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from briefs.coreference import PARTICLES, MentionKind
from briefs.cues import Form, Strength
from briefs.grammar import Kind, words
from briefs.quotations.frame import Piece, Sentence


class Phrase(NamedTuple):
    """A noun phrase, by the places of its tokens in the sentence."""

    first: int
    head: int  #: the last token before "of …", "for …" or an apposition
    last: int
    kind: MentionKind


_NOUNS = frozenset({Kind.NAME, Kind.WORD, Kind.NUMBER})
_PASSED = frozenset({Kind.AUXILIARY, Kind.BE, Kind.ADVERB, Kind.OBJECT})
#: Prepositions by which one noun phrase hangs on another.
_LINKING = words("of for from at in with on to by")
#: Words that precede a noun as a part of its title though they are not capitalised.
_ROLES = words(
    """
    adviser advisor aide ambassador analyst chair chairman chairwoman chief commander
    congressman congresswoman director editor envoy general governor head host judge leader
    lawmaker mayor minister official officials president professor secretary senator spokesman
    spokesperson spokeswoman strategist campaign
    """
)
#: Verbs behind which stands the one spoken to, or spoken of, not the one who speaks.
_ADDRESSING = words("accuse address advise assure call describe inform reassure remind tell")
_PAST = words(
    """
    became began broke brought built came chose did drew fell felt found gave got grew held hit
    kept knew launched left led lost made met paid put ran rose sat saw sent set shot spent stood
    swept took threw turned went won
    """
)
_TIME_WORDS = words(
    """
    ago at by day days early in last late mid months next of on previous since that this weeks
    years
    """
)
_DATING = words("earlier early last late later next this")
_SPANS = words("days hours minutes months weeks years")
_LONGEST = 8


# ------------------------------------------------------------------ to the left of a verb


def subject_before(sentence: Sentence, verb: int, *, shared: bool = True) -> Phrase | None:
    """The subject of the verb at `verb`, looked for to its left.

    A verb without one of its own ("met Biden and said") has that of the verbs before it, unless
    `shared` is false.
    """
    at = verb - 1
    while at >= 0:
        kind = sentence[at].kind
        if kind in _PASSED:
            at -= 1
        elif kind is Kind.TIME or (kind is Kind.NUMBER and _is_date(sentence, at)):
            at = _before_time(sentence, at)
        elif kind is Kind.CLOSING:
            at = _before_bracket(sentence, at)
        elif kind in _FINDERS:
            return _FINDERS[kind](sentence, at)
        else:
            return shared_subject(sentence, at) if shared else None
    return None


def shared_subject(sentence: Sentence, end: int) -> Phrase | None:
    """The subject of the last finite verb of saying before `end`, else of the main clause."""
    for at in range(end - 1, -1, -1):
        cue = sentence[at].cue
        if cue and cue.form in {Form.PAST, Form.PRESENT} and not is_passive(sentence, at):
            subject = subject_of(sentence, at, shared=False)
            if subject:
                return subject
    return main_subject(sentence, end)


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is a participle behind a form of be: "was told"."""
    cue = sentence[verb].cue
    return cue is not None and cue.form is Form.PAST and follows_be(sentence, verb)


def follows_be(sentence: Sentence, verb: int) -> bool:
    """Whether a form of be stands before the verb, adverbs left out."""
    at = verb - 1
    while at >= 0 and sentence[at].kind is Kind.ADVERB:
        at -= 1
    return at >= 0 and sentence[at].kind is Kind.BE


def phrase_before(sentence: Sentence, at: int) -> Phrase:
    """The noun phrase that ends at `at`, with what it hangs on: "the head of NATO"."""
    first = _start_of_phrase(sentence, at)
    head = at
    while first >= 2 and sentence[first - 1].lower in _LINKING:  # noqa: PLR2004 - noun, preposition
        before = first - 2
        if before and sentence[before].lower.endswith("ing"):  # "speaking to"
            before -= 1
        start = _start_of_phrase(sentence, before)
        if sentence[before].kind not in _NOUNS or not _can_be_noun(sentence, start, before):
            break
        first, head = start, before
    return Phrase(first, head, at, _kind_of(sentence[head]))


#: What the first of several names follows where together they are the subject.
_CLAUSE_BEGINS = frozenset({Kind.QUOTATION, Kind.COMMA, Kind.STOP, Kind.THAT, Kind.DASH})
_VERBAL = frozenset({Kind.CUE, Kind.AUXILIARY, Kind.BE})


def _joint_before(sentence: Sentence, at: int) -> Phrase:
    """The names that end at `at` and are the subject together: "A, B and C"."""
    found = phrase_before(sentence, at)
    first, joined = found.first, found.kind is MentionKind.NAME
    link = Kind.AND
    while joined and first > 1 and _joins(sentence[first - 1], link):
        one = phrase_before(sentence, first - 2)
        hangs = one.first > 0 and sentence[one.first - 1].kind is Kind.PREPOSITION
        joined = one.kind is MentionKind.NAME and sentence[first - 2].kind is Kind.NAME
        if link is Kind.COMMA and sentence[first].kind is Kind.DETERMINER:  # an apposition
            return found
        if not joined or (hangs and link is Kind.COMMA):  # "In Brussels, A and B"
            break
        first, link = one.first, Kind.COMMA
    begins = first == 0 or sentence[first - 1].kind in _CLAUSE_BEGINS
    return found._replace(first=first) if begins else found


def _joins(piece: Piece, link: Kind) -> bool:
    return piece.kind is link and piece.lower in {"and", ","}


def _joint_from(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The phrase, and the names that follow it in a list: "said A, B and C"."""
    last = phrase.last
    while phrase.kind is MentionKind.NAME and last + 2 < len(sentence):
        link = sentence[last + 1]
        following = _name_from(sentence, last + 2)
        described = link.lower == "," and sentence[last + 2].kind is Kind.DETERMINER
        if following is None or described or link.lower not in {"and", ","}:
            break
        last = following.last
        if link.lower == "and":
            ahead = sentence[last + 1] if last + 1 < len(sentence) else None
            acts = ahead is not None and (ahead.kind in _VERBAL or _looks_verbal(ahead))
            return phrase if acts else phrase._replace(head=last, last=last)
    return phrase


def _name_from(sentence: Sentence, at: int) -> Phrase | None:
    if sentence[at].kind not in {Kind.NAME, Kind.DETERMINER}:
        return None
    found = _single_from(sentence, at, len(sentence))
    return found if found and found.kind is MentionKind.NAME else None


def _start_of_phrase(sentence: Sentence, last: int) -> int:
    first = last
    while first > 0 and last - first < _LONGEST:
        kind = sentence[first - 1].kind
        if kind is Kind.DETERMINER:
            return first - 1
        if kind not in _NOUNS or _is_verb_between(sentence, first - 1):
            break
        first -= 1
    return first


def _is_verb_between(sentence: Sentence, at: int) -> bool:
    """Whether a small word behind a name is its verb: "Novak angered Lind"."""
    after_name = at > 0 and sentence[at - 1].kind is Kind.NAME
    return after_name and _looks_verbal(sentence[at])


def _looks_verbal(piece: Piece) -> bool:
    return piece.kind is Kind.WORD and (piece.lower.endswith("ed") or piece.lower in _PAST)


def _can_be_noun(sentence: Sentence, first: int, last: int) -> bool:
    """Whether tokens can be a noun phrase of their own: a name, or words with an article."""
    determined = sentence[first].kind in {Kind.DETERMINER, Kind.NAME, Kind.NUMBER}
    return determined or sentence[last].kind is Kind.NAME


def _kind_of(head: Piece) -> MentionKind:
    return MentionKind.NAME if head.kind is Kind.NAME else MentionKind.NOMINAL


def _pronoun_at(_sentence: Sentence, at: int) -> Phrase:
    return Phrase(at, at, at, MentionKind.PRONOUN)


def _is_date(sentence: Sentence, at: int) -> bool:
    return at > 0 and sentence[at - 1].kind is Kind.TIME


def _before_time(sentence: Sentence, at: int) -> int:
    """The place before a time: "on Monday", "earlier this week", "in March 2021"."""
    at -= 1
    while at >= 0 and (
        sentence[at].kind in {Kind.TIME, Kind.NUMBER} or sentence[at].lower in _TIME_WORDS
    ):
        at -= 1
    return at


def _before_bracket(sentence: Sentence, at: int) -> int:
    while at > 0 and sentence[at].kind is not Kind.OPENING:
        at -= 1
    return at - 1


def _relative(sentence: Sentence, pronoun: int) -> Phrase | None:
    """The noun phrase before a relative pronoun, together with it; "what" has none."""
    if sentence[pronoun].lower in {"what", "whatever"}:
        return None
    at = pronoun - 1
    while at >= 0 and sentence[at].kind in {Kind.COMMA, Kind.DASH, Kind.PREPOSITION, Kind.AND}:
        at -= 1
    if at >= 0 and sentence[at].kind is Kind.CLOSING:
        at = _before_bracket(sentence, at)
    if at < 0 or sentence[at].kind not in _NOUNS:
        return Phrase(pronoun, pronoun, pronoun, MentionKind.PRONOUN)
    found = phrase_before(sentence, at)
    return Phrase(found.first, found.head, pronoun, MentionKind.RELATIVE)


def _before_insertion(sentence: Sentence, closing: int) -> Phrase | None:
    """The noun phrase before an apposition or clause that a comma or dash closes."""
    opening = closing - 1
    while opening > 0 and sentence[opening].kind is not sentence[closing].kind:
        if sentence[opening].kind in {Kind.STOP, Kind.COLON}:
            return main_subject(sentence, closing)
        opening -= 1
    at = opening - 1
    if at > 0 and sentence[at].kind is Kind.NUMBER and sentence[at - 1].kind is Kind.COMMA:
        at -= 2  # "Paula Grieg, 54, a nurse,"
    if at >= 0 and sentence[at].kind is Kind.CLOSING:
        at = _before_bracket(sentence, at)
    if at >= 0 and sentence[at].kind is Kind.PRONOUN:
        return _pronoun_at(sentence, at)
    if at < 0 or sentence[at].kind not in _NOUNS:
        return main_subject(sentence, closing)
    found = phrase_before(sentence, at)
    if sentence[opening + 1].kind is not Kind.NAME:
        found = _named_before(sentence, found)
    return found._replace(last=closing - 1) if found.head == found.last else found


def _named_before(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The name that a description stands behind: "Smith, the mayor of Springfield, Ohio,"."""
    comma = phrase.first - 1
    described = sentence[phrase.first].kind is Kind.DETERMINER
    if not described or comma < 1 or sentence[comma].kind is not Kind.COMMA:
        return phrase
    named = sentence[comma - 1].kind is Kind.NAME
    return phrase_before(sentence, comma - 1) if named else phrase


#: How the subject is found from the first token to the left of a verb that is not passed over.
_FINDERS: dict[Kind, Callable[[Sentence, int], Phrase | None]] = {
    Kind.WHO: _relative,
    Kind.THAT: _relative,
    Kind.COMMA: _before_insertion,
    Kind.DASH: _before_insertion,
    Kind.PRONOUN: _pronoun_at,
    Kind.DETERMINER: phrase_before,
    Kind.NAME: _joint_before,
    Kind.WORD: phrase_before,
    Kind.NUMBER: phrase_before,
}


# ------------------------------------------------------------------ from the left to the right


_BEGINNING = frozenset(
    {Kind.AND, Kind.ADVERB, Kind.DASH, Kind.OTHER, Kind.COMMA, Kind.QUOTATION, Kind.STOP}
)
_LEADING = frozenset(
    {Kind.PREPOSITION, Kind.SUBORDINATOR, Kind.CUE, Kind.TIME, Kind.ADVERB, Kind.TO}
)
_DATED = frozenset({Kind.TIME, Kind.ADVERB})


def main_subject(sentence: Sentence, end: int) -> Phrase | None:
    """The subject of the main clause, looked for from the start of the sentence up to `end`."""
    at = _skip(sentence, 0, end, _BEGINNING)
    if at < end and _introduces(sentence, at):
        comma = at
        while comma < end and sentence[comma].kind is not Kind.COMMA:
            comma += 1
        if comma < end:
            at = _skip(sentence, comma + 1, end, _DATED | {Kind.AND})
        elif sentence[at].kind in _DATED:
            at = _skip(sentence, at, end, _DATED)
        else:
            return None
    return phrase_from(sentence, at, end)


def _skip(sentence: Sentence, at: int, end: int, kinds: frozenset[Kind]) -> int:
    while at < end and sentence[at].kind in kinds:
        at += 1
    return at


def _introduces(sentence: Sentence, at: int) -> bool:
    """Whether the word begins a phrase that stands before the subject: "Asked about …,"."""
    piece = sentence[at]
    if piece.kind in _LEADING or piece.lower in _DATING:
        return True
    if at + 1 < len(sentence) and sentence[at + 1].lower in _SPANS:  # "Eight years ago,"
        return True
    if not piece.lower.endswith("ing") or at + 1 >= len(sentence):
        return False
    return sentence[at + 1].kind not in {Kind.CUE, Kind.AUXILIARY, Kind.BE}


def phrase_from(sentence: Sentence, at: int, end: int) -> Phrase | None:
    """The noun phrase that begins at `at`, or the names in a list that begins there."""
    found = _single_from(sentence, at, end)
    return _joint_from(sentence, found) if found else None


def _single_from(sentence: Sentence, at: int, end: int) -> Phrase | None:
    if at >= end:
        return None
    if sentence[at].kind is Kind.PRONOUN:
        return _pronoun_at(sentence, at)
    determined = sentence[at].kind is Kind.DETERMINER
    begin = stop = at + determined
    while stop < min(end, begin + _LONGEST) and sentence[stop].kind in _NOUNS:
        if stop > begin and _ends_phrase(sentence, stop, determined=determined):
            break
        stop += 1
    if stop == begin:
        return _pronoun_at(sentence, at) if begin > at else None
    if sentence[stop - 1].lower.endswith("'s"):
        return None
    return Phrase(at, stop - 1, stop - 1, _kind_of(sentence[stop - 1]))


def _ends_phrase(sentence: Sentence, at: int, *, determined: bool) -> bool:
    """Whether a small word within a run of nouns is rather the verb behind them."""
    piece = sentence[at]
    if piece.kind is not Kind.WORD:
        return False
    if _looks_verbal(piece):
        return True
    behind = sentence[at + 1].kind if at + 1 < len(sentence) else None
    if piece.lower in PARTICLES and behind is Kind.NAME:
        return False
    after_name = sentence[at - 1].kind is Kind.NAME and not determined
    return after_name and piece.lower not in _ROLES


def subject_of(sentence: Sentence, verb: int, *, shared: bool = True) -> Phrase | None:
    """The subject of a finite verb: before it, or behind it after marked words ("“…,” said X")."""
    before = sentence[verb - 1] if verb else None
    if before is not None and can_invert(sentence[verb]):
        inverted = before.kind is Kind.QUOTATION or (before.kind is Kind.COMMA and not before.text)
        if inverted:
            return subject_behind(sentence, verb)
    return subject_before(sentence, verb, shared=shared)


def can_invert(piece: Piece) -> bool:
    """Whether the subject of the verb may stand behind it: "said Smith"."""
    cue = piece.cue
    if cue is None or cue.strength is not Strength.SAYING:
        return False
    return cue.form is not Form.ING and cue.lemma not in _ADDRESSING


def subject_behind(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject of an inverted verb: "said French Foreign Minister X"."""
    at = _skip(sentence, verb + 1, len(sentence), frozenset({Kind.ADVERB}))
    return phrase_from(sentence, at, len(sentence))
