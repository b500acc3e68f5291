"""Talk hangs on more than resources: sections, goals, sessions, and topics that stand free; and on a place in a thing."""

import sqlalchemy as sa
from alembic import op

revision = "5b0d7e2a94c1"
down_revision = "2f6b90c1d7ae"
branch_labels = None
depends_on = None

ANCHORS = ("section", "goal", "session", "topic")
ONE = " + ".join(f"(CASE WHEN {kind}_id IS NULL THEN 0 ELSE 1 END)" for kind in ("resource", *ANCHORS))


def upgrade() -> None:
    _topic()
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.alter_column("resource_id", existing_type=sa.Uuid(), nullable=True)
        for kind in ANCHORS:
            batch_op.add_column(sa.Column(f"{kind}_id", sa.Uuid(), nullable=True))
            batch_op.create_foreign_key(
                batch_op.f(f"fk_thread_{kind}_id_{kind}"), kind, [f"{kind}_id"], ["id"], ondelete="CASCADE"
            )
            batch_op.create_unique_constraint(batch_op.f(f"uq_thread_{kind}_id"), [f"{kind}_id"])
        batch_op.create_check_constraint(batch_op.f("ck_thread_hangs_on_one_thing"), f"{ONE} = 1")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quote", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("page", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("second", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("about_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_post_about_id_post"), "post", ["about_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index(batch_op.f("ix_post_about_id"), ["about_id"], unique=False)
        batch_op.create_check_constraint(batch_op.f("ck_post_page_is_a_number"), "page IS NULL OR page >= 1")
        batch_op.create_check_constraint(
            batch_op.f("ck_post_second_is_a_number"), "second IS NULL OR second >= 0"
        )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.alter_column("quote", existing_type=sa.Text(), server_default=None)


def downgrade() -> None:
    # what hangs on anything but a resource has no place in the tables as they were
    op.execute("DELETE FROM thread WHERE resource_id IS NULL")
    with op.batch_alter_table("post", schema=None) as batch_op:
        for name in ("second", "page"):
            batch_op.drop_constraint(batch_op.f(f"ck_post_{name}_is_a_number"), type_="check")
        batch_op.drop_index(batch_op.f("ix_post_about_id"))
        batch_op.drop_constraint(batch_op.f("fk_post_about_id_post"), type_="foreignkey")
        for name in ("about_id", "second", "page", "quote"):
            batch_op.drop_column(name)
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_thread_hangs_on_one_thing"), type_="check")
        for kind in ANCHORS:
            batch_op.drop_constraint(batch_op.f(f"uq_thread_{kind}_id"), type_="unique")
            batch_op.drop_constraint(batch_op.f(f"fk_thread_{kind}_id_{kind}"), type_="foreignkey")
            batch_op.drop_column(f"{kind}_id")
        batch_op.alter_column("resource_id", existing_type=sa.Uuid(), nullable=False)
    op.drop_table("topic")


def _topic() -> None:
    people = ("mentee_id", "mentor_id", "begun_by_id")
    points = {
        "course_id": ("course", "CASCADE"),
        "group_id": ("learning_group", "CASCADE"),
        "mentee_id": ("enrolment", "CASCADE"),
        "mentor_id": ("enrolment", "SET NULL"),
        "begun_by_id": ("enrolment", "SET NULL"),
    }
    op.create_table(
        "topic",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        *(sa.Column(name, sa.Uuid(), nullable=True) for name in people),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "group_id IS NULL OR mentee_id IS NULL", name=op.f("ck_topic_for_a_group_or_for_two")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("mentee_id", "mentor_id", name=op.f("uq_topic_mentee_id_mentor_id")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_topic_{column}_{table}"), ondelete=then
            )
            for column, (table, then) in points.items()
        ),
    )
    with op.batch_alter_table("topic", schema=None) as batch_op:
        for column in (name for name in points if name != "mentee_id"):
            batch_op.create_index(batch_op.f(f"ix_topic_{column}"), [column], unique=False)
