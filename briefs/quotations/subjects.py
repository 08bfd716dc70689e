"""Who is the subject of a verb: the noun phrase before it, behind it, or of its main clause.

No parser stands behind this. The reporter's sentences are read token by token, and what stands
between a subject and its verb in news prose is stepped over: appositions, relative clauses, times.
"""

from __future__ import annotations

from collections.abc import Callable

from briefs.coreference import MentionKind
from briefs.cues import Form, Strength
from briefs.grammar import Kind, words
from briefs.quotations.frame import Piece, Sentence
from briefs.quotations.phrases import (
    NOUNS,
    Phrase,
    joint_before,
    looks_verbal,
    phrase_before,
    phrase_from,
    pronoun_at,
)

_PASSED = frozenset({Kind.AUXILIARY, Kind.BE, Kind.ADVERB, Kind.OBJECT})
#: Verbs behind which stands the one spoken to, or spoken of, not the one who speaks.
_ADDRESSING = words("accuse address advise assure call describe inform reassure remind tell")
_TIME_WORDS = words(
    """
    ago at by day days early in last late mid months next of on previous since that this weeks
    years
    """
)
_DATING = words("earlier early last late later next this")
_PLACING = words("at in near of outside")
_SPANS = words("days hours minutes months weeks years")


# ------------------------------------------------------------------ to the left of a verb


def subject_before(sentence: Sentence, verb: int, *, shared: bool = True) -> Phrase | None:
    """The subject of the verb at `verb`, looked for to its left.

    A verb without one of its own ("met Biden and said") has that of the verbs before it, unless
    `shared` is false.
    """
    at = verb - 1
    while at >= 0:
        kind = sentence[at].kind
        if kind in _PASSED or _is_then(sentence, at):
            at -= 1
        elif _may_be_aside(sentence, at) and (aside := _before_aside(sentence, at)) is not None:
            at = aside
        elif kind is Kind.TIME or (kind is Kind.NUMBER and _is_date(sentence, at)):
            at = _before_time(sentence, at)
        elif kind is Kind.CLOSING:
            at = before_bracket(sentence, at)
        elif kind in _FINDERS:
            return _FINDERS[kind](sentence, at)
        else:
            return shared_subject(sentence, at) if shared else None
    return None


def _is_then(sentence: Sentence, at: int) -> bool:
    """Whether "then" stands between a subject and its verb: "Lind then said"."""
    before = sentence[at - 1].kind if at else None
    return sentence[at].lower == "then" and before in {Kind.NAME, Kind.PRONOUN}


def _may_be_aside(sentence: Sentence, at: int) -> bool:
    past = sentence[at].lower == "past" and at > 0 and sentence[at - 1].kind is Kind.DETERMINER
    return past or sentence[at].kind in NOUNS


def _before_aside(sentence: Sentence, at: int) -> int | None:
    """The place before words that come between the parts of a verb, or before an infinitive.

    "has in the past said", "who came to discuss the plan said"
    """
    first = phrase_before(sentence, at).first
    if first < 2:  # noqa: PLR2004 - a verb and a preposition
        return None
    link, before = sentence[first - 1].kind, sentence[first - 2].kind
    if link is Kind.PREPOSITION and before in {Kind.AUXILIARY, Kind.BE}:
        return first - 2
    infinitive = link is Kind.TO and sentence[first].kind is Kind.WORD
    return first - 2 if infinitive else None


def shared_subject(sentence: Sentence, end: int) -> Phrase | None:
    """The subject of the last finite verb of saying or main clause before `end`."""
    for at in range(end - 1, -1, -1):
        cue = sentence[at].cue
        if cue and cue.form in {Form.PAST, Form.PRESENT} and not is_passive(sentence, at):
            subject = None if _gives_name(sentence, at) else subject_of(sentence, at, shared=False)
        else:
            subject = _of_clause(sentence, at)
        if subject:
            return subject
    return main_subject(sentence, end)


def _gives_name(sentence: Sentence, verb: int) -> bool:
    """Whether a verb only names what stands before it: "a class called “…”"."""
    before = sentence[verb - 1].kind if verb else None
    named = verb + 1 < len(sentence) and sentence[verb + 1].kind is Kind.QUOTATION
    return named and before is Kind.WORD


