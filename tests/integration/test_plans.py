"""How the engines go about what is asked most: along an index, never through all rows.

A million quotations would show a slow plan; these tests read the plan itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from briefs.model import Period, Subject
from briefs.store import cards, stats, timelines
from briefs.store.engine import Store
from briefs.store.sqlite import driver_of
from tests.builders import a_quotation, an_article
from tests.library import load, said_by

#: Tables of a few rows, whatever is loaded.
_SMALL = {"subscriptions", "outbox", "inbox"}

DAYS = Period(since=dt.date(2021, 1, 1), until=dt.date(2021, 12, 31))

ASKED: dict[str, Callable[[sa.Connection], object]] = {
    "a page of a person": lambda it: cards.find_cards(it, said_by("Ann Ode"), offset=0, limit=3),
    "a person's total": lambda it: cards.count_cards(it, said_by("Ann Ode")),
    "a page of a topic": lambda it: cards.find_cards(
        it, Subject(topic_id="china"), offset=3, limit=3
    ),
    "a page of some days": lambda it: cards.find_cards(
        it, Subject(topic_id="china", period=DAYS), offset=0, limit=3
    ),
    "a count of some days": lambda it: cards.count_cards(it, Subject(period=DAYS)),
    "the newest of some days": lambda it: cards.find_newest(
        it, Subject(topic_id="china"), [DAYS, DAYS]
    ),
    "the days of a topic": lambda it: timelines.count_days(it, "china", DAYS, most=9),
    "the years of a topic": lambda it: timelines.count_periods(it, "china", [DAYS, DAYS]),
    "a page of the latest": lambda it: cards.find_cards(it, Subject(), offset=0, limit=3),
    "a page of reported speech": lambda it: cards.find_cards(
        it, Subject(reported=True), offset=0, limit=3
    ),
    "a page of some words": lambda it: cards.find_cards(
        it, Subject(words="meeting"), offset=0, limit=3
    ),
    "words somebody said": lambda it: cards.find_cards(
        it, Subject(speaker_id=said_by("Ann Ode").speaker_id, words="meeting"), offset=0, limit=3
    ),
    "the context of a card": lambda it: cards.get_context(it, cards_of_ann(it)),
    "the articles that print a card": lambda it: cards.get_printings(
        it, cards_of_ann(it), offset=0
    ),
    "the numbers": lambda it: stats.get_stats(it, speakers=1, topics=1),
}


def cards_of_ann(connection: sa.Connection) -> str:
    return cards.find_cards(connection, said_by("Ann Ode"), offset=0, limit=1)[0].id


@contextmanager
def noted(connection: sa.Connection, statements: list[tuple[str, Any]]) -> Iterator[None]:
    """What is executed meanwhile: on SQLite as the engine itself tells it, parameters included."""
    if connection.dialect.name == "sqlite":
        driver = driver_of(connection)
        driver.set_trace_callback(lambda statement: statements.append((statement, ())))
        yield
        driver.set_trace_callback(None)
        return

    def note(_connection, _cursor, statement, parameters, _context, _many) -> None:
        statements.append((statement, parameters))

    sa.event.listen(connection, "before_cursor_execute", note)
    yield


@pytest.fixture(scope="module")
def filled_store(lasting_store: Store) -> Store:
    """Somebody who said much about one topic; no test changes it."""
    load(
        lasting_store,
        *(
            an_article(a_quotation(f"We meet, {n}.", by="Ann Ode", topics=["china"]), key=f"{n}")
            for n in range(20)
        ),
    )
    return lasting_store


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_no_table_is_read_from_end_to_end(filled_store: Store, asked):
    """On PostgreSQL with sequential scans ruled out: a test's tables are too small to need more."""
    store = filled_store
    statements: list[tuple[str, Any]] = []
    with store.read() as connection, noted(connection, statements):
        asked(connection)

    walks = [
        walk
        for one in statements
        if one[0].lstrip()[:4] in {"SELE", "WITH"}
        for walk in find_walks(store, *one)
    ]
    assert statements
    assert walks == []


def find_walks(store: Store, statement: str, parameters: Any) -> list[str]:
    """The lines of the plan that read a whole table."""
    with store.read() as connection:
        if connection.dialect.name == "sqlite":
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            lines = [row[3] for row in plan]
            return [
                line
                for line in lines
                if line.startswith("SCAN")
                and "INDEX" not in line
                and line.split()[1] not in {*_SMALL, "hit", "CONSTANT"}
                and not line.split()[1].startswith("anon_")  # a part of the statement itself
            ]
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
        return [line for (line,) in plan if "Seq Scan" in line and not _SMALL & set(line.split())]
