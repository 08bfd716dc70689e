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
REVISION = "0004"


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


#: What rows are told apart and ordered by: by their bytes, whatever the database's collation.
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

#: Counted up by the engine. SQLite has 64 bits only under this name.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

#: Rows that are counted through an index of their own; to be asked for in the very same words.
UNDATED = "day IS NULL"
UNATTRIBUTED = "listed AND NOT attributed"


def _where(condition: str) -> dict[str, Any]:
    """An index of those rows only; on PostgreSQL, too, as the revisions have it.

    Naming that engine here would have every start on SQLite import all that is known of it.
    """
    return {"sqlite_where": sa.text(condition)}


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
    sa.Column("key", KEY, primary_key=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("mtime_ns", sa.BigInteger, nullable=False),
    sa.Column("extraction", sa.Text, nullable=False),  # fingerprint of the rules that read it
    sa.Column("reason", sa.Text),  # why it could not be read; NULL: it was
)

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("number", NUMBER, primary_key=True),
    sa.Column("key", KEY, nullable=False, unique=True),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("publisher", sa.Text),
    sa.Column("day", sa.Date),
    sa.Column("basis", sa.Text),
    sa.Column("loaded_at", UtcDateTime, nullable=False),
    sa.Index("ix_articles_undated", "number", **_where(UNDATED)),
)

quotations = sa.Table(
    "quotations",
    metadata,
    sa.Column("number", NUMBER, primary_key=True),
    sa.Column("id", KEY, nullable=False, unique=True),
    sa.Column("article_key", KEY, nullable=False, index=True),
    # Withdrawn rows stay, so that an old button can say so and no id is ever used again.
    sa.Column("withdrawn", sa.Boolean, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),  # in reading order, from 0
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("short", sa.Boolean, nullable=False),
    sa.Column("contents", sa.JSON, nullable=False),  # [[start, end, text], …], like all spans here
    sa.Column("cue", sa.JSON(none_as_null=True)),
    sa.Column("sources", sa.JSON, nullable=False),
    sa.Column("speakers", sa.JSON, nullable=False),  # canonical names
    sa.Column("attributed", sa.Boolean, nullable=False),  # it has speakers
    sa.Column("topics", sa.JSON, nullable=False),  # ids of what the words name
    sa.Column("filed_under", sa.JSON, nullable=False),  # those, and the topics they are part of
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("role", sa.Text),
    # What full text finds it by: its paragraph, and the two before, which lead to it.
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("lead_in", sa.Text, nullable=False),
    sa.Column("statement_key", KEY, nullable=False),  # same words, any spelling
    sa.Column("statement", KEY),  # id of the statement; NULL: it cannot be shown
    sa.Column("listed", sa.Boolean, nullable=False),  # the one quotation its statement is shown by
    sa.Column("loaded_at", UtcDateTime, nullable=False, index=True),  # first loaded, for good
    sa.Index("ix_quotations_statement_key", "statement_key", "listed"),
    sa.Index("ix_quotations_unattributed", "number", **_where(UNATTRIBUTED)),
)

# ---- what it is looked up by ----

