"""What a mentor put off, views of the board that they keep, what they did for several at once; a standing of each
mentorship by which the board is sorted; more time for one mentee's section."""

from datetime import UTC, date, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "a7c2e9f4d381"
down_revision = "e8f3b1a5c762"
branch_labels = None
depends_on = None

NEVER, ENDLESS = date(1, 1, 1), date(9999, 12, 31)
NOTHING = 99
SORTED = ("called", "heard", "due", "waits")


def upgrade() -> None:
    op.drop_table("standing")  # all of it is reckoned: nothing is lost
    table = op.create_table(
        "standing",
        *_ids("id", "mentor_id", "mentee_id"),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("since", "heard", "due", "waits")),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        *_enrolments("standing", "mentor_id", "mentee_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing")),
        sa.UniqueConstraint("mentor_id", "mentee_id", name=op.f("uq_standing_mentor_id_mentee_id")),
    )
    op.create_index(op.f("ix_standing_mentee_id"), "standing", ["mentee_id"], unique=False)
    op.create_index(
        "ix_standing_mentor_id_rank", "standing", ["mentor_id", "rank", "since", "mentee_id"], unique=False
    )
    for name in SORTED:
        op.create_index(
            f"ix_standing_mentor_id_{name}", "standing", ["mentor_id", name, "mentee_id"], unique=False
        )
    _begin(table)
    _put_off()
    _kept_by_mentors()
    op.add_column("assignment", sa.Column("extended_to", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("assignment", "extended_to")
    for name in ("deed", "board_view", "put_off", "standing"):
        op.drop_table(name)
    op.create_table(
        "standing",
        *_ids("id", "mentor_id", "mentee_id"),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        *_enrolments("standing", "mentor_id", "mentee_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing")),
        sa.UniqueConstraint("mentor_id", "mentee_id", name=op.f("uq_standing_mentor_id_mentee_id")),
    )
    op.create_index(op.f("ix_standing_mentee_id"), "standing", ["mentee_id"], unique=False)
    op.create_index("ix_standing_mentor_id_rank", "standing", ["mentor_id", "rank", "since"], unique=False)


def _begin(table: sa.Table) -> None:
    """A row of each mentorship that runs: the board reads no other. The next hour reckons them."""
    uuid = sa.Uuid()
    running = sa.table(
        "mentorship", sa.column("mentor_id", uuid), sa.column("mentee_id", uuid), sa.column("until")
    )
    pairs = sa.select(running.c.mentor_id, running.c.mentee_id).where(running.c.until.is_(None)).distinct()
    fresh = {"flags": [], "rank": NOTHING, "called": "", "since": ENDLESS, "heard": NEVER}
    rest = {"due": ENDLESS, "waits": ENDLESS, "as_of": datetime(2026, 11, 27, tzinfo=UTC)}
    rows = [{"id": uuid4(), **row._mapping, **fresh, **rest} for row in op.get_bind().execute(pairs)]
    if rows:
        op.bulk_insert(table, rows)


def _put_off() -> None:
    op.create_table(
        "put_off",
        *_ids("id", "by_id"),
        sa.Column("mentee_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_enrolments("put_off", "by_id", "mentee_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_put_off")),
        sa.UniqueConstraint("by_id", "kind", "thing_id", name=op.f("uq_put_off_by_id_kind_thing_id")),
    )
    op.create_index(op.f("ix_put_off_mentee_id"), "put_off", ["mentee_id"], unique=False)


def _kept_by_mentors() -> None:
    op.create_table(
        "board_view",
        *_ids("id", "by_id"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_enrolments("board_view", "by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_view")),
        sa.UniqueConstraint("by_id", "name", name=op.f("uq_board_view_by_id_name")),
    )
    op.create_table(
        "deed",
        *_ids("id", "by_id"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('message', 'share', 'plan', 'extend')", name=op.f("ck_deed_kind_is_known")
        ),
        *_enrolments("deed", "by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deed")),
    )
    op.create_index(op.f("ix_deed_by_id"), "deed", ["by_id"], unique=False)


def _ids(*names: str) -> tuple[sa.Column[object], ...]:
    return tuple(sa.Column(name, sa.Uuid(), nullable=False) for name in names)


def _enrolments(table: str, *names: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint(
            [name], ["enrolment.id"], name=op.f(f"fk_{table}_{name}_enrolment"), ondelete="CASCADE"
        )
        for name in names
    )
