"""Articles with their quotations: replaced whole, in the caller's transaction, ids kept.

Also the index of the articles folder, which says what need not be read again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from briefs.errors import NotFoundError
from briefs.model import (
    Article,
    DateBasis,
    PublicationDate,
    Quotation,
    QuotationKind,
    Span,
    SpeakerKind,
)
from briefs.store import identity, listings
from briefs.store.engine import batches, upsert
from briefs.store.reading import Reading, SeenFile
from briefs.store.schema import articles, files, quotations, speakers

#: Paragraphs are rarely longer; an article without line breaks is one, however many it quotes.
_REACH = 2_000


def find_files(connection: sa.Connection) -> dict[str, SeenFile]:
    """Every file of the articles folder that was seen, by key."""
    rows = connection.execute(
        sa.select(
            files.c.size,
            files.c.mtime_ns,
            files.c.extraction,
            files.c.reason,
            articles.c.content_hash,
            files.c.key,
        ).outerjoin(articles, articles.c.key == files.c.key)
    )
    return {row[-1]: SeenFile(*row[:-1]) for row in rows}


def note_file(connection: sa.Connection, key: str, seen: SeenFile) -> None:
    """Remember how a file looked when it was read, or when that failed."""
    row = {
        "key": key,
        "size": seen.size,
        "mtime_ns": seen.mtime_ns,
        "extraction": seen.extraction,
        "reason": seen.reason,
    }
    upsert(connection, files, [row], lambda new: {name: new[name] for name in row})


def forget_file(connection: sa.Connection, key: str) -> None:
    """The file is gone, and was never an article."""
    connection.execute(sa.delete(files).where(files.c.key == key))


def get_article(connection: sa.Connection, key: str) -> Article:
    """The article as it was given, quotations in order. Raises NotFoundError."""
    row = connection.execute(sa.select(articles).where(articles.c.key == key)).one_or_none()
    if row is None:
        raise NotFoundError("article", key)
    found = connection.execute(
        sa.select(quotations)
        .where(quotations.c.article_key == key, quotations.c.withdrawn.is_(False))
        .order_by(quotations.c.position)
    )
    return Article(
        key=row.key,
        text=row.text,
        title=row.title,
        publisher=row.publisher,
        published=publication_date(row.day, row.basis),
        quotations=tuple(_quotation(one) for one in found),
    )


def replace_article(connection: sa.Connection, reading: Reading, *, now: dt.datetime) -> None:
    """Put the article in the place of its previous version, if there is one.

    Quotations that are still there keep id and time of loading; those that are gone stay as
    withdrawn.
    """
    article = reading.article
    row = {
        "key": article.key,
        "content_hash": reading.content_hash,
        "text": article.text,
        "title": article.title,
        "publisher": article.publisher,
        "day": article.published and article.published.day,
        "basis": article.published and article.published.basis.value,
        "loaded_at": now,
    }
    upsert(
        connection,
        articles,
        [row],
        lambda new: {name: new[name] for name in row if name not in {"key", "loaded_at"}},
        key=("key",),
    )
    _add_speakers(connection, reading.kinds)
    _replace_quotations(connection, reading, now)


def remove_article(connection: sa.Connection, key: str) -> bool:
    """Take the article out; its quotations become withdrawn. False when there is none."""
    withdrawn = _withdraw(connection, key, keep=())
    listings.refresh(connection, withdrawn)
    return bool(connection.execute(sa.delete(articles).where(articles.c.key == key)).rowcount)


def publication_date(day: dt.date | None, basis: str | None) -> PublicationDate | None:
    """The date as the model has it."""
    if day is None or basis is None:
        return None
    return PublicationDate(day=day, basis=DateBasis(basis))


def find_paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the paragraph, or paragraphs, around a stretch of text begin and end."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return first, len(text) if last < 0 else last


def _surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """The paragraph around a stretch of text, and the two before; of monsters what is near."""
    first, last = find_paragraph(text, start, end)
    before = first
    for _ in range(2):
        while before > 0 and text[before - 1].isspace():
            before -= 1
        before, _end = find_paragraph(text, before, before)
    nearest, farthest = max(0, start - _REACH), end + _REACH
    return text[max(first, nearest) : min(last, farthest)], text[max(before, nearest) : first]


def spans(rows: Sequence[Sequence[Any]]) -> tuple[Span, ...]:
    """Spans as the model has them, from [[start, end, text], …]."""
    return tuple(Span(start=start, end=end, text=text) for start, end, text in rows)


def _add_speakers(connection: sa.Connection, kinds: Mapping[str, SpeakerKind]) -> None:
    rows = [
        {"id": identity.speaker_id(name), "name": name, "kind": kind.value}
        for name, kind in kinds.items()
    ]
    upsert(connection, speakers, rows, lambda new: {"name": new["name"], "kind": new["kind"]})


def _replace_quotations(connection: sa.Connection, reading: Reading, now: dt.datetime) -> None:
    key, found = reading.article.key, reading.article.quotations
    known = _find_known(connection, key)
    ids = _settled_ids(connection, key, found, known)
    touched = _withdraw(connection, key, keep=ids)
    rows = [_row(reading, position, quotation_id, now) for position, quotation_id in enumerate(ids)]
    upsert(
        connection,
        quotations,
        rows,
        lambda new: {name: new[name] for name in rows[0] if name not in {"id", "loaded_at"}},
        key=("id",),
    )
    listings.refresh(connection, touched | {row["statement_key"] for row in rows})


def _find_known(connection: sa.Connection, article_key: str) -> list[identity.Known]:
    """The quotations this article has or had, standing ones first, in order."""
    rows = connection.execute(
        sa.select(quotations)
        .where(quotations.c.article_key == article_key)
        .order_by(quotations.c.withdrawn, quotations.c.position, quotations.c.number)
    )
    return [
        identity.Known(
            id=row.id, kind=QuotationKind(row.kind), words=identity.words_of(_quotation(row))
        )
        for row in rows
    ]


def _settled_ids(
    connection: sa.Connection,
    article_key: str,
    found: Sequence[Quotation],
    known: Sequence[identity.Known],
) -> tuple[str, ...]:
    """An id for each, none of which belongs to another article's quotation."""
    own = {one.id for one in known}
    taken: set[str] = set()
    while True:
        ids = identity.assign_ids(article_key, found, known, taken)
        others = _existing(connection, set(ids) - own)
        if not others:
            return ids
        taken |= others


