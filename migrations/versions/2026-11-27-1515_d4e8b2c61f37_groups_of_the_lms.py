"""Groups of the LMS and who is in them, whom it says that somebody observes, and who opened whose page."""

import sqlalchemy as sa
from alembic import op

revision = "d4e8b2c61f37"
down_revision = "c1a7e4f09b25"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _columns()
    _table(
        "lms_group",
        {"context_id": "context"},
        words=("lms_id", "name", "set_name"),
        unique=("context_id", "lms_id"),
    )
    _table(
        "lms_place",
        {"lms_group_id": "lms_group", "enrolment_id": "enrolment"},
        unique=("lms_group_id", "enrolment_id"),
    )
    _group_proposal()
    _observed()
    _opened()


def _columns() -> None:
    op.add_column("enrolment", sa.Column("observes_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("roster", sa.Column("groups_result", sa.Text(), nullable=False, server_default=""))
    op.add_column("roster", sa.Column("groups_read_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("roster") as roster:
        roster.alter_column("groups_result", existing_type=sa.Text(), server_default=None)


def _table(name: str, ties: dict[str, str], unique: tuple[str, ...], words: tuple[str, ...] = ()) -> None:
    op.create_table(
        name,
        *(sa.Column(column, sa.Uuid(), nullable=False) for column in ("id", *ties)),
        *(sa.Column(column, sa.Text(), nullable=False) for column in words),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        *(_tie(name, column, other) for column, other in ties.items()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}")),
    )
    for column in ties:
        if column != unique[0]:
            op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)


def _group_proposal() -> None:
    op.create_table(
        "group_proposal",
        *(sa.Column(column, sa.Uuid(), nullable=False) for column in ("id", "lms_group_id")),
        *(sa.Column(column, sa.Uuid(), nullable=True) for column in ("group_id", "by_id")),
        sa.Column("lms_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _tie("group_proposal", "lms_group_id", "lms_group"),
        _tie("group_proposal", "group_id", "learning_group", "SET NULL"),
        _tie("group_proposal", "by_id", "enrolment", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_proposal")),
        sa.UniqueConstraint("lms_group_id", name=op.f("uq_group_proposal_lms_group_id")),
    )
    for column in ("group_id", "by_id"):
        op.create_index(op.f(f"ix_group_proposal_{column}"), "group_proposal", [column], unique=False)


def _observed() -> None:
    op.create_table(
        "observed",
        *(sa.Column(column, sa.Uuid(), nullable=False) for column in ("id", "mentor_id", "mentee_id")),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=True),
        _tie("observed", "mentor_id", "enrolment"),
        _tie("observed", "mentee_id", "enrolment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observed")),
        sa.UniqueConstraint("mentor_id", "mentee_id", name=op.f("uq_observed_mentor_id_mentee_id")),
    )
    op.create_index(op.f("ix_observed_mentee_id"), "observed", ["mentee_id"], unique=False)


def _opened() -> None:
    ties = {"context_id": "context", "viewer_id": "enrolment", "mentee_id": "enrolment"}
    op.create_table(
        "opened",
        *(sa.Column(column, sa.Uuid(), nullable=False) for column in ("id", *ties)),
        sa.Column("day", sa.Date(), nullable=False),
        *(_tie("opened", column, other) for column, other in ties.items()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opened")),
        sa.UniqueConstraint("mentee_id", "day", "viewer_id", name=op.f("uq_opened_mentee_id_day_viewer_id")),
    )
    op.create_index(op.f("ix_opened_viewer_id"), "opened", ["viewer_id"], unique=False)
    op.create_index(op.f("ix_opened_context_id_day"), "opened", ["context_id", "day"], unique=False)


def _tie(table: str, column: str, other: str, when_gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=when_gone)


def downgrade() -> None:
    for table in ("opened", "observed", "group_proposal", "lms_place", "lms_group"):
        op.drop_table(table)
    op.drop_column("roster", "groups_read_at")
    op.drop_column("roster", "groups_result")
    op.drop_column("enrolment", "observes_at")
