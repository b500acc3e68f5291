"""Who has which section before them: assignments and their counters, moved in the transaction of whatever moves them.

Whatever may change whose a section is (a section, a group, a mentorship, an enrolment) calls `settle` afterwards.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update

from plugin import clock
from plugin.courses.outline.assigned import Scope, assign, dismiss, inserting, is_walked, lacking, left_over
from plugin.courses.outline.counters import count, count_done, put_right
from plugin.courses.outline.models import Assignment, Course, Section
from plugin.database import db, new_id

__all__ = ("Drift", "hold", "is_walked", "mark_done", "mark_not_done", "recount", "settle")


@dataclass(frozen=True, slots=True)
class Drift:
    """How many counters of a course said something else than their rows."""

    course_id: UUID
    assignments: int
    counters: int

    def __bool__(self) -> bool:
        return bool(self.assignments or self.counters)


def hold(course_id: UUID) -> UUID | None:
    """Let whoever changes an outline, its people, or how far they are, wait for each other until the end of this.

    One lock, taken first: two that each held a counter and waited for the other's would never end. On PostgreSQL it
    leaves alone what only points at the course.
    """
    held = select(Course.id).where(Course.id == course_id).with_for_update(key_share=True)
    return db.session.scalar(held)


def settle(
    context_id: UUID,
    *,
    people: Collection[UUID] | None = None,
    sections: Collection[UUID] | None = None,
) -> None:
    """Bring assignments and counters in line for these enrolments or these sections of a course; None is all of them."""
    course_id = db.session.scalar(select(Course.id).where(Course.context_id == context_id))
    if course_id is None or people == [] or sections == []:
        return
    hold(course_id)
    _settle(Scope(course_id, people, sections))


def _settle(scope: Scope) -> int:
    """The same; gives how many assignments were not in line."""
    more, fewer = lacking(scope), left_over(scope)
    changed = [
        *((pair, 1, done) for pair, done in assign(more)),
        *((pair, -1, done) for pair, done in dismiss(fewer)),
    ]
    count(scope.course_id, changed)
    return len(more) + len(fewer)


def mark_done(enrolment_id: UUID, section: Section) -> None:
    """They are done with the section; saying so again changes nothing."""
    hold(section.course_id)
    now = clock.now()
    row = {"section_id": section.id, "enrolment_id": enrolment_id, "done_at": now, "current": False}
    insert = inserting(Assignment).values(id=new_id(), **row)
    stands = insert.on_conflict_do_update(
        index_elements=["section_id", "enrolment_id"],
        set_={"done_at": now},
        where=Assignment.done_at.is_(None),
    )
    marked = db.session.execute(stands.returning(Assignment.current)).one_or_none()
    if marked and marked.current:
        count_done(section, enrolment_id, 1)


def mark_not_done(enrolment_id: UUID, section: Section) -> None:
    """They are not done with it after all."""
    hold(section.course_id)
    unmarked = db.session.execute(
        update(Assignment)
        .where(Assignment.section_id == section.id, Assignment.enrolment_id == enrolment_id)
        .where(Assignment.done_at.is_not(None))
        .values(done_at=None)
        .returning(Assignment.current),
        execution_options={"synchronize_session": False},
    ).one_or_none()
    if unmarked and unmarked.current:
        count_done(section, enrolment_id, -1)


def recount(course_id: UUID) -> Drift:
    """Compute a course's assignments and counters from what they follow from, and put right what differs."""
    hold(course_id)
    return Drift(course_id, _settle(Scope(course_id, None, None)), put_right(course_id))
