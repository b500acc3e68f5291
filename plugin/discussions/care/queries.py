"""The log of what was done about discussions, as far as its reader sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from plugin.courses.outline.models import Course, Section
from plugin.courses.resources.models import Resource
from plugin.courses.resources.queries import is_seen
from plugin.database import db
from plugin.discussions.models import Moderation, Thread
from plugin.discussions.telling import seen_by
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME

PAGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of it: what was done about which discussion, by whom ('' for somebody who has left), and why."""

    what: str
    why: str
    at: datetime
    by: str
    resource_id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class Done:
    """A page of it, the newest first."""

    entries: tuple[Entry, ...]
    page: int
    more: bool


def done_in(viewer: Member, course: Course, page: int = 1) -> Done:
    """What was done beside the resources that the viewer sees, in one statement."""
    rows = db.session.execute(
        select(
            *(Moderation.what, Moderation.why, Moderation.at, NAME.label("by")),
            *(Resource.id.label("resource_id"), Resource.title),
        )
        .join(Thread, Thread.id == Moderation.thread_id)
        .join(Course, Course.id == Thread.course_id)
        .join(Resource, Resource.id == Thread.resource_id)
        .outerjoin(Section, Section.id == Resource.section_id)
        .outerjoin(Enrolment, Enrolment.id == Moderation.by_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(Moderation.course_id == course.id, *seen_by(viewer), is_seen(viewer))
        .order_by(Moderation.at.desc(), Moderation.id.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    entries = tuple(Entry(**row._asdict() | {"by": row.by or ""}) for row in rows[:PAGE])
    return Done(entries, page, len(rows) > PAGE)
