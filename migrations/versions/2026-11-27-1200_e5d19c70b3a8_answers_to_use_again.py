"""Answers that somebody keeps to use them again."""

import sqlalchemy as sa
from alembic import op

revision = "e5d19c70b3a8"
down_revision = "d2b7f5c80a16"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_answer",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "person_id")),
        sa.Column("post_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_kept_answer_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_kept_answer_post_id_post"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_answer")),
        sa.UniqueConstraint("person_id", "post_id", name=op.f("uq_kept_answer_person_id_post_id")),
    )
    op.create_index(op.f("ix_kept_answer_post_id"), "kept_answer", ["post_id"], unique=False)
    op.create_index("ix_kept_answer_person_id_kept_at", "kept_answer", ["person_id", "kept_at"], unique=False)


def downgrade() -> None:
    op.drop_table("kept_answer")
