"""What assignments and items have taken over goes."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "c0f4b8a91e37"
down_revision = "7a31c5d20b64"
branch_labels = None
depends_on = None

answer = sa.table(
    "answer",
    sa.column("item_id", sa.Uuid),
    sa.column("section_id", sa.Uuid),
    sa.column("question", sa.Integer),
)
item = sa.table(
    "section_item",
    sa.column("id", sa.Uuid),
    sa.column("section_id", sa.Uuid),
    sa.column("position", sa.Integer),
)
assignment = sa.table(
    "assignment",
    sa.column("section_id", sa.Uuid),
    sa.column("enrolment_id", sa.Uuid),
    sa.column("done_at", sa.DateTime(timezone=True)),
)
done = sa.table(
    "section_done",
    sa.column("id", sa.Uuid),
    sa.column("section_id", sa.Uuid),
    sa.column("enrolment_id", sa.Uuid),
    sa.column("at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    # Answers to a question that no programme asks any more hang on nothing; no page has shown them.
    op.execute("DELETE FROM answer WHERE item_id IS NULL")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_answer_section_id_enrolment_id_question"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_answer_section_id_section"), type_="foreignkey")
        batch_op.drop_column("section_id")
        batch_op.drop_column("question")
        batch_op.alter_column("item_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_answer_item_id_enrolment_id"), ["item_id", "enrolment_id"]
        )
    with op.batch_alter_table("section_done", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_section_done_enrolment_id"))
    op.drop_table("section_done")


def downgrade() -> None:
    op.create_table(
        "section_done",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_section_done_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["section.id"],
            name=op.f("fk_section_done_section_id_section"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_done")),
        sa.UniqueConstraint(
            "section_id", "enrolment_id", name=op.f("uq_section_done_section_id_enrolment_id")
        ),
    )
    with op.batch_alter_table("section_done", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_section_done_enrolment_id"), ["enrolment_id"], unique=False)
    bind = op.get_bind()
    finished = bind.execute(sa.select(assignment).where(assignment.c.done_at.is_not(None))).all()
    if finished:
        bind.execute(
            sa.insert(done),
            [
                {"id": uuid.uuid4(), "section_id": row[0], "enrolment_id": row[1], "at": row[2]}
                for row in finished
            ],
        )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("section_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("question", sa.Integer(), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_answer_item_id_enrolment_id"), type_="unique")
        batch_op.alter_column("item_id", existing_type=sa.Uuid(), nullable=True)
    places: dict = {}
    for row in bind.execute(sa.select(item).order_by(item.c.section_id, item.c.position)):
        place = places[row.section_id] = places.get(row.section_id, -1) + 1
        bind.execute(
            sa.update(answer)
            .where(answer.c.item_id == row.id)
            .values(section_id=row.section_id, question=place)
        )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.alter_column("section_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.alter_column("question", existing_type=sa.Integer(), nullable=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_answer_section_id_section"), "section", ["section_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_answer_section_id_enrolment_id_question"),
            ["section_id", "enrolment_id", "question"],
        )
