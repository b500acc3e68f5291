"""Who is to be dealt out, and who may mentor them: questions to the course as it stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select

from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.errors import NotHere
from plugin.groups.everybody import OFFERED, active_in, called, is_alone
from plugin.groups.invited import folded
from plugin.groups.models import Invited
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship, Person, Place
from plugin.people.queries import NAME, said

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """Members without a mentor, without a mentee, in no group and not expected in one, by name: those who are dealt out
    now, and how many they are in all."""

    shown: list[tuple[UUID, str]]
    total: int


@dataclass(frozen=True, slots=True)
class Mentor:
    """Somebody who may mentor: how many they mentor now, for how many there is room (None: no limit), in which group."""

    id: UUID
    name: str
    mentees: int
    room: int | None
    group: str


def waiting(lead: Member, besides: Collection[UUID] = ()) -> Waiting:
    """Of the lead's course, at most AT_ONCE shown: two statements."""
    rows = db.session.execute(
        select(Enrolment.id, NAME.label("name"), Person.email)
        .join(Person, Person.id == Enrolment.person_id)
        .where(*active_in(lead), is_alone(), ~_is_placed(), Enrolment.id.not_in(besides))
        .order_by(func.lower(NAME), Enrolment.id)
    )
    expected = _expected(lead)
    found = [(row.id, said(row.name)) for row in rows if folded(row.email) not in expected]
    return Waiting(found[:AT_ONCE], len(found))


def mentors_to_choose(lead: Member, find: str = "") -> list[Mentor]:
    """Everybody who is here, whoever mentors somebody already first: one statement."""
    return _mentors(lead, *called(find))


def chosen(lead: Member, ids: Collection[UUID]) -> list[Mentor]:
    """These, by name. Raises NotHere where one of them is not in the lead's course now."""
    found = _mentors(lead, Enrolment.id.in_(ids))
    if len(found) != len(set(ids)):
        raise NotHere()
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def _mentors(lead: Member, *where: ColumnElement[bool]) -> list[Mentor]:
    mentees = (
        select(func.count(Mentorship.mentee_id.distinct()))
        .where(Mentorship.mentor_id == Enrolment.id, Mentorship.until.is_(None))
        .correlate(Enrolment)
        .scalar_subquery()
    )
    group = (
        select(func.min(Group.name))
        .join(Place, Place.group_id == Group.id)
        .where(Place.enrolment_id == Enrolment.id, Place.part == "mentor", Place.until.is_(None))
        .correlate(Enrolment)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            *(Enrolment.id, NAME.label("name"), mentees.label("mentees"), group.label("group")),
            func.coalesce(Enrolment.capacity, Course.capacity).label("room"),
        )
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Course, Course.context_id == Enrolment.context_id)
        .where(*active_in(lead), ~_is_guest(), *where)
        .order_by(or_(mentees > 0, group.is_not(None)).desc(), func.lower(NAME), Enrolment.id)
        .limit(OFFERED)
    )
    return [Mentor(row.id, said(row.name), row.mentees, row.room, row.group or "") for row in rows]


def groups_called(lead: Member) -> Sequence[str]:
    """The names of all groups here, so that a new one finds its own."""
    return db.session.scalars(select(Group.name).where(Group.context_id == lead.context_id)).all()


def _expected(lead: Member) -> set[str]:
    """Addresses of people whom a sheet put together with somebody who has not come yet."""
    rows = db.session.execute(
        select(Invited.mentor_email, Invited.mentee_email).where(Invited.context_id == lead.context_id)
    )
    return {address for row in rows for address in row} - {""}


def _is_placed() -> ColumnElement[bool]:
    return exists().where(Place.enrolment_id == Enrolment.id, Place.until.is_(None))


def _is_guest() -> ColumnElement[bool]:
    """A guest mentors whom they were given by name, and nobody beside."""
    return exists().where(
        Mentorship.mentor_id == Enrolment.id, Mentorship.until.is_(None), Mentorship.last_day.is_not(None)
    )
