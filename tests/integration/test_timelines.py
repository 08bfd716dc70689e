"""The course of a large topic: too many days to look at each, and years in which nobody spoke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing

import pytest

from briefs.newsroom import Newsroom, Timeline, open_newsroom
from briefs.store import articles
from briefs.store.engine import open_store
from tests.builders import a_day, a_quotation, a_reading, an_article

#: A hundred days from the New Year of 2021, ninety from that of 2019, and a day here and there.
DAYS = [
    *(dt.date(2021, 1, 1) + dt.timedelta(n) for n in range(100)),
    *(dt.date(2019, 1, 1) + dt.timedelta(n) for n in range(90)),
    *(dt.date(year, 3, 1) for year in (2010, 2009, 2005, 2001, 1999, 1998)),
]


@pytest.fixture
def large_topic(database_url: str) -> Iterator[Newsroom]:
    """One quotation on China for each of the days, and two without a date."""
    readings = [
        a_reading(
            an_article(
                a_quotation(f"China on day {number}.", topics=["china"]),
                key=f"{number:03}",
                published=a_day(day.isoformat()) if day else None,
            )
        )
        for number, day in enumerate([*DAYS, None, None])
    ]
    with closing(open_store(database_url)) as store, store.write() as connection:
        articles.replace_articles(connection, readings, now=dt.datetime(2021, 6, 1, tzinfo=dt.UTC))
    with closing(open_newsroom(database_url)) as newsroom:
        yield newsroom


def course(newsroom: Newsroom, asked: str) -> tuple[list[tuple[str, int]], int, int]:
    """Its stretches with their totals, what is from before them, what has no date."""
    found = newsroom.timeline(asked, now=dt.datetime(2021, 6, 1, tzinfo=dt.UTC))
    assert isinstance(found, Timeline)
    stretches = [(one.days, one.total) for one in found.stretches]
    return stretches, found.earlier, found.undated


def test_years_without_anything_are_passed_over(large_topic: Newsroom) -> None:
    """The last six in which anybody spoke, however far apart; all others are counted."""
    assert course(large_topic, "China") == (
        [("2021", 100), ("2019", 90), ("2010", 1), ("2009", 1), ("2005", 1), ("2001", 1)],
        2,
        2,
    )


def test_the_newest_of_each_year_is_shown(large_topic: Newsroom) -> None:
    found = large_topic.timeline("China", now=dt.datetime(2021, 6, 1, tzinfo=dt.UTC))

    assert isinstance(found, Timeline)
    days = [one.card.published.day for one in found.stretches if one.card.published]
    assert [day.isoformat() for day in days] == [
        *("2021-04-10", "2019-03-31", "2010-03-01"),
        *("2009-03-01", "2005-03-01", "2001-03-01"),
    ]


def test_a_year_is_cut_where_the_days_asked_for_begin(large_topic: Newsroom) -> None:
    """Of the ninety days of 2019 two lie before the third of January."""
    assert course(large_topic, "China since 15 June 2005") == (
        [("2021", 100), ("2019", 90), ("2010", 1), ("2009", 1)],
        0,
        2,
    )
    assert course(large_topic, "China between 3 January 2019 and 31 May 2021") == (
        [("Jan – May 2021", 100), ("3 Jan 2019 – 31 Dec 2019", 88)],
        0,
        2,
    )


def test_few_days_are_told_by_month(large_topic: Newsroom) -> None:
    """Of a hundred days from the New Year on, ten are in April."""
    assert course(large_topic, "China since 2020") == (
        [("Apr 2021", 10), ("Mar 2021", 31), ("Feb 2021", 28), ("Jan 2021", 31)],
        0,
        2,
    )
