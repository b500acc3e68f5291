"""Attention: who follows which talk, who is mentioned, and a notice for each post."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "e9c3a5b7f210"
down_revision = "c6e8417d05ab"
branch_labels = None
depends_on = None

# Whoever has written in a thread follows it from here on.
WROTE = """
    SELECT DISTINCT thread.id, post.author_id, thread.said FROM post JOIN thread ON thread.id = post.thread_id
    WHERE post.author_id IS NOT NULL
"""


def upgrade() -> None:
    subscription = _table(
        "subscription",
        {"thread_id": "thread", "enrolment_id": "enrolment"},
        sa.Column("follows", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
    )
    _table("mention", {"post_id": "post", "enrolment_id": "enrolment"})
    _table(
        "notice",
        {"context_id": "context"},
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('post')", name=op.f("ck_notice_kind_is_known")),
    )
    for table, first in (("subscription", "thread_id"), ("mention", "post_id")):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_unique_constraint(
                batch_op.f(f"uq_{table}_{first}_enrolment_id"), [first, "enrolment_id"]
            )
            batch_op.create_index(batch_op.f(f"ix_{table}_enrolment_id"), ["enrolment_id"], unique=False)
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_context_id"), ["context_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_at"), ["at"], unique=False)
    wrote = sa.text(WROTE).columns(
        sa.column("id", sa.Uuid()), sa.column("author_id", sa.Uuid()), sa.column("said")
    )
    rows = [
        {
            "id": uuid.uuid4(),
            "thread_id": thread_id,
            "enrolment_id": author_id,
            "follows": True,
            "since": said,
        }
        for thread_id, author_id, said in op.get_bind().execute(wrote)
    ]
    if rows:
        op.bulk_insert(subscription, rows)


def downgrade() -> None:
    for table in ("notice", "mention", "subscription"):
        op.drop_table(table)


def _table(name: str, points: dict[str, str], *parts: object) -> sa.Table:
    return op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(column, sa.Uuid(), nullable=False) for column in points),
        *parts,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{to}.id"], name=op.f(f"fk_{name}_{column}_{to}"), ondelete="CASCADE"
            )
            for column, to in points.items()
        ),
    )
