"""What was said about a topic in the course of time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from briefs.briefing import Found, choose_topic, period_in_words, read_period
from briefs.model import Card, Choice, NoMatch, Period, Subject, Topic
from briefs.newsroom.base import Base
from briefs.store import cards
from briefs.store.timelines import count_days

#: So many stretches have room in one message.
STRETCHES = 6


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
            counts = count_days(connection, found)
            undated = counts.pop(None, 0)
            periods = divide({day: n for day, n in counts.items() if day and _holds(within, day)})
            shown = [(_cut(period, within), total) for period, total in periods[:STRETCHES]]
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
            earlier=sum(total for _, total in periods[STRETCHES:]),
            undated=undated,
            days=period_in_words(within) if within else None,
        )


def _cut(stretch: Period, within: Period | None) -> Period:
    """The days of a stretch that are asked for: what is counted is what its button shows."""
    since, until = (within.since, within.until) if within else (None, None)
    return Period(
        since=max(filter(None, (stretch.since, since))),
        until=min(filter(None, (stretch.until, until))),
    )


def _holds(period: Period | None, day: dt.date) -> bool:
    since, until = (period.since, period.until) if period else (None, None)
    return (since is None or since <= day) and (until is None or day <= until)


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
