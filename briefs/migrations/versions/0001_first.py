"""The first schema: articles and quotations, what they are looked up by, the queues."""

import sqlalchemy as sa
from alembic import op

from briefs.errors import StoreError

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: Bytes decide the order of keys, whatever the collation of the database.
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
#: Counted up by the engine; SQLite has 64 bits only under this name.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_articles")),
        sa.UniqueConstraint("key", name=op.f("uq_articles_key")),
    )
    op.create_table(
        "files",
        sa.Column("key", KEY, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("mtime_ns", sa.BigInteger(), nullable=False),
        sa.Column("extraction", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_files")),
    )
    op.create_table(
        "handled_updates",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_handled_updates")),
    )
    op.create_index(
        op.f("ix_handled_updates_handled_at"), "handled_updates", ["handled_at"], unique=False
    )
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_inbox")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_quotation", sa.BigInteger(), nullable=True),
        sa.Column("last_article", sa.BigInteger(), nullable=True),
        sa.Column("merged_into", NUMBER, nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["outbox.id"], name=op.f("fk_outbox_merged_into"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint(
            "chat_id",
            "thread_id",
            "edition",
            "local_date",
            name=op.f("uq_outbox_chat_id_thread_id_edition_local_date"),
        ),
    )
    op.create_index(op.f("ix_outbox_merged_into"), "outbox", ["merged_into"], unique=False)
    op.create_index("ix_outbox_status_due", "outbox", ["status", "due"], unique=False)
    op.create_table(
        "quotations",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("article_key", KEY, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.Column("contents", sa.JSON(), nullable=False),
        sa.Column("cue", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("speakers", sa.JSON(), nullable=False),
        sa.Column("attributed", sa.Boolean(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("filed_under", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("lead_in", sa.Text(), nullable=False),
        sa.Column("statement_key", KEY, nullable=False),
        sa.Column("statement", KEY, nullable=True),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_quotations")),
        sa.UniqueConstraint("id", name=op.f("uq_quotations_id")),
    )
    op.create_index(op.f("ix_quotations_article_key"), "quotations", ["article_key"], unique=False)
    op.create_index(op.f("ix_quotations_loaded_at"), "quotations", ["loaded_at"], unique=False)
    op.create_index(
        op.f("ix_quotations_statement_key"), "quotations", ["statement_key"], unique=False
    )
    op.create_table(
        "seen_items",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("quotation_id", KEY, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", "quotation_id", name=op.f("pk_seen_items")),
    )
    op.create_table(
        "speakers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speakers")),
    )
    op.create_table(
        "subjects",
        sa.Column("speaker_id", KEY, nullable=False),
        sa.Column("topic_id", KEY, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("speaker_id", "topic_id", name=op.f("pk_subjects")),
    )
    op.create_table(
        "subscriptions",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", name=op.f("pk_subscriptions")),
    )
    op.create_index(op.f("ix_subscriptions_next_due"), "subscriptions", ["next_due"], unique=False)
    op.create_table(
        "listings",
        sa.Column("speaker_id", KEY, nullable=False),
        sa.Column("topic_id", KEY, nullable=False),
        sa.Column("age", sa.Integer(), nullable=False),
        sa.Column("article_key", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("quotation", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["quotation"], ["quotations.number"], name=op.f("fk_listings_quotation")
        ),
        sa.PrimaryKeyConstraint(
            "speaker_id", "topic_id", "age", "article_key", "position", name=op.f("pk_listings")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_listings_quotation"), "listings", ["quotation"], unique=False)
    op.create_table(
        "outbox_items",
        sa.Column("outbox_id", NUMBER, nullable=False),
        sa.Column("quotation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_outbox_items_outbox_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("outbox_id", "quotation_id", name=op.f("pk_outbox_items")),
    )
    if op.get_bind().dialect.name == "postgresql":
        _create_full_text_in_postgresql()
    else:
        _create_full_text_in_sqlite()


def _create_full_text_in_sqlite() -> None:
    """SQLite's own index beside the table, kept in step by triggers; the text is stored once."""
    op.execute(
        "CREATE VIRTUAL TABLE quotation_words USING fts5(words, lead_in, content='quotations', "
        "content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')"
    )
    index = "INSERT INTO quotation_words"
    remove = (
        f"{index}(quotation_words, rowid, words, lead_in) "
        "VALUES ('delete', old.number, old.words, old.lead_in);"
    )
    add = f"{index}(rowid, words, lead_in) VALUES (new.number, new.words, new.lead_in);"
    for event, statements in (
        ("insert", add),
        ("delete", remove),
        ("update of words, lead_in", f"{remove} {add}"),
    ):
        op.execute(
            f"CREATE TRIGGER quotation_words_{event.split()[0]} AFTER {event} ON quotations "
            f"BEGIN {statements} END"
        )


def _create_full_text_in_postgresql() -> None:
    """A narrow table beside the wide one, kept in step by a trigger.

    With the same stems as SQLite's, and no words left out: both engines find the same. Beside the
    words stand marks: @ and the name of each speaker, # and the block of numbers a row belongs to.
    By them the index itself finds what somebody said, and what is newest, without reading the rest.
    """
    for statement in _FULL_TEXT_IN_POSTGRESQL.split(";\n\n")[:-1]:
        op.execute(statement)


_FULL_TEXT_IN_POSTGRESQL = """
CREATE TEXT SEARCH DICTIONARY briefs_stem (TEMPLATE = snowball, LANGUAGE = porter);

CREATE TEXT SEARCH CONFIGURATION briefs (COPY = simple);

ALTER TEXT SEARCH CONFIGURATION briefs
    ALTER MAPPING FOR asciiword, word, numword WITH briefs_stem;

CREATE TABLE quotation_words (
    number BIGINT PRIMARY KEY REFERENCES quotations ON DELETE CASCADE,
    words TSVECTOR NOT NULL,
    nearby TSVECTOR NOT NULL
) WITH (toast_tuple_target = 128);

ALTER TABLE quotation_words
    ALTER words SET STORAGE EXTERNAL,
    ALTER nearby SET STORAGE EXTERNAL;

CREATE INDEX ix_quotation_words_words ON quotation_words USING gin (words);

CREATE INDEX ix_quotation_words_nearby ON quotation_words USING gin (nearby);

CREATE FUNCTION index_quotation_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    marks TSVECTOR := array_to_tsvector(
        ARRAY(SELECT '@' || json_array_elements_text(new.speakers)) || ('#' || (new.number >> 14))
    );
BEGIN
    DELETE FROM quotation_words WHERE number = new.number;
    IF new.words <> '' THEN
        INSERT INTO quotation_words VALUES (
            new.number,
            to_tsvector('briefs', new.words) || marks,
            to_tsvector('briefs', new.lead_in || ' ' || new.words) || marks
        );
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER quotation_words_insert AFTER INSERT ON quotations
    FOR EACH ROW EXECUTE FUNCTION index_quotation_words();

CREATE TRIGGER quotation_words_update AFTER UPDATE OF words, lead_in, speakers ON quotations
    FOR EACH ROW WHEN (
        (old.words, old.lead_in, old.speakers::text)
        IS DISTINCT FROM (new.words, new.lead_in, new.speakers::text)
    ) EXECUTE FUNCTION index_quotation_words();

"""


def downgrade() -> None:
    raise StoreError(
        "There is no schema before the first: going back would delete everything; restore a "
        "backup, or move the database away."
    )
