"""What several processes over one database tell each other."""

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
    op.create_table(
        "counters",
        sa.Column("name", KEY, nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    # Whom a statement is shown by is asked for with each further copy of it.
    op.drop_index(op.f("ix_quotations_statement_key"), "quotations")
    op.create_index(op.f("ix_quotations_statement_key"), "quotations", ["statement_key", "listed"])


def downgrade() -> None:
    op.drop_index(op.f("ix_quotations_statement_key"), "quotations")
    op.create_index(op.f("ix_quotations_statement_key"), "quotations", ["statement_key"])
    op.drop_table("counters")
    op.drop_index(op.f("ix_inbox_chat_id"), "inbox")
    op.drop_table("claims")
