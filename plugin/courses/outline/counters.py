"""The counters of sections and people: moved by what changed, and counted anew from the assignments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, select, update

from plugin.courses.outline.assigned import CHUNK, Pair, inserting
from plugin.courses.outline.models import Assignment, Progress, Section
from plugin.database import db, new_id


def count(course_id: UUID, changed: Iterable[tuple[Pair, int, bool]]) -> None:
    """Move the counters of the sections and of the people by what changed."""
    of_sections, of_people = _Tally(), _Tally()
    for (section_id, enrolment_id), step, done in changed:
        of_sections.add(section_id, step, done)
        of_people.add(enrolment_id, step, done)
    if not of_people:
        return
    _make(course_id, of_people)
    _move(Section, Section.id, of_sections)
    _move(Progress, Progress.enrolment_id, of_people, Progress.course_id == course_id)
    forget_counters()


def _make(course_id: UUID, people: Iterable[UUID]) -> None:
    """See to it that each of them has a row to count in."""
    made = [{"id": new_id(), "course_id": course_id, "enrolment_id": who} for who in people]
    for start in range(0, len(made), CHUNK):
        some = [{**row, "assigned": 0, "done": 0} for row in made[start : start + CHUNK]]
        db.session.execute(inserting(Progress).values(some).on_conflict_do_nothing())


class _Tally(Counter[Any]):
    """Steps by id: how many more are assigned, how many more of those are done."""

    def __init__(self) -> None:
        super().__init__()
        self.done: Counter[Any] = Counter()

    def add(self, one: UUID, step: int, done: bool) -> None:
        self[one] += step
        self.done[one] += step if done else 0


def _move(table: type[Section | Progress], key: Any, steps: _Tally, *where: ColumnElement[bool]) -> None:
    if not steps:
        return
    rows = [{"of": one, "more": steps[one], "more_done": steps.done[one]} for one in sorted(steps)]
    moved = (
        update(table.__table__)  # type: ignore[arg-type]
        .where(key == bindparam("of"), *where)
        .values(assigned=table.assigned + bindparam("more"), done=table.done + bindparam("more_done"))
    )
    db.session.connection().execute(moved, rows)


def forget_counters() -> None:
    """Let what is in memory be read again: its counters moved in the database."""
    for one in db.session:
        if isinstance(one, Section | Progress):
            db.session.expire(one, ["assigned", "done"])


def count_done(section: Section, enrolment_id: UUID, step: int) -> None:
    """One more, or one less, is done of what is somebody's to walk."""
    quiet: Any = {"synchronize_session": False}
    db.session.execute(
        update(Section).where(Section.id == section.id).values(done=Section.done + step),
        execution_options=quiet,
    )
    db.session.execute(
        update(Progress)
        .where(Progress.course_id == section.course_id, Progress.enrolment_id == enrolment_id)
        .values(done=Progress.done + step),
        execution_options=quiet,
    )
    forget_counters()


def put_right(course_id: UUID) -> int:
    """Count anew from the assignments; gives how many counters said something else."""
    of_people = Progress.course_id == course_id
    wrong = _wrong(_counted_by(Assignment.section_id, course_id), Section.id, Section.course_id == course_id)
    wrong_people = _wrong(_counted_by(Assignment.enrolment_id, course_id), Progress.enrolment_id, of_people)
    _make(course_id, wrong_people)
    _move(Section, Section.id, wrong)
    _move(Progress, Progress.enrolment_id, wrong_people, of_people)
    forget_counters()
    return len(wrong) + len(wrong_people)


def _counted_by(key: Any, course_id: UUID) -> dict[UUID, tuple[int, int]]:
    rows = db.session.execute(
        select(key, func.count(), func.count(Assignment.done_at))
        .join(Section, Section.id == Assignment.section_id)
        .where(Section.course_id == course_id, Assignment.current)
        .group_by(key)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _wrong(counted: dict[UUID, tuple[int, int]], key: Any, where: ColumnElement[bool]) -> _Tally:
    """By how much each counter has to move; a row that is missing says 0 of 0."""
    table = key.class_
    said = {
        row[0]: (row[1], row[2])
        for row in db.session.execute(select(key, table.assigned, table.done).where(where))
    }
    steps = _Tally()
    for one in said.keys() | counted.keys():
        (assigned, done), (says, says_done) = counted.get(one, (0, 0)), said.get(one, (0, 0))
        if (assigned, done) != (says, says_done):
            steps[one] = assigned - says
            steps.done[one] = done - says_done
    return steps
