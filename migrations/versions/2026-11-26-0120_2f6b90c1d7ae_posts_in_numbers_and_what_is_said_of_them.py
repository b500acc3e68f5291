"""Talk that is kept up with and looked after: posts in numbers, what helped, answers, reading, closing."""

import sqlalchemy as sa
from alembic import op

revision = "2f6b90c1d7ae"
down_revision = "8c1f27be4d90"
branch_labels = None
depends_on = None

MODERATION = ("locked", "opened")
NUMBERED = """
    UPDATE post SET number = counted.number FROM (
        SELECT id, row_number() OVER (PARTITION BY thread_id ORDER BY made_at, id) AS number FROM post
    ) AS counted
    WHERE counted.id = post.id
"""
SAID = "UPDATE thread SET said = (SELECT count(*) FROM post WHERE post.thread_id = thread.id)"


def upgrade() -> None:
    _thread()
    _post()
    _readers()
    _log()


def downgrade() -> None:
    for table in ("moderation", "reading", "helped"):
        op.drop_table(table)
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_post_thread_id_number"), type_="unique")
        for name, table in (("answer_id", "post"), ("answered_by_id", "enrolment")):
            batch_op.drop_index(batch_op.f(f"ix_post_{name}"))
            batch_op.drop_constraint(batch_op.f(f"fk_post_{name}_{table}"), type_="foreignkey")
        for name in ("answered_by_id", "answer_id", "number"):
            batch_op.drop_column(name)
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thread_locked_by_id"))
        batch_op.drop_constraint(batch_op.f("fk_thread_locked_by_id_enrolment"), type_="foreignkey")
        for name in ("locked_why", "locked_by_id", "locked_at", "said"):
            batch_op.drop_column(name)


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
        batch_op.add_column(sa.Column("answer_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("answered_by_id", sa.Uuid(), nullable=True))
        _points(batch_op, "post", "answer_id", "post")
        _points(batch_op, "post", "answered_by_id")
    op.execute(NUMBERED)
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.alter_column("number", existing_type=sa.Integer(), server_default=None)
        batch_op.create_unique_constraint(batch_op.f("uq_post_thread_id_number"), ["thread_id", "number"])


def _readers() -> None:
    _table("helped", _to("post_id", "post"), _to("enrolment_id", "enrolment"), _moment("at", null=False))
    _unique("helped", "post_id", "enrolment_id")
    _table(
        "reading",
        _to("thread_id", "thread"),
        _to("enrolment_id", "enrolment"),
        sa.Column("read_to", sa.Integer(), nullable=False),
    )
    _unique("reading", "thread_id", "enrolment_id")
    for table in ("helped", "reading"):
        _index(table, "enrolment_id")


def _log() -> None:
    _table(
        "moderation",
        _to("course_id", "course"),
        _to("thread_id", "thread"),
        _to("by_id", "enrolment", null=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _moment("at", null=False),
        _known("moderation", "what", MODERATION),
    )
    _index("moderation", "thread_id", "by_id")
    with op.batch_alter_table("moderation", schema=None) as batch_op:
        batch_op.create_index("ix_moderation_course_id_at", ["course_id", "at"], unique=False)


def _moment(name: str, *, null: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def _to(name: str, table: str, *, null: bool = False) -> tuple[sa.Column[object], str, str]:
    return sa.Column(name, sa.Uuid(), nullable=null), table, "SET NULL" if null else "CASCADE"


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


def _points(batch_op: object, table: str, column: str, to: str = "enrolment") -> None:
    batch_op.create_foreign_key(
        batch_op.f(f"fk_{table}_{column}_{to}"), to, [column], ["id"], ondelete="SET NULL"
    )
    batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)
