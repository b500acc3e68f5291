"""Where a course may have been copied from: as a link shows, as the LMS says, or as a lead may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from plugin.courses.outline.models import Course, Section
from plugin.courses.outline.queries import course_if_any
from plugin.courses.programmes.taking import for_everybody
from plugin.courses.resources.models import Resource
from plugin.database import db
from plugin.errors import NotHere
from plugin.lti.models import Context
from plugin.member import Member
from plugin.people.models import Enrolment
from plugin.setup.queries import is_untouched

MOST = 20  # courses to choose from
LINK, LMS, OWN = "link", "lms", "own"


@dataclass(frozen=True, slots=True)
class Origin:
    """A course that this one may be a copy of, and how that is known."""

    id: UUID
    title: str
    how: str  # link: content of it stands in a link here; lms: the LMS says so; own: the lead leads it too
    may_be_taken: bool = True


@dataclass(frozen=True, slots=True)
class Coming:
    """What would come from an origin."""

    origin: Origin
    sections: list[tuple[str, str]]  # kind, title
    course: Course


def takes_copies(lead: Member) -> bool:
    """Whether an outline may still be brought: the course is not open, and is untouched."""
    course = course_if_any(lead)
    return course is None or (course.opened_at is None and is_untouched(course))


def origins_of(lead: Member, content: str = "") -> list[Origin]:
    """The courses that this one may be a copy of, the surest first: of the lead's company and platform alone.

    `content` is what a link in the LMS's course leads to: a kind and an id.
    """
    told = (Origin(row.id, row.title, LMS) for row in _said(lead))
    own = (Origin(row.id, row.title, OWN) for row in _led(lead))
    found: dict[UUID, Origin] = {}
    for one in (*_by_link(lead, content), *told, *own):
        found.setdefault(one.id, one)
    return list(found.values())[:MOST]


def origin_for(lead: Member, course_id: UUID, content: str = "") -> Origin:
    """One of these, and whether it may still be taken. Raises NotHere for any other course."""
    found = next((one for one in origins_of(lead, content) if one.id == course_id), None)
    if found is None:
        raise NotHere()
    return Origin(found.id, found.title, found.how, takes_copies(lead))


def coming_from(origin: Origin) -> Coming:
    """What of an origin would come."""
    course = db.session.get_one(Course, origin.id)
    rows = db.session.execute(
        select(Section.kind, Section.title)
        .where(Section.course_id == origin.id, for_everybody())
        .order_by(Section.position, Section.id)
    )
    return Coming(origin, [(kind, title) for kind, title in rows], course)


def _elsewhere(lead: Member) -> tuple[ColumnElement[bool], ...]:
    """Never across companies, nor from one learning site to another."""
    return (
        Course.company_id == lead.company_id,
        Context.platform_id == lead.platform_id,
        Context.id != lead.context_id,
    )


def _by_link(lead: Member, content: str) -> list[Origin]:
    kind, _dot, written = content.partition(".")
    tables: dict[str, type[Section | Resource]] = {"section": Section, "resource": Resource}
    try:
        thing_id = UUID(written)
    except ValueError:
        return []
    if kind not in tables:
        return []
    table = tables[kind]
    row = db.session.execute(
        select(Course.id, Course.title)
        .join(table, table.course_id == Course.id)
        .join(Context, Context.id == Course.context_id)
        .where(table.id == thing_id, *_elsewhere(lead))
    ).one_or_none()
    return [Origin(row.id, row.title, LINK)] if row else []


def _said(lead: Member) -> Sequence[Course]:
    """The courses whose ids the LMS gives as the history of this one, newest first."""
    told = db.session.scalar(select(Context.origins).where(Context.id == lead.context_id)) or []
    rows = db.session.execute(
        select(Course, Context.lms_id)
        .join(Context, Context.id == Course.context_id)
        .where(Context.lms_id.in_(told), *_elsewhere(lead))
    ).all()
    places = {lms_id: place for place, lms_id in enumerate(told)}
    return [row.Course for row in sorted(rows, key=lambda row: places[row.lms_id])]


def _led(lead: Member) -> Sequence[Course]:
    """Those that the same person leads too, the newest first."""
    return db.session.scalars(
        select(Course)
        .join(Context, Context.id == Course.context_id)
        .join(Enrolment, Enrolment.context_id == Context.id)
        .where(Enrolment.person_id == lead.person_id, Enrolment.role == "lead", Enrolment.active)
        .where(*_elsewhere(lead))
        .order_by(func.coalesce(Course.opened_at, Course.made_at).desc(), Course.id)
        .limit(MOST)
    ).all()
