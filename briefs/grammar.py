"""The closed classes of English words, and what a token is by its spelling.

There is no parser here. A token's kind is a rough guess that finding subjects and names can live
with; what follows from a sequence of kinds is left to quotations and coreference.
"""

from __future__ import annotations

from enum import Enum


def words(text: str) -> frozenset[str]:
    """A set of words, written as a text."""
    return frozenset(text.split())


class Kind(Enum):
    """What a token is."""

    QUOTATION = "marked words, taken as one token"
    CUE = "a verb of saying"
    BE = "a form of be"
    AUXILIARY = "another auxiliary verb"
    TO = "to"
    PRONOUN = "a pronoun that can be a subject"
    OBJECT = "a pronoun that cannot"
    WHO = "who, which, what"
    THAT = "that"
    DETERMINER = "an article, a possessive or demonstrative pronoun, a quantity"
    PREPOSITION = "a preposition other than to"
    AND = "a word that joins verbs or clauses"
    SUBORDINATOR = "a word that begins a subordinate clause"
    ADVERB = "an adverb"
    TIME = "a day, a month, a part of the calendar"
    NUMBER = "a number"
    NAME = "a capitalised word of no other kind"
    WORD = "any other word"
    COMMA = "a comma or semicolon"
    COLON = "a colon"
    DASH = "a dash"
    OPENING = "an opening bracket"
    CLOSING = "a closing bracket"
    STOP = "the end of a sentence"
    OTHER = "any other mark"

    __hash__ = object.__hash__  # kinds are looked up for every token: Enum's own is slow


_CLASSES = {
    Kind.BE: "am are be been being is isn't aren't was wasn't were weren't",
    Kind.AUXILIARY: """
        can can't cannot could couldn't did didn't do does doesn't don't had hadn't has hasn't have
        haven't having may might must mustn't never not ought shall should shouldn't will won't
        would wouldn't
    """,
    Kind.TO: "to",
    Kind.PRONOUN: "everybody everyone he i it nobody she somebody someone they we you",
    Kind.OBJECT: "him himself herself itself me myself ourselves them themselves us yourself",
    Kind.WHO: "what whatever which who whoever whom whose",
    Kind.THAT: "that",
    Kind.DETERMINER: """
        a all an another any both each either every few her his its many most my no our several
        some such the their these this those your
    """,
    Kind.PREPOSITION: """
        about above across after against along amid amidst among amongst around at before behind
        below beneath beside besides between beyond by concerning despite during except following
        for from in inside into like near of off on onto outside over past per regarding than
        through throughout toward towards under until unlike upon versus via with within without
        according
    """,
    Kind.AND: "and but nor or then yet",
    Kind.SUBORDINATOR: """
        although as because how if since so though till unless when whenever where whereas
        whether while why
    """,
    Kind.ADVERB: """
        again ago ahead almost already also always apart away back down earlier even ever first
        further furthermore here however instead just later long maybe meanwhile more moreover
        nevertheless nonetheless now often once only out perhaps quite rather recently still there
        therefore thus too twice up very well
    """,
    Kind.TIME: """
        monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
        january february march april june july august september october november december
        jan feb mar apr aug sept oct nov dec today tonight yesterday tomorrow
        afternoon evening month morning night week weekend year
    """,
}
#: The kind of every word of a closed class, in lower case with straight apostrophes.
CLOSED = {word: kind for kind, words in _CLASSES.items() for word in words.split()}

#: The kind of a mark of punctuation.
PUNCTUATION = {
    **dict.fromkeys(",;", Kind.COMMA),
    ":": Kind.COLON,
    **dict.fromkeys("([", Kind.OPENING),
    **dict.fromkeys(")]", Kind.CLOSING),
    **dict.fromkeys("-‐‑–—―−", Kind.DASH),
    **dict.fromkeys(".!?…", Kind.STOP),
}

_NOT_ADVERBS = words(
    """
    ally assembly costly daily deadly early elderly family friendly italy july likely monopoly
    monthly only rally reply supply unlikely weekly yearly
    """
)


def is_adverb(word: str) -> bool:
    """Whether a word in lower case ends as adverbs do and is none that only seems to."""
    return word.endswith("ly") and word not in _NOT_ADVERBS
