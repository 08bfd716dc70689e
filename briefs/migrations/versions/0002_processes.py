"""What several processes over one database tell each other; words found fast in a million rows."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "claims",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_inbox_chat_id"), "inbox", ["chat_id", "update_id"])
    attempts = sa.Column("attempts", sa.Integer(), nullable=False, server_default="0")
    op.add_column("inbox", attempts)
    op.create_table(
        "counters",
        sa.Column("name", KEY, nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    # Whom a statement is shown by is asked for with each further copy of it.
    op.drop_index(op.f("ix_quotations_statement_key"), "quotations")
    op.create_index(op.f("ix_quotations_statement_key"), "quotations", ["statement_key", "listed"])
    # What was found by its words is then looked up where a speaker or topic lists it.
    op.drop_index(op.f("ix_listings_quotation"), "listings")
    op.create_index(
        op.f("ix_listings_quotation"), "listings", ["quotation", "speaker_id", "topic_id"]
    )
    # What is counted for administrators, so that nobody reads every row for it.
    op.create_index("ix_articles_undated", "articles", ["number"], **_where("day IS NULL"))
    op.create_index(
        "ix_quotations_unattributed",
        "quotations",
        ["number"],
        **_where("listed AND NOT attributed"),
    )
    if op.get_bind().dialect.name == "sqlite":
        _create_full_text_in_sqlite("words, lead_in, speakers")


def _where(condition: str) -> dict[str, Any]:
    text = sa.text(condition)
    return {"sqlite_where": text, "postgresql_where": text}


def _create_full_text_in_sqlite(columns: str) -> None:
    """With the speakers' names beside the words, to find what somebody said in one step."""
    for event in ("insert", "delete", "update"):
        op.execute(f"DROP TRIGGER quotation_words_{event}")
    op.execute("DROP TABLE quotation_words")
    op.execute(
        f"CREATE VIRTUAL TABLE quotation_words USING fts5({columns}, content='quotations', "
        "content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')"
    )
    names = columns.split(", ")
    old, new = (", ".join(f"{row}.{name}" for name in names) for row in ("old", "new"))
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in names)
    index = "INSERT INTO quotation_words"
    remove = f"{index}(quotation_words, rowid, {columns}) VALUES ('delete', old.number, {old});"
    add = f"{index}(rowid, {columns}) VALUES (new.number, {new});"
    for event, statements in (
        ("insert ON quotations", add),
        ("delete ON quotations", remove),
        (f"update OF {columns} ON quotations WHEN {changed}", f"{remove} {add}"),
    ):
        op.execute(
            f"CREATE TRIGGER quotation_words_{event.split()[0]} AFTER {event} "
            f"BEGIN {statements} END"
        )
    op.execute(f"{index}(quotation_words) VALUES ('rebuild')")


def downgrade() -> None:
    """What is lost is found out anew by whoever needs it."""
    if op.get_bind().dialect.name == "sqlite":
        _create_full_text_in_sqlite("words, lead_in")
    op.drop_index("ix_quotations_unattributed", "quotations")
    op.drop_index("ix_articles_undated", "articles")
    op.drop_index(op.f("ix_listings_quotation"), "listings")
    op.create_index(op.f("ix_listings_quotation"), "listings", ["quotation"])
    op.drop_index(op.f("ix_quotations_statement_key"), "quotations")
    op.create_index(op.f("ix_quotations_statement_key"), "quotations", ["statement_key"])
    op.drop_table("counters")
    op.drop_index(op.f("ix_inbox_chat_id"), "inbox")
    op.drop_column("inbox", "attempts")
    op.drop_table("claims")
