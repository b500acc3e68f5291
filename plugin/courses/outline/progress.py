"""Who has which section before them: assignments and their counters, moved in the transaction of whatever moves them.

Whatever may change whose a section is (a section, a group, a mentorship, an enrolment) calls `settle` afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from plugin import clock
from plugin.courses.outline.models import Assignment, Course, Progress, Section
from plugin.database import db, new_id
from plugin.people.models import Enrolment, Mentorship, Place

Pair = tuple[UUID, UUID]  # a section and an enrolment
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Drift:
    """How many counters of a course said something else than their rows."""

    course_id: UUID
    assignments: int
    counters: int


def is_walked(viewer_id: Any = Enrolment.id) -> ColumnElement[bool]:
    """A section that stands for whoever walks it, by its audience: everybody, their group, or they alone."""
    groups = select(Place.group_id).where(
        Place.enrolment_id == viewer_id, Place.part == "mentee", Place.until.is_(None)
    )
    for_all = Section.group_id.is_(None) & Section.mentee_id.is_(None)
    return (
        Section.retired_at.is_(None)
        & Section.hidden_at.is_(None)
        & or_(for_all, Section.mentee_id == viewer_id, Section.group_id.in_(groups))
    )


def settle(
    context_id: UUID,
    *,
    people: Collection[UUID] | None = None,
    sections: Collection[UUID] | None = None,
) -> None:
    """Bring assignments and counters in line for these enrolments or these sections of a course; None is all of them."""
    course_id = _held(context_id)
    if course_id is None or people == [] or sections == []:
        return
    scope = _Scope(course_id, people, sections)
    wanted = set(_pairs(scope.narrow(_wanted(), Enrolment.id)))
    standing = set(_pairs(scope.narrow(_standing(), Assignment.enrolment_id)))
    changed = [
        *((pair, 1, done) for pair, done in _assign(wanted - standing)),
        *((pair, -1, done) for pair, done in _dismiss(standing - wanted)),
    ]
    _count(course_id, changed)


def mark_done(enrolment_id: UUID, section: Section) -> None:
    """They are done with the section; saying so again changes nothing."""
    now = clock.now()
    row = {"section_id": section.id, "enrolment_id": enrolment_id, "done_at": now, "current": False}
    insert = _insert()(Assignment).values(id=new_id(), **row)
    stands = insert.on_conflict_do_update(
        index_elements=["section_id", "enrolment_id"],
        set_={"done_at": now},
        where=Assignment.done_at.is_(None),
    )
    marked = db.session.execute(stands.returning(Assignment.current)).one_or_none()
    if marked and marked.current:
        _count_done(section, enrolment_id, 1)


def mark_not_done(enrolment_id: UUID, section: Section) -> None:
    """They are not done with it after all."""
    unmarked = db.session.execute(
        update(Assignment)
        .where(Assignment.section_id == section.id, Assignment.enrolment_id == enrolment_id)
        .where(Assignment.done_at.is_not(None))
        .values(done_at=None)
        .returning(Assignment.current),
        execution_options={"synchronize_session": False},
    ).one_or_none()
    if unmarked and unmarked.current:
        _count_done(section, enrolment_id, -1)


def recount(course_id: UUID) -> Drift:
    """Compute a course's assignments and counters from what they follow from, and put right what differs."""
    context_id = db.session.scalars(select(Course.context_id).where(Course.id == course_id)).one()
    _held(context_id)
    scope = _Scope(course_id, None, None)
    wanted = set(_pairs(scope.narrow(_wanted(), Enrolment.id)))
    standing = set(_pairs(scope.narrow(_standing(), Assignment.enrolment_id)))
    settle(context_id)
    return Drift(course_id, len(wanted ^ standing), _recounted(course_id))


def _held(context_id: UUID) -> UUID | None:
    """The course, its row locked: whoever changes an outline and whoever changes its people wait for each other."""
    return db.session.scalar(select(Course.id).where(Course.context_id == context_id).with_for_update())


@dataclass(frozen=True, slots=True)
class _Scope:
    course_id: UUID
    people: Collection[UUID] | None
    sections: Collection[UUID] | None

    def narrow(self, asked: Select[UUID, UUID], person: Any) -> Select[UUID, UUID]:
        asked = asked.where(Section.course_id == self.course_id)
        if self.people is not None:
            asked = asked.where(person.in_(self.people))
        if self.sections is not None:
            asked = asked.where(Section.id.in_(self.sections))
        return asked


def _wanted() -> Select[UUID, UUID]:
    """Sections and the mentees of now who walk them."""
    mentored = exists().where(Mentorship.mentee_id == Enrolment.id, Mentorship.until.is_(None))
    return (
        select(Section.id, Enrolment.id)
        .join(Course, Course.id == Section.course_id)
        .join(Enrolment, Enrolment.context_id == Course.context_id)
        .where(Enrolment.active, mentored, is_walked())
    )


def _standing() -> Select[UUID, UUID]:
    return (
        select(Assignment.section_id, Assignment.enrolment_id)
        .join(Section, Section.id == Assignment.section_id)
        .where(Assignment.current)
    )


