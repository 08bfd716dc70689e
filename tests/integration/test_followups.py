"""What a next question may go on with, in the store of each engine."""

from __future__ import annotations

import datetime as dt

import pytest

from briefs.model import Asker, Claimant, Followup, Period, Subject
from briefs.newsroom import Newsroom
from briefs.store import followups
from briefs.store.engine import Store
from briefs.store.extents import find_extent
from tests.builders import NOW, a_day, a_quotation, an_article, an_update
from tests.library import load

SOMEBODY = Asker(chat_id=-100, user_id=7)
TEN_MINUTES = dt.timedelta(minutes=10)


def a_followup(*, asker: Asker = SOMEBODY, topic: str | None = "china") -> Followup:
    return Followup(asker=asker, speaker_id="aaaaaaaaaa", topic_id=topic, until=NOW + TEN_MINUTES)


def test_the_last_of_each_is_kept(store: Store) -> None:
    """Of one person in one chat one row, for ten minutes and no longer."""
    with store.write() as connection:
        followups.keep(connection, a_followup())
        followups.keep(connection, a_followup(topic=None))
        later = NOW + dt.timedelta(minutes=9, seconds=59)

        assert followups.find(connection, SOMEBODY, now=later) == Subject(speaker_id="aaaaaaaaaa")
        assert followups.find(connection, SOMEBODY, now=NOW + TEN_MINUTES) is None
        assert followups.find(connection, Asker(chat_id=-100, user_id=8), now=NOW) is None


def test_what_has_run_out_is_deleted(store: Store) -> None:
    """And nothing else is."""
    lasting = Followup(
        asker=Asker(chat_id=1, user_id=1),
        speaker_id=None,
        topic_id="iraq",
        until=NOW + 2 * TEN_MINUTES,
    )
    with store.write() as connection:
        followups.keep(connection, a_followup())
        followups.keep(connection, lasting)
        followups.forget(connection, now=NOW + TEN_MINUTES)

        assert followups.find(connection, SOMEBODY, now=NOW) is None
        assert followups.find(connection, lasting.asker, now=NOW) == Subject(topic_id="iraq")


def test_it_is_kept_with_the_end_of_handling(store: Store) -> None:
    """In one process or in several that share the database."""
    newsroom, other = Newsroom(store), Asker(chat_id=2, user_id=2)
    by = Claimant(process="a", places=5, is_heir=False)
    [item] = newsroom.receive_shared([an_update(4, chat_id=2)], by=by, now=NOW)
    newsroom.receive_updates([an_update(5)], now=NOW)

    newsroom.finish_update(5, now=NOW, followup=a_followup())
    newsroom.finish_shared(
        item, by=by, handled=True, more=True, now=NOW, followup=a_followup(asker=other)
    )

    with store.read() as connection:
        for asker in (SOMEBODY, other):
            found = followups.find(connection, asker, now=NOW)
            assert found == Subject(speaker_id="aaaaaaaaaa", topic_id="china")


@pytest.mark.parametrize(
    ("topic", "extent"),
    [
        ("china", Period(since=dt.date(2021, 3, 2), until=dt.date(2022, 1, 5))),
        ("iraq", None),
        ("russia", None),
    ],
)
def test_from_when_to_when_there_is_something(
    store: Store, topic: str, extent: Period | None
) -> None:
    """Of what has a date."""
    for day, on in (("2021-03-02", "china"), ("2022-01-05", "china"), (None, "iraq")):
        said = a_quotation(f"We say it on {day}.", topics=[on])
        load(store, an_article(said, key=f"{day}", published=a_day(day) if day else None))

    with store.read() as connection:
        assert find_extent(connection, Subject(topic_id=topic), None) == extent
