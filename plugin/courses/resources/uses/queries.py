"""What can be asked of uses: one's own, each mentee's, numbers for leads, and what somebody opened lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select

from plugin.courses.outline.models import Course, Section
from plugin.courses.resources.audience import reach_of
from plugin.courses.resources.models import Resource, Use
from plugin.courses.resources.queries import PAGE, is_seen
from plugin.database import db
from plugin.member import Member
from plugin.people.figures import FEWEST
from plugin.people.models import Enrolment, Mentorship, Person
from plugin.people.queries import NAME, said

LATELY = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody did with a resource. Without `first_at` they have not opened it here."""

    days: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    finished_at: datetime | None = None
    helped_at: datetime | None = None


MARK = (Use.days, Use.first_at, Use.last_at, Use.finished_at, Use.helped_at)


def mark_in(row: Any) -> Mark:
    """The mark that a row holds which was asked for MARK."""
    return Mark(row.days or 0, row.first_at, row.last_at, row.finished_at, row.helped_at)


@dataclass(frozen=True, slots=True)
class Used:
    """A mentee's mark on a resource, or a resource's mark by a mentee: `id` and `name` are the other's."""

    id: UUID
    name: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Figures:
    """Of so many mentees who can see it, how many opened it, finished it, found that it helped.

    None stands for fewer than five, and `of` is None where those who can see it are fewer themselves.
    """

    of: int | None
    opened: int | None
    finished: int | None
    helped: int | None


def used_by_mentees(viewer: Member, resource: Resource, page: int) -> tuple[list[Used], int]:
    """Each of the viewer's mentees who can see it, with what they did, and how many they are: two statements."""
    rows = db.session.execute(
        select(Enrolment.id, NAME.label("name"), func.count().over().label("total"), *MARK)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Use, (Use.enrolment_id == Enrolment.id) & (Use.resource_id == resource.id))
        .where(Enrolment.context_id == viewer.context_id, Enrolment.id.in_(viewer.mentee_ids))
        .where(Enrolment.active, reach_of(resource).people())
        .order_by(func.lower(NAME), Enrolment.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    return [Used(row.id, said(row.name), mark_in(row)) for row in rows], rows[0].total if rows else 0


def figures_of(viewer: Member, resource: Resource) -> Figures:
    """How many of those who can see it and are mentored did what, hidden where they are few: two statements."""
    mentored = exists().where(Mentorship.mentee_id == Enrolment.id, Mentorship.until.is_(None))
    row = db.session.execute(
        select(
            func.count().label("all"),
            func.count(Use.first_at).label("opened"),
            func.count(Use.finished_at).label("finished"),
            func.count(Use.helped_at).label("helped"),
        )
        .select_from(Enrolment)
        .outerjoin(Use, (Use.enrolment_id == Enrolment.id) & (Use.resource_id == resource.id))
        .where(Enrolment.context_id == viewer.context_id, Enrolment.active, mentored)
        .where(reach_of(resource).people())
    ).one()
    of = _hidden(row.all)
    if of is None:
        return Figures(None, None, None, None)
    return Figures(of, _hidden(row.opened), _hidden(row.finished), _hidden(row.helped))


def opened_lately(viewer: Member, enrolment_id: UUID) -> list[Used]:
    """What somebody opened last, of what the viewer sees too: one statement."""
    rows = db.session.execute(
        select(Resource.id, Resource.title.label("name"), *MARK)
        .select_from(Use)
        .join(Resource, Resource.id == Use.resource_id)
        .join(Course, Course.id == Resource.course_id)
        .outerjoin(Section, Section.id == Resource.section_id)
        .where(Use.enrolment_id == enrolment_id, Course.context_id == viewer.context_id)
        .where(is_seen(viewer), Use.last_at.is_not(None))
        .order_by(Use.last_at.desc(), Use.id)
        .limit(LATELY)
    )
    return [Used(row.id, row.name, mark_in(row)) for row in rows]


def _hidden(number: int) -> int | None:
    return number if number >= FEWEST else None
