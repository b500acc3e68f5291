"""Whether mentees may leave their names out in a group; where it says nothing, as the course does."""

import sqlalchemy as sa
from alembic import op

revision = "f17c3d85a0e2"
down_revision = "d93f0a6be714"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("learning_group", schema=None) as batch_op:
        batch_op.add_column(sa.Column("anonymous", sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("learning_group", schema=None) as batch_op:
        batch_op.drop_column("anonymous")
