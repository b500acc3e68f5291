"""A post may have several pictures: each is a row of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0c8e51b7d2f9"
down_revision = "f17c3d85a0e2"
branch_labels = None
depends_on = None

KEY = "fk_post_picture_id_stored_file"
INTO_ROWS = """
    INSERT INTO post_picture (id, post_id, number, file_id, shows, width, height)
    SELECT id, id, 1, picture_id, picture_shows, picture_width, picture_height FROM post
    WHERE picture_id IS NOT NULL AND picture_width IS NOT NULL AND picture_height IS NOT NULL
"""
FIRST = "(SELECT {column} FROM post_picture AS one WHERE one.post_id = post.id ORDER BY one.number LIMIT 1)"
BACK = {
    "picture_id": "file_id",
    "picture_shows": "shows",
    "picture_width": "width",
    "picture_height": "height",
}


def upgrade() -> None:
    op.create_table(
        "post_picture",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("shows", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_post_picture_post_id_post"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["stored_file.id"],
            name=op.f("fk_post_picture_file_id_stored_file"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_picture")),
        sa.UniqueConstraint("post_id", "number", name=op.f("uq_post_picture_post_id_number")),
    )
    op.create_index(op.f("ix_post_picture_file_id"), "post_picture", ["file_id"], unique=False)
    op.execute(INTO_ROWS)
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pictures", sa.Integer(), nullable=False, server_default="0"))
        batch_op.drop_index(batch_op.f("ix_post_picture_id"))
        batch_op.drop_constraint(batch_op.f(KEY), type_="foreignkey")
        for name in BACK:
            batch_op.drop_column(name)
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.alter_column("pictures", existing_type=sa.Integer(), server_default=None)
    op.execute("UPDATE post SET pictures = 1 WHERE id IN (SELECT post_id FROM post_picture)")


def downgrade() -> None:
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_column("pictures")
        batch_op.add_column(sa.Column("picture_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("picture_shows", sa.Text(), nullable=False, server_default=""))
        for side in ("width", "height"):
            batch_op.add_column(sa.Column(f"picture_{side}", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f(KEY), "stored_file", ["picture_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index(batch_op.f("ix_post_picture_id"), ["picture_id"], unique=False)
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.alter_column("picture_shows", existing_type=sa.Text(), server_default=None)
    for name, column in BACK.items():
        op.execute(
            f"UPDATE post SET {name} = {FIRST.format(column=column)} "  # noqa: S608 - names of our own
            "WHERE id IN (SELECT post_id FROM post_picture)"
        )
    op.drop_table("post_picture")
