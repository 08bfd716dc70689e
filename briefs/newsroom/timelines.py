"""What was said about a topic in the course of time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from briefs.briefing import Found, choose_topic, period_in_words, read_period
from briefs.model import Card, Choice, NoMatch, Period, Subject, Topic
from briefs.newsroom.base import Base
from briefs.store import cards
from briefs.store.engine import Connection
from briefs.store.timelines import count_days, count_periods

#: So many stretches have room in one message.
STRETCHES = 6

#: Of more days than these some lie in yet another month.
_DAYS = STRETCHES * 31


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A month or a year: how many quotations, and the newest of them."""

    subject: Subject
    days: str  #: as in "Mar 2021"
    total: int
    card: Card


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeline:
    """A topic by month, or by year where its months are too many; newest first."""

    topic: Topic
    stretches: tuple[Stretch, ...]
    earlier: int  #: quotations from before those
    undated: int
    days: str | None = None  #: the days it is kept to, as in "since Mar 2021"


class Timelines(Base):
    """Timelines; nothing here writes."""

    def timeline(self, topic: str, *, now: dt.datetime) -> Timeline | Choice | NoMatch:
        """When a topic was spoken of, in the days named. One that nobody listed has no timeline."""
        directory = self._quoted()
        within, asked = read_period(topic, now.date())
        with self._store.read() as connection:
            answer = choose_topic(
                directory, asked, count=lambda one: cards.count_cards(connection, one)
            )
            if not isinstance(answer, Found):
                return answer
            found = answer.subject.topic_id
            if found is None:
                note = "Only topics have a timeline; these words are found by /search."
                return NoMatch(query=topic, nearest=(), note=note)
            undated = cards.count_undated(connection, Subject(topic_id=found))
            shown, earlier = _find_stretches(connection, found, within or Period())
            newest = cards.find_newest(
                connection, Subject(topic_id=found), [period for period, _ in shown]
            )
        return Timeline(
            topic=directory.topics[found],
            stretches=tuple(
                Stretch(
                    subject=Subject(topic_id=found, period=period),
                    days=period_in_words(period).removeprefix("in "),
                    total=total,
                    card=card,
                )
                for (period, total), card in zip(shown, newest, strict=True)
            ),
            earlier=earlier,
            undated=undated,
            days=period_in_words(within) if within else None,
        )


def _find_stretches(
    connection: Connection, topic_id: str, within: Period
) -> tuple[list[tuple[Period, int]], int]:
    """The last stretches of these days that have anything, and how much is from before them."""
    days = count_days(connection, topic_id, within, most=_DAYS + 1)
    if len(days) > _DAYS:
        return _find_years(connection, topic_id, within, max(days))
    every = [(_cut(period, within), total) for period, total in divide(days)]
    return every[:STRETCHES], sum(total for _, total in every[STRETCHES:])


def _find_years(
    connection: Connection, topic_id: str, within: Period, newest: dt.date
) -> tuple[list[tuple[Period, int]], int]:
    """The same by year; mostly none of the last years is empty, and one look is enough."""
    found: list[tuple[Period, int]] = []
    while True:
        years = [_of(newest.year - back, 1, 12) for back in range(STRETCHES)]
        before = Period(until=dt.date(newest.year - STRETCHES, 12, 31))
        asked = [_cut(period, within) for period in (*years, before)]
        *totals, earlier = count_periods(connection, topic_id, asked)
        found += [(year, total) for year, total in zip(asked, totals, strict=False) if total]
        if len(found) >= STRETCHES or not earlier:
            return found[:STRETCHES], earlier + sum(total for _, total in found[STRETCHES:])
        (newest,) = count_days(connection, topic_id, asked[-1], most=1)


def _cut(stretch: Period, within: Period) -> Period:
    """The days of a stretch that are asked for: what is counted is what its button shows."""
    return Period(
        since=max(filter(None, (stretch.since, within.since)), default=None),
        until=min(filter(None, (stretch.until, within.until)), default=None),
    )


def divide(counts: dict[dt.date, int]) -> list[tuple[Period, int]]:
    """The months with anything in them, newest first; years, where the months are too many."""
    months = Counter[tuple[int, int]]()
    for day, count in counts.items():
        months[day.year, day.month] += count
    if len(months) <= STRETCHES:
        return [(_of(*month, month[1]), count) for month, count in sorted(months.items())[::-1]]
    years = Counter[int]()
    for (year, _), count in months.items():
        years[year] += count
    return [(_of(year, 1, 12), count) for year, count in sorted(years.items())[::-1]]


def _of(year: int, first: int, last: int) -> Period:
    after = dt.date(year + last // 12, last % 12 + 1, 1)
    return Period(since=dt.date(year, first, 1), until=after - dt.timedelta(1))
