"""What can be asked of shares: with whom somebody may share, what was shared with whom, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, false, func, select, true
from sqlalchemy.orm import aliased

from plugin.courses.outline.models import Course, Section
from plugin.courses.resources.audience import reach_of
from plugin.courses.resources.models import Resource, Share
from plugin.courses.resources.queries import PAGE, is_seen, is_shared_with
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Person
from plugin.people.queries import NAME, name_of, said

OFFERED = 200  # names in a list to choose from; a search reaches the others


@dataclass(frozen=True, slots=True)
class Whom:
    """With whom something is shared: a group, one person, or, where neither is said, everybody in the course."""

    group_id: UUID | None = None
    with_id: UUID | None = None

    @property
    def key(self) -> str:
        """As forms and addresses name them."""
        if self.group_id:
            return f"group:{self.group_id}"
        return f"person:{self.with_id}" if self.with_id else "everybody"


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody to share with, in a list."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Everybody that somebody may share with; `more` says that a search finds others."""

    everybody: bool
    groups: list[Choice]
    people: list[Choice]
    more: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """One share: of what, by whom, with whom (`group`, or `person`, or everybody), when, and with which note.

    `is_own` where the viewer made it.
    """

    id: UUID
    resource_id: UUID
    title: str
    kind: str
    minutes: int | None
    by: str
    group: str
    person: str
    note: str
    at: datetime
    is_own: bool


def choices_for(viewer: Member, find: str = "") -> Choices:
    """Groups and people that the viewer may share with: two statements, however many they are."""
    groups = db.session.execute(
        select(Group.id, Group.name)
        .where(Group.context_id == viewer.context_id, _own_groups(viewer))
        .order_by(func.lower(Group.name), Group.id)
        .limit(OFFERED)
    )
    named = (NAME.icontains(find, autoescape=True),) if find else ()
    people = db.session.execute(
        select(Enrolment.id, NAME.label("name"))
        .join(Person, Person.id == Enrolment.person_id)
        .where(*_own_people(viewer), *named)
        .order_by(func.lower(NAME), Enrolment.id)
        .limit(OFFERED + 1)
    ).all()
    return Choices(
        viewer.is_lead,
        [Choice(Whom(group_id=row.id).key, row.name) for row in groups],
        [Choice(Whom(with_id=row.id).key, said(row.name)) for row in people[:OFFERED]],
        len(people) > OFFERED,
    )


def name_for(viewer: Member, whom: Whom) -> str | None:
    """What somebody that the viewer may share with is called, '' for everybody; None for anybody else."""
    if whom.group_id:
        return db.session.scalar(
            select(Group.name).where(
                Group.id == whom.group_id, Group.context_id == viewer.context_id, _own_groups(viewer)
            )
        )
    if whom.with_id:
        row = db.session.execute(
            select(NAME.label("name"))
            .join(Enrolment, Enrolment.person_id == Person.id)
            .where(Enrolment.id == whom.with_id, *_own_people(viewer))
        ).one_or_none()
        return said(row.name) if row else None
    return "" if viewer.is_lead else None


def reaches_already(resource: Resource, whom: Whom) -> bool:
    """Whether they can see it as things stand: to share it then only points it out to them."""
    reach = reach_of(resource)
    if reach.everybody or (whom.group_id and whom.group_id in reach.groups):
        return True
    if whom.with_id is None:
        return False
    return bool(db.session.scalar(select(exists().where(Enrolment.id == whom.with_id, reach.people()))))


def was_ever_shared(resource: Resource) -> bool:
    """Whether anybody was ever given it, also where that has ended."""
    return bool(db.session.scalar(select(exists().where(Share.resource_id == resource.id))))


def shared_with(viewer: Member, page: int) -> tuple[list[Shared], bool]:
    """What others shared with the viewer, the newest first, fifty at a time, and whether there is more: one statement."""
    rows = db.session.execute(
        _shares()
        .join(Course, Course.id == Resource.course_id)
        .outerjoin(Section, Section.id == Resource.section_id)
        .where(Course.context_id == viewer.context_id, is_seen(viewer), is_shared_with(viewer))
        .where(Share.by_id.is_distinct_from(viewer.enrolment_id))
        .order_by(Share.at.desc(), Share.id.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    return [_shared(row, viewer) for row in rows[:PAGE]], len(rows) > PAGE


def shares_to_end(viewer: Member, resource: Resource) -> list[Shared]:
    """The shares of a resource that the viewer may end, the newest first: one statement. Others' notes stay theirs."""
    rows = db.session.execute(
        _shares()
        .where(Share.resource_id == resource.id, _is_theirs_to_end(viewer), Share.ended_at.is_(None))
        .order_by(Share.at.desc(), Share.id.desc())
        .limit(PAGE)
    )
    shares = [_shared(row, viewer) for row in rows]
    return [one if one.is_own else replace(one, note="") for one in shares]


def share_for(viewer: Member, share_id: UUID) -> Share:
    """A share that runs, in the viewer's own course, of something that they see. Raises NotHere for any other."""
    found = db.session.scalar(
        select(Share)
        .join(Resource, Resource.id == Share.resource_id)
        .join(Course, Course.id == Resource.course_id)
        .outerjoin(Section, Section.id == Resource.section_id)
        .where(Share.id == share_id, Share.ended_at.is_(None))
        .where(Course.context_id == viewer.context_id, is_seen(viewer))
        .where(is_shared_with(viewer) | _is_theirs_to_end(viewer))
    )
    if found is None:
        raise NotHere()
    return found


def _is_theirs_to_end(viewer: Member) -> ColumnElement[bool]:
    """As the policy has it: what a mentor points out to one mentee is not shown to leads."""
    for_many = Share.with_id.is_(None) if viewer.is_lead else false()
    return (Share.by_id == viewer.enrolment_id) | for_many


def _shares() -> Any:
    giver, taker = aliased(Enrolment), aliased(Enrolment)
    by, person = aliased(Person), aliased(Person)
    return (
        select(
            *(Share.id, Share.resource_id, Resource.title, Resource.kind, Resource.minutes),
            *(Share.by_id, name_of(by).label("by"), Group.name.label("group")),
            *(Share.with_id, name_of(person).label("person"), Share.note, Share.at),
        )
        .select_from(Share)
        .join(Resource, Resource.id == Share.resource_id)
        .outerjoin(giver, giver.id == Share.by_id)
        .outerjoin(by, by.id == giver.person_id)
        .outerjoin(Group, Group.id == Share.group_id)
        .outerjoin(taker, taker.id == Share.with_id)
        .outerjoin(person, person.id == taker.person_id)
    )


def _shared(row: Any, viewer: Member) -> Shared:
    by = said(row.by) if row.by_id else ""
    person = said(row.person) if row.with_id else ""
    told = (row.id, row.resource_id, row.title, row.kind, row.minutes, by, row.group or "", person)
    return Shared(*told, row.note, row.at, row.by_id is not None and row.by_id == viewer.enrolment_id)


def _own_groups(viewer: Member) -> ColumnElement[bool]:
    return true() if viewer.is_lead else Group.id.in_(viewer.mentored_group_ids)


def _own_people(viewer: Member) -> tuple[ColumnElement[bool], ...]:
    whose = Enrolment.id != viewer.enrolment_id if viewer.is_lead else Enrolment.id.in_(viewer.mentee_ids)
    if viewer.enrolment_id is None:
        whose = false()
    return (Enrolment.context_id == viewer.context_id, Enrolment.active.is_(True), whose)
