"""What happened on the way to a goal."""

import sqlalchemy as sa
from alembic import op

revision = "71e0f4b92c8d"
down_revision = "d4a8c61e7b35"
branch_labels = None
depends_on = None

KNOWN = "kind IN ('tried', 'success', 'failure', 'tactic', 'change', 'trying')"
TRYING = "(kind = 'trying') = (until IS NOT NULL)"


def upgrade() -> None:
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(KNOWN, name=op.f("ck_journal_entry_kind_is_known")),
        sa.CheckConstraint(TRYING, name=op.f("ck_journal_entry_trying_until_a_day")),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_journal_entry_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
    )
    op.create_index("ix_journal_entry_goal_id_at", "journal_entry", ["goal_id", "at"], unique=False)


def downgrade() -> None:
    op.drop_table("journal_entry")