def _pairs(asked: Select[UUID, UUID]) -> Iterable[Pair]:
    return ((row[0], row[1]) for row in db.session.execute(asked))


def _insert() -> Any:
    return postgresql.insert if db.session.connection().dialect.name == "postgresql" else sqlite.insert


def _assign(pairs: set[Pair]) -> Iterable[tuple[Pair, bool]]:
    """Each pair that is assigned from now on, and whether it had been done before."""
    for some in _chunks(pairs):
        rows = [
            {"id": new_id(), "section_id": one, "enrolment_id": who, "current": True} for one, who in some
        ]
        insert = _insert()(Assignment).values(rows)
        stands = insert.on_conflict_do_update(
            index_elements=["section_id", "enrolment_id"],
            set_={"current": True},
            where=Assignment.current.is_(False),
        )
        yield from _changed(stands)


def _dismiss(pairs: set[Pair]) -> Iterable[tuple[Pair, bool]]:
    """Each pair that is assigned no longer, and whether it is done. What is done stays so."""
    for some in _chunks(pairs):
        by_section: dict[UUID, list[UUID]] = {}
        for section_id, enrolment_id in some:
            by_section.setdefault(section_id, []).append(enrolment_id)
        for section_id, people in by_section.items():
            yield from _changed(
                update(Assignment)
                .where(Assignment.section_id == section_id, Assignment.enrolment_id.in_(people))
                .where(Assignment.current)
                .values(current=False)
            )


def _changed(statement: Any) -> Iterable[tuple[Pair, bool]]:
    rows = db.session.execute(
        statement.returning(Assignment.section_id, Assignment.enrolment_id, Assignment.done_at),
        execution_options={"synchronize_session": False},
    ).all()
    return [((row.section_id, row.enrolment_id), row.done_at is not None) for row in rows]


def _chunks(pairs: set[Pair]) -> Iterable[list[Pair]]:
    ordered = sorted(pairs)  # in one order, so that two of these never wait for each other in a ring
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


def _count(course_id: UUID, changed: Iterable[tuple[Pair, int, bool]]) -> None:
    """Move the counters of the sections and of the people by what changed."""
    of_sections, of_people = _Tally(), _Tally()
    for (section_id, enrolment_id), step, done in changed:
        of_sections.add(section_id, step, done)
        of_people.add(enrolment_id, step, done)
    if not of_people:
        return
    made = [{"id": new_id(), "course_id": course_id, "enrolment_id": who} for who in of_people]
    for start in range(0, len(made), CHUNK):
        some = [{**row, "assigned": 0, "done": 0} for row in made[start : start + CHUNK]]
        db.session.execute(_insert()(Progress).values(some).on_conflict_do_nothing())
    _move(Section, Section.id, of_sections)
    _move(Progress, Progress.enrolment_id, of_people, Progress.course_id == course_id)
    _forget_counters()


class _Tally(Counter[Any]):
    """Steps by id: how many more are assigned, how many more of those are done."""

    def __init__(self) -> None:
        super().__init__()
        self.done: Counter[Any] = Counter()

    def add(self, one: UUID, step: int, done: bool) -> None:
        self[one] += step
        self.done[one] += step if done else 0


def _move(table: type[Section | Progress], key: Any, steps: _Tally, *where: ColumnElement[bool]) -> None:
    rows = [{"of": one, "more": steps[one], "more_done": steps.done[one]} for one in sorted(steps)]
    moved = (
        update(table.__table__)  # type: ignore[arg-type]
        .where(key == bindparam("of"), *where)
        .values(assigned=table.assigned + bindparam("more"), done=table.done + bindparam("more_done"))
    )
    db.session.connection().execute(moved, rows)


def _forget_counters() -> None:
    """Let what is in memory be read again: its counters moved in the database."""
    for one in db.session:
        if isinstance(one, Section | Progress):
            db.session.expire(one, ["assigned", "done"])


def _count_done(section: Section, enrolment_id: UUID, step: int) -> None:
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
    _forget_counters()


def _recounted(course_id: UUID) -> int:
    """Count anew from the assignments; gives how many rows said something else."""
    sections = select(Section).where(Section.course_id == course_id)
    people = select(Progress).where(Progress.course_id == course_id)
    by_section = _counted_by(Assignment.section_id, course_id)
    by_person = _counted_by(Assignment.enrolment_id, course_id)
    wrong = [_put_right(one, by_section.get(one.id, (0, 0))) for one in db.session.scalars(sections)]
    wrong += [_put_right(one, by_person.get(one.enrolment_id, (0, 0))) for one in db.session.scalars(people)]
    db.session.flush()
    return sum(wrong)


def _counted_by(key: Any, course_id: UUID) -> dict[UUID, tuple[int, int]]:
    rows = db.session.execute(
        select(key, func.count(), func.count(Assignment.done_at))
        .join(Section, Section.id == Assignment.section_id)
        .where(Section.course_id == course_id, Assignment.current)
        .group_by(key)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _put_right(one: Section | Progress, counted: tuple[int, int]) -> bool:
    db.session.refresh(one)  # the counters move beneath the session
    if (one.assigned, one.done) == counted:
        return False
    one.assigned, one.done = counted
    return True
