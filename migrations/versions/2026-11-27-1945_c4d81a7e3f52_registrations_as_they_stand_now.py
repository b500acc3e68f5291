"""What a learning site says of our registration by now, where it lets us read that."""

import sqlalchemy as sa
from alembic import op

revision = "c4d81a7e3f52"
down_revision = "b7f60c2d9e14"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("connection", sa.Column("registration_url", sa.Text(), nullable=False, server_default=""))
    op.add_column("connection", sa.Column("reread_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("connection", sa.Column("reread_fault", sa.Text(), nullable=False, server_default=""))
    op.add_column("connection", sa.Column("scopes_now", sa.JSON(), nullable=True))
    op.add_column("connection", sa.Column("messages_now", sa.JSON(), nullable=True))
    with op.batch_alter_table("connection") as table:
        for name in ("registration_url", "reread_fault"):
            table.alter_column(name, existing_type=sa.Text(), server_default=None)


def downgrade() -> None:
    for name in ("messages_now", "scopes_now", "reread_fault", "reread_at", "registration_url"):
        op.drop_column("connection", name)
