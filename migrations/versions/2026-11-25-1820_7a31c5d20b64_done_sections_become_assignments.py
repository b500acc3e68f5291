"""What people were done with becomes assignments with counters, and questions become items that answers hang on.

Data alone. The way down leaves the old tables as they were and empties the new ones.
"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "7a31c5d20b64"
down_revision = "20ed7fa91ac5"
branch_labels = None
depends_on = None

section = sa.table(
    "section",
    sa.column("id", sa.Uuid),
    sa.column("course_id", sa.Uuid),
    sa.column("kind", sa.Text),
    sa.column("questions", sa.JSON),
    sa.column("asks", sa.Integer),
    sa.column("assigned", sa.Integer),
    sa.column("done", sa.Integer),
)
course = sa.table("course", sa.column("id", sa.Uuid), sa.column("context_id", sa.Uuid))
enrolment = sa.table(
    "enrolment", sa.column("id", sa.Uuid), sa.column("context_id", sa.Uuid), sa.column("active", sa.Boolean)
)
mentorship = sa.table(
    "mentorship", sa.column("mentee_id", sa.Uuid), sa.column("until", sa.DateTime(timezone=True))
)
done = sa.table(
    "section_done",
    sa.column("section_id", sa.Uuid),
    sa.column("enrolment_id", sa.Uuid),
    sa.column("at", sa.DateTime(timezone=True)),
)
assignment = sa.table(
    "assignment",
    sa.column("id", sa.Uuid),
    sa.column("section_id", sa.Uuid),
    sa.column("enrolment_id", sa.Uuid),
    sa.column("current", sa.Boolean),
    sa.column("done_at", sa.DateTime(timezone=True)),
)
progress = sa.table(
    "progress",
    sa.column("id", sa.Uuid),
    sa.column("course_id", sa.Uuid),
    sa.column("enrolment_id", sa.Uuid),
    sa.column("assigned", sa.Integer),
    sa.column("done", sa.Integer),
)
item = sa.table(
    "section_item",
    sa.column("id", sa.Uuid),
    sa.column("section_id", sa.Uuid),
    sa.column("position", sa.Integer),
    sa.column("kind", sa.Text),
    sa.column("text", sa.Text),
    sa.column("asks", sa.JSON),
)
answer = sa.table(
    "answer",
    sa.column("section_id", sa.Uuid),
    sa.column("enrolment_id", sa.Uuid),
    sa.column("question", sa.Integer),
    sa.column("item_id", sa.Uuid),
    sa.column("words", sa.Text),
)
hand_in = sa.table(
    "hand_in",
    sa.column("id", sa.Uuid),
    sa.column("section_id", sa.Uuid),
    sa.column("enrolment_id", sa.Uuid),
    sa.column("attempt", sa.Integer),
    sa.column("state", sa.Text),
    sa.column("said", sa.JSON),
    sa.column("handed_in_at", sa.DateTime(timezone=True)),
    sa.column("feedback", sa.Text),
    sa.column("version", sa.Integer),
)


def upgrade() -> None:
    bind = op.get_bind()
    _assign(bind)
    _ask(bind)
    _hand_in(bind)


def _assign(bind: sa.Connection) -> None:
    walked = bind.execute(
        sa.select(section.c.id, section.c.course_id, enrolment.c.id)
        .select_from(section.join(course, course.c.id == section.c.course_id))
        .join(enrolment, enrolment.c.context_id == course.c.context_id)
        .where(
            enrolment.c.active,
            enrolment.c.id.in_(sa.select(mentorship.c.mentee_id).where(mentorship.c.until.is_(None))),
        )
    ).all()
    finished = {(row.section_id, row.enrolment_id): row.at for row in bind.execute(sa.select(done))}
    current = {(row[0], row[2]) for row in walked}
    rows = [
        {
            "id": uuid.uuid4(),
            "section_id": pair[0],
            "enrolment_id": pair[1],
            "current": pair in current,
            "done_at": finished.get(pair),
        }
        for pair in sorted(current | finished.keys())
    ]
    if not rows:
        return
    bind.execute(sa.insert(assignment), rows)
    by_person: dict = {}
    by_section: dict = {}
    courses = {row[0]: row[1] for row in walked}
    for row in rows:
        if row["current"]:
            for tally, key in (
                (by_person, (courses[row["section_id"]], row["enrolment_id"])),
                (by_section, row["section_id"]),
            ):
                assigned, through = tally.get(key, (0, 0))
                tally[key] = (assigned + 1, through + (row["done_at"] is not None))
    for key, (assigned, through) in by_section.items():
        bind.execute(sa.update(section).where(section.c.id == key).values(assigned=assigned, done=through))
    people = [
        {"id": uuid.uuid4(), "course_id": at, "enrolment_id": who, "assigned": assigned, "done": through}
        for (at, who), (assigned, through) in by_person.items()
    ]
    if people:
        bind.execute(sa.insert(progress), people)


def _ask(bind: sa.Connection) -> None:
    asking = bind.execute(
        sa.select(section.c.id, section.c.questions).where(section.c.kind.in_(["assessment", "reflection"]))
    ).all()
    for section_id, questions in asking:
        for place, words in enumerate(questions or []):
            item_id = uuid.uuid4()
            bind.execute(
                sa.insert(item).values(
                    id=item_id,
                    section_id=section_id,
                    position=place + 1,
                    kind="question",
                    text=words,
                    asks={},
                )
            )
            bind.execute(
                sa.update(answer)
                .where(answer.c.section_id == section_id, answer.c.question == place)
                .values(item_id=item_id)
            )
        bind.execute(
            sa.update(section)
            .where(section.c.id == section_id)
            .values(asks=len(questions or []), questions=[])
        )


def _hand_in(bind: sa.Connection) -> None:
    """Whoever had answered everything has handed it in, so that mentors go on reading it; the rest are drafts."""
    finished = {(row.section_id, row.enrolment_id): row.at for row in bind.execute(sa.select(done))}
    told: dict = {}
    rows = bind.execute(
        sa.select(answer.c.enrolment_id, answer.c.words, item)
        .join(item, item.c.id == answer.c.item_id)
        .order_by(item.c.position)
    )
    for row in rows:
        noted = {"id": row.id.hex, "kind": "question", "text": row.text, "words": row.words.partition("|")[2]}
        rest = {"by": "self", "skill": "", "chosen": [], "level": None, "level_words": "", "right": None}
        told.setdefault((row.section_id, row.enrolment_id), []).append({**noted, **rest, "says": ""})
    for (section_id, enrolment_id), items in told.items():
        at = finished.get((section_id, enrolment_id))
        bind.execute(
            sa.insert(hand_in).values(
                id=uuid.uuid4(),
                section_id=section_id,
                enrolment_id=enrolment_id,
                attempt=1,
                state="done" if at else "draft",
                said={"items": items} if at else {},
                handed_in_at=at,
                feedback="",
                version=1,
            )
        )


def downgrade() -> None:
    bind = op.get_bind()
    texts: dict = {}
    for row in bind.execute(sa.select(item).order_by(item.c.section_id, item.c.position)):
        texts.setdefault(row.section_id, []).append(row.text)
    for section_id, questions in texts.items():
        bind.execute(sa.update(section).where(section.c.id == section_id).values(questions=questions))
    bind.execute(sa.update(answer).values(item_id=None))
    for table in (hand_in, item, progress, assignment):
        bind.execute(sa.delete(table))
