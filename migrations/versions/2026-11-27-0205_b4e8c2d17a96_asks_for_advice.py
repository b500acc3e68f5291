"""Posts that ask for advice, and what became of an answer."""

import sqlalchemy as sa
from alembic import op

revision = "b4e8c2d17a96"
down_revision = "a9c3e5d0b172"
branch_labels = None
depends_on = None

ASKS = sa.text("asked_at IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_post_asks", "post", ["thread_id"], unique=False, sqlite_where=ASKS, postgresql_where=ASKS
    )
    op.create_index(
        "ix_post_own_asks", "post", ["author_id"], unique=False, sqlite_where=ASKS, postgresql_where=ASKS
    )
    op.create_table(
        "taken_advice",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "post_id", "by_id")),
        sa.Column("giver_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trying_since", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("what IN ('adopt', 'try', 'park')", name=op.f("ck_taken_advice_what_is_known")),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_taken_advice_post_id_post"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["enrolment.id"], name=op.f("fk_taken_advice_by_id_enrolment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["giver_id"],
            ["enrolment.id"],
            name=op.f("fk_taken_advice_giver_id_enrolment"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taken_advice")),
        sa.UniqueConstraint("post_id", name=op.f("uq_taken_advice_post_id")),
    )
    op.create_index(op.f("ix_taken_advice_by_id"), "taken_advice", ["by_id"], unique=False)
    op.create_index("ix_taken_advice_giver_id_at", "taken_advice", ["giver_id", "at"], unique=False)


def downgrade() -> None:
    op.drop_table("taken_advice")
    op.drop_index("ix_post_own_asks", table_name="post")
    op.drop_index("ix_post_asks", table_name="post")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_column("asked_at")
