"""Talk that is looked after: flags, hiding, muting, pins, and what helped most."""

import sqlalchemy as sa
from alembic import op

revision = "c6e8417d05ab"
down_revision = "5b0d7e2a94c1"
branch_labels = None
depends_on = None

BEFORE = ("locked", "opened")
NOW = (*BEFORE, "pinned", "unpinned", "hidden", "shown", "kept", "muted", "unmuted")
REASONS = ("unkind", "private", "worry", "wrong place", "other")
HIDDEN = ("flagged", "put away")
OUTCOMES = ("kept", "put away")
HELPS = "UPDATE post SET helps = (SELECT count(*) FROM helped WHERE helped.post_id = post.id)"


def upgrade() -> None:
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("hide_flagged", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.alter_column("hide_flagged", existing_type=sa.Boolean(), server_default=None)
    _post()
    _flag()
    _mute()
    with op.batch_alter_table("moderation", schema=None) as batch_op:
        batch_op.alter_column("thread_id", existing_type=sa.Uuid(), nullable=True)
        for name, table in (("post_id", "post"), ("about_id", "enrolment")):
            batch_op.add_column(sa.Column(name, sa.Uuid(), nullable=True))
            _points(batch_op, "moderation", name, table)
        _known(batch_op, "moderation", "what", NOW)


def downgrade() -> None:
    op.execute("DELETE FROM moderation WHERE what NOT IN ('locked', 'opened')")
    with op.batch_alter_table("moderation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_moderation_what_is_known"), type_="check")
        for name, table in (("about_id", "enrolment"), ("post_id", "post")):
            batch_op.drop_index(batch_op.f(f"ix_moderation_{name}"))
            batch_op.drop_constraint(batch_op.f(f"fk_moderation_{name}_{table}"), type_="foreignkey")
            batch_op.drop_column(name)
        batch_op.alter_column("thread_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.create_check_constraint(batch_op.f("ck_moderation_what_is_known"), _one_of("what", BEFORE))
    for table in ("mute", "flag"):
        op.drop_table(table)
    with op.batch_alter_table("post", schema=None) as batch_op:
        for name in ("pinned", "top_newest", "top_most_helpful"):
            batch_op.drop_index(f"ix_post_{name}")
        batch_op.drop_constraint(batch_op.f("ck_post_hidden_is_known"), type_="check")
        batch_op.drop_index(batch_op.f("ix_post_pinned_by_id"))
        batch_op.drop_constraint(batch_op.f("fk_post_pinned_by_id_enrolment"), type_="foreignkey")
        for name in ("hidden", "pinned_by_id", "pinned_at", "helps"):
            batch_op.drop_column(name)
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.drop_column("hide_flagged")


def _post() -> None:
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("helps", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(_moment("pinned_at", null=True))
        batch_op.add_column(sa.Column("pinned_by_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("hidden", sa.Text(), nullable=True))
        _points(batch_op, "post", "pinned_by_id", "enrolment")
        batch_op.create_check_constraint(
            batch_op.f("ck_post_hidden_is_known"), f"hidden IS NULL OR {_one_of('hidden', HIDDEN)}"
        )
    op.execute(HELPS)
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.alter_column("helps", existing_type=sa.Integer(), server_default=None)
    top = sa.text("depth = 1")
    for name, columns in (("newest", ["number"]), ("most_helpful", ["helps", "number"])):
        op.create_index(
            f"ix_post_top_{name}",
            "post",
            ["thread_id", *columns],
            unique=False,
            sqlite_where=top,
            postgresql_where=top,
        )

    pinned = sa.text("pinned_at IS NOT NULL")
    op.create_index(
        "ix_post_pinned", "post", ["thread_id"], unique=False, sqlite_where=pinned, postgresql_where=pinned
    )


def _flag() -> None:
    op.create_table(
        "flag",
        *_columns("course_id", "post_id"),
        *_columns("by_id", "settled_by_id", null=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _moment("at"),
        _moment("settled_at", null=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.CheckConstraint(_one_of("reason", REASONS), name=op.f("ck_flag_reason_is_known")),
        sa.CheckConstraint(
            f"outcome IS NULL OR {_one_of('outcome', OUTCOMES)}", name=op.f("ck_flag_outcome_is_known")
        ),
        sa.UniqueConstraint("post_id", "by_id", name=op.f("uq_flag_post_id_by_id")),
        *_keys("flag", course_id="course", post_id="post", by_id="enrolment", settled_by_id="enrolment"),
    )
    with op.batch_alter_table("flag", schema=None) as batch_op:
        for name in ("by_id", "settled_by_id"):
            batch_op.create_index(batch_op.f(f"ix_flag_{name}"), [name], unique=False)
        batch_op.create_index("ix_flag_course_id_settled_at", ["course_id", "settled_at"], unique=False)


def _mute() -> None:
    op.create_table(
        "mute",
        *_columns("course_id", "enrolment_id"),
        *_columns("by_id", null=True),
        sa.Column("why", sa.Text(), nullable=False),
        _moment("at"),
        _moment("until", null=True),
        _moment("ended_at", null=True),
        *_keys("mute", course_id="course", enrolment_id="enrolment", by_id="enrolment"),
    )
    with op.batch_alter_table("mute", schema=None) as batch_op:
        for name in ("course_id", "enrolment_id", "by_id"):
            batch_op.create_index(batch_op.f(f"ix_mute_{name}"), [name], unique=False)


def _columns(*names: str, null: bool = False) -> list[sa.Column[object]]:
    own = [] if null else [sa.Column("id", sa.Uuid(), nullable=False)]
    return [*own, *(sa.Column(name, sa.Uuid(), nullable=null) for name in names)]


def _keys(table: str, **points: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(
            sa.ForeignKeyConstraint(
                [name],
                [f"{to}.id"],
                name=op.f(f"fk_{table}_{name}_{to}"),
                ondelete="SET NULL" if name.endswith("by_id") else "CASCADE",
            )
            for name, to in points.items()
        ),
    ]


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


def _known(batch_op: object, table: str, column: str, words: tuple[str, ...]) -> None:
    name = batch_op.f(f"ck_{table}_{column}_is_known")
    batch_op.drop_constraint(name, type_="check")
    batch_op.create_check_constraint(name, _one_of(column, words))


def _points(batch_op: object, table: str, column: str, to: str) -> None:
    batch_op.create_foreign_key(
        batch_op.f(f"fk_{table}_{column}_{to}"), to, [column], ["id"], ondelete="SET NULL"
    )
    batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)
