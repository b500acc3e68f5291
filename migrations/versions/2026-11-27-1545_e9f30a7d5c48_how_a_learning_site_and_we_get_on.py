"""How a learning site and we get on, and how visits keep their session."""

import sqlalchemy as sa
from alembic import op

revision = "e9f30a7d5c48"
down_revision = "d4e8b2c61f37"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "connection",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("apart", sa.Integer(), nullable=True),
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("kids", sa.JSON(), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refusal", sa.JSON(), nullable=False),
        sa.Column("key_fetches", sa.Integer(), nullable=False),
        sa.Column("key_failures", sa.Integer(), nullable=False),
        sa.Column("key_fault", sa.Text(), nullable=False),
        sa.Column("grants", sa.JSON(), nullable=False),
        sa.Column("wished", sa.JSON(), nullable=True),
        sa.Column("asked", sa.JSON(), nullable=True),
        sa.Column("messages", sa.JSON(), nullable=True),
        sa.Column("by_cookie", sa.Integer(), nullable=False),
        sa.Column("by_storage", sa.Integer(), nullable=False),
        sa.Column("by_window", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["platform.id"],
            name=op.f("fk_connection_platform_id_platform"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connection")),
        sa.UniqueConstraint("platform_id", name=op.f("uq_connection_platform_id")),
    )
    with op.batch_alter_table("visit") as visit:
        visit.add_column(sa.Column("way", sa.Text(), nullable=False, server_default="cookie"))
        visit.create_check_constraint(
            visit.f("ck_visit_way_is_known"), "way IN ('cookie', 'storage', 'window')"
        )
    op.execute("UPDATE visit SET way = 'window' WHERE windowed")
    with op.batch_alter_table("visit") as visit:
        visit.alter_column("way", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("visit") as visit:
        visit.drop_constraint(visit.f("ck_visit_way_is_known"), type_="check")
        visit.drop_column("way")
    op.drop_table("connection")
