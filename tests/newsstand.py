"""A newsroom on a real database, with articles put in by hand and readers who subscribe.

Extraction is not needed to know what is delivered when: `prints` stores an article as if it had
just been read. `reopened` is what a start after a crash finds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefs.model import Delivery, DeliveryStatus, Destination, Preferences, SpeakerKind
from briefs.newsroom import Newsroom, open_newsroom
from briefs.store import articles
from tests.builders import a_day, a_quotation, a_reading, an_article

READER = Destination(chat_id=7)
OTHER_READER = Destination(chat_id=8)


def utc(text: str) -> dt.datetime:
    """'2021-03-23 07:00' as an instant in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


class Newsstand:
    """A newsroom, and the verbs a test tells its story with."""

    def __init__(self, place: Path | str) -> None:
        """Over the empty database at a URL, or over a new file in a folder."""
        if isinstance(place, Path):
            (place / "briefs.db").write_bytes(_new_database())
            place = f"sqlite:///{place / 'briefs.db'}"
        self._url = place
        self.newsroom: Newsroom = open_newsroom(self._url)

    def close(self) -> None:
        self.newsroom.close()

    def reopened(self) -> Newsroom:
        """The newsroom as the next process finds it: nothing but the database survived."""
        self.newsroom.close()
        self.newsroom = open_newsroom(self._url)
        return self.newsroom

    def prints(
        self,
        words: str,
        *,
        speaker: str | None = "Ann Ode",
        key: str | None = None,
        day: str | None = "2021-03-22",
        publisher: str = "The Gazette",
        title: str | None = None,
        topics: Iterable[str] = (),
        kind: SpeakerKind = SpeakerKind.PERSON,
        now: str = "2021-03-22 12:00",
    ) -> None:
        """An article with one quotation is loaded."""
        article = an_article(
            a_quotation(words, by=speaker, topics=topics),
            key=key or f"{words}.txt",
            title=title or words.capitalize(),
            publisher=publisher,
            published=a_day(day) if day else None,
        )
        with self.newsroom._store.write() as connection:
            articles.replace_article(connection, a_reading(article, kind=kind), now=utc(now))

    def subscribes(
        self,
        destination: Destination = READER,
        at: str = "08:00",
        zone: str = "UTC",
        *,
        now: str = "2021-03-22 10:00",
    ) -> None:
        self.newsroom.subscribe(destination, dt.time.fromisoformat(at), zone, now=utc(now))

    def wishes(
        self,
        *hours: str,
        destination: Destination = READER,
        zone: str = "UTC",
        now: str = "2021-03-22 10:00",
        **wish: Any,
    ) -> None:
        """The reader has these hours from now on, and whatever else they wish for."""
        at = tuple(map(dt.time.fromisoformat, hours))
        wanted = Preferences(hours=at, zone=zone, **wish)
        self.newsroom.change_preferences(destination, wanted, now=utc(now))

    def ticks(self, now: str) -> list[Delivery]:
        """The minute's work with a Telegram that takes everything; what was sent, in order."""
        self.newsroom.enqueue_due(now=utc(now))
        sent = []
        while delivery := self.newsroom.claim_delivery(now=utc(now)):
            self.sends(delivery, now)
            sent.append(delivery)
        return sent

    def sends(
        self, delivery: Delivery, now: str, status: DeliveryStatus = DeliveryStatus.SENT
    ) -> list[str]:
        """One call, which ends so; the words it carried."""
        newsroom = self.newsroom
        digest = newsroom.compose_digest(delivery.id)
        cards = [*digest.cards, *filter(None, [digest.archive])]
        assert newsroom.start_sending(delivery.id, [card.id for card in cards], now=utc(now))
        assert newsroom.finish_delivery(delivery.id, status, now=utc(now), message_id=1)
        return [card.pieces[0] for card in cards]

    def claims(self, now: str) -> Delivery:
        """The next delivery; there must be one."""
        self.newsroom.enqueue_due(now=utc(now))
        delivery = self.newsroom.claim_delivery(now=utc(now))
        assert delivery is not None
        return delivery

    def rows(self, *tables: str) -> int:
        """How many rows these tables have together."""
        with self.newsroom._store.read() as connection:
            counts = [connection.exec_driver_sql(f"SELECT count(*) FROM {t}") for t in tables]
            return sum(count.scalar_one() for count in counts)

    def outbox(self) -> list[tuple[str, str]]:
        """Every row as (local date, status), by date."""
        with self.newsroom._store.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT local_date, status FROM outbox ORDER BY local_date, chat_id"
            )
            return [(str(day), status) for day, status in rows]


@cache
def _new_database() -> bytes:
    """A database with tables and no rows: made once, as the migrations take their time."""
    with TemporaryDirectory() as folder:
        open_newsroom(f"sqlite:///{folder}/new.db").close()
        return Path(folder, "new.db").read_bytes()
