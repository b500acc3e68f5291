"""What a copied course brought with it, so that links which were copied with it find their content."""

import sqlalchemy as sa
from alembic import op

revision = "f0b41e8d6a59"
down_revision = "e9f30a7d5c48"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "copied",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("origin_id", sa.Uuid(), nullable=False),
        sa.Column("here_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_copied_course_id_course"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copied")),
        sa.UniqueConstraint("course_id", "origin_id", name=op.f("uq_copied_course_id_origin_id")),
    )


def downgrade() -> None:
    op.drop_table("copied")
