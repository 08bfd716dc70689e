"""What an edition may carry: what is new for a destination, and what of the archive it never had.

*New* is a statement first loaded after the last edition that was certainly sent. The last
quotation and article an edition looked at are kept with its row (`outbox.last_quotation`), so an
edition whose outcome is unknown moves nothing: the next one offers its items again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from briefs.errors import NotFoundError
from briefs.model import Candidate, DeliveryStatus, Destination, Material
from briefs.store.cards import cards_of, select_cards
from briefs.store.engine import upsert
from briefs.store.reading import SHOWN_KINDS
from briefs.store.schema import articles, listings, outbox, outbox_items, quotations, seen_items

#: How many of the newest candidates a digest chooses from.
_NEWEST = 300

#: Of quotations loaded since the last edition, at most so many of the last are looked at: whoever
#: comes new to a million, or comes back after years, is shown the newest all the same.
_LOOKED_AT = 5_000

#: How many an empty day chooses from: the first that has room is taken.
_ARCHIVED = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class _Window:
    """What was loaded after the last edition and up to this one, by number."""

    after_quotation: int
    to_quotation: int
    after_article: int
    to_article: int


def get_material(connection: sa.Connection, delivery_id: int) -> Material:
    """What a claimed delivery is made from. Raises NotFoundError."""
    row = connection.execute(sa.select(outbox).where(outbox.c.id == delivery_id)).one_or_none()
    if row is None:
        raise NotFoundError("delivery", str(delivery_id))
    destination = Destination(chat_id=row.chat_id, thread_id=row.thread_id)
    covered = sa.select(outbox.c.local_date).where(
        outbox.c.merged_into == delivery_id, outbox.c.local_date < row.local_date
    )
    covers = connection.execute(covered.order_by(outbox.c.local_date)).scalars()
    horizon = {name: getattr(row, name) for name in ("last_quotation", "last_article")}
    if None in horizon.values():
        horizon = find_horizon(connection)
    return _material(connection, destination, row.local_date, tuple(covers), horizon)


def preview_material(
    connection: sa.Connection, destination: Destination, local_date: dt.date
) -> Material:
    """What a digest of this date would be made from if it went out now."""
    return _material(connection, destination, local_date, (), find_horizon(connection))


def find_horizon(connection: sa.Connection) -> dict[str, int]:
    """The last quotation and article there are, as columns of the outbox."""
    row = connection.execute(
        sa.select(
            sa.select(sa.func.coalesce(sa.func.max(quotations.c.number), 0)).scalar_subquery(),
            sa.select(sa.func.coalesce(sa.func.max(articles.c.number), 0)).scalar_subquery(),
        )
    ).one()
    return {"last_quotation": row[0], "last_article": row[1]}


def mark_seen(connection: sa.Connection, delivery_id: int, *, now: dt.datetime) -> None:
    """What a delivery carried was certainly sent to its destination."""
    carried = (
        sa.select(outbox.c.chat_id, outbox.c.thread_id, outbox_items.c.quotation_id)
        .join(outbox_items, outbox_items.c.outbox_id == outbox.c.id)
        .where(outbox.c.id == delivery_id)
    )
    rows = [{**row, "seen_at": now} for row in connection.execute(carried).mappings()]
    upsert(connection, seen_items, rows)


def forget(connection: sa.Connection, destination: Destination) -> None:
    """It has left: if it comes back, everything is new to it."""
    connection.execute(
        sa.delete(seen_items).where(
            seen_items.c.chat_id == destination.chat_id,
            seen_items.c.thread_id == destination.thread_id,
        )
    )


def migrate(connection: sa.Connection, old_id: int, new_id: int) -> None:
    """The chat has a new id: what it has seen stays seen."""
    old = seen_items.c.chat_id == old_id
    rows = connection.execute(sa.select(seen_items).where(old)).mappings().all()
    upsert(connection, seen_items, [{**row, "chat_id": new_id} for row in rows])
    connection.execute(sa.delete(seen_items).where(old))


def _material(
    connection: sa.Connection,
    destination: Destination,
    local_date: dt.date,
    covers: tuple[dt.date, ...],
    horizon: dict[str, int],
) -> Material:
    window = _window(connection, destination, horizon)
    count, newest = _loaded(connection, window)
    new = _new(destination, window)
    return Material(
        local_date=local_date,
        covers=covers,
        new=_candidates(connection, new.order_by(*_NEWEST_FIRST).limit(_NEWEST)),
        total=_count_statements(connection, new),
        archive=_candidates(connection, _archive(destination, window).limit(_ARCHIVED)),
        articles=count,
        newest=newest,
    )


def _window(
    connection: sa.Connection, destination: Destination, horizon: dict[str, int]
) -> _Window:
    """From where the last edition that was certainly sent stopped looking."""
    sent = sa.select(
        sa.func.coalesce(sa.func.max(outbox.c.last_quotation), 0),
        sa.func.coalesce(sa.func.max(outbox.c.last_article), 0),
    ).where(
        outbox.c.chat_id == destination.chat_id,
        outbox.c.thread_id == destination.thread_id,
        outbox.c.status == DeliveryStatus.SENT,
    )
    after_quotation, after_article = connection.execute(sent).one()
    return _Window(
        after_quotation=max(after_quotation, horizon["last_quotation"] - _LOOKED_AT, 0),
        to_quotation=horizon["last_quotation"],
        after_article=after_article,
        to_article=horizon["last_article"],
    )


def _loaded(connection: sa.Connection, window: _Window) -> tuple[int, dt.date | None]:
    """The articles of a window: how many, and the newest date among them."""
    query = sa.select(sa.func.count(), sa.func.max(articles.c.day)).where(
        articles.c.number > window.after_article, articles.c.number <= window.to_article
    )
    count, newest = connection.execute(query).one()
    return count, newest


_NEWEST_FIRST = (
    articles.c.day.is_(None),
    articles.c.day.desc(),
    articles.c.key,
    quotations.c.position,
)


def _new(destination: Destination, window: _Window) -> sa.Select[Any]:
    """Attributed quotations whose words nobody had printed before the window; their numbers."""
    new = (
        sa.select(quotations.c.number)
        .join(articles, articles.c.key == quotations.c.article_key)
        .where(
            quotations.c.statement.is_not(None),
            quotations.c.attributed.is_(True),
            quotations.c.kind.in_([kind.value for kind in SHOWN_KINDS]),
            quotations.c.number > window.after_quotation,
            quotations.c.number <= window.to_quotation,
            _never_sent(destination),
        )
    )
    if not window.after_quotation:
        return new
    first = quotations.alias("first")
    return new.join(first, first.c.id == quotations.c.statement).where(
        first.c.number > window.after_quotation
    )


def _archive(destination: Destination, window: _Window) -> sa.Select[Any]:
    """Dated, attributed quotations never sent there, newest first; their numbers."""
    return (
        sa.select(quotations.c.number)
        .join(listings, listings.c.quotation == quotations.c.number)
        .where(
            listings.c.speaker_id == "",
            listings.c.topic_id == "",
            listings.c.age < 0,
            quotations.c.attributed.is_(True),
            quotations.c.number <= window.to_quotation,
            _never_sent(destination),
        )
        .order_by(listings.c.age, listings.c.article_key, listings.c.position)
    )


def _never_sent(destination: Destination) -> sa.ColumnElement[bool]:
    """No edition carried these words by these speakers, in whatever article."""
    sent = quotations.alias("sent")
    carried = (
        sa.select(sent.c.statement_key, sa.cast(sent.c.speakers, sa.Text))
        .join(seen_items, seen_items.c.quotation_id == sent.c.id)
        .where(
            seen_items.c.chat_id == destination.chat_id,
            seen_items.c.thread_id == destination.thread_id,
        )
    )
    said = sa.tuple_(quotations.c.statement_key, sa.cast(quotations.c.speakers, sa.Text))
    return said.not_in(carried)


def _candidates(connection: sa.Connection, numbers: sa.Select[Any]) -> tuple[Candidate, ...]:
    """Cards are built of the few that are wanted: the rows are wide."""
    wanted = connection.execute(numbers).scalars().all()
    cards = cards_of(connection, select_cards().where(quotations.c.number.in_(wanted)))
    belongs = sa.select(quotations.c.id, quotations.c.statement, quotations.c.article_key)
    rows = connection.execute(belongs.where(quotations.c.id.in_([card.id for card in cards])))
    where = {row.id: row for row in rows}
    return tuple(
        Candidate(
            card=card,
            statement=where[card.id].statement,
            articles=frozenset({where[card.id].article_key}),
        )
        for card in cards
    )


def _count_statements(connection: sa.Connection, query: sa.Select[Any]) -> int:
    statements = query.with_only_columns(quotations.c.statement).distinct().subquery()
    return connection.execute(sa.select(sa.func.count()).select_from(statements)).scalar_one()
