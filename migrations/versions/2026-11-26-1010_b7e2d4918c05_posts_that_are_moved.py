"""The log knows a post that was moved: a line where it stood, and one where it stands."""

from alembic import op

revision = "b7e2d4918c05"
down_revision = "a41c7d90e2b6"
branch_labels = None
depends_on = None

BEFORE = ("locked", "opened", "pinned", "unpinned", "hidden", "shown", "kept", "muted", "unmuted")
MOVED = ("moved here", "moved away")


def upgrade() -> None:
    _known(*BEFORE, *MOVED)


def downgrade() -> None:
    op.execute("DELETE FROM moderation WHERE what IN ('moved here', 'moved away')")
    _known(*BEFORE)


def _known(*words: str) -> None:
    listed = ", ".join(f"'{word}'" for word in words)
    with op.batch_alter_table("moderation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_moderation_what_is_known"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_moderation_what_is_known"), f"what IN ({listed})")
