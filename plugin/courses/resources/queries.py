"""What can be asked of resources: one of the viewer's own course, those of a section, and where one comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import defer

from plugin import clock
from plugin.courses.outline.models import Course, Section
from plugin.courses.outline.queries import reads
from plugin.courses.resources.models import Resource, Share
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said
from plugin.regrets import REGRETTED

PAGE = 50


@dataclass(frozen=True, slots=True)
class Origin:
    """The section that holds a resource, and who put it there; nobody's name where it came with the programme."""

    section_id: UUID | None
    section_title: str
    added_by_id: UUID | None
    added_by: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of what a section holds, and for those who may bring it back, what was taken out lately."""

    resources: list[Resource]
    page: int
    more: bool
    taken_out: list[Resource]


def resource_for(viewer: Member, resource_id: UUID) -> Resource:
    """A resource of the viewer's own course. Raises NotHere for any other."""
    found = db.session.scalar(_here(viewer).where(Resource.id == resource_id, is_seen(viewer)))
    if found is None or viewer.enrolment_id is None:
        raise NotHere()
    return found


def retired_for(viewer: Member, resource_id: UUID) -> Resource:
    """A resource that was taken out and that the viewer may bring back. Raises NotHere for any other."""
    found = db.session.scalar(_here(viewer).where(Resource.id == resource_id, _may_come_back(viewer)))
    if found is None:
        raise NotHere()
    return found


def back_until(resource: Resource) -> datetime:
    """Until when something that was taken out can be brought back."""
    return (resource.retired_at or clock.now()) + REGRETTED


def is_seen(viewer: Member) -> ColumnElement[bool]:
    """Whoever reads its section, and whoever it is shared with, may see it; so may whoever brought it.

    For a statement that has its section joined from outside.
    """
    # correlated by hand: the statement around it may ask for shares too
    shared = exists().where(Share.resource_id == Resource.id, is_shared_with(viewer)).correlate(Resource)
    brought = Resource.added_by_id == viewer.enrolment_id
    return Resource.retired_at.is_(None) & or_(Section.id.is_not(None) & reads(viewer), shared, brought)


def is_shared_with(viewer: Member) -> ColumnElement[bool]:
    """Which shares are for the viewer: everybody's, those of their groups, their own."""
    nobody_else = Share.group_id.is_(None) & Share.with_id.is_(None)
    groups = Share.group_id.in_(viewer.group_ids)
    return Share.ended_at.is_(None) & or_(nobody_else, groups, Share.with_id == viewer.enrolment_id)


def resources_of(section: Section, page: int = 1) -> list[Resource]:
    """What a section holds, in its order, without the words of its pages: fifty at a time."""
    return _held(section, page, PAGE)


def shelf_of(viewer: Member, section: Section, page: int) -> Shelf:
    """The same as a page of the section, in one statement, and one more for those who may bring something back."""
    held = _held(section, page, PAGE + 1)
    taken_out: list[Resource] = []
    if viewer.is_lead or viewer.is_mentor:
        taken_out = list(
            db.session.scalars(
                _here(viewer)
                .where(Resource.section_id == section.id, _may_come_back(viewer))
                .order_by(Resource.retired_at.desc(), Resource.id)
                .limit(PAGE)
                .options(defer(Resource.words, raiseload=True))
            )
        )
    return Shelf(held[:PAGE], page, len(held) > PAGE, taken_out)


def found_by(viewer: Member, page: int) -> tuple[list[Resource], bool]:
    """What the viewer finds in their course, the newest first, fifty at a time; and whether there is more."""
    rows = db.session.scalars(
        _here(viewer)
        .where(is_seen(viewer))
        .order_by(Resource.made_at.desc(), Resource.id.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
        .options(defer(Resource.words, raiseload=True))
    ).all()
    return list(rows[:PAGE]), len(rows) > PAGE


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


def _here(viewer: Member) -> Select[Resource]:
    """Of the viewer's own course; before it is opened, for its leads alone."""
    found = (
        select(Resource)
        .join(Course, Course.id == Resource.course_id)
        .outerjoin(Section, Section.id == Resource.section_id)
        .where(Course.context_id == viewer.context_id)
    )
    return found if viewer.is_lead else found.where(Course.opened_at.is_not(None))


def _held(section: Section, page: int, size: int) -> list[Resource]:
    rows = db.session.scalars(
        select(Resource)
        .where(Resource.section_id == section.id, Resource.retired_at.is_(None))
        .order_by(Resource.position, Resource.id)
        .limit(size)
        .offset((page - 1) * PAGE)
        .options(defer(Resource.words, raiseload=True))
    )
    return list(rows)


def _may_come_back(viewer: Member) -> ColumnElement[bool]:
    """Of what was taken out lately: a lead's whatever stands in a section that they read, and everybody's own."""
    lately = Resource.retired_at > clock.now() - REGRETTED
    own = Resource.added_by_id == viewer.enrolment_id
    return lately & (or_(own, Section.id.is_not(None) & reads(viewer)) if viewer.is_lead else own)
