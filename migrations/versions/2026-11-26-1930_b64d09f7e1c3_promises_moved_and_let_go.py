"""Promises that are moved to another day or let go, each with its reason."""

import sqlalchemy as sa
from alembic import op

revision = "b64d09f7e1c3"
down_revision = "5e1fa7c3d924"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.add_column(sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_action_kept_or_let_go"), "done_at IS NULL OR dropped_at IS NULL"
        )
    op.create_table(
        "promise_turn",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('moved', 'let go', 'taken up')", name=op.f("ck_promise_turn_kind_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_promise_turn_action_id_action"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_turn")),
    )
    op.create_index("ix_promise_turn_action_id_at", "promise_turn", ["action_id", "at"], unique=False)


def downgrade() -> None:
    op.drop_table("promise_turn")
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_action_kept_or_let_go"), type_="check")
        batch_op.drop_column("dropped_at")
