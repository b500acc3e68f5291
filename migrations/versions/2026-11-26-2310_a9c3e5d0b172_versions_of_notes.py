"""What stood in notes before they were changed."""

import sqlalchemy as sa
from alembic import op

revision = "a9c3e5d0b172"
down_revision = "f2b6d84a19c0"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "note_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
            name=op.f("fk_note_version_session_id_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["enrolment.id"],
            name=op.f("fk_note_version_author_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["enrolment.id"], name=op.f("fk_note_version_by_id_enrolment"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_version")),
    )
    op.create_index("ix_note_version_session_id_at", "note_version", ["session_id", "at"], unique=False)
    op.create_index(op.f("ix_note_version_author_id"), "note_version", ["author_id"], unique=False)
    op.create_index(op.f("ix_note_version_by_id"), "note_version", ["by_id"], unique=False)


def downgrade() -> None:
    op.drop_table("note_version")
