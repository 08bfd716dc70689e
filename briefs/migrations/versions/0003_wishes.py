"""What readers wish for in a digest, what they asked last, and what administrators put right."""

import sqlalchemy as sa
from alembic import op

from briefs.errors import StoreError

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CHAT = ("chat_id", "thread_id")

#: What the schema before had no room for; with any such row there is no way back.
_WISHES = """
SELECT 1 FROM subscriptions
WHERE hours LIKE '%,%' OR weekdays <> 127 OR length <> 'brief' OR quiet IS NOT NULL OR silent
    OR NOT tells_empty OR only_followed
UNION ALL SELECT 1 FROM interests
UNION ALL SELECT 1 FROM aliases
LIMIT 1
"""


def upgrade() -> None:
    op.alter_column("subscriptions", "at", new_column_name="hours")
    for column in (
        sa.Column("weekdays", sa.Integer(), nullable=False, server_default="127"),
        sa.Column("length", sa.Text(), nullable=False, server_default="brief"),
        sa.Column("quiet", sa.Text()),
        sa.Column("silent", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("tells_empty", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("only_followed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("pause", sa.Text()),
        sa.Column("told", sa.Text()),
    ):
        op.add_column("subscriptions", column)
    # Until now only those were paused whom no message reached.
    op.execute("UPDATE subscriptions SET pause = 'unreachable' WHERE paused")
    op.drop_column("subscriptions", "paused")
    op.add_column("outbox", sa.Column("failure", sa.Text()))
    op.create_table(
        "interests",
        *(sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False) for name in CHAT),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("value", KEY, nullable=False),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(*CHAT, "kind", "value", name=op.f("pk_interests")),
    )
    op.create_table(
        "followups",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("speaker_id", KEY),
        sa.Column("topic_id", KEY),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "user_id", name=op.f("pk_followups")),
    )
    op.create_index(op.f("ix_followups_until"), "followups", ["until"])
    op.create_table(
        "aliases",
        sa.Column("name", KEY, nullable=False),
        sa.Column("stands_for", KEY, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_aliases")),
    )
    op.create_index(op.f("ix_aliases_stands_for"), "aliases", ["stands_for"])
    # Who speaks most of a topic is offered under it.
    op.create_index(op.f("ix_subjects_topic_id"), "subjects", ["topic_id", "count"])


def downgrade() -> None:
    if op.get_bind().execute(sa.text(_WISHES)).first():
        raise StoreError(
            "Readers' wishes or administrators' corrections are stored that the earlier schema has "
            "no room for: going back would delete them; restore a backup, or move the database "
            "away."
        )
    op.drop_index(op.f("ix_subjects_topic_id"), "subjects")
    for table in ("aliases", "followups", "interests"):
        op.drop_table(table)
    op.drop_column("outbox", "failure")
    op.add_column(
        "subscriptions",
        sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute(
        sa.text("UPDATE subscriptions SET paused = :yes WHERE pause IS NOT NULL").bindparams(
            yes=True
        )
    )
    for name in (
        "told",
        "pause",
        "only_followed",
        "tells_empty",
        "silent",
        "quiet",
        "length",
        "weekdays",
    ):
        op.drop_column("subscriptions", name)
    op.alter_column("subscriptions", "hours", new_column_name="at")
