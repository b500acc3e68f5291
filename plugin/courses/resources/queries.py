"""What can be asked of resources: one of the viewer's own course, those of a section, and where one comes from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import defer

from plugin.courses.outline.models import Course, Section
from plugin.courses.outline.queries import reads
from plugin.courses.resources.models import Resource, Share
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said


@dataclass(frozen=True, slots=True)
class Origin:
    """The section that holds a resource, and who put it there; nobody's name where it came with the programme."""

    section_id: UUID | None
    section_title: str
    added_by_id: UUID | None
    added_by: str


def resource_for(viewer: Member, resource_id: UUID) -> Resource:
    """A resource of the viewer's own course. Raises NotHere for any other."""
    found = db.session.scalar(
        select(Resource)
        .join(Course, Course.id == Resource.course_id)
        .outerjoin(Section, Section.id == Resource.section_id)
        .where(Resource.id == resource_id, Course.context_id == viewer.context_id, is_seen(viewer))
    )
    if found is None or viewer.enrolment_id is None:
        raise NotHere()
    return found


def is_seen(viewer: Member) -> ColumnElement[bool]:
    """Whoever reads its section, and whoever it is shared with, may see it; so may whoever brought it.

    For a statement that has its section joined from outside.
    """
    groups = Share.group_id.in_(viewer.group_ids)
    nobody_else = Share.group_id.is_(None) & Share.with_id.is_(None)
    shared = exists().where(
        Share.resource_id == Resource.id,
        Share.ended_at.is_(None),
        or_(nobody_else, groups, Share.with_id == viewer.enrolment_id),
    )
    brought = Resource.added_by_id == viewer.enrolment_id
    return Resource.retired_at.is_(None) & or_(Section.id.is_not(None) & reads(viewer), shared, brought)


def resources_of(section: Section) -> list[Resource]:
    """What a section holds, in its order, without the words of its pages."""
    rows = db.session.scalars(
        select(Resource)
        .where(Resource.section_id == section.id, Resource.retired_at.is_(None))
        .order_by(Resource.position, Resource.id)
        .options(defer(Resource.words, raiseload=True))
    )
    return list(rows)


def origin_of(resource: Resource) -> Origin:
    """Where a resource stands and who added it, in one statement."""
    row = db.session.execute(
        select(Section.id, Section.title, NAME.label("name"))
        .select_from(Resource)
        .outerjoin(Section, Section.id == Resource.section_id)
        .outerjoin(Enrolment, Enrolment.id == Resource.added_by_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(Resource.id == resource.id)
    ).one()
    adder = said(row.name) if resource.added_by_id else ""
    return Origin(row.id, row.title or "", resource.added_by_id, adder)
