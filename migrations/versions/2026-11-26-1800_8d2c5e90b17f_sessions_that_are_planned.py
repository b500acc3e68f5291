"""Sessions that are planned, what people bring to them, and the addresses of their calendars."""

import sqlalchemy as sa
from alembic import op

revision = "8d2c5e90b17f"
down_revision = "71e0f4b92c8d"
branch_labels = None
depends_on = None

STATES = "state IN ('planned', 'met', 'missed', 'called off')"
MODES = "mode IN ('in person', 'video', 'call', 'chat', 'event')"


def key(table: str, column: str, to: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=ondelete
    )


def ids(*columns: str, null: bool = False) -> list[sa.Column]:
    return [sa.Column(name, sa.Uuid(), nullable=null) for name in columns]


def words(*columns: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in columns]


def moments(*columns: str) -> list[sa.Column]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in columns]


def upgrade() -> None:
    op.create_table(
        "planned_session",
        *ids("id", "course_id"),
        *ids("group_id", "mentee_id", "mentor_id", "by_id", "series_id", "session_id", null=True),
        *moments("at", "made_at", "changed_at"),
        sa.Column("minutes", sa.Integer(), nullable=False),
        *words("mode", "place", "agenda", "state", "why"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(MODES, name=op.f("ck_planned_session_mode_is_known")),
        sa.CheckConstraint(STATES, name=op.f("ck_planned_session_state_is_known")),
        sa.CheckConstraint(
            "(group_id IS NULL) <> (mentee_id IS NULL)",
            name=op.f("ck_planned_session_with_a_group_or_with_one"),
        ),
        sa.CheckConstraint(
            "mentee_id IS NOT NULL OR mentor_id IS NULL",
            name=op.f("ck_planned_session_a_mentor_has_a_mentee"),
        ),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_planned_session_within_a_day")),
        key("planned_session", "course_id", "course"),
        key("planned_session", "group_id", "learning_group"),
        key("planned_session", "mentee_id", "enrolment"),
        key("planned_session", "mentor_id", "enrolment", "SET NULL"),
        key("planned_session", "by_id", "enrolment", "SET NULL"),
        key("planned_session", "session_id", "session", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_session")),
    )
    for column in ("course_id", "by_id", "series_id", "session_id"):
        op.create_index(op.f(f"ix_planned_session_{column}"), "planned_session", [column], unique=False)
    for column in ("group_id", "mentee_id", "mentor_id"):
        name = f"ix_planned_session_{column}_state_at"
        op.create_index(name, "planned_session", [column, "state", "at"], unique=False)
    op.create_table(
        "preparation",
        *ids("id", "plan_id", "enrolment_id"),
        *words("win", "block", "idea", "ask"),
        *moments("at"),
        key("preparation", "plan_id", "planned_session"),
        key("preparation", "enrolment_id", "enrolment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparation")),
        sa.UniqueConstraint("plan_id", "enrolment_id", name=op.f("uq_preparation_plan_id_enrolment_id")),
    )
    op.create_index(op.f("ix_preparation_enrolment_id"), "preparation", ["enrolment_id"], unique=False)
    op.create_table(
        "calendar_feed",
        *ids("id", "enrolment_id"),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.Boolean(), nullable=False),
        *moments("made_at"),
        key("calendar_feed", "enrolment_id", "enrolment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("enrolment_id", name=op.f("uq_calendar_feed_enrolment_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )


def downgrade() -> None:
    op.drop_table("calendar_feed")
    op.drop_table("preparation")
    op.drop_table("planned_session")