def _of_clause(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject of a verb of any meaning that it begins a clause with: "…, Lind had left"."""
    before = sentence[verb - 1] if verb else None
    if before is None or before.kind not in {Kind.PRONOUN, Kind.NAME, Kind.WORD}:
        return None
    if sentence[verb].kind not in {Kind.AUXILIARY, Kind.BE} and not looks_verbal(sentence[verb]):
        return None
    found = (pronoun_at if before.kind is Kind.PRONOUN else joint_before)(sentence, verb - 1)
    if before.kind is not Kind.WORD and _begins(sentence, found.first):
        return found
    when = found.first > 0 and sentence[found.first - 1].lower in {"when", "where"}
    return found if when and _begins(sentence, found.first - 1) else None


def _begins(sentence: Sentence, at: int) -> bool:
    return at == 0 or sentence[at - 1].kind in {Kind.COMMA, Kind.DASH}


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


def before_bracket(sentence: Sentence, at: int) -> int:
    """The place before the bracket that closes at `at`."""
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
        at = before_bracket(sentence, at)
    if at < 0 or sentence[at].kind not in NOUNS:
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
        at = before_bracket(sentence, at)
    if at >= 0 and sentence[at].kind is Kind.PRONOUN:
        return pronoun_at(sentence, at)
    if at < 0 or sentence[at].kind not in NOUNS:
        return main_subject(sentence, closing)
    found = phrase_before(sentence, at)
    if _is_place(sentence, found):
        return _before_insertion(sentence, found.first - 2)
    if sentence[opening + 1].kind is not Kind.NAME:
        found = _named_before(sentence, found)
    return found._replace(last=closing - 1) if found.head == found.last else found


def _is_place(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is set off by a comma of its own: "Lind, at a rally in Columbus, Ohio,"."""
    if phrase.first < 3:  # noqa: PLR2004 - a name, a comma, a preposition
        return False
    hangs = sentence[phrase.first - 1].kind is Kind.PREPOSITION
    return hangs and sentence[phrase.first - 2].kind is Kind.COMMA


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
    Kind.PRONOUN: pronoun_at,
    Kind.DETERMINER: phrase_before,
    Kind.NAME: joint_before,
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
            comma = _behind_place(sentence, comma, end)
            at = _skip(sentence, comma + 1, end, _DATED | {Kind.AND})
        elif sentence[at].kind in _DATED:
            at = _skip(sentence, at, end, _DATED)
        else:
            return None
    return phrase_from(sentence, at, end)


def _behind_place(sentence: Sentence, comma: int, end: int) -> int:
    """The second comma of a place that has two: "In Aspen, Colorado, the minister …"."""
    first = phrase_before(sentence, comma - 1).first if comma else 0
    within = first > 0 and sentence[first - 1].lower in _PLACING
    second = comma + 1
    while second < end and sentence[second].kind is Kind.NAME:
        second += 1
    named = second > comma + 1 and second < end and sentence[second].kind is Kind.COMMA
    return second if within and named else comma


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


def subject_of(sentence: Sentence, verb: int, *, shared: bool = True) -> Phrase | None:
    """The subject of a finite verb: before it, or behind it after marked words ("“…,” said X")."""
    before = sentence[verb - 1] if verb else None
    if before is not None and can_invert(sentence[verb]):
        inverted = before.kind is Kind.QUOTATION or (before.kind is Kind.COMMA and not before.text)
        if inverted or _is_inserted(sentence, verb):
            return subject_behind(sentence, verb)
    elif verb == 0 and can_invert(sentence[verb]):  # "Said Anna Lind: “…”"
        return subject_behind(sentence, verb)
    return subject_before(sentence, verb, shared=shared)


def _is_inserted(sentence: Sentence, verb: int) -> bool:
    """Whether verb and subject stand within what is said: "The talks, says Lind, were “…”".

    An apposition before a verb has two commas: "Lind, 54, said Novak, …".
    """
    commas = [at for at in range(verb) if sentence[at].kind is Kind.COMMA]
    if commas != [verb - 1]:
        return False
    subject = subject_behind(sentence, verb)
    after = subject.last + 1 if subject else len(sentence)
    return after < len(sentence) and sentence[after].kind is Kind.COMMA


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
