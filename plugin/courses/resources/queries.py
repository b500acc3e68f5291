"""What can be asked of resources: one of the viewer's own course, those of a section, and where one comes from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import defer

from plugin.courses.outline.models import Course, Section
from plugin.courses.resources.models import Resource
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said


@dataclass(frozen=True, slots=True)
class Origin:
    """The section that holds a resource, and who put it there; nobody's name where it came with the programme."""

    section_id: UUID
    position: int
    section_title: str
    added_by_id: UUID | None
    added_by: str


def resource_for(viewer: Member, resource_id: UUID) -> Resource:
    """A resource of the viewer's own course. Raises NotHere for any other."""
    found = db.session.scalar(
        select(Resource)
        .join(Course, Course.id == Resource.course_id)
        .where(Resource.id == resource_id, Course.context_id == viewer.context_id)
    )
    if found is None or viewer.enrolment_id is None:
        raise NotHere()
    return found


def resources_of(section: Section) -> list[Resource]:
    """What a section holds, in its order, without the words of its pages."""
    rows = db.session.scalars(
        select(Resource)
        .where(Resource.section_id == section.id)
        .order_by(Resource.position, Resource.id)
        .options(defer(Resource.words, raiseload=True))
    )
    return list(rows)


def origin_of(resource: Resource) -> Origin:
    """Where a resource stands and who added it, in one statement."""
    row = db.session.execute(
        select(Section.id, Section.position, Section.title, NAME.label("name"))
        .select_from(Section)
        .outerjoin(Enrolment, Enrolment.id == resource.added_by_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(Section.id == resource.section_id)
    ).one()
    adder = said(row.name) if resource.added_by_id else ""
    return Origin(row.id, row.position, row.title, resource.added_by_id, adder)
