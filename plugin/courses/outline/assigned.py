"""Whose a section is: who walks it by its audience, what stands of that in the table, and bringing the two together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from plugin.courses.outline.models import Assignment, Course, Section
from plugin.database import db, new_id
from plugin.people.models import Enrolment, Mentorship, Place

Pair = tuple[UUID, UUID]  # a section and an enrolment
CHUNK = 2000


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


@dataclass(frozen=True, slots=True)
class Scope:
    """A course, or these people or these sections of it."""

    course_id: UUID
    people: Collection[UUID] | None
    sections: Collection[UUID] | None

    def wanted(self) -> Select[UUID, UUID]:
        """Sections and the mentees of now who walk them."""
        return self._narrow(_wanted(), Enrolment.id)

    def standing(self) -> Select[UUID, UUID]:
        """The same as the table has it."""
        return self._narrow(_standing(), Assignment.enrolment_id)

    def _narrow(self, asked: Select[UUID, UUID], person: Any) -> Select[UUID, UUID]:
        asked = asked.where(Section.course_id == self.course_id)
        if self.people is not None:
            asked = asked.where(person.in_(self.people))
        if self.sections is not None:
            asked = asked.where(Section.id.in_(self.sections))
        return asked


def lacking(scope: Scope) -> set[Pair]:
    """Sections that are somebody's to walk, and that nothing says so of yet."""
    return _beyond(scope.wanted(), scope.standing())


def left_over(scope: Scope) -> set[Pair]:
    """Sections that stand as somebody's to walk, and are no longer."""
    return _beyond(scope.standing(), scope.wanted())


def _beyond(some: Select[UUID, UUID], others: Select[UUID, UUID]) -> set[Pair]:
    # The database compares: a course of thousands is not carried here to be found as it was.
    return {(row[0], row[1]) for row in db.session.execute(some.except_(others))}


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


def inserting(table: Any) -> Any:
    """An insert that can say what happens where the row is there already."""
    dialect = postgresql if db.session.connection().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def assign(pairs: set[Pair]) -> Iterable[tuple[Pair, bool]]:
    """Each pair that is assigned from now on, and whether it had been done before."""
    for some in _chunks(pairs):
        rows = [
            {"id": new_id(), "section_id": one, "enrolment_id": who, "current": True} for one, who in some
        ]
        insert = inserting(Assignment).values(rows)
        stands = insert.on_conflict_do_update(
            index_elements=["section_id", "enrolment_id"],
            set_={"current": True},
            where=Assignment.current.is_(False),
        )
        yield from _changed(stands)


def dismiss(pairs: set[Pair]) -> Iterable[tuple[Pair, bool]]:
    """Each pair that is assigned no longer, and whether it is done. What is done stays so."""
    for some in _chunks(pairs):
        for where in _grouped(some):
            yield from _changed(update(Assignment).where(*where, Assignment.current).values(current=False))


def _grouped(pairs: Iterable[Pair]) -> Iterable[tuple[ColumnElement[bool], ...]]:
    """As few conditions as there are sections or people, whichever are fewer, in one order."""
    by_section, by_person = defaultdict(list), defaultdict(list)
    for section_id, enrolment_id in pairs:
        by_section[section_id].append(enrolment_id)
        by_person[enrolment_id].append(section_id)
    if len(by_section) <= len(by_person):
        for one, people in sorted(by_section.items()):
            yield Assignment.section_id == one, Assignment.enrolment_id.in_(people)
    else:
        for one, sections in sorted(by_person.items()):
            yield Assignment.enrolment_id == one, Assignment.section_id.in_(sections)


def _changed(statement: Any) -> Iterable[tuple[Pair, bool]]:
    rows = db.session.execute(
        statement.returning(Assignment.section_id, Assignment.enrolment_id, Assignment.done_at),
        execution_options={"synchronize_session": False},
    ).all()
    return [((row.section_id, row.enrolment_id), row.done_at is not None) for row in rows]


def _chunks(pairs: set[Pair]) -> Iterable[list[Pair]]:
    ordered = sorted(pairs)  # in one order, so that two of these never wait for each other in a ring
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))
