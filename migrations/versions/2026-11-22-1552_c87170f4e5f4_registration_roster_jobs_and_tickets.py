"""registration roster jobs and tickets"""

import sqlalchemy as sa
from alembic import op

revision = "c87170f4e5f4"
down_revision = "4ab2dfae6e3a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "doctor_visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("browser_hash", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doctor_visit")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_doctor_visit_token_hash")),
    )
    with op.batch_alter_table("doctor_visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_doctor_visit_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "job_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'lost')",
            name=op.f("ck_job_run_state_is_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
    )
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_run_asked_at"), ["asked_at"], unique=False)
        batch_op.create_index("ix_job_run_job_asked_at", ["job", "asked_at"], unique=False)
        batch_op.create_index("ix_job_run_state_due_at", ["state", "due_at"], unique=False)
        for state in ("waiting", "running"):
            batch_op.create_index(
                f"uq_job_run_{state}",
                ["job", "subject"],
                unique=True,
                sqlite_where=sa.text(f"state = '{state}'"),
                postgresql_where=sa.text(f"state = '{state}'"),
            )

    op.create_table(
        "lease",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lease")),
        sa.UniqueConstraint("name", name=op.f("uq_lease_name")),
    )
    op.create_table(
        "access_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["platform.id"],
            name=op.f("fk_access_token_platform_id_platform"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_token")),
        sa.UniqueConstraint("platform_id", "scopes", name=op.f("uq_access_token_platform_id_scopes")),
    )
    with op.batch_alter_table("access_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_token_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("updates_id", sa.Uuid(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failure", sa.Text(), nullable=False),
        sa.Column("spent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("platform_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("failures BETWEEN 0 AND 5", name=op.f("ck_invitation_failures_are_few")),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["platform.id"],
            name=op.f("fk_invitation_platform_id_platform"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["updates_id"],
            ["platform.id"],
            name=op.f("fk_invitation_updates_id_platform"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_platform_id"), ["platform_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_updates_id"), ["updates_id"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("context_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["context_id"], ["context.id"], name=op.f("fk_draft_context_id_context"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_draft_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint(
            "person_id", "context_id", "place", name=op.f("uq_draft_person_id_context_id_place")
        ),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_context_id"), ["context_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_kept_at"), ["kept_at"], unique=False)

    op.create_table(
        "roster",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("context_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["context_id"], ["context.id"], name=op.f("fk_roster_context_id_context"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster")),
        sa.UniqueConstraint("context_id", name=op.f("uq_roster_context_id")),
    )
    with op.batch_alter_table("roster", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_due_at"), ["due_at"], unique=False)

    op.create_table(
        "ticket",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("context_id", sa.Uuid(), nullable=True),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("purpose IN ('window', 'deep-link')", name=op.f("ck_ticket_purpose_is_known")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_ticket_company_id_company"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["context_id"], ["context.id"], name=op.f("fk_ticket_context_id_context"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_ticket_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["platform.id"], name=op.f("fk_ticket_platform_id_platform"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_ticket_token_hash")),
    )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ticket_company_id"), ["company_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ticket_context_id"), ["context_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ticket_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_ticket_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ticket_platform_id"), ["platform_id"], unique=False)

    with op.batch_alter_table("context", schema=None) as batch_op:
        batch_op.add_column(sa.Column("memberships_url", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("platform", schema=None) as batch_op:
        batch_op.add_column(sa.Column("configuration_url", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("scopes", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("launched_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("own_key", schema=None) as batch_op:
        batch_op.add_column(sa.Column("signs_from", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("windowed", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("own_key", schema=None) as batch_op:
        batch_op.drop_column("signs_from")

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_column("windowed")

    with op.batch_alter_table("platform", schema=None) as batch_op:
        batch_op.drop_column("launched_at")
        batch_op.drop_column("scopes")
        batch_op.drop_column("configuration_url")

    with op.batch_alter_table("context", schema=None) as batch_op:
        batch_op.drop_column("memberships_url")

    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ticket_platform_id"))
        batch_op.drop_index(batch_op.f("ix_ticket_person_id"))
        batch_op.drop_index(batch_op.f("ix_ticket_expires_at"))
        batch_op.drop_index(batch_op.f("ix_ticket_context_id"))
        batch_op.drop_index(batch_op.f("ix_ticket_company_id"))

    op.drop_table("ticket")
    with op.batch_alter_table("roster", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roster_due_at"))

    op.drop_table("roster")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_kept_at"))
        batch_op.drop_index(batch_op.f("ix_draft_context_id"))

    op.drop_table("draft")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_updates_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_platform_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_expires_at"))

    op.drop_table("invitation")
    with op.batch_alter_table("access_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_token_expires_at"))

    op.drop_table("access_token")
    op.drop_table("lease")
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        for index in ("uq_job_run_running", "uq_job_run_waiting", "ix_job_run_state_due_at"):
            batch_op.drop_index(index)
        batch_op.drop_index("ix_job_run_job_asked_at")
        batch_op.drop_index(batch_op.f("ix_job_run_asked_at"))

    op.drop_table("job_run")
    with op.batch_alter_table("doctor_visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_doctor_visit_expires_at"))

    op.drop_table("doctor_visit")
