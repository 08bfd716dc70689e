"""An answer kept to the days its question names, or why there is none of those days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from briefs.briefing.directory import Answer, Count, Directory, Found
from briefs.briefing.moments import stretch_of
from briefs.briefing.periods import (
    period_in_words,
    read_bare_period,
    read_period,
    read_recently,
)
from briefs.folding import fold
from briefs.model import Choice, NoMatch, Option, Period, Subject

#: From the first to the last day of what a subject lists; None when none of it has a date.
Extent = Callable[[Subject], Period | None]

#: Who asks nothing but this asks for everything of the days named.
_EVERYTHING = frozenset(
    "what who which was were is did do does has have been said say says they people leaders "  # noqa: SIM905 -- a row
    "anybody "
    "anyone everybody all any the latest newest news quotes quotations quoted talked spoke new "
    "happened going on there of from ppl wat whats s remarks statements everything anything".split()
)
#: "Recently" is so long where anything was said in that time.
_RECENT: Final = dt.timedelta(days=30)
#: A name that ends or begins with a year or a month has at most so many words.
_MOST_NAME_WORDS: Final = 4
_EXACT_SCORE: Final = 100


def choose_within(
    directory: Directory,
    text: str,
    choose: Callable[[str, Count], Answer],
    *,
    on: dt.date,
    count: Count,
    extent: Extent = lambda _: None,
) -> Answer:
    """What `choose` makes of the text without its days, among the quotations of those days."""
    period, rest = read_period(text, on)
    if period is None:
        recently, rest = read_recently(text)
        if recently:
            return _choose_recent(choose(rest, count), on, extent)
        period, rest = read_bare_period(text, on)
        if period is None or _is_name(directory, text):
            return choose(text, count)

    def choose_or_all(asked: str, count: Count) -> Answer:
        return Found(subject=Subject()) if _asks_for_everything(asked) else choose(asked, count)

    return choose_in(directory, text, rest, period, choose_or_all, count=count, extent=extent)


def choose_in(
    directory: Directory,
    text: str,
    rest: str,
    period: Period,
    choose: Callable[[str, Count], Answer],
    *,
    count: Count,
    extent: Extent,
) -> Answer:
    """The same for a text whose days are known; `rest` is the text without them."""

    def count_within(subject: Subject) -> int:
        return count(replace(subject, period=period))

    answer = choose(rest, count_within)
    found = _narrow(answer, period, count_within)
    if found:
        return found if isinstance(found, Found) else replace(found, query=text)
    at_any_time = choose(rest, count) if isinstance(answer, NoMatch) else answer
    return _say_nothing_then(directory, text, at_any_time, period, count, extent)


def _asks_for_everything(rest: str) -> bool:
    return _EVERYTHING.issuperset(fold(rest).split())


def _is_name(directory: Directory, text: str) -> bool:
    """Whether the year or month at its end or beginning belongs to a name: "NATO 2030"."""
    words = text.strip(" ?!.").split()
    for number in range(2, min(len(words), _MOST_NAME_WORDS) + 1):
        for part in (" ".join(words[-number:]), " ".join(words[:number])):
            topic = directory.topic_names.match(part).best
            if (topic and topic.score == _EXACT_SCORE) or directory.whoswho.find_person(part):
                return True
    return False


def _choose_recent(answer: Answer, on: dt.date, extent: Extent) -> Answer:
    """The last thirty days or, in an archive, the month of the newest there is."""
    if not isinstance(answer, Found):
        return answer
    there = extent(answer.subject)
    newest = there.until if there else None
    if newest is None:
        return answer
    if newest >= on - _RECENT:
        period = Period(since=on - _RECENT)
    else:
        first, last = stretch_of(f"{newest:%Y-%m}", on)
        period = Period(since=first, until=last)
    return replace(answer, subject=replace(answer.subject, period=period))


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


def _say_nothing_then(  # noqa: PLR0917 -- what was asked, and what it is answered from
    directory: Directory, text: str, answer: Answer, period: Period, count: Count, extent: Extent
) -> NoMatch:
    """There is nothing of these days; what there is without them is a button."""
    days = _in_sentence(period)
    match answer:
        case NoMatch():
            return replace(answer, query=text)
        case Choice():
            lead = f"Nothing {days}. At other times there is something of each of these:"
            return NoMatch(query=text, nearest=answer.options, lead=lead)
        case Found(subject=subject):
            about = directory.phrase(subject)
            there = f"Nothing{about} {days}. {_what_there_is(count(subject), extent(subject))}"
            option = Option(label=directory.label(subject), subject=subject)
            return NoMatch(query=text, nearest=(option,), lead=there)


def _what_there_is(total: int, extent: Period | None) -> str:
    """As in: there are 5 quotations, from Mar to May 2021."""
    there = "There is 1 quotation" if total == 1 else f"There are {total} quotations"
    if extent is None or extent.since is None or extent.until is None:
        return f"{there}, without a date:"
    first, last = extent.since, extent.until
    if first == last:
        return f"{there}, of {period_in_words(extent).removeprefix('on ')}:"
    months = Period(since=first.replace(day=1), until=stretch_of(f"{last:%Y-%m}", last)[1])
    if (first.year, first.month) == (last.year, last.month):
        return f"{there}, of {period_in_words(months).removeprefix('in ')}:"
    return f"{there}, {_in_sentence(months)}:"


def _in_sentence(period: Period) -> str:
    """The days as they go on with a sentence: "in Mar 2021", "from Jun to Aug 2021"."""
    days = period_in_words(period)
    return f"from {days.replace(' – ', ' to ')}" if " – " in days else days
