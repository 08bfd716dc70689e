"""A week of digests: what was printed when, who wished for what, and when the bot was down.

From Friday to Thursday; in the night to Sunday, 28 March 2021, clocks in Brussels and Kyiv go
forward, and in Kathmandu they never do. Nobody in these articles exists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.messages import as_plain_text, render_digest
from briefs.model import (
    Delivery,
    DeliveryStatus,
    Destination,
    DigestLength,
    Interest,
    InterestKind,
    Preferences,
    QuietHours,
)
from briefs.store import articles
from briefs.store.identity import speaker_id
from tests.builders import a_day, a_quotation, a_reading, an_article
from tests.newsstand import Newsstand, utc

TICK = dt.timedelta(minutes=30)
BEGIN, END = utc("2021-03-26 00:00"), utc("2021-04-02 00:00")
DOWN = utc("2021-03-29 21:00"), utc("2021-04-01 10:00")


@dataclass(frozen=True, kw_only=True)
class Printed:
    """An article with one quotation."""

    loaded: str
    publisher: str
    title: str
    by: str
    role: str
    words: str
    topics: tuple[str, ...] = ()
    day: str | None = ""  #: "": the day it was loaded; None: undated


VOSS = {"by": "Carla Voss", "role": "Foreign Minister of Arland"}
BERG = {"by": "Ann Berg", "role": "Minister of Defence"}
REKU = {"by": "Tomas Reku", "role": "head of the cyber agency"}
ADLER = {"by": "Jon Adler", "role": "chairman of the committee"}

NEWS = (
    Printed(
        loaded="2021-03-25 15:00",
        publisher="The Gazette",
        title="Allies weigh leaving Afghanistan in summer",
        words="We will not leave before the conditions are met, and today they are not met.",
        topics=("afghanistan",),
        **VOSS,
    ),
    Printed(
        loaded="2021-03-25 16:00",
        publisher="The Herald",
        title="In summer, allies weigh leaving Afghanistan",
        words="We will not leave before the conditions are met, and today they are not met.",
        topics=("afghanistan",),
        **VOSS,
    ),
    Printed(
        loaded="2021-03-25 17:00",
        publisher="The Fjord Post",
        title="Berg: a larger exercise in the north, and no apology for it",
        words="It is our coast, and whoever lives on a coast learns to row in bad weather.",
        topics=("norway",),
        **BERG,
    ),
    Printed(
        loaded="2021-03-26 11:00",
        publisher="The Herald",
        title="SHIPS OF FIVE ALLIES ENTER THE BLACK SEA",
        words="Nobody is provoked by a ship that announces its course and keeps it.",
        topics=("black-sea",),
        **ADLER,
    ),
    Printed(
        loaded="2021-03-27 09:00",
        publisher="The Gazette",
        title=(
            "Ministry in the dark for six hours: what is known of the attack, what is not, and who"
            " is going to pay for it"
        ),
        words="Nobody was hurt, but for six hours nobody could be paid either.",
        topics=("cyber",),
        **REKU,
    ),
    Printed(
        loaded="2021-03-27 10:00",
        publisher="The Fjord Post",
        title="Berg offers help after attack on ministry",
        words="A neighbour does not ask first whether the insurance covers it.",
        topics=("cyber",),
        **BERG,
    ),
    Printed(
        loaded="2021-03-29 09:00",
        publisher="The Gazette",
        title="Larger share for common budget demanded",
        words="We have been asked to pay more for twenty years, and each year we have agreed.",
        topics=("defence-spending",),
        **ADLER,
    ),
    Printed(
        loaded="2021-03-29 09:05",
        publisher="The Herald",
        title="Interview",
        words="I have read the plan twice, and I still do not know whom it is to impress.",
        topics=("afghanistan",),
        day=None,
        **VOSS,
    ),
    Printed(
        loaded="2021-03-30 08:00",
        publisher="The Herald",
        title="Common fund for the Afghan army is to go on",
        words="Whoever stops paying on the day of departure has never really stayed.",
        topics=("afghanistan",),
        **ADLER,
    ),
    Printed(
        loaded="2021-03-30 12:00",
        publisher="The Fjord Post",
        title="Storm ends exercise a day early",
        words="The weather has won, as it usually does, and we have learnt what we came for.",
        topics=("norway",),
        **BERG,
    ),
    Printed(
        loaded="2021-03-31 08:00",
        publisher="The Gazette",
        title="Agency names a suspect in attack on ministry",
        words="We know the hand, and we have an idea of the arm.",
        topics=("cyber",),
        **REKU,
    ),
)


def follow(topic: str) -> Interest:
    return Interest(kind=InterestKind.TOPIC, value=topic)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads where, and how they like it."""

    destination: Destination
    wish: Preferences
    interests: tuple[Interest, ...] = ()


