"""Agreements: whose they are, their terms in versions, signatures, and what each hopes for."""

import sqlalchemy as sa
from alembic import op

revision = "d4a8c61e7b35"
down_revision = "b3d9f2c60a17"
branch_labels = None
depends_on = None

EACH = {
    "pair": (["mentee_id", "mentor_id"], "group_id IS NULL"),
    "group": (["group_id"], "mentee_id IS NULL"),
    "mentee_in_group": (["group_id", "mentee_id"], "mentee_id IS NOT NULL AND group_id IS NOT NULL"),
}
RANGES = {
    "cadence_is_within_a_year": "cadence_days BETWEEN 1 AND 365",
    "within_a_day": "minutes BETWEEN 1 AND 1440",
    "hours_are_a_number": "hours IS NULL OR hours BETWEEN 1 AND 200",
    "reply_is_within_three_months": "reply_days BETWEEN 1 AND 90",
}


def key(table: str, column: str, to: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=ondelete
    )


def upgrade() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("mentee_id", sa.Uuid(), nullable=True),
        sa.Column("mentor_id", sa.Uuid(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "group_id IS NOT NULL OR mentee_id IS NOT NULL", name=op.f("ck_agreement_is_somebodys")
        ),
        sa.CheckConstraint(
            "group_id IS NULL OR mentor_id IS NULL", name=op.f("ck_agreement_of_a_group_or_a_pair")
        ),
        key("agreement", "course_id", "course"),
        key("agreement", "group_id", "learning_group"),
        key("agreement", "mentee_id", "enrolment"),
        key("agreement", "mentor_id", "enrolment", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    for column in ("course_id", "mentee_id", "mentor_id"):
        op.create_index(op.f(f"ix_agreement_{column}"), "agreement", [column], unique=False)
    for name, (columns, which) in EACH.items():
        where = sa.text(which)
        op.create_index(
            f"uq_agreement_{name}",
            "agreement",
            columns,
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )
    op.create_table(
        "agreement_terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("cadence_days", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("channels", sa.Text(), nullable=False),
        sa.Column("reply_days", sa.Integer(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("ending", sa.Text(), nullable=False),
        *(sa.CheckConstraint(said, name=op.f(f"ck_agreement_terms_{name}")) for name, said in RANGES.items()),
        key("agreement_terms", "agreement_id", "agreement"),
        key("agreement_terms", "by_id", "enrolment", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_terms")),
        sa.UniqueConstraint("agreement_id", "number", name=op.f("uq_agreement_terms_agreement_id_number")),
    )
    op.create_index(op.f("ix_agreement_terms_by_id"), "agreement_terms", ["by_id"], unique=False)
    op.create_table(
        "agreement_signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        key("agreement_signature", "agreement_id", "agreement"),
        key("agreement_signature", "enrolment_id", "enrolment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_signature")),
        sa.UniqueConstraint(
            "agreement_id",
            "number",
            "enrolment_id",
            name=op.f("uq_agreement_signature_agreement_id_number_enrolment_id"),
        ),
    )
    op.create_index(
        op.f("ix_agreement_signature_enrolment_id"), "agreement_signature", ["enrolment_id"], unique=False
    )
    op.create_table(
        "hope",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        key("hope", "agreement_id", "agreement"),
        key("hope", "enrolment_id", "enrolment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hope")),
        sa.UniqueConstraint("agreement_id", "enrolment_id", name=op.f("uq_hope_agreement_id_enrolment_id")),
    )
    op.create_index(op.f("ix_hope_enrolment_id"), "hope", ["enrolment_id"], unique=False)


def downgrade() -> None:
    for table in ("hope", "agreement_signature", "agreement_terms", "agreement"):
        op.drop_table(table)
