"""Everybody in a course, as its lead looks them over: who has no mentor yet, and who is with whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import aliased

from plugin.database import db
from plugin.groups.queries import PAGE
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship, Person, Place
from plugin.people.queries import NAME, said

OFFERED = 200  # names in a list to choose from; a search reaches the others


@dataclass(frozen=True, slots=True)
class InGroup:
    """Somebody's place in a group."""

    group_id: UUID
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody's mentor, through a group or, where `pair_id` is set, one to one."""

    mentor: str
    group: str
    pair_id: UUID | None
    last_day: date | None = None  # of a guest


@dataclass(frozen=True, slots=True)
class Here:
    """A person of the course as its lead sees them."""

    id: UUID
    name: str
    role: str
    role_from: str
    seen_at: datetime | None
    alone: bool  # a member whom nobody mentors and who mentors nobody
    groups: list[InGroup] = field(default_factory=list)
    mentors: list[Tie] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class People:
    """A page of the people of a course, those without a mentor first; `alone` counts all of these."""

    shown: list[Here]
    total: int
    alone: int
    page: int

    @property
    def more(self) -> bool:
        """Whether another page follows."""
        return self.total > self.page * PAGE


def people_here(viewer: Member, find: str = "", page: int = 1, outside: Group | None = None) -> People:
    """Everybody in the course, or who is not in a group yet, 50 a page: three statements, however many."""
    alone = is_alone()
    rows = db.session.execute(
        select(
            *(Enrolment.id, NAME.label("name"), Enrolment.role, Enrolment.role_from, Enrolment.seen_at),
            alone.label("alone"),
            func.count().over().label("total"),
            func.count().filter(alone).over().label("all_alone"),
        )
        .join(Person, Person.id == Enrolment.person_id)
        .where(*active_in(viewer), *called(find), *_not_in(outside))
        .order_by(alone.desc(), func.lower(NAME), Enrolment.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    ids = [row.id for row in rows]
    groups, ties = _groups_of(viewer, ids), mentors_of(viewer, ids)
    shown = [
        Here(
            r.id,
            said(r.name),
            r.role,
            r.role_from,
            r.seen_at,
            bool(r.alone),
            groups.get(r.id, []),
            ties.get(r.id, []),
        )
        for r in rows
    ]
    return People(shown, rows[0].total if rows else 0, rows[0].all_alone if rows else 0, page)


def names_to_choose(viewer: Member, find: str = "") -> list[tuple[UUID, str]]:
    """People for a list to choose from, by name, at most OFFERED of them."""
    rows = db.session.execute(
        select(Enrolment.id, NAME)
        .join(Person, Person.id == Enrolment.person_id)
        .where(*active_in(viewer), *called(find))
        .order_by(func.lower(NAME), Enrolment.id)
        .limit(OFFERED)
    )
    return [(enrolment_id, said(name)) for enrolment_id, name in rows]


def active_in(viewer: Member) -> tuple[ColumnElement[bool], ...]:
    """Whoever is in the viewer's own course now."""
    return (Enrolment.context_id == viewer.context_id, Enrolment.active.is_(True))


def called(find: str) -> tuple[ColumnElement[bool], ...]:
    """Whoever has that in their name; everybody where nothing is looked for."""
    return (NAME.icontains(find, autoescape=True),) if find else ()


def _not_in(group: Group | None) -> tuple[ColumnElement[bool], ...]:
    if group is None:
        return ()
    inside = exists().where(
        Place.group_id == group.id, Place.enrolment_id == Enrolment.id, Place.until.is_(None)
    )
    return (~inside,)


def is_alone() -> ColumnElement[bool]:
    """A member whom nobody mentors, and who mentors nobody either."""
    tied = exists().where(
        Mentorship.until.is_(None),
        (Mentorship.mentee_id == Enrolment.id) | (Mentorship.mentor_id == Enrolment.id),
    )
    return and_(Enrolment.role == "member", ~tied)


def _groups_of(viewer: Member, ids: Collection[UUID]) -> dict[UUID, list[InGroup]]:
    rows = db.session.execute(
        select(Place.enrolment_id, Group.id, Group.name, Place.part)
        .join(Group, Group.id == Place.group_id)
        .where(Group.context_id == viewer.context_id, Place.enrolment_id.in_(ids), Place.until.is_(None))
        .order_by(func.lower(Group.name), Group.id)
    )
    found: dict[UUID, list[InGroup]] = {}
    for enrolment_id, group_id, name, part in rows:
        found.setdefault(enrolment_id, []).append(InGroup(group_id, name, part))
    return found


def mentors_of(viewer: Member, ids: Collection[UUID]) -> dict[UUID, list[Tie]]:
    """Who mentors each of these people of the viewer's course now: one statement."""
    mentor = aliased(Enrolment)
    rows = db.session.execute(
        select(Mentorship.mentee_id, Mentorship.id, NAME.label("mentor"), Group.name.label("group"))
        .add_columns(Mentorship.last_day)
        .join(mentor, mentor.id == Mentorship.mentor_id)
        .join(Person, Person.id == mentor.person_id)
        .outerjoin(Group, Group.id == Mentorship.group_id)
        .where(Mentorship.context_id == viewer.context_id, Mentorship.mentee_id.in_(ids))
        .where(Mentorship.until.is_(None))
        .order_by(func.lower(NAME), Mentorship.id)
    )
    found: dict[UUID, list[Tie]] = {}
    for row in rows:
        pair_id = None if row.group else row.id
        found.setdefault(row.mentee_id, []).append(
            Tie(said(row.mentor), row.group or "", pair_id, row.last_day)
        )
    return found
