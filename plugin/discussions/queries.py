"""Questions to a discussion: what is said beside a resource, page by page, and where a post stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from markupsafe import Markup
from sqlalchemy import ColumnElement, ScalarSelect, Select, case, exists, func, not_, or_, select, true
from sqlalchemy.orm import aliased

from plugin.courses.outline.models import Course, Section
from plugin.courses.resources.audience import Audience, audience_of
from plugin.courses.resources.models import Resource
from plugin.courses.resources.queries import is_seen
from plugin.database import db
from plugin.discussions.models import Post, Thread
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Mentorship, Person
from plugin.people.queries import NAME, said

PAGE = 50
DIGITS = 5  # of a path, for each level


@dataclass(frozen=True, slots=True)
class Said:
    """A post as one reader sees it. `part` is 'lead', 'mentor' or ''; an author who was erased has no id.

    An `unnamed` post says its author to themselves, their mentors and leads; to others it holds nothing of them.
    """

    id: UUID
    path: str
    depth: int
    branches: int
    version: int
    author_id: UUID | None
    author: str
    part: str
    unnamed: bool
    words: Markup
    made_at: datetime
    edited_at: datetime | None

    @property
    def parent_path(self) -> str:
        """The path of the post that it answers, '' at the top."""
        return self.path[:-DIGITS]


@dataclass(frozen=True, slots=True)
class Discussion:
    """What stands beside a resource: its thread, where one has begun, and who can read it."""

    resource: Resource
    thread_id: UUID | None
    posts: int
    audience: Audience
    open_to_talk: bool = True  # whether its section is one beside which people talk
    anonymous: bool = False  # whether mentees may write without their name to one another


@dataclass(frozen=True, slots=True)
class Page:
    """Posts in reading order. `above` are the posts that the first one hangs under; `more` is where to go on."""

    posts: tuple[Said, ...] = ()
    above: tuple[Said, ...] = ()
    more: UUID | None = None


def discussion_of(viewer: Member, resource_id: UUID) -> Discussion:
    """The discussion beside a resource that the viewer sees, in three statements. Raises NotHere for any other."""
    found = db.session.execute(
        select(
            *(Resource, Thread.id.label("thread_id"), Thread.posts),
            *(_talked_beside().label("talked"), Course.anonymous),
        )
        .join(Course, Course.id == Resource.course_id)
        .outerjoin(Section, Section.id == Resource.section_id)
        .outerjoin(Thread, Thread.resource_id == Resource.id)
        .where(Resource.id == resource_id, *_seen_by(viewer), is_seen(viewer))
    ).one_or_none()
    if found is None:
        raise NotHere()
    audience = audience_of(viewer, found.Resource)
    return Discussion(
        found.Resource, found.thread_id, found.posts or 0, audience, found.talked, found.anonymous
    )


def post_for(viewer: Member, post_id: UUID) -> Post:
    """One post of the viewer's own course. Raises NotHere for any other."""
    found = db.session.scalar(
        select(Post)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Course, Course.id == Thread.course_id)
        .join(Resource, Resource.id == Thread.resource_id)
        .outerjoin(Section, Section.id == Resource.section_id)
        .where(Post.id == post_id, *_seen_by(viewer), is_seen(viewer), _talked_beside())
    )
    if found is None:
        raise NotHere()
    return found


def thread_of(viewer: Member, post: Post) -> Thread:
    """The thread that a post stands in."""
    return db.session.scalars(
        select(Thread)
        .join(Course, Course.id == Thread.course_id)
        .where(Thread.id == post.thread_id, *_seen_by(viewer))
    ).one()


