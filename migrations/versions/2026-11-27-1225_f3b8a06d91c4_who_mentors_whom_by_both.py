"""Who mentors whom is found by both of them at once."""

from alembic import op

revision = "f3b8a06d91c4"
down_revision = "e5d19c70b3a8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_mentorship_mentor_id_mentee_id", "mentorship", ["mentor_id", "mentee_id"])
    op.drop_index("ix_mentorship_mentor_id", "mentorship")


def downgrade() -> None:
    op.create_index("ix_mentorship_mentor_id", "mentorship", ["mentor_id"])
    op.drop_index("ix_mentorship_mentor_id_mentee_id", "mentorship")
