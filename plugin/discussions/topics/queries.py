"""Questions to topics: those that somebody finds, the latest talk first, and what each is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select

from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.discussions.models import Reading, Thread
from plugin.discussions.reaches import is_topic_read
from plugin.discussions.reading.news import how_many
from plugin.discussions.telling import seen_by
from plugin.discussions.topics.models import Topic
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Group
from plugin.people.queries import names

PAGE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A topic in a list: what it is called, whom it is for, how much was said in it, and how much of that is new.

    `group` is '' where it is for everybody; `between` are the names of the two that it is for.
    """

    id: UUID
    title: str
    group: str
    between: tuple[str, ...]
    to_leads: bool
    posts: int
    news: int
    last_at: datetime
    locked: bool


@dataclass(frozen=True, slots=True)
class Topics:
    """A page of them."""

    listed: tuple[Listed, ...]
    page: int
    more: bool


def topic_for(viewer: Member, topic_id: UUID) -> Topic:
    """A topic that the viewer reads. Raises NotHere for any other."""
    found: Topic | None = db.session.scalar(within_reach(viewer, select(Topic)).where(Topic.id == topic_id))
    if found is None:
        raise NotHere()
    return found


def topics_for(viewer: Member, page: int = 1) -> Topics:
    """What the viewer finds, the latest talk first: two statements."""
    latest = func.coalesce(Thread.last_at, Topic.made_at)
    wanted = (
        select(Topic, Group.name, Thread.posts, Thread.locked_at, latest.label("last_at"))
        .add_columns(how_many(viewer).label("news"))
        .outerjoin(Group, Group.id == Topic.group_id)
        .outerjoin(Thread, Thread.topic_id == Topic.id)
        .outerjoin(Reading, and_(Reading.thread_id == Thread.id, Reading.enrolment_id == viewer.enrolment_id))
    )
    rows = db.session.execute(
        within_reach(viewer, wanted)
        .order_by(latest.desc(), Topic.id.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    two = {row.Topic.id: _two(row.Topic) for row in rows}
    called = names(viewer, {one for ids in two.values() for one in ids})
    listed = tuple(
        Listed(
            row.Topic.id,
            row.Topic.title,
            row.name or "",
            tuple(called[one] for one in two[row.Topic.id] if one in called),
            row.Topic.to_leads,
            row.posts or 0,
            row.news or 0,
            row.last_at,
            row.locked_at is not None,
        )
        for row in rows[:PAGE]
    )
    return Topics(listed, page, len(rows) > PAGE)


def own_groups(viewer: Member) -> list[Group]:
    """The groups that the viewer is in, by name."""
    mine = select(Group).where(Group.id.in_(viewer.group_ids), Group.context_id == viewer.context_id)
    return list(db.session.scalars(mine.order_by(func.lower(Group.name), Group.id)))


def within_reach(viewer: Member, wanted: Any) -> Select[Any]:
    """Of a statement that holds Topic: those that the viewer finds."""
    joined: Select[Any] = wanted.join(Course, Course.id == Topic.course_id)
    return joined.where(*seen_by(viewer), is_topic_read(viewer))


def _two(topic: Topic) -> tuple[UUID, ...]:
    return tuple(one for one in (topic.mentor_id, topic.mentee_id) if one and topic.mentee_id)
