"""What a resource said before it was changed, and in an outline's history what its sections hold."""

import sqlalchemy as sa
from alembic import op

revision = "8c1f27be4d90"
down_revision = "4be0a7d3c612"
branch_labels = None
depends_on = None

SECTIONS = ("added", "changed", "moved", "hidden", "shown", "retired", "brought back", "closed", "opened")
ASKS = ("asks more", "asks otherwise", "asks less", "asks again", "asks in turn")
HOLDS = ("holds more", "holds otherwise", "holds less", "holds again", "holds in turn")

change = sa.table("outline_change", sa.column("what", sa.Text))


def _known(*words: str) -> None:
    with op.batch_alter_table("outline_change", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_outline_change_what_is_known"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_outline_change_what_is_known"),
            f"what IN ({', '.join(repr(word) for word in words)})",
        )


def upgrade() -> None:
    _known(*SECTIONS, *ASKS, *HOLDS)
    op.create_table(
        "resource_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resource.id"],
            name=op.f("fk_resource_version_resource_id_resource"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["enrolment.id"],
            name=op.f("fk_resource_version_by_id_enrolment"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_version")),
        sa.UniqueConstraint("resource_id", "version", name=op.f("uq_resource_version_resource_id_version")),
    )
    with op.batch_alter_table("resource_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resource_version_by_id"), ["by_id"], unique=False)


def downgrade() -> None:
    op.drop_table("resource_version")
    op.execute(sa.delete(change).where(change.c.what.in_(HOLDS)))
    _known(*SECTIONS, *ASKS)
