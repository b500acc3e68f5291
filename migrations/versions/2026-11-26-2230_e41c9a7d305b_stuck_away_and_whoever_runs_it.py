"""Saying that one is stuck, being away, and talk with whoever runs the course."""

import sqlalchemy as sa
from alembic import op

revision = "e41c9a7d305b"
down_revision = "d7e20b94c6f5"
branch_labels = None
depends_on = None


def own(table: str, column: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], ["enrolment.id"], name=op.f(f"fk_{table}_{column}_enrolment"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def upgrade() -> None:
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.add_column(sa.Column("to_leads", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_check_constraint(
            batch_op.f("ck_topic_to_leads_alone"),
            "NOT to_leads OR (group_id IS NULL AND mentee_id IS NULL)",
        )
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.alter_column("to_leads", server_default=None)
    for column in ("mentee_id", "group_id"):  # the latest sessions of somebody are found without reading all
        op.drop_index(op.f(f"ix_session_{column}"), table_name="session")
        op.create_index(f"ix_session_{column}_at", "session", [column, "at"], unique=False)
    op.create_table(
        "stuck",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        *own("stuck", "owner_id"),
    )
    now = sa.text("until IS NULL")
    op.create_index(
        "ix_stuck_now", "stuck", ["owner_id"], unique=True, sqlite_where=now, postgresql_where=now
    )
    op.create_index(op.f("ix_stuck_owner_id"), "stuck", ["owner_id"], unique=False)
    op.create_table(
        "away",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint("until >= since", name=op.f("ck_away_ends_after_it_begins")),
        *own("away", "owner_id"),
    )
    op.create_index("ix_away_owner_id_until", "away", ["owner_id", "until"], unique=False)


def downgrade() -> None:
    for column in ("mentee_id", "group_id"):
        op.drop_index(f"ix_session_{column}_at", table_name="session")
        op.create_index(op.f(f"ix_session_{column}"), "session", [column], unique=False)
    op.drop_table("away")
    op.drop_table("stuck")
    op.execute("DELETE FROM topic WHERE to_leads")  # nobody else was to read them
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_topic_to_leads_alone"), type_="check")
        batch_op.drop_column("to_leads")
