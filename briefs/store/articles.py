"""Articles with their quotations: replaced whole, in the caller's transaction, ids kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from briefs.errors import NotFoundError
from briefs.folding import fold
from briefs.model import (
    Article,
    DateBasis,
    PublicationDate,
    Quotation,
    QuotationKind,
    Span,
)
from briefs.store import counters, identity, listings
from briefs.store.engine import batches, take_turn, upsert
from briefs.store.reading import SPOKEN_OF, Reading
from briefs.store.schema import articles, quotations, speakers
from briefs.store.standing import find_standing

#: Paragraphs are rarely longer; an article without line breaks is one, however many it quotes.
_REACH = 2_000


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
    """Put the article in the place of its previous version, if there is one."""
    replace_articles(connection, [reading], now=now)


def replace_articles(
    connection: sa.Connection, readings: Sequence[Reading], *, now: dt.datetime
) -> None:
    """Put each article in the place of its previous version, if there is one; no key comes twice.

    Quotations that are still there keep id and time of loading; those that are gone stay as
    withdrawn.
    """
    _take_turn(connection)
    keys = [reading.article.key for reading in readings]
    before = find_standing(connection, keys)
    rows = [_article_row(reading, now) for reading in readings]
    upsert(
        connection,
        articles,
        rows,
        lambda new: {name: new[name] for name in rows[0] if name not in {"key", "loaded_at"}},
        key=("key",),
    )
    _add_speakers(connection, readings)
    _replace_quotations(connection, readings, now)
    listings.refresh(connection, before, find_standing(connection, keys))


def remove_article(connection: sa.Connection, key: str) -> bool:
    """Take the article out; its quotations become withdrawn. False when there is none."""
    return bool(remove_articles(connection, [key]))


def remove_articles(connection: sa.Connection, keys: Sequence[str]) -> set[str]:
    """Take these articles out; their quotations become withdrawn. The keys of those there were."""
    _take_turn(connection)
    there = {
        row.key
        for some in batches(keys)
        for row in connection.execute(sa.select(articles.c.key).where(articles.c.key.in_(some)))
    }
    before = find_standing(connection, there)
    _withdraw(connection, there, keep=())
    for some in batches(sorted(there)):
        connection.execute(sa.delete(articles).where(articles.c.key.in_(some)))
    listings.refresh(connection, before, {})
    return there


def _take_turn(connection: sa.Connection) -> None:
    """One load at a time: lists are worked out from what is there, and numbers become visible in
    their order, by which digests tell what is new. Others learn that something has changed.
    """
    take_turn(connection, "articles")
    counters.bump(connection, counters.LOADS)


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


def _article_row(reading: Reading, now: dt.datetime) -> dict[str, object]:
    article = reading.article
    return {
        "key": article.key,
        "content_hash": reading.content_hash,
        "text": article.text,
        "title": article.title,
        "publisher": article.publisher,
        "day": article.published and article.published.day,
        "basis": article.published and article.published.basis.value,
        "loaded_at": now,
    }


def _add_speakers(connection: sa.Connection, readings: Iterable[Reading]) -> None:
    """By id, as two spellings of a name may share one; in order, as several processes may write.

    The first spelling stays: what was decided about a name goes by it.
    """
    rows = {
        speaker: {"id": speaker, "name": name, "kind": kind.value}
        for reading in readings
        for name, kind in reading.kinds.items()
        for speaker in [identity.speaker_id(name)]
    }
    upsert(
        connection,
        speakers,
        [rows[key] for key in sorted(rows)],
        lambda new: {"kind": new["kind"]},
    )


def _replace_quotations(
    connection: sa.Connection, readings: Sequence[Reading], now: dt.datetime
) -> None:
    ids = _settle_ids(connection, readings)
    kept = {one for own in ids.values() for one in own}
    _withdraw(connection, ids, keep=kept)
    rows = [
        _row(reading, position, quotation_id, now)
        for reading in readings
        for position, quotation_id in enumerate(ids[reading.article.key])
    ]
    # Which statement it belongs to, and whether it leads it, is for `listings` to say.
    fixed = {"id", "loaded_at", "statement", "listed"}
    upsert(
        connection,
        quotations,
        rows,
        lambda new: {name: new[name] for name in rows[0] if name not in fixed},
        key=("id",),
    )


def _settle_ids(
    connection: sa.Connection, readings: Sequence[Reading]
) -> dict[str, tuple[str, ...]]:
    """Ids for the quotations of each article, none of which belongs to another article's."""
    known = _find_known(connection, [reading.article.key for reading in readings])
    said = {reading.article.key: reading.article.quotations for reading in readings}
    ids = {key: identity.assign_ids(key, said[key], known[key], ()) for key in said}
    own = {key: {one.id for one in known[key]} for key in said}
    taken = _existing(connection, {one for key in said for one in ids[key] if one not in own[key]})
    for key, found in said.items():
        while clashing := (set(ids[key]) - own[key]) & taken:
            ids[key] = identity.assign_ids(key, found, known[key], taken)
            taken |= _existing(connection, set(ids[key]) - own[key] - clashing)
        taken |= set(ids[key])
    return ids


def _find_known(
    connection: sa.Connection, article_keys: Sequence[str]
) -> defaultdict[str, list[identity.Known]]:
    """The quotations these articles have or had, standing ones first, in order."""
    found: defaultdict[str, list[identity.Known]] = defaultdict(list)
    columns = (quotations.c.article_key, quotations.c.id, quotations.c.kind, quotations.c.contents)
    for some in batches(article_keys):
        rows = connection.execute(
            sa.select(*columns)
            .where(quotations.c.article_key.in_(some))
            .order_by(quotations.c.withdrawn, quotations.c.position, quotations.c.number)
        )
        for key, known_id, kind, contents in rows:
            words = identity.letters(text for _, _, text in contents)
            found[key].append(identity.Known(id=known_id, kind=QuotationKind(kind), words=words))
    return found


def _existing(connection: sa.Connection, ids: Collection[str]) -> set[str]:
    return {
        row.id
        for some in batches(sorted(ids))
        for row in connection.execute(sa.select(quotations.c.id).where(quotations.c.id.in_(some)))
    }


def _withdraw(
    connection: sa.Connection, article_keys: Collection[str], keep: Collection[str]
) -> None:
    """Withdraw the quotations of these articles but those to keep."""
    gone = [
        row.number
        for some in batches(sorted(article_keys))
        for row in connection.execute(
            sa.select(quotations.c.number, quotations.c.id).where(
                quotations.c.article_key.in_(some), quotations.c.withdrawn.is_(False)
            )
        )
        if row.id not in keep
    ]
    for numbers in batches(gone):
        connection.execute(
            sa.update(quotations)
            .where(quotations.c.number.in_(numbers))
            .values(withdrawn=True, words="", lead_in="")
        )


def _row(reading: Reading, position: int, quotation_id: str, now: dt.datetime) -> dict[str, Any]:
    quotation = reading.article.quotations[position]
    text = reading.article.text
    around = _surroundings(text, quotation.contents[0].start, quotation.contents[-1].end)
    words, lead_in = map(fold, around)
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
        named=tuple(
            filed.removeprefix(SPOKEN_OF)
            for filed in row.filed_under
            if filed.startswith(SPOKEN_OF)
        ),
    )
