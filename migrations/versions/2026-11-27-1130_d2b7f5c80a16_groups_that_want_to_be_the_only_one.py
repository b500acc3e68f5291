"""Groups that want to be the only one for their mentees; and who lets their mentors see how sessions were for them."""

import sqlalchemy as sa
from alembic import op

revision = "d2b7f5c80a16"
down_revision = "c4e91b7d20f8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "learning_group", sa.Column("alone", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    with op.batch_alter_table("learning_group") as group:
        group.alter_column("alone", existing_type=sa.Boolean(), server_default=None)
    op.create_table(
        "shared_pulse",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "by_id")),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["enrolment.id"], name=op.f("fk_shared_pulse_by_id_enrolment"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_pulse")),
        sa.UniqueConstraint("by_id", name=op.f("uq_shared_pulse_by_id")),
    )


def downgrade() -> None:
    op.drop_table("shared_pulse")
    op.drop_column("learning_group", "alone")
