"""The tables, and the two column types the engines do not agree on.

Alembic's revisions in briefs/migrations create what is described here (a test compares the two);
full text has no portable description and is created there alone. Queries live beside their noun:
articles, cards, people, search, subscriptions, outbox, inbox.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

#: The newest revision in briefs/migrations. Start-up compares this one word with the database
#: and loads Alembic only when they differ.
REVISION = "0001"


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An instant: aware in, aware in UTC out. SQLite alone would drop the offset unconverted."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> Any:
        """Engines that know zones keep them; SQLite keeps the UTC reading."""
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> Any:
        """The same instant in UTC; a naive one is a bug and is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a zone: {value!r}")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> dt.datetime | None:
        """The instant, aware and in UTC."""
        if value is None:
            return None
        instant: dt.datetime = value
        if dialect.name == "sqlite":
            return instant.replace(tzinfo=dt.UTC)
        return instant.astimezone(dt.UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# ---- what was read ----

#: The articles folder as it was last seen: what is unchanged here is not read again.
files = sa.Table(
    "files",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("mtime_ns", sa.BigInteger, nullable=False),
    sa.Column("reason", sa.Text),  # why it could not be read; NULL: it was
)

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("extraction", sa.Text, nullable=False),  # fingerprint of the rules that read it
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("publisher", sa.Text),
    sa.Column("day", sa.Date),
    sa.Column("basis", sa.Text),
    sa.Column("loaded_at", UtcDateTime, nullable=False),
)

quotations = sa.Table(
    "quotations",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    # NULL: withdrawn. The row stays, so that an old button can say so and the id is never reused.
    sa.Column("article", sa.ForeignKey("articles.number", ondelete="SET NULL"), index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("short", sa.Boolean, nullable=False),
    sa.Column("contents", sa.JSON, nullable=False),  # [[start, end, text], …], like all spans here
    sa.Column("cue", sa.JSON(none_as_null=True)),
    sa.Column("sources", sa.JSON, nullable=False),
    sa.Column("speakers", sa.JSON, nullable=False),  # canonical names
    sa.Column("topics", sa.JSON, nullable=False),  # ids
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("role", sa.Text),
    sa.Column("paragraph", sa.JSON, nullable=False),  # [start, end] in the article
    sa.Column("words", sa.Text, nullable=False),  # what full text finds it by
    sa.Column("statement_key", sa.Text, nullable=False, index=True),  # same words, any spelling
    sa.Column("statement", sa.Text),  # id of the statement; NULL: cannot be shown
    sa.Column("listed", sa.Boolean, nullable=False),  # the one showing of its statement
    sa.Column("loaded_at", UtcDateTime, nullable=False, index=True),  # first loaded, kept for good
)

# ---- what it is looked up by ----

speakers = sa.Table(
    "speakers",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
)

topics = sa.Table(
    "topics",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
)

#: Every speaker, topic, pair of both, and ("", "") for all: with how many quotations it lists.
subjects = sa.Table(
    "subjects",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("speaker_id", sa.Text, nullable=False),  # "": any
    sa.Column("topic_id", sa.Text, nullable=False),  # "": any
    sa.Column("count", sa.Integer, nullable=False),
    sa.UniqueConstraint("speaker_id", "topic_id"),
)

#: What a subject lists, in reading order: the primary key is the page's ORDER BY.
listings = sa.Table(
    "listings",
    metadata,
    sa.Column("subject", sa.ForeignKey("subjects.number"), primary_key=True),
    sa.Column("age", sa.Integer, primary_key=True),  # minus the day's ordinal; undated: 0, so last
    sa.Column("article_key", sa.Text, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column(
        "quotation",
        sa.ForeignKey("quotations.number", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sqlite_with_rowid=False,
)

# ---- what goes out ----

subscriptions = sa.Table(
    "subscriptions",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("thread_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),  # local "HH:MM"
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("paused", sa.Boolean, nullable=False),
    sa.Column("since", UtcDateTime, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("thread_id", sa.BigInteger, nullable=False),
    sa.Column("edition", sa.Integer, nullable=False),
    sa.Column("local_date", sa.Date, nullable=False),
    sa.Column("due", UtcDateTime, nullable=False),
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("not_before", UtcDateTime),
    sa.Column("claimed_at", UtcDateTime),
    sa.Column("message_id", sa.BigInteger),
    sa.Column("error", sa.Text),
    sa.Column("updated_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("chat_id", "thread_id", "edition", "local_date"),
    sa.Index("ix_outbox_status_due", "status", "due"),
)

#: The quotations a delivery carries, written before the call.
outbox_items = sa.Table(
    "outbox_items",
    metadata,
    sa.Column("outbox_id", sa.ForeignKey("outbox.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("quotation_id", sa.Text, primary_key=True),
)

#: The quotations a chat was sent for certain.
seen_items = sa.Table(
    "seen_items",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("thread_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("quotation_id", sa.Text, primary_key=True),
    sa.Column("seen_at", UtcDateTime, nullable=False),
)

# ---- what comes in ----

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("received_at", UtcDateTime, nullable=False),
)

#: Updates that were handled lately; Telegram may repeat one for a day.
handled_updates = sa.Table(
    "handled_updates",
    metadata,
    sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("handled_at", UtcDateTime, nullable=False, index=True),
)