def page_of(
    viewer: Member, thread_id: UUID, after: UUID | None = None, under: Post | None = None, size: int = PAGE
) -> Page:
    """A page of a thread in reading order, from behind the post `after`; `under` a post, its replies alone.

    One statement for the first page, two for any other, however long the thread. Raises NotHere where `after` is no
    post of it.
    """
    start = _path_of(thread_id, after) if after else (under.path if under else "")
    wanted = _said(viewer).where(Post.thread_id == thread_id, Post.path > start)
    if under is not None:
        wanted = wanted.where(Post.path < _end_of(under.path))
    rows = db.session.execute(wanted.order_by(Post.path).limit(size + 1)).all()
    posts = tuple(_told(row) for row in rows[:size])
    if after and not posts:
        _must_stand_in(viewer, thread_id, after)
    above = _above(viewer, thread_id, posts[0].path, under) if after and posts else ()
    return Page(posts, above, posts[-1].id if len(rows) > size else None)


def line_to(viewer: Member, post: Post) -> tuple[Said, ...]:
    """A post with everything that it answers, from the top down to itself: one statement."""
    return _at(viewer, post.thread_id, _prefixes(post.path))


def _above(viewer: Member, thread_id: UUID, path: str, under: Post | None) -> tuple[Said, ...]:
    shown_elsewhere = len(under.path) if under else 0
    return _at(viewer, thread_id, [p for p in _prefixes(path)[:-1] if len(p) > shown_elsewhere])


def _at(viewer: Member, thread_id: UUID, paths: Iterable[str]) -> tuple[Said, ...]:
    rows = db.session.execute(
        _said(viewer).where(Post.thread_id == thread_id, Post.path.in_(paths)).order_by(Post.path)
    )
    return tuple(_told(row) for row in rows)


def _prefixes(path: str) -> list[str]:
    return [path[:end] for end in range(DIGITS, len(path) + 1, DIGITS)]


def _end_of(path: str) -> str:
    return path + ":"  # the character after '9': behind every path that goes on from this one


def _path_of(thread_id: UUID, post_id: UUID) -> ScalarSelect[str]:
    place = aliased(Post)
    return select(place.path).where(place.id == post_id, place.thread_id == thread_id).scalar_subquery()


def _must_stand_in(viewer: Member, thread_id: UUID, post_id: UUID) -> None:
    """Nothing may come after the last post of a thread; after a post that is not there nothing can."""
    stands = (
        select(Post.id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Course, Course.id == Thread.course_id)
        .where(Post.id == post_id, Post.thread_id == thread_id, *_seen_by(viewer))
    )
    if db.session.scalar(stands) is None:
        raise NotHere()


def _seen_by(viewer: Member) -> tuple[ColumnElement[bool], ...]:
    """What is said in a course is for its own people, once it is open. Whose a thread is, its resource says."""
    here = Course.context_id == viewer.context_id
    return (here,) if viewer.is_lead else (here, Course.opened_at.is_not(None))


def _talked_beside() -> ColumnElement[bool]:
    """A section says whether there is talk beside what it holds; beside what stands in none there is."""
    return func.coalesce(Section.discussed, true())


def _said(viewer: Member) -> Select[Any]:
    mentoring = exists().where(Mentorship.mentor_id == Enrolment.id, Mentorship.until.is_(None))
    part = case((Enrolment.role == "lead", "lead"), (mentoring, "mentor"), else_="")
    told = _told_by_whom(viewer)
    return (
        select(
            *(Post.id, Post.path, Post.depth, Post.branches, Post.version),
            case((told, Post.author_id)).label("author_id"),
            case((told, NAME)).label("author"),
            case((told, part), else_="").label("part"),
            *(Post.unnamed, Post.words, Post.made_at, Post.edited_at),
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(Course, Course.id == Thread.course_id)
        .outerjoin(Enrolment, Enrolment.id == Post.author_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(*_seen_by(viewer))
    )


def _told_by_whom(viewer: Member) -> ColumnElement[bool]:
    """Whether this reader may know who wrote a post; the answer never leaves the database where they may not."""
    if viewer.is_lead:
        return true()
    return or_(
        not_(Post.unnamed),
        Post.author_id == viewer.enrolment_id,
        Post.author_id.in_(viewer.mentee_ids),
    )


def _told(row: Any) -> Said:
    told = row._asdict()
    return Said(**told | {"author": said(told["author"])})
