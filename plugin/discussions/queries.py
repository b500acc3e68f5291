"""Questions to a discussion: what is said on a thing, page by page, and where a post stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import ScalarSelect, and_, func, select
from sqlalchemy.orm import aliased

from plugin.courses.outline.models import Course, Section
from plugin.database import db
from plugin.discussions.anchors import KINDS, Anchor, hung, in_sight
from plugin.discussions.attention.models import Subscription
from plugin.discussions.care.muting import Muted, muting
from plugin.discussions.models import Post, PostVersion, Reading, Thread
from plugin.discussions.reading.news import first_of_them, how_many
from plugin.discussions.reusing.queries import keeping
from plugin.discussions.telling import DIGITS, Said, as_said, end_of, is_shown, is_there, seen_by, told_to
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.audience import Audience, Reach, told
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME

PAGE = 50


@dataclass(frozen=True, slots=True)
class Discussion:
    """What is said on one thing: its thread, where one has begun, and who can read it."""

    anchor: Anchor
    thread_id: UUID | None
    posts: int
    audience: Audience
    open_to_talk: bool = True  # whether its section is one beside which people talk
    anonymous: bool = False  # whether mentees may write without their name to one another
    said: int = 0  # the number of its latest post
    read_to: int | None = None  # how far the viewer has read; None: they were never here
    news: int = 0  # how many posts are new to them since
    first_new_id: UUID | None = None  # the first of these, in the order of reading
    locked_at: datetime | None = None
    locked_why: str = ""
    locked_by: str = ""  # whoever did, where they are still known
    follows: bool = False  # whether the viewer is told of what comes
    reach: Reach = field(default_factory=Reach)  # the audience as a condition
    pinned: int = 0  # how many of its posts are pinned
    muted: Muted | None = None  # why the viewer may not write here for now
    keeps_answers: bool = False  # whether they mentor, and keep words to use again


@dataclass(frozen=True, slots=True)
class Page:
    """Posts in reading order. `above` are the posts that the first one hangs under; `more` is where to go on.

    Of the first posts in `cut`, not every reply is shown.
    """

    posts: tuple[Said, ...] = ()
    above: tuple[Said, ...] = ()
    more: UUID | None = None
    cut: frozenset[UUID] = frozenset()


def discussion_of(viewer: Member, kind: str, thing_id: UUID) -> Discussion:
    """The discussion on a thing that the viewer sees, in three statements at most. Raises NotHere for any other."""
    of = KINDS[kind]
    own = Subscription.enrolment_id == viewer.enrolment_id
    wanted = (
        select(
            *(
                of.thing,
                of.title.label("title"),
                of.at.label("at"),
                Thread.id.label("thread_id"),
                Thread.posts,
            ),
            *(of.mentee_id.label("mentee_id"), of.group_id.label("group_id"), of.shape.label("shape")),
            *(of.talked.label("talked"), Course.id.label("course_id"), Course.anonymous),
            *(Thread.said, Thread.locked_at, Thread.locked_why, Reading.read_to),
            *(_locked_by().label("locked_by"), _pinned().label("pinned")),
            *(Subscription.follows, *muting(viewer), keeping(viewer).label("keeps_answers")),
            *(how_many(viewer).label("news"), first_of_them(viewer).label("first_new_id")),
        )
        .select_from(of.thing)
        .join(Course, Course.id == of.thing.course_id)
    )
    if of.within is not None:
        wanted = wanted.outerjoin(Section, of.within)
    found = db.session.execute(
        wanted.outerjoin(Thread, of.hangs == of.thing.id)
        .outerjoin(Reading, and_(Reading.thread_id == Thread.id, Reading.enrolment_id == viewer.enrolment_id))
        .outerjoin(Subscription, and_(Subscription.thread_id == Thread.id, own))
        .where(of.thing.id == thing_id, *seen_by(viewer), of.seen(viewer))
    ).one_or_none()
    if found is None:
        raise NotHere()
    reach = of.reach(viewer, found[0])
    told_about = {"title": found.title, "at": found.at, "course_id": found.course_id}
    whose = {"mentee_id": found.mentee_id, "group_id": found.group_id, "shape": found.shape}
    return Discussion(
        Anchor(kind, thing_id, **told_about, **whose),
        found.thread_id,
        found.posts or 0,
        told(viewer, reach),
        found.talked,
        of.peers and reach.lets_names_be_left_out(found.anonymous),
        said=found.said or 0,
        read_to=found.read_to,
        news=found.news or 0,
        first_new_id=found.first_new_id,
        locked_at=found.locked_at,
        locked_why=found.locked_why or "",
        locked_by=found.locked_by or "",
        follows=bool(found.follows),
        reach=reach,
        pinned=found.pinned,
        keeps_answers=viewer.is_mentor and found.keeps_answers,
        # what two say to each other is no matter of others
        muted=Muted(found.muted_why, found.muted_until) if found.muted_why and not found.mentee_id else None,
    )


def post_for(viewer: Member, post_id: UUID) -> Post:
    """One post of a thread that the viewer reads. Raises NotHere for any other."""
    wanted = hung(select(Post).join(Thread, Thread.id == Post.thread_id))
    found = db.session.scalar(wanted.where(Post.id == post_id, *in_sight(viewer)))
    if found is None:
        raise NotHere()
    return cast(Post, found)


def earlier(post: Post) -> list[PostVersion]:
    """What it said before it was changed, the newest first."""
    return list(
        db.session.scalars(
            select(PostVersion).where(PostVersion.post_id == post.id).order_by(PostVersion.version.desc())
        )
    )


def thread_of(viewer: Member, post: Post) -> Thread:
    """The thread that a post stands in."""
    return db.session.scalars(
        select(Thread)
        .join(Course, Course.id == Thread.course_id)
        .where(Thread.id == post.thread_id, *seen_by(viewer))
    ).one()


def discussion_around(viewer: Member, post: Post) -> Discussion:
    """The discussion that a post stands in."""
    return discussion_of(viewer, *thread_of(viewer, post).hangs_on)


def page_of(
    viewer: Member, thread_id: UUID, after: UUID | None = None, under: Post | None = None, size: int = PAGE
) -> Page:
    """A page of a thread in reading order, from behind the post `after`; `under` a post, its replies alone.

    One statement for the first page, two for any other, however long the thread. Raises NotHere where `after` is no
    post of it.
    """
    start = _path_of(thread_id, after) if after else (under.path if under else "")
    wanted = told_to(viewer).where(Post.thread_id == thread_id, Post.path > start, is_shown(viewer))
    if under is not None:
        wanted = wanted.where(Post.path < end_of(under.path))
    rows = db.session.execute(wanted.order_by(Post.path).limit(size + 1)).all()
    posts = tuple(as_said(row) for row in rows[:size])
    if after and not posts:
        _must_stand_in(viewer, thread_id, after)
    above = _above(viewer, thread_id, posts[0].path, under) if after and posts else ()
    return Page(posts, above, posts[-1].id if len(rows) > size else None)


def as_told(viewer: Member, post: Post) -> Said:
    """A post as the viewer is told of it: one statement."""
    return _at(viewer, post.thread_id, [post.path])[0]


def line_to(viewer: Member, post: Post) -> tuple[Said, ...]:
    """A post with everything that it answers, from the top down to itself: one statement."""
    return _at(viewer, post.thread_id, _prefixes(post.path))


def _above(viewer: Member, thread_id: UUID, path: str, under: Post | None) -> tuple[Said, ...]:
    shown_elsewhere = len(under.path) if under else 0
    return _at(viewer, thread_id, [p for p in _prefixes(path)[:-1] if len(p) > shown_elsewhere])


def _at(viewer: Member, thread_id: UUID, paths: Iterable[str]) -> tuple[Said, ...]:
    rows = db.session.execute(
        told_to(viewer).where(Post.thread_id == thread_id, Post.path.in_(paths)).order_by(Post.path)
    )
    return tuple(as_said(row) for row in rows)


def _prefixes(path: str) -> list[str]:
    return [path[:end] for end in range(DIGITS, len(path) + 1, DIGITS)]


def _path_of(thread_id: UUID, post_id: UUID) -> ScalarSelect[str]:
    place = aliased(Post)
    return select(place.path).where(place.id == post_id, place.thread_id == thread_id).scalar_subquery()


def _must_stand_in(viewer: Member, thread_id: UUID, post_id: UUID) -> None:
    """Nothing may come after the last post of a thread; after a post that is not there nothing can."""
    stands = (
        select(Post.id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Course, Course.id == Thread.course_id)
        .where(Post.id == post_id, Post.thread_id == thread_id, *seen_by(viewer))
    )
    if db.session.scalar(stands) is None:
        raise NotHere()


def _pinned() -> ScalarSelect[int]:
    pin = aliased(Post)
    # not a word of its depth: an index of first posts would then be as good to a planner that knows no numbers
    pinned = (pin.thread_id == Thread.id, pin.pinned_at.is_not(None), is_there(pin))
    return select(func.count()).where(*pinned).correlate(Thread).scalar_subquery()


def _locked_by() -> ScalarSelect[str]:
    """Who locked a thread, by name; it comes with the thread."""
    return (
        select(NAME)
        .select_from(Enrolment)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.id == Thread.locked_by_id)
        .correlate(Thread)
        .scalar_subquery()
    )