def _existing(connection: sa.Connection, ids: Collection[str]) -> set[str]:
    return {
        row.id
        for some in batches(sorted(ids))
        for row in connection.execute(sa.select(quotations.c.id).where(quotations.c.id.in_(some)))
    }


def _withdraw(connection: sa.Connection, article_key: str, keep: Collection[str]) -> set[str]:
    """Withdraw the article's quotations but those to keep; the statement keys all of them had."""
    rows = connection.execute(
        sa.select(quotations.c.number, quotations.c.id, quotations.c.statement_key).where(
            quotations.c.article_key == article_key, quotations.c.withdrawn.is_(False)
        )
    ).all()
    kept = set(keep)
    gone = [row.number for row in rows if row.id not in kept]
    for numbers in batches(gone):
        connection.execute(
            sa.update(quotations)
            .where(quotations.c.number.in_(numbers))
            .values(withdrawn=True, words="", lead_in="")
        )
    return {row.statement_key for row in rows}


def _row(reading: Reading, position: int, quotation_id: str, now: dt.datetime) -> dict[str, Any]:
    quotation = reading.article.quotations[position]
    text = reading.article.text
    words, lead_in = _surroundings(text, quotation.contents[0].start, quotation.contents[-1].end)
    return {
        "id": quotation_id,
        "article_key": reading.article.key,
        "withdrawn": False,
        "position": position,
        "kind": quotation.kind.value,
        "short": quotation.short,
        "contents": [_listed(span) for span in quotation.contents],
        "cue": quotation.cue and _listed(quotation.cue),
        "sources": [_listed(span) for span in quotation.sources],
        "speakers": list(quotation.speakers),
        "attributed": bool(quotation.speakers),
        "topics": list(quotation.topics),
        "filed_under": list(reading.filed_under[position]),
        "confidence": quotation.confidence,
        "role": reading.roles[position],
        "words": words,
        "lead_in": lead_in,
        "statement_key": identity.statement_key(quotation),
        "statement": None,
        "listed": False,
        "loaded_at": now,
    }


def _listed(span: Span) -> list[object]:
    return [span.start, span.end, span.text]


def _quotation(row: sa.Row[Any]) -> Quotation:
    return Quotation(
        kind=QuotationKind(row.kind),
        short=row.short,
        contents=spans(row.contents),
        cue=spans([row.cue])[0] if row.cue else None,
        sources=spans(row.sources),
        speakers=tuple(row.speakers),
        topics=tuple(row.topics),
        confidence=row.confidence,
    )
