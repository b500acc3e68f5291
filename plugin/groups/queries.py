"""Questions about groups and pairs: one of them, all of a course or of a mentor, and who is in a group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship, Person, Place
from plugin.people.queries import NAME, enrolment_for, said

PAGE = 50


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in a list."""

    id: UUID
    name: str
    mentees: int
    mentors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a group now."""

    id: UUID
    name: str
    part: str


def group_for(viewer: Member, group_id: UUID) -> Group:
    """A group of the viewer's own course. Raises NotHere for any other, and for all until the course is open."""
    found = db.session.scalar(
        select(Group).where(Group.id == group_id, Group.context_id == viewer.context_id, *_open_to(viewer))
    )
    if found is None:
        raise NotHere()
    return found


def open_here(viewer: Member) -> bool:
    """That people may look at each other here: for leads always, for others once the course is open. Raises NotHere."""
    if not all(db.session.scalar(select(said)) for said in _open_to(viewer)):
        raise NotHere()
    return True


def mentee_for(viewer: Member, enrolment_id: UUID) -> Enrolment:
    """Somebody in the viewer's own course, once it is open. Raises NotHere for anybody else."""
    open_here(viewer)
    return enrolment_for(viewer, enrolment_id)


def pair_for(viewer: Member, mentorship_id: UUID) -> Mentorship:
    """A running mentorship in the viewer's own course. Raises NotHere for any other."""
    found = db.session.scalar(
        select(Mentorship).where(
            Mentorship.id == mentorship_id,
            Mentorship.context_id == viewer.context_id,
            Mentorship.until.is_(None),
        )
    )
    if found is None:
        raise NotHere()
    return found


def groups_here(viewer: Member) -> list[GroupLine]:
    """The groups of the course for its lead, for a mentor those they mentor: two statements."""
    mentees = func.count(Place.id).filter(Place.part == "mentee")
    rows = db.session.execute(
        select(Group.id, Group.name, mentees.label("mentees"))
        .outerjoin(Place, and_(Place.group_id == Group.id, Place.until.is_(None)))
        .where(Group.context_id == viewer.context_id, *_looked_after(viewer))
        .group_by(Group.id, Group.name)
        .order_by(func.lower(Group.name), Group.id)
    ).all()
    mentors = _mentors_in(viewer, [row.id for row in rows])
    return [GroupLine(row.id, row.name, row.mentees, tuple(mentors.get(row.id, ()))) for row in rows]


def mentors_pairs(viewer: Member) -> bool:
    """Whether the viewer mentors somebody one to one, or covers for somebody who does."""
    one_to_one = exists().where(
        Mentorship.mentor_id.in_(viewer.mentoring_ids),
        Mentorship.group_id.is_(None),
        Mentorship.until.is_(None),
    )
    return bool(db.session.scalar(select(one_to_one)))


def seats(viewer: Member, group: Group) -> list[Seat]:
    """Who is in a group now, mentors first."""
    rows = db.session.execute(
        select(Enrolment.id, NAME.label("name"), Place.part)
        .join(Enrolment, Enrolment.id == Place.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Place.group_id == group.id, Place.until.is_(None), Enrolment.context_id == viewer.context_id)
        .order_by(Place.part.desc(), func.lower(NAME), Enrolment.id)
    )
    return [Seat(row.id, said(row.name), row.part) for row in rows]


def mentees_of(viewer: Member, group: Group | None) -> Select[Any]:
    """The ids of whoever stands on the board of a group, or of all that the viewer mentors, as a selection.

    Whom somebody mentors is what the door has found: without a guest's after the last day, with those of a cover.
    """
    wanted = select(Enrolment.id).where(Enrolment.context_id == viewer.context_id, Enrolment.active)
    if group is None:
        return wanted.where(Enrolment.id.in_(viewer.mentee_ids))
    return wanted.where(is_placed(group.id, Enrolment.id))


def is_placed(group_id: UUID, enrolment_id: Any) -> ColumnElement[bool]:
    """Which of these are mentees in a group now."""
    here = (Place.group_id == group_id, Place.part == "mentee", Place.until.is_(None))
    return exists().where(Place.enrolment_id == enrolment_id, *here)


def _open_to(viewer: Member) -> tuple[ColumnElement[bool], ...]:
    """Until a course is opened, its leads alone see who is with whom."""
    opened = exists().where(Course.context_id == viewer.context_id, Course.opened_at.is_not(None))
    return () if viewer.is_lead else (opened,)


def _looked_after(viewer: Member) -> tuple[ColumnElement[bool], ...]:
    return () if viewer.is_lead else (Group.id.in_(viewer.mentored_group_ids),)


def _mentors_in(viewer: Member, group_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    rows = db.session.execute(
        select(Place.group_id, NAME)
        .join(Enrolment, Enrolment.id == Place.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Place.group_id.in_(group_ids), Place.part == "mentor", Place.until.is_(None))
        .where(Enrolment.context_id == viewer.context_id)
        .order_by(func.lower(NAME), Place.id)
    )
    found: dict[UUID, list[str]] = {}
    for group_id, name in rows:
        found.setdefault(group_id, []).append(said(name))
    return found
