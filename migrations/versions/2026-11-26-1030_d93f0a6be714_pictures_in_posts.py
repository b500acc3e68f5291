"""A picture with a post: its file, what it shows in words, and how large it is."""

import sqlalchemy as sa
from alembic import op

revision = "d93f0a6be714"
down_revision = "b7e2d4918c05"
branch_labels = None
depends_on = None

KEY = "fk_post_picture_id_stored_file"


def upgrade() -> None:
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("picture_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("picture_shows", sa.Text(), nullable=False, server_default=""))
        for side in ("width", "height"):
            batch_op.add_column(sa.Column(f"picture_{side}", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f(KEY), "stored_file", ["picture_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index(batch_op.f("ix_post_picture_id"), ["picture_id"], unique=False)
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.alter_column("picture_shows", existing_type=sa.Text(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_picture_id"))
        batch_op.drop_constraint(batch_op.f(KEY), type_="foreignkey")
        for name in ("height", "width", "shows", "id"):
            batch_op.drop_column(f"picture_{name}")