READERS = {
    "brussels": Reader(
        destination=Destination(chat_id=1),
        wish=Preferences(hours=(dt.time(8),), zone="Europe/Brussels"),
        interests=(follow("afghanistan"),),
    ),
    "kyiv": Reader(
        destination=Destination(chat_id=2),
        wish=Preferences(
            hours=(dt.time(7, 30),),
            zone="Europe/Kyiv",
            weekdays=frozenset(range(1, 6)),
            length=DigestLength.FULL,
            quiet=QuietHours(start=dt.time(22), end=dt.time(8)),
        ),
        interests=(Interest(kind=InterestKind.SPEAKER, value=speaker_id("Ann Berg"), muted=True),),
    ),
    "kathmandu": Reader(
        destination=Destination(chat_id=3),
        wish=Preferences(
            hours=(dt.time(6, 15), dt.time(20, 15)),
            zone="Asia/Kathmandu",
            length=DigestLength.HEADLINES,
            tells_empty=False,
        ),
    ),
}


def live_through(stand: Newsstand) -> dict[str, str]:
    """What each reader's chat shows at the end of the week."""
    begun = BEGIN - TICK
    left = list(NEWS)
    _load(stand, left, until=begun)
    for reader in READERS.values():
        stand.newsroom.change_preferences(reader.destination, reader.wish, now=begun)
        for interest in reader.interests:
            stand.newsroom.follow(reader.destination, interest, now=begun)
    names = {reader.destination: name for name, reader in READERS.items()}
    chats: dict[str, list[str]] = {name: [] for name in READERS}
    for now in _ticks():
        _load(stand, left, until=now)
        for destination, text in _send(stand, now):
            chats[names[destination]].append(text)
    return {name: "\n\n".join(texts) + "\n" for name, texts in chats.items()}


def _ticks() -> Iterator[dt.datetime]:
    now = BEGIN
    while now < END:
        if not DOWN[0] <= now < DOWN[1]:
            yield now
        now += TICK


def _load(stand: Newsstand, left: list[Printed], *, until: dt.datetime) -> None:
    while left and utc(left[0].loaded) <= until:
        one = left.pop(0)
        day = one.loaded[:10] if one.day == "" else one.day
        article = an_article(
            a_quotation(one.words, by=one.by, topics=one.topics),
            key=f"{one.loaded}.txt",
            title=one.title,
            publisher=one.publisher,
            published=a_day(day) if day else None,
        )
        with stand.newsroom._store.write() as connection:
            reading = a_reading(article, role=one.role)
            articles.replace_article(connection, reading, now=utc(one.loaded))


def _send(stand: Newsstand, now: dt.datetime) -> Iterator[tuple[Destination, str]]:
    newsroom = stand.newsroom
    newsroom.enqueue_due(now=now)
    while delivery := newsroom.claim_delivery(now=now):
        digest = newsroom.compose_digest(delivery.id)
        if digest.withheld:
            newsroom.finish_delivery(delivery.id, DeliveryStatus.SKIPPED, now=now)
            continue
        message = render_digest(digest)
        assert newsroom.start_sending(delivery.id, message.shown, now=now)
        newsroom.finish_delivery(delivery.id, DeliveryStatus.SENT, now=now, message_id=1)
        yield delivery.destination, f"{_heading(delivery, now)}\n\n{as_plain_text(message.text)}"


def _heading(delivery: Delivery, now: dt.datetime) -> str:
    """What the reader's clock shows."""
    clock = now.astimezone(ZoneInfo(delivery.zone))
    sound = ", without a sound" if delivery.silent else ""
    return f"――― {clock:%A %d %B, %H:%M} ({clock:%Z}){sound} ―――"
