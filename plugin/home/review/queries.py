"""Whom a review is about, and in which column, as the viewer's own course knows them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from plugin.courses.grades.models import Column
from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.lti.schemas import id_or_none
from plugin.lti.services.offered import LONGEST_ADDRESS
from plugin.member import Member
from plugin.people.models import Enrolment, Person


def enrolment_of(viewer: Member, sub: str) -> UUID | None:
    """Who that is in the viewer's course, by the id of the viewer's own LMS."""
    if id_or_none(sub) is None:
        return None
    return db.session.scalar(
        select(Enrolment.id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Person.sub == sub, Enrolment.context_id == viewer.context_id, Enrolment.active)
    )


def column_at(viewer: Member, item_url: str) -> UUID | None:
    """The column of the viewer's course that stands there in the gradebook."""
    if not item_url.isprintable() or not 0 < len(item_url) <= LONGEST_ADDRESS:
        return None
    return db.session.scalar(
        select(Column.id)
        .join(Course, Course.id == Column.course_id)
        .where(Course.context_id == viewer.context_id, Column.url == item_url, Column.retired_at.is_(None))
        .limit(1)
    )
