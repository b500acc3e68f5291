"""Who is to be written to and when, and how often each person chose that."""

import sqlalchemy as sa
from alembic import op

revision = "b3d9f2c60a17"
down_revision = "0c8e51b7d2f9"
branch_labels = None
depends_on = None

KNOWN = "mail IN ('immediate', 'daily', 'weekly', 'off')"


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_letter_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("enrolment_id", name=op.f("uq_letter_enrolment_id")),
    )
    op.create_index(op.f("ix_letter_due_at"), "letter", ["due_at"], unique=False)
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mail", sa.Text(), nullable=False, server_default="daily"))
        batch_op.create_check_constraint(batch_op.f("ck_person_mail_is_known"), KNOWN)
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.alter_column("mail", existing_type=sa.Text(), server_default=None)
    # What was said before is no news any more.
    op.execute("UPDATE notice SET delivered_at = at WHERE delivered_at IS NULL")
    new = sa.text("delivered_at IS NULL")
    op.create_index("ix_notice_new", "notice", ["at"], unique=False, sqlite_where=new, postgresql_where=new)


def downgrade() -> None:
    op.drop_index("ix_notice_new", table_name="notice")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_person_mail_is_known"), type_="check")
        batch_op.drop_column("mail")
    op.drop_table("letter")
