"""What is to be looked at: readers flag a post, leads look and say what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from markupsafe import Markup
from sqlalchemy import and_, exists, false, func, select, update

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.database import QUIET, db, insert_into, new_id
from plugin.discussions.anchors import HANGS_ON, Anchor, anchor_in, hung, in_sight
from plugin.discussions.care.log import done
from plugin.discussions.care.models import Flag
from plugin.discussions.models import Post, Thread
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said

PAGE = 50


@dataclass(frozen=True, slots=True)
class Raised:
    """One reader's flag; `by` is '' for somebody who has left."""

    reason: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Flagged:
    """A post that waits to be looked at. Where the talk is not the viewer's to read, `anchor` is None: the post alone is
    shown to them, because somebody asked for it."""

    post_id: UUID
    author_id: UUID | None
    author: str
    words: Markup
    made_at: datetime
    hidden: str
    anchor: Anchor | None
    raised: list[Raised] = field(default_factory=list)


def flag(member: Member, post: Post, reason: str, words: str) -> None:
    """Ask for it to be looked at, once. Where the course says so it is hidden until then; not again once it was kept."""
    thread = db.session.get_one(Thread, post.thread_id)
    made = (
        insert_into(Flag)
        .values(id=new_id(), course_id=thread.course_id, post_id=post.id, by_id=member.enrolment_id)
        .values(reason=reason, words=words, at=clock.now())
        .on_conflict_do_nothing(index_elements=["post_id", "by_id"])
    )
    if not db.session.scalar(made.returning(Flag.id)):
        return
    kept = exists().where(Flag.post_id == post.id, Flag.outcome == "kept")
    hides = exists().where(Course.id == thread.course_id, Course.hide_flagged)
    hide = update(Post).where(Post.id == post.id, Post.hidden.is_(None), hides, ~kept)
    db.session.execute(hide.values(hidden="flagged"), execution_options=QUIET)
    db.session.refresh(post)


def settle(member: Member, post: Post, outcome: str, why: str) -> None:
    """Say what becomes of it: 'kept' as it is, or 'put away'. Everybody's flags of it are settled by that."""
    hidden = "put away" if outcome == "put away" else None
    turned = update(Post).where(Post.id == post.id, Post.hidden.is_distinct_from(hidden))
    changed = db.session.scalar(turned.values(hidden=hidden).returning(Post.id), execution_options=QUIET)
    open_ones = update(Flag).where(Flag.post_id == post.id, Flag.settled_at.is_(None))
    said_so = {"settled_at": clock.now(), "settled_by_id": member.enrolment_id, "outcome": outcome}
    settled = db.session.scalars(
        open_ones.values(**said_so).returning(Flag.id), execution_options=QUIET
    ).all()
    if changed or settled:
        what = {"put away": "hidden"}.get(outcome, "kept" if settled else "shown")
        course_id = db.session.scalars(select(Thread.course_id).where(Thread.id == post.thread_id)).one()
        about = {"thread_id": post.thread_id, "post_id": post.id, "about_id": post.author_id}
        done(member, what, course_id, why=why, **about)
    db.session.refresh(post)


def flagged_post(viewer: Member, post_id: UUID) -> Post:
    """A post of the viewer's course that somebody flagged. Raises NotHere for any other."""
    found = db.session.scalar(
        select(Post)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Course, Course.id == Thread.course_id)
        .where(Post.id == post_id, Course.context_id == viewer.context_id)
        .where(exists().where(Flag.post_id == Post.id))
    )
    if found is None:
        raise NotHere()
    return found


def how_many_wait(viewer: Member) -> int:
    """How many posts of the viewer's course wait to be looked at."""
    flagged = select(func.count(Flag.post_id.distinct())).join(Course, Course.id == Flag.course_id)
    here = (Course.context_id == viewer.context_id, Flag.settled_at.is_(None))
    return db.session.scalar(flagged.where(*here)) or 0


def flagged_in(viewer: Member, course: Course) -> list[Flagged]:
    """What waits to be looked at, the longest waiting first: two statements. For those who look after the course."""
    since = select(func.min(Flag.at)).where(Flag.post_id == Post.id, Flag.settled_at.is_(None))
    open_flag = exists().where(Flag.post_id == Post.id, Flag.settled_at.is_(None)).correlate(Post)
    wanted = select(Post, NAME.label("author"), *HANGS_ON).join(Thread, Thread.id == Post.thread_id)
    rows = db.session.execute(
        hung(wanted)
        .add_columns(func.coalesce(and_(*in_sight(viewer)), false()).label("seen"))
        .outerjoin(Enrolment, Enrolment.id == Post.author_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(Thread.course_id == course.id, Course.context_id == viewer.context_id, open_flag)
        .order_by(since.scalar_subquery(), Post.id)
        .limit(PAGE)
    ).all()
    found = {
        row.Post.id: Flagged(
            row.Post.id,
            row.Post.author_id,
            said(row.author) if row.Post.author_id else "",
            row.Post.words,
            row.Post.made_at,
            row.Post.hidden or "",
            anchor_in(row) if row.seen else None,
        )
        for row in rows
    }
    for post_id, raised in _raised(list(found)):
        found[post_id].raised.append(raised)
    return list(found.values())


def _raised(post_ids: list[UUID]) -> list[tuple[UUID, Raised]]:
    rows = db.session.execute(
        select(Flag, NAME.label("by"))
        .outerjoin(Enrolment, Enrolment.id == Flag.by_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(Flag.post_id.in_(post_ids), Flag.settled_at.is_(None))
        .order_by(Flag.at, Flag.id)
    )
    return [
        (
            row.Flag.post_id,
            Raised(row.Flag.reason, row.Flag.words, said(row.by) if row.Flag.by_id else "", row.Flag.at),
        )
        for row in rows
    ]
