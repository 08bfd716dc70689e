"""Where dated texts contradict the who's who: a title before a name that another held that day.

Only what cannot be right is told. A day that may be within a term, as uncertain as its dates are,
contradicts nothing; nor does a title with "former" or "elect" before it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefs.folding import fold
from briefs.model import SpeakerKind
from briefs.whoswho.offices import Term
from briefs.whoswho.people import Person
from briefs.whoswho.register import WhosWho

#: Before a title these mean another time, or another office: "Ohio Secretary of State".
_NOT_NOW = frozenset(
    """
    former ex then late onetime erstwhile previous past first next future incoming outgoing elect
    designate presumptive would-be aspiring acting interim caretaker deputy vice assistant under
    state alabama alaska arizona arkansas california colorado connecticut delaware florida georgia
    idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan
    minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania
    tennessee texas utah vermont virginia wisconsin wyoming hampshire carolina dakota
    shadow honorary co nominee candidate ousted deposed exiled retired wartime predecessor successor
    """.split()  # noqa: SIM905 -- a row
)
_WORD = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*")
_LONGEST = 7
_NAME_WORDS = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Contradiction:
    """One place in a text."""

    title: str  #: as printed
    name: str  #: as printed
    on: dt.date
    past: bool  #: the holder held it before, and may still be called by it
    why: str
    around: str  #: the words around it, in one line


@dataclass(frozen=True, kw_only=True, slots=True)
class _Titled:
    """A title and the name behind it."""

    title: str
    name: str
    start: int
    end: int


def find_contradictions(text: str, on: dt.date, whoswho: WhosWho) -> Iterator[Contradiction]:
    """Every title before a name in a text of that day that the who's who knows to be wrong."""
    for found in _find_titled(text, whoswho):
        why, past = _why_not(found, on, whoswho)
        if why:
            around = " ".join(text[max(0, found.start - 40) : found.end + 30].split())
            yield Contradiction(
                title=found.title, name=found.name, on=on, past=past, why=why, around=around
            )


def _find_titled(text: str, whoswho: WhosWho) -> Iterator[_Titled]:
    """The longest known title that ends at each place, with the capitalised words behind it."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        length = _title_at(words, at, whoswho)
        if not length:
            at += 1
            continue
        last = at + length - 1
        name = _name_behind(text, words, last)
        if name and not _is_of_another_time(text, words, at):
            title = text[words[at].start() : words[last].end()]
            yield _Titled(title=title, name=name[0], start=words[at].start(), end=name[1])
        at += length


def _title_at(words: list[re.Match[str]], at: int, whoswho: WhosWho) -> int:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        if whoswho.holders(" ".join(word[0] for word in words[at : at + length])):
            return length
    return 0


def _name_behind(text: str, words: list[re.Match[str]], last: int) -> tuple[str, int] | None:
    """The capitalised words that follow with nothing but spaces between."""
    end = words[last].end()
    taken: list[str] = []
    for word in words[last + 1 : last + 1 + _NAME_WORDS]:
        gap = text[end : word.start()]
        after_initial = gap == ". " and taken and len(taken[-1]) == 1
        if not word[0][0].isupper() or not (gap in {" ", "\u00a0"} or after_initial):
            break
        taken.append(word[0])
        end = word.end()
    return (re.sub(r"[’']s$", "", " ".join(taken)), end) if taken else None


def _is_of_another_time(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether a word right before the title, or hung on it, says that it is not held now."""
    before = [word[0].lower() for word in words[max(0, at - 2) : at]]
    hung = text[words[at].start() - 1 : words[at].start()] == "-"
    return hung or any(part in _NOT_NOW for word in before for part in (word, *word.split("-")))


def _why_not(found: _Titled, on: dt.date, whoswho: WhosWho) -> tuple[str | None, bool]:
    """Why the title cannot be right; and whether it was right once."""
    offices = {tenure.office for tenure in whoswho.holders(found.title)}
    people = _people(found.name, whoswho)
    terms = [term for one in people for term in whoswho.terms_of(one.name)]
    there = [term for term in terms if term.tenure.office in offices]
    if any(_may_cover(term, on) for term in there):
        return None, False
    holder = whoswho.resolve_title(found.title, on)
    known = [*map(_written, there), *([f"{holder} on that day"] if holder else [])]
    past = any(term.tenure.end and term.tenure.end < on.isoformat() for term in there)
    if there or (holder and people and holder not in {person.name for person in people}):
        return f"the file has {'; '.join(known)}", past
    surname = fold(found.name).rpartition(" ")[2]
    if holder and not people and " " in found.name and surname not in fold(holder).split():
        return f"the file has {holder} on that day, and nobody of this name", False
    return None, False


def _people(name: str, whoswho: WhosWho) -> tuple[Person, ...]:
    """Whom a name may mean: by the longest beginning of its words that is a whole name, else by
    the surname, to which a given name must fit by its first letter.
    """
    words = name.split()
    plain = [word for word in words if len(word) > 1] or words
    for some in (words, plain):
        for length in range(len(some), 1, -1):
            person = whoswho.find_person(" ".join(some[:length]))
            if person:
                return (person,) if person.kind is SpeakerKind.PERSON else ()
    if len(plain) == 1:
        return whoswho.find_by_surname(plain[0])
    namesakes = whoswho.find_by_surname(plain[1])
    return tuple(one for one in namesakes if fold(one.name)[:1] == fold(plain[0])[:1])


def _may_cover(term: Term, on: dt.date) -> bool:
    """Whether the day may be within the term, by the widest reading of its dates."""
    start, end = term.tenure.start, term.tenure.end
    day = on.isoformat()
    begun = start is None or day >= start or day.startswith(start)
    return begun and (term.tenure.current or end is None or day <= end or day.startswith(end))


def _written(term: Term) -> str:
    tenure = term.tenure
    until = "now" if tenure.current else tenure.end or "an unknown day"
    return f"{tenure.holder} from {tenure.start or 'an unknown day'} to {until}"
