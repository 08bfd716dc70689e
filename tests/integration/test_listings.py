"""Lists and statements are kept in step with each change, and cost what changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import Article
from briefs.store import articles
from briefs.store.engine import Store
from briefs.store.reading import Reading
from briefs.store.schema import days, listings, quotations, subjects
from briefs.store.standing import Standing, find_standing, group_statements, places
from tests.builders import NOW, a_day, a_quotation, a_reading, an_article
from tests.examples import seldom
from tests.library import load, remove

KEYS = ["a.txt", "b.txt", "c.txt", "d.txt"]

SAID = st.builds(
    a_quotation,
    st.sampled_from(["We agree here.", "We will organise it.", "We will organize it.", "Go on."]),
    by=st.sampled_from([None, None, "Ann Ode", "Bo Lee", ("Ann Ode", "Bo Lee")]),
    short=st.sampled_from([False, False, False, True]),
    topics=st.sampled_from([(), ("china",), ("china", "trade")]),
)
VERSIONS = st.builds(
    lambda said, day: an_article(*said, published=day),
    st.lists(SAID, max_size=3),
    st.sampled_from([None, a_day("2021-03-23"), a_day("2021-03-24")]),
)
#: What one transaction does: new versions by key; None takes the article out.
CHANGES = st.dictionaries(st.sampled_from(KEYS), st.none() | VERSIONS, max_size=4)


def change(store: Store, versions: dict[str, Article | None]) -> None:
    """One transaction."""
    gone = [key for key, version in versions.items() if version is None]
    there = [an_article_of(key, one) for key, one in versions.items() if one is not None]
    with store.write() as connection:
        articles.remove_articles(connection, gone)
        articles.replace_articles(connection, [a_reading(one) for one in there], now=NOW)


def an_article_of(key: str, version: Article) -> Article:
    return an_article(*map(unplaced, version.quotations), key=key, published=version.published)


def unplaced(quotation):
    """The quotation as it was before it got its place in an article."""
    return a_quotation(
        *(content.text for content in quotation.contents),
        by=quotation.speakers or None,
        short=quotation.short,
        topics=quotation.topics,
    )


Counts = dict[tuple[Any, ...], int]
Kept = tuple[set[tuple[Any, ...]], set[tuple[Any, ...]], Counts, Counts]


def kept(store: Store) -> Kept:
    """Memberships, lists and counts as the store keeps them."""
    with store.read() as connection:
        members = connection.execute(
            sa.select(quotations.c.number, quotations.c.statement, quotations.c.listed)
        )
        listed = connection.execute(sa.select(listings))
        counts = connection.execute(sa.select(subjects).where(subjects.c.count != 0))
        of_days = connection.execute(sa.select(days).where(days.c.count != 0))
        return (
            {(number, statement, bool(leads)) for number, statement, leads in members},
            {tuple(row) for row in listed},
            {(speaker, topic): count for speaker, topic, count in counts},
            {(topic, age): count for topic, age, count in of_days},
        )


def from_scratch(store: Store) -> Kept:
    """The same, worked out from all that stands and nothing that was kept."""
    with store.read() as connection:
        numbers = set(connection.execute(sa.select(quotations.c.number)).scalars())
        standing = find_standing(connection, KEYS)
    same: defaultdict[str, list[Standing]] = defaultdict(list)
    for one in sorted(standing.values()):
        same[one.statement_key].append(one)
    statements = [one for words in same.values() for one in group_statements(words)]
    members = {
        (one.number, min(statement).id, one is statement[0])
        for statement in statements
        for one in statement
    }
    listed = [place for statement in statements for place in places(statement[0])]
    return (
        members | {(number, None, False) for number in numbers - standing.keys()},
        {tuple(place.values()) for place in listed},
        dict(Counter((place["speaker_id"], place["topic_id"]) for place in listed)),
        dict(
            Counter(
                (place["topic_id"], place["age"]) for place in listed if not place["speaker_id"]
            )
        ),
    )


class TestInStep:
    @seldom(60)
    @given(changes=st.lists(CHANGES, max_size=6))
    def test_what_is_kept_is_what_a_rebuild_would_give(self, lasting_store, changes):
        """After any changes, in transactions of any size."""
        change(lasting_store, dict.fromkeys(KEYS))
        for versions in changes:
            change(lasting_store, versions)

            assert kept(lasting_store) == from_scratch(lasting_store)

    def test_a_batch_leaves_what_one_by_one_would(self, store, sqlite_store):
        """Ids, statements and lists do not depend on what is written together."""
        loaded = [
            an_article(
                a_quotation("We agree here.", by=name), a_quotation(f"It is {key}."), key=key
            )
            for key, name in zip(KEYS, ["Ann Ode", None, "Bo Lee", "Ann Ode"], strict=True)
        ]
        load(sqlite_store, *loaded)
        with store.write() as connection:
            articles.replace_articles(connection, map_readings(loaded), now=NOW)

        assert ids_and_statements(store) == ids_and_statements(sqlite_store)


def map_readings(loaded: list[Article]) -> list[Reading]:
    return [a_reading(one) for one in loaded]


def ids_and_statements(store: Store) -> list[tuple[Any, ...]]:
    columns = (quotations.c.id, quotations.c.statement, quotations.c.listed, quotations.c.position)
    with store.read() as connection:
        return [tuple(row) for row in connection.execute(sa.select(*columns).order_by("id"))]


@contextmanager
def effort(store: Store) -> Iterator[Counter[str]]:
    """What the block asks of the database: statements, and rows it gives them."""
    spent: Counter[str] = Counter()

    def count(_connection, _cursor, _statement, parameters, _context, executemany) -> None:
        spent["statements"] += 1
        spent["rows"] += len(parameters) if executemany else 1

    engine = store._engine
    sa.event.listen(engine, "before_cursor_execute", count)
    yield spent
    sa.event.remove(engine, "before_cursor_execute", count)


class TestEffort:
    @pytest.mark.parametrize("by", ["Ann Ode", None])
    def test_one_more_copy_costs_the_same_however_many_there_are(self, store, by):
        """News agencies' sentences stand in hundreds of articles."""

        def add(number: int) -> Counter[str]:
            with effort(store) as spent:
                load(store, an_article(a_quotation("We agree here.", by=by), key=f"{number}.txt"))
            return spent

        efforts = [add(number) for number in range(30)]

        assert efforts[1] == efforts[29]

    def test_reading_an_article_again_that_says_the_same_lists_nothing_anew(self, store):
        """Better rules read everything anew and change little."""
        article = an_article(*(a_quotation(f"It is number {n}.") for n in range(20)))
        load(store, article)
        with effort(store) as first:
            load(store, article)
        remove(store, article.key)
        with effort(store) as anew:
            load(store, article)

        assert first["rows"] < anew["rows"] / 2
