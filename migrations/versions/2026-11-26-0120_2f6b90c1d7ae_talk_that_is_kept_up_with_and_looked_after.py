"""Talk that is kept up with and looked after: marks, reading, mentions, notices, flags, mutes and their log."""

import sqlalchemy as sa
from alembic import op

revision = "2f6b90c1d7ae"
down_revision = "8c1f27be4d90"
branch_labels = None
depends_on = None

REASONS = ("unkind", "private", "advertising", "elsewhere", "other")
MODERATION = ("hidden", "shown", "locked", "opened", "muted", "unmuted", "pinned", "unpinned", "left")
NUMBERED = """
    UPDATE post SET number = (
        SELECT count(*) FROM post AS before
        WHERE before.thread_id = post.thread_id
        AND (before.made_at < post.made_at OR (before.made_at = post.made_at AND before.id <= post.id))
    )
"""
SAID = "UPDATE thread SET said = (SELECT count(*) FROM post WHERE post.thread_id = thread.id)"


def upgrade() -> None:
    _course()
    _thread()
    _post()
    _readers()
    _care()


def downgrade() -> None:
    for table in ("moderation", "mute", "flag", "mention", "notice", "reading", "helped"):
        op.drop_table(table)
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_post_thread_id_number"), type_="unique")
        for name in ("answers_by_id", "pinned_by_id"):
            batch_op.drop_index(batch_op.f(f"ix_post_{name}"))
            batch_op.drop_constraint(batch_op.f(f"fk_post_{name}_enrolment"), type_="foreignkey")
        for name in (
            "hidden_at",
            "pinned_by_id",
            "pinned_at",
            "answers_by_id",
            "answers_at",
            "helped",
            "number",
        ):
            batch_op.drop_column(name)
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thread_locked_by_id"))
        batch_op.drop_constraint(batch_op.f("fk_thread_locked_by_id_enrolment"), type_="foreignkey")
        for name in ("locked_why", "locked_by_id", "locked_at", "said"):
            batch_op.drop_column(name)
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.drop_column("hides_flagged")


def _course() -> None:
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("hides_flagged", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.alter_column("hides_flagged", existing_type=sa.Boolean(), server_default=None)


def _thread() -> None:
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.add_column(sa.Column("said", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(_moment("locked_at"))
        batch_op.add_column(sa.Column("locked_by_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("locked_why", sa.Text(), nullable=False, server_default=""))
        _points(batch_op, "thread", "locked_by_id")
    op.execute(SAID)
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.alter_column("said", existing_type=sa.Integer(), server_default=None)
        batch_op.alter_column("locked_why", existing_type=sa.Text(), server_default=None)


def _post() -> None:
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("helped", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(_moment("answers_at"))
        batch_op.add_column(sa.Column("answers_by_id", sa.Uuid(), nullable=True))
        batch_op.add_column(_moment("pinned_at"))
        batch_op.add_column(sa.Column("pinned_by_id", sa.Uuid(), nullable=True))
        batch_op.add_column(_moment("hidden_at"))
        _points(batch_op, "post", "answers_by_id")
        _points(batch_op, "post", "pinned_by_id")
    op.execute(NUMBERED)
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.alter_column("number", existing_type=sa.Integer(), server_default=None)
        batch_op.alter_column("helped", existing_type=sa.Integer(), server_default=None)
        batch_op.create_unique_constraint(batch_op.f("uq_post_thread_id_number"), ["thread_id", "number"])


def _readers() -> None:
    _table("helped", _to("post_id", "post"), _to("enrolment_id", "enrolment"), _moment("at", null=False))
    _unique("helped", "post_id", "enrolment_id")
    _table(
        "reading",
        _to("thread_id", "thread"),
        _to("enrolment_id", "enrolment"),
        sa.Column("read_to", sa.Integer(), nullable=False),
        sa.Column("follows", sa.Boolean(), nullable=True),
    )
    _unique("reading", "thread_id", "enrolment_id")
    _table("notice", _to("post_id", "post"), _moment("at", null=False), _moment("told_at"))
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f("uq_notice_post_id"), ["post_id"])
    _table("mention", _to("post_id", "post"), _to("enrolment_id", "enrolment"))
    _unique("mention", "post_id", "enrolment_id")
    for table in ("helped", "reading", "mention"):
        _index(table, "enrolment_id")


def _care() -> None:
    _table(
        "flag",
        _to("post_id", "post"),
        _to("by_id", "enrolment", null=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        _moment("at", null=False),
        _moment("settled_at"),
        _known("flag", "reason", REASONS),
    )
    _unique("flag", "post_id", "by_id")
    _index("flag", "by_id")
    _table(
        "mute",
        _to("enrolment_id", "enrolment"),
        _to("by_id", "enrolment", null=True),
        sa.Column("why", sa.Text(), nullable=False),
        _moment("at", null=False),
        _moment("until"),
        _moment("ended_at"),
    )
    _index("mute", "enrolment_id", "by_id")
    _table(
        "moderation",
        _to("course_id", "course"),
        _to("thread_id", "thread", null=True, then="CASCADE"),
        _to("post_id", "post", null=True, then="CASCADE"),
        _to("about_id", "enrolment", null=True),
        _to("by_id", "enrolment", null=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _moment("at", null=False),
        _known("moderation", "what", MODERATION),
    )
    _index("moderation", "thread_id", "post_id", "about_id", "by_id")
    with op.batch_alter_table("moderation", schema=None) as batch_op:
        batch_op.create_index("ix_moderation_course_id_at", ["course_id", "at"], unique=False)


def _moment(name: str, *, null: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def _to(name: str, table: str, *, null: bool = False, then: str = "") -> tuple[sa.Column[object], str, str]:
    return sa.Column(name, sa.Uuid(), nullable=null), table, then or ("SET NULL" if null else "CASCADE")


def _known(table: str, column: str, words: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(repr(word) for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_is_known"))


def _table(name: str, *parts: object) -> None:
    made: list[object] = [sa.Column("id", sa.Uuid(), nullable=False)]
    bound: list[object] = [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))]
    for part in parts:
        if isinstance(part, tuple):
            column, table, then = part
            made.append(column)
            bound.append(
                sa.ForeignKeyConstraint(
                    [column.name],
                    [f"{table}.id"],
                    name=op.f(f"fk_{name}_{column.name}_{table}"),
                    ondelete=then,
                )
            )
        else:
            made.append(part)
    op.create_table(name, *made, *bound)


def _unique(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f(f"uq_{table}_{'_'.join(columns)}"), list(columns))


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


def _points(batch_op: object, table: str, column: str) -> None:
    batch_op.create_foreign_key(
        batch_op.f(f"fk_{table}_{column}_enrolment"), "enrolment", [column], ["id"], ondelete="SET NULL"
    )
    batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)
