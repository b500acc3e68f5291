"""Posts without their author's name, and in an outline's history what its sections ask."""

import sqlalchemy as sa
from alembic import op

revision = "d51f0c9be284"
down_revision = "c0f4b8a91e37"
branch_labels = None
depends_on = None

BEFORE = ("added", "changed", "moved", "hidden", "shown", "retired", "brought back", "closed", "opened")
ASKS = ("asks more", "asks otherwise", "asks less", "asks again", "asks in turn")

change = sa.table("outline_change", sa.column("what", sa.Text))


def _known(*words: str) -> str:
    return f"what IN ({', '.join(repr(word) for word in words)})"


def upgrade() -> None:
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unnamed", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.alter_column("unnamed", existing_type=sa.Boolean(), server_default=None)
    with op.batch_alter_table("outline_change", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_outline_change_what_is_known"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_outline_change_what_is_known"), _known(*BEFORE, *ASKS)
        )


def downgrade() -> None:
    op.execute(sa.delete(change).where(change.c.what.in_(ASKS)))
    with op.batch_alter_table("outline_change", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_outline_change_what_is_known"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_outline_change_what_is_known"), _known(*BEFORE))
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_column("unnamed")
