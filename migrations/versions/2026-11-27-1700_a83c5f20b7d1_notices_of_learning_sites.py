"""Notices of learning sites, each taken once, and where they were asked to send them."""

import sqlalchemy as sa
from alembic import op

revision = "a83c5f20b7d1"
down_revision = "f0b41e8d6a59"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "platform_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column("lms_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["platform.id"],
            name=op.f("fk_platform_notice_platform_id_platform"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_notice")),
        sa.UniqueConstraint("platform_id", "lms_id", name=op.f("uq_platform_notice_platform_id_lms_id")),
    )
    op.create_index(op.f("ix_platform_notice_at"), "platform_notice", ["at"])
    op.create_table(
        "notice_handler",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("handler", sa.Text(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["platform.id"],
            name=op.f("fk_notice_handler_platform_id_platform"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_handler")),
        sa.UniqueConstraint("platform_id", "url", name=op.f("uq_notice_handler_platform_id_url")),
    )


def downgrade() -> None:
    op.drop_table("notice_handler")
    op.drop_index(op.f("ix_platform_notice_at"), "platform_notice")
    op.drop_table("platform_notice")
