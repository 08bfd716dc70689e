"""An answer kept to the days its question names, or why there is none of those days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from briefs.briefing.directory import Answer, Count, Directory, Found
from briefs.briefing.periods import period_in_words, read_period
from briefs.folding import fold
from briefs.model import Choice, NoMatch, Option, Period, Subject

#: Who asks nothing but this asks for everything of the days named.
_EVERYTHING = frozenset(
    "what who which was were is did do has have been said say says they people leaders anybody "  # noqa: SIM905 -- a row
    "anyone everybody all any the latest newest news quotes quotations quoted talked spoke".split()
)


def choose_within(
    directory: Directory,
    text: str,
    choose: Callable[[str, Count], Answer],
    *,
    on: dt.date,
    count: Count,
) -> Answer:
    """What `choose` makes of the text without its days, among the quotations of those days."""
    period, rest = read_period(text, on)
    if period is None:
        return choose(text, count)
    days = period

    def count_within(subject: Subject) -> int:
        return count(replace(subject, period=days))

    if _asks_for_everything(rest):
        answer: Answer = Found(subject=Subject())
    else:
        answer = choose(rest, count_within)
    found = _narrow(answer, period, count_within)
    if found:
        return found if isinstance(found, Found) else replace(found, query=text)
    at_any_time = choose(rest, count) if isinstance(answer, NoMatch) else answer
    return _say_nothing_then(directory, text, at_any_time, period, count)


def _asks_for_everything(rest: str) -> bool:
    return _EVERYTHING.issuperset(fold(rest).split())


def _narrow(answer: Answer, period: Period, count: Count) -> Found | Choice | None:
    """The answer with the period, or what is left of it; None when that is nothing."""
    if isinstance(answer, Found):
        there = count(answer.subject)
        return _found(answer.subject, period, answer.note) if there else None
    if isinstance(answer, NoMatch):
        return None
    options = [option for option in answer.options if count(option.subject)]
    if len(options) == 1:
        return _found(options[0].subject, period, answer.note)
    narrowed = (replace(one, subject=replace(one.subject, period=period)) for one in options)
    return replace(answer, options=tuple(narrowed)) if options else None


def _found(subject: Subject, period: Period, note: str | None) -> Found:
    return Found(subject=replace(subject, period=period), note=note)


def _say_nothing_then(
    directory: Directory, text: str, answer: Answer, period: Period, count: Count
) -> NoMatch:
    """There is nothing of these days; what there is without them is a button."""
    days = period_in_words(period)
    match answer:
        case NoMatch():
            return replace(answer, query=text)
        case Choice():
            note = f"None in an article dated {days}."
            return NoMatch(query=text, nearest=answer.options, note=note)
        case Found(subject=subject):
            total = count(subject)
            label = directory.label(subject)
            there = "is 1 quotation, but not" if total == 1 else f"are {total} quotations, but none"
            return NoMatch(
                query=text,
                nearest=(Option(label=label, subject=subject),),
                note=f"There {there} in an article dated {days}.",
            )
