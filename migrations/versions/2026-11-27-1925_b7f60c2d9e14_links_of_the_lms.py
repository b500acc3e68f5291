"""Links of the LMS that lead here, by what each is for, so that a column of the gradebook is found by its link too."""

import sqlalchemy as sa
from alembic import op

revision = "b7f60c2d9e14"
down_revision = "a83c5f20b7d1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resource_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("context_id", sa.Uuid(), nullable=False),
        sa.Column("lms_id", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["context_id"],
            ["context.id"],
            name=op.f("fk_resource_link_context_id_context"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_link")),
        sa.UniqueConstraint("context_id", "lms_id", name=op.f("uq_resource_link_context_id_lms_id")),
    )


def downgrade() -> None:
    op.drop_table("resource_link")
