"""Cover: who looks after the mentees of a mentor, from when until when."""

import sqlalchemy as sa
from alembic import op

revision = "a7d4c0e19b53"
down_revision = "c7a2e9d4b618"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cover",
        *(
            sa.Column(name, sa.Uuid(), nullable=False)
            for name in ("id", "context_id", "covered_id", "covering_id")
        ),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("first_day", "last_day")),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("since", "until")),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("covered_id <> covering_id", name=op.f("ck_cover_nobody_covers_for_themselves")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_cover_it_starts_before_it_ends")),
        sa.ForeignKeyConstraint(
            ["context_id"], ["context.id"], name=op.f("fk_cover_context_id_context"), ondelete="CASCADE"
        ),
        *(
            sa.ForeignKeyConstraint(
                [name], ["enrolment.id"], name=op.f(f"fk_cover_{name}_enrolment"), ondelete="CASCADE"
            )
            for name in ("covered_id", "covering_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["learning_group.id"],
            name=op.f("fk_cover_group_id_learning_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["enrolment.id"], name=op.f("fk_cover_by_id_enrolment"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover")),
    )
    for name in ("context_id", "covered_id", "covering_id", "group_id", "by_id"):
        op.create_index(op.f(f"ix_cover_{name}"), "cover", [name], unique=False)


def downgrade() -> None:
    op.drop_table("cover")
