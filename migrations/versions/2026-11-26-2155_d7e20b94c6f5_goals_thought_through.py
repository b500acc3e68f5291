"""What a goal rests on, milestones that wait for one another, and what is looked back on at its end."""

import sqlalchemy as sa
from alembic import op

revision = "d7e20b94c6f5"
down_revision = "c3f8a1d27e94"
branch_labels = None
depends_on = None


def of_goal(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f(f"fk_{table}_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("goal_id", name=op.f(f"uq_{table}_goal_id")),
    ]


def words(*columns: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in columns]


def upgrade() -> None:
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("target", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_goal_target_on_the_scale"), "target IS NULL OR target BETWEEN 0 AND 5"
        )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.add_column(sa.Column("by_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("after_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("first_due", sa.Date(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_milestone_by_id_enrolment"), "enrolment", ["by_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_milestone_after_id_milestone"),
            "milestone",
            ["after_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_index(batch_op.f("ix_milestone_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_milestone_after_id"), ["after_id"], unique=False)
    op.create_table(
        "goal_grounds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("whys", sa.JSON(), nullable=False),
        *words("solved", "evidence", "assumptions", "relevance", "applied"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *of_goal("goal_grounds"),
    )
    op.create_table(
        "goal_lookback",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        *words("worked", "failed", "tell"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *of_goal("goal_lookback"),
    )


def downgrade() -> None:
    op.drop_table("goal_lookback")
    op.drop_table("goal_grounds")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_after_id"))
        batch_op.drop_index(batch_op.f("ix_milestone_by_id"))
        batch_op.drop_constraint(batch_op.f("fk_milestone_after_id_milestone"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_milestone_by_id_enrolment"), type_="foreignkey")
        batch_op.drop_column("first_due")
        batch_op.drop_column("after_id")
        batch_op.drop_column("by_id")
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_goal_target_on_the_scale"), type_="check")
        batch_op.drop_column("target")
