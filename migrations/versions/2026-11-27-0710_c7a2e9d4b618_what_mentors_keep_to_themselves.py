"""Two lines that a mentor remembers of a mentee, and their private notes about them."""

import sqlalchemy as sa
from alembic import op

revision = "c7a2e9d4b618"
down_revision = "a7c2e9f4d381"
branch_labels = None
depends_on = None


def of_a_mentee(table: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [name], ["enrolment.id"], name=op.f(f"fk_{table}_{name}_enrolment"), ondelete="CASCADE"
        )
        for name in ("by_id", "mentee_id")
    ]


def upgrade() -> None:
    op.create_table(
        "remembered",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "by_id", "mentee_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("first", "second")),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *of_a_mentee("remembered"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remembered")),
        sa.UniqueConstraint("by_id", "mentee_id", name=op.f("uq_remembered_by_id_mentee_id")),
    )
    op.create_index(op.f("ix_remembered_mentee_id"), "remembered", ["mentee_id"], unique=False)
    op.create_table(
        "own_note",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "by_id", "mentee_id")),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *of_a_mentee("own_note"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_note")),
    )
    op.create_index("ix_own_note_by_id_mentee_id_at", "own_note", ["by_id", "mentee_id", "at"], unique=False)
    op.create_index(op.f("ix_own_note_mentee_id"), "own_note", ["mentee_id"], unique=False)


def downgrade() -> None:
    op.drop_table("own_note")
    op.drop_table("remembered")
