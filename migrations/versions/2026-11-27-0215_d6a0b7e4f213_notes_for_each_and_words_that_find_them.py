"""A note of a group's session for each mentee, the words by which notes are found, and where somebody works."""

import sqlalchemy as sa
from alembic import op

revision = "d6a0b7e4f213"
down_revision = "c91d5f3ea820"
branch_labels = None
depends_on = None

# As for what is said: an index over the table itself keeps no second copy of its rows.
ON_SQLITE = (
    "CREATE VIRTUAL TABLE search_noted_words USING fts5("
    "course_id, words, content='noted_words', content_rowid='number', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER search_noted_words_new AFTER INSERT ON noted_words BEGIN {put} END",
    "CREATE TRIGGER search_noted_words_gone AFTER DELETE ON noted_words BEGIN {take} END",
    "CREATE TRIGGER search_noted_words_changed AFTER UPDATE ON noted_words BEGIN {take} {put} END",
)
PUT = (
    "INSERT INTO search_noted_words (rowid, course_id, words) VALUES (new.number, new.course_id, new.words);"
)
TAKE = (
    "INSERT INTO search_noted_words (search_noted_words, rowid, course_id, words) "
    "VALUES ('delete', old.number, old.course_id, old.words);"
)
ON_POSTGRESQL = "CREATE INDEX search_noted_words ON noted_words USING gin (array_to_tsvector(string_to_array(words, ' ')))"
OF = ("session", "private_note", "mentee_note")


def upgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("workplace", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.alter_column("workplace", server_default=None)
    op.create_table(
        "mentee_note",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "session_id", "mentee_id")),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_mentee_note_session_id_session"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["mentee_id"],
            ["enrolment.id"],
            name=op.f("fk_mentee_note_mentee_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["enrolment.id"], name=op.f("fk_mentee_note_by_id_enrolment"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentee_note")),
        sa.UniqueConstraint("session_id", "mentee_id", name=op.f("uq_mentee_note_session_id_mentee_id")),
    )
    for name in ("mentee_id", "by_id"):
        op.create_index(op.f(f"ix_mentee_note_{name}"), "mentee_note", [name], unique=False)
    with op.batch_alter_table("note_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mentee_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_note_version_mentee_id_enrolment"),
            "enrolment",
            ["mentee_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.create_index(batch_op.f("ix_note_version_mentee_id"), ["mentee_id"], unique=False)
    op.create_table(
        "noted_words",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "course_id")),
        *(sa.Column(f"{of}_id", sa.Uuid(), nullable=True) for of in OF),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{to}_id"], [f"{to}.id"], name=op.f(f"fk_noted_words_{to}_id_{to}"), ondelete="CASCADE"
            )
            for to in ("course", *OF)
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noted_words")),
        *(
            sa.UniqueConstraint(column, name=op.f(f"uq_noted_words_{column}"))
            for column in (*(f"{of}_id" for of in OF), "number")
        ),
    )
    op.create_index(op.f("ix_noted_words_course_id"), "noted_words", ["course_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for statement in ON_SQLITE:
            op.execute(statement.format(put=PUT, take=TAKE))
    else:
        op.execute(ON_POSTGRESQL)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_noted_words")
    op.drop_table("noted_words")
    op.execute(
        "DELETE FROM note_version WHERE mentee_id IS NOT NULL"
    )  # others would read them as shared ones
    with op.batch_alter_table("note_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_note_version_mentee_id"))
        batch_op.drop_constraint(batch_op.f("fk_note_version_mentee_id_enrolment"), type_="foreignkey")
        batch_op.drop_column("mentee_id")
    op.drop_table("mentee_note")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("workplace")
