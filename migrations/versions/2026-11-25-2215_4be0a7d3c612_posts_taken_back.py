"""Posts that were taken back, or whose words were taken away, and what a post said before it was changed."""

import sqlalchemy as sa
from alembic import op

revision = "4be0a7d3c612"
down_revision = "d51f0c9be284"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("emptied_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "post_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_post_version_post_id_post"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["enrolment.id"], name=op.f("fk_post_version_by_id_enrolment"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_version")),
        sa.UniqueConstraint("post_id", "version", name=op.f("uq_post_version_post_id_version")),
    )
    with op.batch_alter_table("post_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_version_by_id"), ["by_id"], unique=False)


def downgrade() -> None:
    op.drop_table("post_version")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_column("emptied_at")
        batch_op.drop_column("taken_back_at")
