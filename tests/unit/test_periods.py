"""Days in the words of a reader, and in ours."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.briefing.moments import ALL, may_have_moment
from briefs.briefing.periods import period_in_words, read_period
from briefs.model import Period

#: A Sunday.
TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "since", "until", "shown"),
    [
        ("since March 2021", "2021-03-01", None, "since Mar 2021"),
        ("since 2021", "2021-01-01", None, "since 2021"),
        ("since 23 March 2021", "2021-03-23", None, "since 23 Mar 2021"),
        ("since the summer of 2021", "2021-06-01", None, "since Jun 2021"),
        ("since Monday", "2026-11-16", None, "since 16 Nov 2026"),
        ("after March 2021", "2021-04-01", None, "since Apr 2021"),
        ("before 2020", None, "2019-12-31", "before 2020"),
        ("before Sept 2021", None, "2021-08-31", "before Sep 2021"),
        ("until 5 May 2021", None, "2021-05-05", "until 5 May 2021"),
        ("in March 2021", "2021-03-01", "2021-03-31", "in Mar 2021"),
        ("in 2021", "2021-01-01", "2021-12-31", "in 2021"),
        ("in 2026", "2026-01-01", None, "since 2026"),
        ("in late 2021", "2021-09-01", "2021-12-31", "Sep – Dec 2021"),
        ("in mid-March 2021", "2021-03-11", "2021-03-20", "11 Mar 2021 – 20 Mar 2021"),
        ("in March", "2026-03-01", "2026-03-31", "in Mar 2026"),
        ("in December", "2025-12-01", "2025-12-31", "in Dec 2025"),
        ("on 23 March 2021", "2021-03-23", "2021-03-23", "on 23 Mar 2021"),
        ("on March 23rd, 2021", "2021-03-23", "2021-03-23", "on 23 Mar 2021"),
        ("on 1 December", "2025-12-01", "2025-12-01", "on 1 Dec 2025"),
        ("on Monday", "2026-11-16", "2026-11-16", "on 16 Nov 2026"),
        ("2021-03-23", "2021-03-23", "2021-03-23", "on 23 Mar 2021"),
        ("2021-03", "2021-03-01", "2021-03-31", "in Mar 2021"),
        ("between 2019 and 2021", "2019-01-01", "2021-12-31", "2019 – 2021"),
        ("from May 2020 to June 2021", "2020-05-01", "2021-06-30", "May 2020 – Jun 2021"),
        ("last summer", "2026-06-01", "2026-08-31", "Jun – Aug 2026"),
        ("winter 2020", "2020-12-01", "2021-02-28", "Dec 2020 – Feb 2021"),
        ("last week", "2026-11-09", "2026-11-15", "9 Nov 2026 – 15 Nov 2026"),
        ("last month", "2026-10-01", "2026-10-31", "in Oct 2026"),
        ("last year", "2025-01-01", "2025-12-31", "in 2025"),
        ("this year", "2026-01-01", None, "since 2026"),
        ("the past week", "2026-11-15", None, "since 15 Nov 2026"),
        ("over the last 10 days", "2026-11-12", None, "since 12 Nov 2026"),
        ("today", "2026-11-22", "2026-11-22", "on 22 Nov 2026"),
        ("yesterday", "2026-11-21", "2026-11-21", "on 21 Nov 2026"),
    ],
)
def test_days_are_read_and_shown(
    typed: str, since: str | None, until: str | None, shown: str
) -> None:
    """First and last day included; what is left of the question is not touched."""
    period, rest = read_period(f"Biden on Iraq {typed}?", TODAY)

    assert period == Period(since=_day(since), until=_day(until))
    assert period_in_words(period) == shown
    assert rest == "Biden on Iraq ?"


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    "typed",
    [
        "stoltenberg nato 2030",
        "Corbyn on May",
        "the war after May",
        "two percent by 2024",
        "since 31 February 2021",
        "since 2021-13-40",
        "the next summit",
        'burden "since 2014" Wales',
        "",
    ],
)
def test_what_names_no_days_stays(typed: str) -> None:
    """Names with years, people called like months, days that never were."""
    assert read_period(typed, TODAY) == (None, typed)


@given(st.sampled_from([pattern for pattern, _ in ALL]).flatmap(st.from_regex))
def test_whatever_names_days_is_looked_at(text: str) -> None:
    """Most questions have no number and no such word in them, and are spared the patterns."""
    assert may_have_moment(text)


@given(st.text(max_size=60), st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)))
def test_any_text_is_read(text: str, today: dt.date) -> None:
    """Without an error, whatever somebody types."""
    read_period(f"since {text}", today)


@given(
    st.none() | st.dates(dt.date(1900, 1, 1)), st.none() | st.dates(max_value=dt.date(9999, 1, 1))
)
def test_any_period_has_words(since: dt.date | None, until: dt.date | None) -> None:
    """Also such as only a forged button has."""
    assert period_in_words(Period(since=since, until=until))
