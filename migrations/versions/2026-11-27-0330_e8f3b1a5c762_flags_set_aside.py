"""How each mentee stands with each mentor, and flags that a mentor set aside, until when and why."""

import sqlalchemy as sa
from alembic import op

revision = "e8f3b1a5c762"
down_revision = "d6a0b7e4f213"
branch_labels = None
depends_on = None

KINDS = "'stuck', 'unanswered', 'unmet', 'gap', 'promises', 'unmoved', 'section'"


def upgrade() -> None:
    op.create_table(
        "set_aside",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "by_id", "mentee_id")),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_set_aside_kind_is_known")),
        *(
            sa.ForeignKeyConstraint(
                [name], ["enrolment.id"], name=op.f(f"fk_set_aside_{name}_enrolment"), ondelete="CASCADE"
            )
            for name in ("by_id", "mentee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_aside")),
        sa.UniqueConstraint("by_id", "mentee_id", "kind", name=op.f("uq_set_aside_by_id_mentee_id_kind")),
    )
    op.create_index(op.f("ix_set_aside_mentee_id"), "set_aside", ["mentee_id"], unique=False)
    op.create_table(
        "standing",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "mentor_id", "mentee_id")),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [name], ["enrolment.id"], name=op.f(f"fk_standing_{name}_enrolment"), ondelete="CASCADE"
            )
            for name in ("mentor_id", "mentee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing")),
        sa.UniqueConstraint("mentor_id", "mentee_id", name=op.f("uq_standing_mentor_id_mentee_id")),
    )
    op.create_index(op.f("ix_standing_mentee_id"), "standing", ["mentee_id"], unique=False)
    op.create_index("ix_standing_mentor_id_rank", "standing", ["mentor_id", "rank", "since"], unique=False)


def downgrade() -> None:
    op.drop_table("standing")
    op.drop_table("set_aside")
