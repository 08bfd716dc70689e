"""How an answer to a trial counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from briefs.matching import Entry, NameIndex
from briefs.measuring.names.trials import Trial, plain, wordings
from briefs.questions import parse_question


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a matcher says, by name."""

    best: str | None = None
    options: Sequence[str] = ()  #: one of these
    nearest: Sequence[str] = ()  #: none for sure, but these are near


Answering = Callable[[str], Answer]


@dataclass(slots=True)
class Tally:
    """Answers of one kind, counted."""

    trials: int = 0
    at_once: int = 0  #: the one who is meant; or a choice of those who are as near, them among it
    offered: int = 0  #: these too, or the one who is meant is among what is offered
    answered: int = 0  #: somebody else
    asked: int = 0  #: a choice of which nobody is right

    def add(self, other: Tally) -> None:
        """Count those as well."""
        self.trials += other.trials
        self.at_once += other.at_once
        self.offered += other.offered
        self.answered += other.answered
        self.asked += other.asked


def asking(
    entries: Sequence[Entry],
) -> tuple[Callable[[str], object], Callable[[str], object]]:
    """This program's way to match a name, and to read a question, without topics."""
    index, topics = NameIndex(entries), NameIndex([], people=False)

    def ask(text: str) -> object:
        return parse_question(text, speakers=index, topics=topics)

    return index.match, ask


def answering(entries: Sequence[Entry], missing: Sequence[Entry] = ()) -> Answering:
    """The matcher of this program; of the missing it knows that nobody quotes them."""
    index = NameIndex(entries, missing=missing)

    def answer(query: str) -> Answer:
        match = index.match(query)
        return Answer(
            best=match.best.name if match.best else None,
            options=[one.name for one in match.options],
            nearest=[one.name for one in match.nearest],
        )

    return answer


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    together = Tally()
    for tally in tallies:
        together.add(tally)
    return together


def judge(
    trials: Iterable[Trial], answer: Answering, entries: Iterable[Entry]
) -> Mapping[str, Tally]:
    """Every trial's answer, counted by kind."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    names = {one.name: one for one in entries}
    for trial in trials:
        given, tally = answer(trial.query), tallies[trial.kind]
        tally.trials += 1
        right = given.best == trial.meant is not None or _is_shared(trial, given, names)
        offered = right or trial.meant in {*given.options, *given.nearest}
        tally.at_once += right
        tally.offered += offered
        tally.answered += given.best not in {None, trial.meant}
        tally.asked += bool(given.options) and not offered
    return tallies


def _is_shared(trial: Trial, given: Answer, names: Mapping[str, Entry]) -> bool:
    """Whether the one who is meant is offered with none but those who are as near."""
    if trial.meant is None or trial.meant not in given.options:
        return False
    query = plain(trial.query)
    far = _distance(query, names[trial.meant])
    return all(_distance(query, names[one]) <= far for one in given.options)


def _distance(query: str, entry: Entry) -> int:
    """From the whole name, the surname or, as somebody may be called by it, any one word."""
    names = wordings(entry)
    words = {word for name in names for word in name.split()}
    return min(OSA.distance(query, one) for one in {*names, *words})
