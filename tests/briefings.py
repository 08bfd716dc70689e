"""What the newsroom answers, valid by default, for tests of messages and buttons."""

from __future__ import annotations

import datetime as dt

from briefs.model import (
    ArticleResult,
    Briefing,
    Card,
    CardContext,
    DateBasis,
    Digest,
    PublicationDate,
    QuotationKind,
    ReloadReport,
    Speaker,
    SpeakerKind,
    Story,
    Subject,
    Tenure,
    Topic,
)

MARCH_23 = PublicationDate(day=dt.date(2021, 3, 23), basis=DateBasis.STATED)
INFERRED = PublicationDate(day=dt.date(2021, 3, 23), basis=DateBasis.INFERRED)

SECRETARY_GENERAL = Tenure(
    office="NATO Secretary General",
    holder="Jens Stoltenberg",
    start="2014-10-01",
    end="2024-10-01",
    current=False,
)
FINANCE_MINISTER = Tenure(
    office="Finance Minister of Norway",
    holder="Jens Stoltenberg",
    start="2025-02",
    end=None,
    current=True,
)
AFGHANISTAN = Topic(id="afghanistan", name="Afghanistan", count=4)


def a_speaker(name: str = "Jens Stoltenberg", *, count: int = 4) -> Speaker:
    """A person; the id follows from the name."""
    letters = "".join(letter for letter in name.lower() if letter in "abcdefghijklmnopqrstuvwxyz")
    return Speaker(
        id=(letters + "aaaaaaaaaa")[:10], name=name, kind=SpeakerKind.PERSON, count=count
    )


def a_card(
    *pieces: str,
    id: str = "aaaaaaaaaa",  # noqa: A002 -- the field's name
    kind: QuotationKind = QuotationKind.DIRECT,
    by: tuple[str, ...] = ("Jens Stoltenberg",),
    role: str | None = "NATO Secretary General",
    title: str = "Allies meet in Brussels",
    publisher: str | None = "The Gazette",
    published: PublicationDate | None = MARCH_23,
) -> Card:
    """A direct quotation with everything known about it."""
    return Card(
        id=id,
        kind=kind,
        pieces=pieces or ("The allies will meet again before the summer.",),
        speakers=tuple(map(a_speaker, by)),
        role=role,
        title=title,
        publisher=publisher,
        published=published,
    )


def a_briefing(
    *cards: Card,
    subject: Subject | None = None,
    speaker: Speaker | None = None,
    offices: tuple[Tenure, ...] = (),
    topic: Topic | None = None,
    note: str | None = None,
    offset: int = 0,
    total: int | None = None,
    other: int = 0,
) -> Briefing:
    """A page that holds all there is, of the latest quotations."""
    if subject is None:
        subject = Subject(
            speaker_id=speaker.id if speaker else None, topic_id=topic.id if topic else None
        )
    return Briefing(
        subject=subject,
        speaker=speaker,
        offices=offices,
        topic=topic,
        note=note,
        cards=cards,
        offset=offset,
        total=offset + len(cards) if total is None else total,
        other=other,
    )


def a_digest(*cards: Card, archive: Card | None = None, more: int = 0) -> Digest:
    """The digest of a Tuesday."""
    return Digest(
        local_date=dt.date(2021, 3, 23),
        covers=(),
        stories=tuple(Story(card=card) for card in cards),
        archive=archive,
        more=more,
        articles=len(cards),
        newest=dt.date(2021, 3, 22) if cards else None,
    )


def a_context(paragraph: str, *quoted: str) -> CardContext:
    places = [(paragraph.index(words), paragraph.index(words) + len(words)) for words in quoted]
    return CardContext(
        card=a_card(*quoted),
        paragraph=paragraph,
        quoted=tuple(places),
        mention="he",
        cue="said",
        article_key="2021/brussels.txt",
    )


def a_report(*results: ArticleResult, unchanged: int = 0) -> ReloadReport:
    return ReloadReport(results=results, unchanged=unchanged, articles=6, quotations=74)
