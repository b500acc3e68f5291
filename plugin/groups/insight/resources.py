"""What people engage with, and what they say helped them: counts, never who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from plugin.courses.outline.models import Course, Section
from plugin.courses.resources.models import Resource, Use
from plugin.courses.resources.queries import is_seen
from plugin.database import db
from plugin.discussions.anchors import hung, in_sight
from plugin.discussions.models import Post, Thread
from plugin.discussions.telling import is_there
from plugin.member import Member

MOST = 10  # lines of a table


@dataclass(frozen=True, slots=True)
class Engaged:
    """A resource: how many of these people opened it, on how many days in all, posts of theirs, and how many it helped."""

    id: UUID
    title: str
    opened: int
    days: int
    posts: int
    helped: int


def engaged_with(viewer: Member, ids: frozenset[UUID]) -> list[Engaged]:
    """Every resource that the viewer sees and one of these opened, marked or talked about: two statements."""
    said = _posts(viewer, ids)
    used = db.session.execute(
        select(
            Resource.id,
            Resource.title,
            func.count(Use.last_at),
            func.count(Use.helped_at),
            func.sum(Use.days),
        )
        .select_from(Use)
        .join(Resource, Resource.id == Use.resource_id)
        .join(Course, Course.id == Resource.course_id)
        .outerjoin(Section, Section.id == Resource.section_id)
        .where(Use.enrolment_id.in_(ids), Course.context_id == viewer.context_id, is_seen(viewer))
        .group_by(Resource.id, Resource.title)
    )
    found = {
        id: Engaged(id, title, opened, int(days or 0), said.get(id, ("", 0))[1], helped)
        for id, title, opened, helped, days in used
    }
    talked = {id: Engaged(id, title, 0, 0, posts, 0) for id, (title, posts) in said.items()}
    return list((talked | found).values())


def most_engaging(every: list[Engaged]) -> list[Engaged]:
    """Opened by most first, then talked about most."""
    order = sorted(every, key=lambda one: (-one.opened, -one.posts, -one.days, one.title, str(one.id)))
    return [one for one in order if one.opened or one.posts][:MOST]


def most_helpful(every: list[Engaged]) -> list[Engaged]:
    """Said to have helped by most first."""
    order = sorted(every, key=lambda one: (-one.helped, one.title, str(one.id)))
    return [one for one in order if one.helped][:MOST]


def _posts(viewer: Member, ids: frozenset[UUID]) -> dict[UUID, tuple[str, int]]:
    """How many posts of these people stand in the discussion of each resource."""
    posts: Any = select(Resource.id, Resource.title, func.count(Post.id)).select_from(Post)
    wanted = hung(posts.join(Thread, Thread.id == Post.thread_id))
    rows = db.session.execute(
        wanted.where(Post.author_id.in_(ids), is_there(Post), Post.emptied_at.is_(None))
        .where(Thread.resource_id.is_not(None), *in_sight(viewer))
        .group_by(Resource.id, Resource.title)
    )
    return {id: (title, posts) for id, title, posts in rows}
