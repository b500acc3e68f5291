"""When something is pointed out in a course, where that is otherwise than Tandem comes."""

import sqlalchemy as sa
from alembic import op

revision = "c4e91b7d20f8"
down_revision = "a7d4c0e19b53"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("course", sa.Column("flag_limits", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("course", "flag_limits")
