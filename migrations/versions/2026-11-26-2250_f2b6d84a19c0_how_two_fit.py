"""After thirty days both say whether they fit."""

import sqlalchemy as sa
from alembic import op

revision = "f2b6d84a19c0"
down_revision = "e41c9a7d305b"
branch_labels = None
depends_on = None

WHO = ("mentor_id", "mentee_id", "by_id")


def upgrade() -> None:
    op.create_table(
        "fit_check",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", *WHO)),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "answer IN ('good', 'deciding', 'not')", name=op.f("ck_fit_check_answer_is_known")
        ),
        *(
            sa.ForeignKeyConstraint(
                [name], ["enrolment.id"], name=op.f(f"fk_fit_check_{name}_enrolment"), ondelete="CASCADE"
            )
            for name in WHO
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fit_check")),
        sa.UniqueConstraint(*WHO, name=op.f("uq_fit_check_mentor_id_mentee_id_by_id")),
    )
    for name in ("mentee_id", "by_id"):
        op.create_index(op.f(f"ix_fit_check_{name}"), "fit_check", [name], unique=False)


def downgrade() -> None:
    op.drop_table("fit_check")
