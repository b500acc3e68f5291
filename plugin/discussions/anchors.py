"""What a discussion hangs on: a resource, a section, a goal, a session, or a topic of its own. Each kind is a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, literal, null, or_, true

from plugin.courses.goals.models import Goal
from plugin.courses.goals.queries import is_read
from plugin.courses.outline.audience import section_reach
from plugin.courses.outline.models import Course, Section
from plugin.courses.outline.queries import reads
from plugin.courses.resources.audience import reach_of
from plugin.courses.resources.models import Resource
from plugin.courses.resources.queries import is_seen
from plugin.courses.sessions.models import Session
from plugin.courses.sessions.queries import is_seen_whole
from plugin.discussions.models import ANCHORS, Thread
from plugin.discussions.reaches import goal_reach, is_topic_read, session_reach, topic_reach
from plugin.discussions.telling import seen_by
from plugin.discussions.topics.models import Topic
from plugin.member import Member
from plugin.people.audience import Reach

NONE, ALWAYS, BLANK = null(), true(), literal("")


@dataclass(frozen=True, slots=True)
class Anchor:
    """One thing that is talked about. What has no title is called by its moment `at`, or by the people it is for."""

    kind: str
    id: UUID
    title: str = ""
    at: datetime | None = None
    course_id: UUID | None = None
    mentee_id: UUID | None = None  # whose own it is, where it is one mentee's
    group_id: UUID | None = None  # whose it is, where it is a group's
    shape: str = ""  # of a resource: its own kind, which says what places there are in it


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of thing is found, seen and shown.

    `seen` says which of them a viewer may see, `reach` whom one of them reaches. `within` joins the section that says
    whether there is talk at all. Among `peers`, mentees may leave their names out.
    """

    thing: Any
    hangs: Any  # the column of Thread
    seen: Callable[[Member], ColumnElement[bool]]
    reach: Callable[[Member, Any], Reach]
    title: Any
    at: Any = NONE
    mentee_id: Any = NONE
    group_id: Any = NONE
    shape: Any = BLANK
    within: ColumnElement[bool] | None = None
    talked: Any = ALWAYS
    peers: bool = True


KINDS: dict[str, Kind] = {
    "resource": Kind(
        thing=Resource,
        hangs=Thread.resource_id,
        seen=is_seen,
        reach=lambda _viewer, resource: reach_of(resource),
        title=Resource.title,
        mentee_id=Section.mentee_id,
        group_id=Section.group_id,
        shape=Resource.kind,
        within=Section.id == Resource.section_id,
        talked=func.coalesce(Section.discussed, true()),
    ),
    "section": Kind(
        thing=Section,
        hangs=Thread.section_id,
        seen=reads,
        reach=section_reach,
        title=Section.title,
        mentee_id=Section.mentee_id,
        group_id=Section.group_id,
        talked=Section.discussed,
    ),
    "goal": Kind(
        thing=Goal,
        hangs=Thread.goal_id,
        seen=is_read,
        reach=goal_reach,
        title=Goal.title,
        mentee_id=Goal.owner_id,
        peers=False,
    ),
    "session": Kind(
        thing=Session,
        hangs=Thread.session_id,
        seen=is_seen_whole,
        reach=session_reach,
        title=BLANK,
        at=Session.at,
        mentee_id=Session.mentee_id,
        group_id=Session.group_id,
    ),
    "topic": Kind(
        thing=Topic,
        hangs=Thread.topic_id,
        seen=is_topic_read,
        reach=topic_reach,
        title=Topic.title,
        mentee_id=case((Topic.to_leads, Topic.begun_by_id), else_=Topic.mentee_id),
        group_id=Topic.group_id,
    ),
}
assert tuple(KINDS) == ANCHORS

# Of a statement in which a thread's things are joined: what it hangs on.
HANGS_ON = (
    case(*((kind.hangs.is_not(None), name) for name, kind in KINDS.items())).label("kind"),
    func.coalesce(*(kind.hangs for kind in KINDS.values())).label("thing_id"),
    # a resource is called by its own title, though its section is joined too
    func.coalesce(Resource.title, Goal.title, Topic.title, Section.title, "").label("title"),
    Session.at.label("met_at"),
)


def anchor_of(thing: Any) -> Anchor:
    """Something that can be talked about, as its own room hands it over."""
    kinds = {kind.thing: name for name, kind in KINDS.items()}
    kind = kinds.get(type(thing), "session")  # a session comes as its viewer sees it
    return Anchor(kind, thing.id, course_id=thing.course_id)


def hung(wanted: Select[Any], course_id: Any = Thread.course_id) -> Select[Any]:
    """With its course and with what it hangs on joined to a statement that holds Thread, or may hold one."""
    return (
        wanted.join(Course, Course.id == course_id)
        .outerjoin(Resource, Resource.id == Thread.resource_id)
        .outerjoin(Section, Section.id == func.coalesce(Thread.section_id, Resource.section_id))
        .outerjoin(Goal, Goal.id == Thread.goal_id)
        .outerjoin(Session, Session.id == Thread.session_id)
        .outerjoin(Topic, Topic.id == Thread.topic_id)
    )


def in_sight(viewer: Member) -> tuple[ColumnElement[bool], ...]:
    """Which threads the viewer reads, for a statement that `hung` has joined: there is one rule for each kind."""
    kinds = (kind.hangs.is_not(None) & kind.seen(viewer) for kind in KINDS.values())
    return (*seen_by(viewer), or_(*kinds), func.coalesce(Section.discussed, true()))


def anchor_in(row: Any) -> Anchor:
    """What the thread of a row hangs on, where HANGS_ON was asked for."""
    return Anchor(row.kind, row.thing_id, row.title, row.met_at)
