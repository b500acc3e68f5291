"""Mentorships that rest, that are handed over, and that end on a day known beforehand."""

import sqlalchemy as sa
from alembic import op

revision = "c91d5f3ea820"
down_revision = "b4e8c2d17a96"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("mentorship", schema=None) as batch_op:
        batch_op.add_column(sa.Column("last_day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("rests_since", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("rests_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("rests_why", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("mentorship", schema=None) as batch_op:
        batch_op.alter_column("rests_why", server_default=None)
    guests = sa.text("last_day IS NOT NULL AND until IS NULL")
    op.create_index(
        "ix_mentorship_guests",
        "mentorship",
        ["last_day"],
        unique=False,
        sqlite_where=guests,
        postgresql_where=guests,
    )
    op.create_table(
        "handover",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "mentorship_id", "by_id")),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentorship_id"],
            ["mentorship.id"],
            name=op.f("fk_handover_mentorship_id_mentorship"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["enrolment.id"], name=op.f("fk_handover_by_id_enrolment"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sa.UniqueConstraint("mentorship_id", "by_id", name=op.f("uq_handover_mentorship_id_by_id")),
    )
    op.create_index(op.f("ix_handover_by_id"), "handover", ["by_id"], unique=False)


def downgrade() -> None:
    op.drop_table("handover")
    op.drop_index("ix_mentorship_guests", table_name="mentorship")
    with op.batch_alter_table("mentorship", schema=None) as batch_op:
        for name in ("rests_why", "rests_until", "rests_since", "last_day"):
            batch_op.drop_column(name)
