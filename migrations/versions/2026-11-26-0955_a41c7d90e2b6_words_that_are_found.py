"""The words by which posts and topics are found, and what finds them: FTS5 on SQLite, an index on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

revision = "a41c7d90e2b6"
down_revision = "e9c3a5b7f210"
branch_labels = None
depends_on = None

# An index over the table itself keeps no second copy of its rows: it is told of each change, of the old words too
# (https://www.sqlite.org/fts5.html#external_content_tables). Rows that go by cascade tell it as well.
ON_SQLITE = (
    "CREATE VIRTUAL TABLE search_said_words USING fts5("
    "course_id, words, content='said_words', content_rowid='number', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER search_said_words_new AFTER INSERT ON said_words BEGIN {put} END",
    "CREATE TRIGGER search_said_words_gone AFTER DELETE ON said_words BEGIN {take} END",
    "CREATE TRIGGER search_said_words_changed AFTER UPDATE ON said_words BEGIN {take} {put} END",
)
PUT = "INSERT INTO search_said_words (rowid, course_id, words) VALUES (new.number, new.course_id, new.words);"
TAKE = (
    "INSERT INTO search_said_words (search_said_words, rowid, course_id, words) "
    "VALUES ('delete', old.number, old.course_id, old.words);"
)
ON_POSTGRESQL = (
    "CREATE INDEX search_said_words ON said_words USING gin (array_to_tsvector(string_to_array(words, ' ')))"
)


def upgrade() -> None:
    op.create_table(
        "said_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=True),
        sa.Column("topic_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(post_id IS NULL) <> (topic_id IS NULL)", name=op.f("ck_said_words_of_one_thing")
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{to}_id"], [f"{to}.id"], name=op.f(f"fk_said_words_{to}_id_{to}"), ondelete="CASCADE"
            )
            for to in ("course", "post", "topic")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_said_words")),
        *(
            sa.UniqueConstraint(column, name=op.f(f"uq_said_words_{column}"))
            for column in ("post_id", "topic_id", "number")
        ),
    )
    op.create_index(op.f("ix_said_words_course_id"), "said_words", ["course_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for statement in ON_SQLITE:
            op.execute(statement.format(put=PUT, take=TAKE))
    else:
        op.execute(ON_POSTGRESQL)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_said_words")
    op.drop_table("said_words")
