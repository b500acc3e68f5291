"""The log of what was done about discussions, as far as its reader sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.discussions.anchors import HANGS_ON, Anchor, anchor_in, hung, in_sight
from plugin.discussions.models import Moderation, Thread
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
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Done:
    """A page of it, the newest first."""

    entries: tuple[Entry, ...]
    page: int
    more: bool


def done_in(viewer: Member, course: Course, page: int = 1) -> Done:
    """What was done about the talk that the viewer sees, in one statement."""
    wanted = hung(
        select(
            *(Moderation.what, Moderation.why, Moderation.at, NAME.label("by")),
            *HANGS_ON,
        ).join(Thread, Thread.id == Moderation.thread_id)
    )
    rows = db.session.execute(
        wanted.outerjoin(Enrolment, Enrolment.id == Moderation.by_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(Moderation.course_id == course.id, *in_sight(viewer))
        .order_by(Moderation.at.desc(), Moderation.id.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    entries = tuple(Entry(row.what, row.why, row.at, row.by or "", anchor_in(row)) for row in rows[:PAGE])
    return Done(entries, page, len(rows) > PAGE)
