"""Noun phrases among the tokens of a sentence: what ends at a token, what begins there."""

from __future__ import annotations

from typing import NamedTuple

from briefs.coreference import PARTICLES, MentionKind
from briefs.grammar import Kind, words
from briefs.quotations.frame import Piece, Sentence


class Phrase(NamedTuple):
    """A noun phrase, by the places of its tokens in the sentence."""

    first: int
    head: int  #: the last token before "of …", "for …" or an apposition
    last: int
    kind: MentionKind


NOUNS = frozenset({Kind.NAME, Kind.WORD, Kind.NUMBER})
#: Prepositions by which one noun phrase hangs on another.
_LINKING = words("of for from at in with on to by")
#: Words that precede a noun as a part of its title though they are not capitalised.
_ROLES = words(
    """
    adviser advisor aide ambassador analyst campaign chair chairman chairwoman chancellor chief
    columnist commander congressman congresswoman coordinator correspondent diplomat director
    economist editor envoy expert fellow founder general governor head historian host judge lawmaker
    leader mayor minister official officials premier president professor researcher scholar
    secretary senator spokesman spokesperson spokeswoman strategist
    """
)
#: Who says little without what they are of.
_RELATIONAL = words(
    """
    boss chair chairman chairwoman chief co-founder commander deputy director editor founder head
    leader member one
    """
)
#: By what their offices hang on those who hold them.
_OFFICES = {
    **dict.fromkeys(_ROLES | _RELATIONAL, frozenset({"of"})),
    **dict.fromkeys(words("spokesman spokesperson spokeswoman"), frozenset({"of", "for"})),
}
_PAST = words(
    """
    became began broke brought built came chose did drew fell felt found gave got grew held hit
    kept knew launched left led lost made met paid put ran rose sat saw sent set shot spent stood
    swept took threw turned went won
    """
)
_LONGEST = 8
#: Small words up to the last of a title: "foreign policy chief".
_MODIFIERS = 4


def phrase_before(sentence: Sentence, at: int) -> Phrase:
    """The noun phrase that ends at `at`, with what it hangs on: "the head of NATO"."""
    first = _start_of_phrase(sentence, at)
    head = at
    while first >= 2 and sentence[first - 1].lower in _LINKING:  # noqa: PLR2004 - noun, preposition
        before = first - 2
        if before and sentence[before].lower.endswith("ing"):  # "speaking to"
            before -= 1
        start = _start_of_phrase(sentence, before)
        if sentence[before].kind not in NOUNS or not _can_be_noun(sentence, start, before):
            break
        first, head = start, before
    return Phrase(first, head, at, _kind_of(sentence[head]))


#: What the first of several names follows where together they are the subject.
_CLAUSE_BEGINS = frozenset({Kind.QUOTATION, Kind.COMMA, Kind.STOP, Kind.THAT, Kind.DASH})
VERBAL = frozenset({Kind.CUE, Kind.AUXILIARY, Kind.BE})


def joint_before(sentence: Sentence, at: int) -> Phrase:
    """The names that end at `at` and are the subject together: "A, B and C"."""
    found = phrase_before(sentence, at)
    first, joined = found.first, found.kind is MentionKind.NAME
    link = Kind.AND
    while joined and first > 1 and _joins(sentence[first - 1], link):
        one = phrase_before(sentence, first - 2)
        if _holds_for_several(sentence, one):
            return one._replace(last=at)
        hangs = one.first > 0 and sentence[one.first - 1].kind is Kind.PREPOSITION
        joined = one.kind is MentionKind.NAME and sentence[first - 2].kind is Kind.NAME
        if link is Kind.COMMA and sentence[first].kind is Kind.DETERMINER:  # an apposition
            return found
        if not joined or (hangs and link is Kind.COMMA):  # "In Brussels, A and B"
            break
        first, link = one.first, Kind.COMMA
    begins = first == 0 or sentence[first - 1].kind in _CLAUSE_BEGINS
    return found._replace(first=first) if begins else found


