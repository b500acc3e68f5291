"""What a learning site offers a course beside its members, and what goes back to its gradebook."""

import sqlalchemy as sa
from alembic import op

revision = "c1a7e4f09b25"
down_revision = "f3b8a06d91c4"
branch_labels = None
depends_on = None

ADDRESSES = ("lineitems_url", "groups_url", "group_sets_url", "notices_url")
LISTS = ("grade_scopes", "origins")


def upgrade() -> None:
    with op.batch_alter_table("context") as table:
        for name in ADDRESSES:
            table.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        for name in LISTS:
            table.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("context") as table:
        for name in (*ADDRESSES, *LISTS):
            table.alter_column(name, server_default=None)
    _columns()
    _scores()


def _columns() -> None:
    op.create_table(
        "grade_column",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=True),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("what", "label", "told_label", "url", "said")
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("points", "failures", "version")),
        sa.Column("aim", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("made_at", "due_at")),
        *(
            sa.Column(name, sa.DateTime(timezone=True), nullable=True)
            for name in ("tried_at", "gone_at", "retired_at", "results_at")
        ),
        sa.CheckConstraint(
            "what IN ('progress', 'assessment', 'agreement', 'sessions', 'closing')",
            name=op.f("ck_grade_column_what_is_known"),
        ),
        sa.CheckConstraint("points BETWEEN 1 AND 1000", name=op.f("ck_grade_column_points_are_a_number")),
        sa.CheckConstraint(
            "aim IS NULL OR aim BETWEEN 1 AND 100", name=op.f("ck_grade_column_aim_is_a_number")
        ),
        sa.CheckConstraint(
            "(what = 'assessment') = (section_id IS NOT NULL)",
            name=op.f("ck_grade_column_an_assessment_is_a_section"),
        ),
        sa.CheckConstraint(
            "(what = 'sessions') = (aim IS NOT NULL)", name=op.f("ck_grade_column_sessions_have_an_aim")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_grade_column_course_id_course"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["section.id"],
            name=op.f("fk_grade_column_section_id_section"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["enrolment.id"],
            name=op.f("fk_grade_column_made_by_id_enrolment"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade_column")),
    )
    for name in ("course_id", "section_id", "made_by_id"):
        op.create_index(op.f(f"ix_grade_column_{name}"), "grade_column", [name], unique=False)
    for name, which, columns in (
        ("uq_grade_column_section_now", "retired_at IS NULL AND section_id IS NOT NULL", ["section_id"]),
        ("uq_grade_column_what_now", "retired_at IS NULL AND section_id IS NULL", ["course_id", "what"]),
    ):
        where = {f"{kind}_where": sa.text(which) for kind in ("sqlite", "postgresql")}
        op.create_index(name, "grade_column", columns, unique=True, **where)


def _scores() -> None:
    op.create_table(
        "grade_score",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "column_id", "enrolment_id")),
        sa.Column("given", sa.Double(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("activity", "state", "said")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("turn", "stamped_turn", "failures")),
        *(sa.Column(name, sa.Double(), nullable=True) for name in ("sent", "there")),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.Column(name, sa.DateTime(timezone=True), nullable=True)
            for name in ("stamped_at", "sent_at", "there_at")
        ),
        sa.CheckConstraint(
            "activity IN ('InProgress', 'Completed')", name=op.f("ck_grade_score_activity_is_known")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'refused', 'not gradable')",
            name=op.f("ck_grade_score_state_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["column_id"],
            ["grade_column.id"],
            name=op.f("fk_grade_score_column_id_grade_column"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_grade_score_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade_score")),
        sa.UniqueConstraint("column_id", "enrolment_id", name=op.f("uq_grade_score_column_id_enrolment_id")),
    )
    op.create_index(op.f("ix_grade_score_enrolment_id"), "grade_score", ["enrolment_id"], unique=False)
    waits = {f"{kind}_where": sa.text("state = 'waiting'") for kind in ("sqlite", "postgresql")}
    op.create_index("ix_grade_score_waiting", "grade_score", ["column_id", "due_at"], unique=False, **waits)


def downgrade() -> None:
    op.drop_table("grade_score")
    op.drop_table("grade_column")
    with op.batch_alter_table("context") as table:
        for name in (*LISTS, *ADDRESSES):
            table.drop_column(name)