speakers = sa.Table(
    "speakers",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("name", KEY, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
)

#: How many quotations a speaker, a topic or a pair of both lists; "" stands for any.
subjects = sa.Table(
    "subjects",
    metadata,
    sa.Column("speaker_id", KEY, primary_key=True),
    sa.Column("topic_id", KEY, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Index("ix_subjects_topic_id", "topic_id", "count"),
)

#: Which ones they are. The primary key is the order of reading, so a page is one short walk.
listings = sa.Table(
    "listings",
    metadata,
    sa.Column("speaker_id", KEY, primary_key=True),
    sa.Column("topic_id", KEY, primary_key=True),
    sa.Column("age", sa.Integer, primary_key=True),  # minus the day's ordinal; undated 0: the last
    sa.Column("article_key", KEY, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("quotation", sa.ForeignKey("quotations.number"), nullable=False),
    sa.Index("ix_listings_quotation", "quotation", "speaker_id", "topic_id"),
    sqlite_with_rowid=False,
)

#: How many of each day a topic lists, whoever said them; "" stands for any.
days = sa.Table(
    "days",
    metadata,
    sa.Column("topic_id", KEY, primary_key=True),
    sa.Column("age", sa.Integer, primary_key=True),  # as in `listings`
    sa.Column("count", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)

# ---- what goes out ----

subscriptions = sa.Table(
    "subscriptions",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("thread_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("hours", sa.Text, nullable=False),  # local times: "08:00,18:00"
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("since", UtcDateTime, nullable=False),
    # Worked out from the others, so that a tick reads only what is due.
    sa.Column("next_due", UtcDateTime, nullable=False, index=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("weekdays", sa.Integer, nullable=False, server_default="127"),  # bits; Monday is 1
    sa.Column("length", sa.Text, nullable=False, server_default="brief"),
    sa.Column("quiet", sa.Text),  # "22:00-07:00"; NULL: no quiet hours
    sa.Column("silent", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("tells_empty", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("only_followed", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("pause", sa.Text),  # why nothing goes out; NULL: it does
    sa.Column("told", sa.Text),  # what keeps digests out, once the group's administrators know
)

#: What a destination follows, and what it does not want to hear of.
interests = sa.Table(
    "interests",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("thread_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("kind", KEY, primary_key=True),  # speaker, topic or words
    sa.Column("value", KEY, primary_key=True),
    sa.Column("muted", sa.Boolean, nullable=False),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", NUMBER, primary_key=True),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("thread_id", sa.BigInteger, nullable=False),
    sa.Column("edition", sa.Integer, nullable=False),
    sa.Column("local_date", sa.Date, nullable=False),
    sa.Column("due", UtcDateTime, nullable=False),
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("not_before", UtcDateTime),
    sa.Column("claimed_at", UtcDateTime),
    # The last quotation and article there were when it was claimed: what is loaded later waits for
    # the next edition. Numbers, as a load that began before an instant may well end after it.
    sa.Column("last_quotation", sa.BigInteger),
    sa.Column("last_article", sa.BigInteger),
    sa.Column("merged_into", sa.ForeignKey("outbox.id", ondelete="SET NULL"), index=True),
    sa.Column("message_id", sa.BigInteger),
    sa.Column("error", sa.Text),
    sa.Column("failure", sa.Text),  # of what kind the error is
    sa.Column("updated_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("chat_id", "thread_id", "edition", "local_date"),
    sa.Index("ix_outbox_status_due", "status", "due"),
)

#: The quotations a delivery carries, written before the call.
outbox_items = sa.Table(
    "outbox_items",
    metadata,
    sa.Column("outbox_id", sa.ForeignKey("outbox.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("quotation_id", KEY, primary_key=True),
)

#: The quotations a chat was sent for certain.
seen_items = sa.Table(
    "seen_items",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("thread_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("quotation_id", KEY, primary_key=True),
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
    #: How often it was begun after another run had left it behind; beyond a few it is set aside.
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Index("ix_inbox_chat_id", "chat_id", "update_id"),
)

#: Updates that were handled lately; Telegram may repeat one for a day.
handled_updates = sa.Table(
    "handled_updates",
    metadata,
    sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("handled_at", UtcDateTime, nullable=False, index=True),
)

#: Whom or what a question may leave out, as the one before it named them: a few minutes long.
followups = sa.Table(
    "followups",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("speaker_id", KEY),
    sa.Column("topic_id", KEY),
    sa.Column("until", UtcDateTime, nullable=False, index=True),
)

# ---- what administrators put right ----

#: Names that articles print for somebody who is shown by another.
aliases = sa.Table(
    "aliases",
    metadata,
    sa.Column("name", KEY, primary_key=True),
    sa.Column("stands_for", KEY, nullable=False, index=True),
    sa.Column("decided_at", UtcDateTime, nullable=False),
)

# ---- what processes tell each other ----

#: Chats whose updates one process is handling, until when at the latest.
claims = sa.Table(
    "claims",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("process", sa.Text, nullable=False),
    sa.Column("until", UtcDateTime, nullable=False),
)

#: How often something happened, so that another process can tell that it did.
counters = sa.Table(
    "counters",
    metadata,
    sa.Column("name", KEY, primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)
