"""Second-hand speech: who passed on the words that somebody else said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefs.coreference import Mention
from briefs.cues import VERBS, Form
from briefs.grammar import Kind
from briefs.quotations.frame import Sentence
from briefs.quotations.phrases import phrase_from
from briefs.quotations.rules import Candidate, Rule, mention_of

_ACCORDING = frozenset({Rule.ACCORDING_AFTER, Rule.ACCORDING_BEFORE})
#: Verbs with which a publisher is named at the end: “…,” said Lind, reports the Courier.
_RELAYING = frozenset({"report", "write"})
#: Tokens behind the words in which one who passed them on is looked for.
_REACH = 40


def with_relay(sentence: Sentence, at: int, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates for the words at `at`, with who passed these on by another's account."""
    relay = _find_relay(sentence, at)
    for one in candidates:
        apart = (
            relay and one.mention and one.rule not in _ACCORDING and not _meet(relay, one.mention)
        )
        yield replace(one, relay=relay) if apart else one


def _meet(first: Mention, second: Mention) -> bool:
    return first.start < second.end and second.start < first.end


def _find_relay(sentence: Sentence, at: int) -> Mention | None:
    """Whom the sentence names with "according to", or with a verb of reporting at its end."""
    if sentence[0].lower == "according":  # "According to the Courier, Lind said “…”"
        return _named(sentence, 2, at)
    for place in range(at + 1, min(len(sentence), at + _REACH)):
        if sentence[place].kind is Kind.QUOTATION:
            return None
        if sentence[place].lower == "according":
            return _named(sentence, place + 2, len(sentence))
        cue = VERBS.get(sentence[place].lower)
        ends = cue and cue.lemma in _RELAYING and cue.form in {Form.PAST, Form.PRESENT}
        if ends and place > at + 2 and sentence[place - 1].kind is Kind.COMMA:
            return _named(sentence, place + 1, len(sentence))
    return None


def _named(sentence: Sentence, first: int, end: int) -> Mention | None:
    found = phrase_from(sentence, first, end)
    return mention_of(sentence, found) if found else None