def _holds_for_several(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether names that follow are of the office: "the ministers of A", and of B and C."""
    if phrase.head == phrase.last or phrase.kind is not MentionKind.NOMINAL:
        return False
    several = sentence[phrase.head].lower.endswith("s")
    return several and sentence[phrase.head + 1].lower == "of"


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
            acts = ahead is not None and (ahead.kind in VERBAL or looks_verbal(ahead))
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
        behind = sentence[first - 2].kind if first > 1 else None
        if behind is Kind.DETERMINER and _is_qualifier(sentence[first - 1]):
            return first - 2  # "a visibly tired Lind"
        if kind not in NOUNS or _is_verb_between(sentence, first - 1):
            break
        first -= 1
    return first


def _is_qualifier(piece: Piece) -> bool:
    return piece.kind is Kind.ADVERB and piece.lower.endswith("ly")


def _is_verb_between(sentence: Sentence, at: int) -> bool:
    """Whether a small word behind a name is its verb: "Novak angered Lind"."""
    after_name = at > 0 and sentence[at - 1].kind is Kind.NAME
    return after_name and looks_verbal(sentence[at])


def looks_verbal(piece: Piece) -> bool:
    """Whether a small word may be a verb of the past: "-ed", or an irregular one."""
    return piece.kind is Kind.WORD and (piece.lower.endswith("ed") or piece.lower in _PAST)


def _can_be_noun(sentence: Sentence, first: int, last: int) -> bool:
    """Whether tokens can be a noun phrase of their own: a name, or words with an article."""
    determined = sentence[first].kind in {Kind.DETERMINER, Kind.NAME, Kind.NUMBER}
    return determined or sentence[last].kind is Kind.NAME


def _kind_of(head: Piece) -> MentionKind:
    return MentionKind.NAME if head.kind is Kind.NAME else MentionKind.NOMINAL


def pronoun_at(_sentence: Sentence, at: int) -> Phrase:
    """A pronoun as a noun phrase of its own."""
    return Phrase(at, at, at, MentionKind.PRONOUN)


def phrase_from(sentence: Sentence, at: int, end: int) -> Phrase | None:
    """The noun phrase that begins at `at`, or the names in a list that begins there."""
    found = _single_from(sentence, at, end)
    return _joint_from(sentence, found) if found else None


def _single_from(sentence: Sentence, at: int, end: int) -> Phrase | None:
    if at >= end:
        return None
    if sentence[at].kind is Kind.PRONOUN:
        return pronoun_at(sentence, at)
    determined = sentence[at].kind is Kind.DETERMINER
    begin = at + determined
    if determined and begin + 1 < end and _is_qualifier(sentence[begin]):
        begin += 1
    stop = _end_of_nouns(sentence, begin, end, determined=determined)
    if stop == begin:
        return pronoun_at(sentence, at) if begin > at else None
    if sentence[stop - 1].lower.endswith("'s"):
        return None
    head = stop - 1
    second = _end_of_second_office(sentence, head, end)
    if second is not None:
        return Phrase(at, second, second, MentionKind.NAME)
    titled = sentence[head].kind is Kind.NAME and sentence[head].lower in _OFFICES
    hangs = determined or titled or sentence[head].lower == "one"
    last = _end_of_office(sentence, head, end) if hangs else head
    return Phrase(at, head, last, _kind_of(sentence[head]))


def _end_of_second_office(sentence: Sentence, head: int, end: int) -> int | None:
    """The name behind two offices: "deputy premier and defence minister X Y"; None without."""
    link = head + 1
    if sentence[head].lower not in _ROLES or link >= end or sentence[link].lower != "and":
        return None
    stop = _end_of_nouns(sentence, link + 1, end, determined=True)
    offices = any(piece.lower in _ROLES for piece in sentence[link + 1 : stop])
    named = sentence[stop - 1].kind is Kind.NAME and sentence[stop - 1].lower not in _ROLES
    return stop - 1 if offices and named else None


def _end_of_office(sentence: Sentence, head: int, end: int) -> int:
    """The last token of what somebody is head of, or speaks for: "the chief of staff".

    Behind other words "of" may tell what is spoken about: "said the minister of the vote".
    """
    role, link = sentence[head].lower, head + 1
    if role.endswith("s") and role[:-1] in _OFFICES:
        return _end_of_offices(sentence, head, end)
    if link + 1 >= end or sentence[link].lower not in _OFFICES.get(role, ()):
        return head
    article = sentence[link + 1].kind is Kind.DETERMINER
    stop = _end_of_nouns(sentence, link + 1 + article, end, determined=True)
    if stop == link + 1 + article or sentence[stop - 1].lower.endswith("'s"):
        return head
    named = sentence[stop - 1].kind is Kind.NAME
    certain = named or not article or role in _RELATIONAL or sentence[link].lower == "for"
    return _end_of_office_further(sentence, stop, end) if certain else head


def _end_of_office_further(sentence: Sentence, stop: int, end: int) -> int:
    """The last token of an office with a further "of": "the minister of defence of Latvia"."""
    if stop + 1 < end and sentence[stop].lower == "of":
        article = sentence[stop + 1].kind is Kind.DETERMINER
        further = _end_of_nouns(sentence, stop + 1 + article, end, determined=True)
        if sentence[further - 1].kind is Kind.NAME:
            return further - 1
    return stop - 1


def _end_of_offices(sentence: Sentence, head: int, end: int) -> int:
    """The last token of what several hold offices of: "the ministers of A, B and C"."""
    last, link = head, head + 1
    links = {"of"}
    while link + 1 < end and sentence[link].lower in links:
        stop = _end_of_nouns(sentence, link + 1, end, determined=True)
        if stop == link + 1 or sentence[stop - 1].kind is not Kind.NAME:
            break
        last, link, links = stop - 1, stop, {",", "and"}
    return last


def _end_of_nouns(sentence: Sentence, begin: int, end: int, *, determined: bool) -> int:
    stop = begin
    while stop < min(end, begin + _LONGEST) and sentence[stop].kind in NOUNS:
        if stop > begin and _ends_phrase(sentence, stop, determined=determined):
            break
        stop += 1
    return stop


def _ends_phrase(sentence: Sentence, at: int, *, determined: bool) -> bool:
    """Whether a small word within a run of nouns is rather the verb behind them."""
    piece = sentence[at]
    if piece.kind is not Kind.WORD:
        return False
    if looks_verbal(piece):
        return True
    behind = sentence[at + 1].kind if at + 1 < len(sentence) else None
    if piece.lower in PARTICLES and behind is Kind.NAME:
        return False
    if sentence[at - 1].lower.endswith(("'s", "s'")):  # "Lind's press officer"
        return False
    after_name = sentence[at - 1].kind is Kind.NAME and not determined
    return after_name and not _leads_to_role(sentence, at)


def _leads_to_role(sentence: Sentence, at: int) -> bool:
    """Whether small words are of a title: "EU foreign policy chief X Y"."""
    for piece in sentence[at : at + _MODIFIERS]:
        if piece.kind is not Kind.WORD or looks_verbal(piece):
            return False
        if piece.lower in _ROLES:
            return True
    return False
