"""Sessions that are finished, ideas caught in them, how they were; questions of one's own, and a mentor's story."""

import sqlalchemy as sa
from alembic import op

revision = "c3f8a1d27e94"
down_revision = "b64d09f7e1c3"
branch_labels = None
depends_on = None

SCALES = ("useful", "growth", "wellbeing", "progress", "together")


def own(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["enrolment.id"], name=op.f(f"fk_{table}_{column}_enrolment"), ondelete="CASCADE"
    )


def upgrade() -> None:
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("ideas", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("cost", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_session_cost_is_no_debt"), "cost IS NULL OR cost BETWEEN 0 AND 1000000"
        )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.alter_column("ideas", server_default=None)
    op.execute(
        "UPDATE session SET finished_at = made_at"
    )  # what was written down before is not asked about now
    op.create_table(
        "session_pulse",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in SCALES),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.CheckConstraint(f"{name} BETWEEN 1 AND 5", name=op.f(f"ck_session_pulse_{name}_on_the_scale"))
            for name in SCALES
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
            name=op.f("fk_session_pulse_session_id_session"),
            ondelete="CASCADE",
        ),
        own("session_pulse", "by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_pulse")),
        sa.UniqueConstraint("session_id", "by_id", name=op.f("uq_session_pulse_session_id_by_id")),
    )
    op.create_index("ix_session_pulse_by_id_at", "session_pulse", ["by_id", "at"], unique=False)
    op.create_table(
        "own_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "stage IN ('goal', 'reality', 'options', 'will', 'mentor')",
            name=op.f("ck_own_question_stage_is_known"),
        ),
        own("own_question", "owner_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_question")),
    )
    op.create_index(op.f("ix_own_question_owner_id"), "own_question", ["owner_id"], unique=False)
    op.create_table(
        "mentor_story",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        own("mentor_story", "by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_story")),
        sa.UniqueConstraint("by_id", name=op.f("uq_mentor_story_by_id")),
    )


def downgrade() -> None:
    op.drop_table("mentor_story")
    op.drop_table("own_question")
    op.drop_table("session_pulse")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_session_cost_is_no_debt"), type_="check")
        batch_op.drop_column("cost")
        batch_op.drop_column("ideas")
        batch_op.drop_column("finished_at")
