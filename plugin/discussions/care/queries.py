"""The log of what was done about talk, as far as its reader sees that, and who may not write for now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.discussions.anchors import HANGS_ON, Anchor, anchor_in, hung, in_sight
from plugin.discussions.care.models import Moderation, Mute
from plugin.discussions.care.muting import holds
from plugin.discussions.models import Post, Thread
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, name_of, said

PAGE = 50
About = aliased(Enrolment)
AboutPerson = aliased(Person)
# What is done about a person, or about a post that leads were shown, leads read whatever talk it came from.
OF_LEADS = ("muted", "unmuted", "hidden", "shown", "kept")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of it: what was done, by whom ('' for somebody who has left), about which talk, post or person, and why.

    `anchor` is None where that talk is not the reader's. What holds on and can be ended is so `still`.
    """

    what: str
    why: str
    at: datetime
    by: str
    anchor: Anchor | None
    post_id: UUID | None
    about_id: UUID | None
    about: str
    still: bool


@dataclass(frozen=True, slots=True)
class Done:
    """A page of it, the newest first."""

    entries: tuple[Entry, ...]
    page: int
    more: bool


def done_in(viewer: Member, course: Course, page: int = 1) -> Done:
    """What was done about the talk that the viewer sees, and about what leads were shown, in one statement."""
    put_away = exists().where(Post.id == Moderation.post_id, Post.hidden == "put away")
    muted = exists().where(Mute.enrolment_id == Moderation.about_id, *holds())
    still = case((Moderation.what == "hidden", put_away), (Moderation.what == "muted", muted), else_=false())
    told = (Moderation, NAME.label("by"), name_of(AboutPerson).label("about"), *HANGS_ON)
    wanted = hung(
        select(*told).select_from(Moderation).outerjoin(Thread, Thread.id == Moderation.thread_id),
        Moderation.course_id,
    )
    seen = func.coalesce(and_(*in_sight(viewer)), false())
    rows = db.session.execute(
        wanted.add_columns(seen.label("seen"), still.label("still"))
        .outerjoin(Enrolment, Enrolment.id == Moderation.by_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .outerjoin(About, About.id == Moderation.about_id)
        .outerjoin(AboutPerson, AboutPerson.id == About.person_id)
        .where(Moderation.course_id == course.id, or_(seen, Moderation.what.in_(OF_LEADS)))
        .order_by(Moderation.at.desc(), Moderation.id.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    return Done(tuple(_entry(row) for row in rows[:PAGE]), page, len(rows) > PAGE)


def _entry(row: Any) -> Entry:
    line: Moderation = row.Moderation
    anchor = anchor_in(row) if row.seen else None
    about = said(row.about) if line.about_id else ""
    return Entry(
        line.what, line.why, line.at, row.by or "", anchor, line.post_id, line.about_id, about, row.still
    )
