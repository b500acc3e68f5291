"""What happens when somebody looks after a discussion: it is locked or opened again, a post is pinned. The log says so."""

from __future__ import annotations

from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import func, select, update

from plugin import clock
from plugin.database import QUIET, db
from plugin.discussions.care.log import done
from plugin.discussions.models import Post, Thread
from plugin.errors import Invalid
from plugin.member import Member

MOST_PINNED = 3


def lock(member: Member, thread_id: UUID, why: str) -> None:
    """Let it be read only from now on. Locked by two at once it is locked by one of them, and logged once."""
    # Every post moves this row too and asks whether it is locked: it stands before the lock, or finds it and is refused.
    locked = update(Thread).where(Thread.id == thread_id, Thread.locked_at.is_(None))
    turned = locked.values(locked_at=clock.now(), locked_by_id=member.enrolment_id, locked_why=why)
    course_id = db.session.scalar(turned.returning(Thread.course_id), execution_options=QUIET)
    if course_id:
        done(member, "locked", course_id, thread_id=thread_id, why=why)


def open_again(member: Member, thread_id: UUID) -> None:
    """Let people write in it again. Opened twice it is opened once."""
    opened = update(Thread).where(Thread.id == thread_id, Thread.locked_at.is_not(None))
    turned = opened.values(locked_at=None, locked_by_id=None, locked_why="")
    course_id = db.session.scalar(turned.returning(Thread.course_id), execution_options=QUIET)
    if course_id:
        done(member, "opened", course_id, thread_id=thread_id)


def pin(member: Member, post: Post) -> None:
    """Let it stand above its thread. Raises Invalid where enough stands there."""
    # The post before its thread, in the order in which a reply takes them.
    db.session.refresh(post, with_for_update=True)
    thread = db.session.get_one(Thread, post.thread_id, with_for_update=True, populate_existing=True)
    pinned = select(func.count()).where(Post.thread_id == thread.id, Post.pinned_at.is_not(None))
    if post.pinned_at is None and (db.session.scalar(pinned) or 0) >= MOST_PINNED:
        raise Invalid(
            _("No more than %(most)s posts are pinned at once. Please unpin one first.", most=MOST_PINNED)
        )
    _turn_pin(
        member, post, thread.course_id, "pinned", pinned_at=clock.now(), pinned_by_id=member.enrolment_id
    )


def unpin(member: Member, post: Post) -> None:
    """Let it stand in its place alone."""
    course_id = db.session.scalars(select(Thread.course_id).where(Thread.id == post.thread_id)).one()
    _turn_pin(member, post, course_id, "unpinned", pinned_at=None, pinned_by_id=None)


def _turn_pin(member: Member, post: Post, course_id: UUID, what: str, **pin: object) -> None:
    was = Post.pinned_at.is_(None) if what == "pinned" else Post.pinned_at.is_not(None)
    turned = update(Post).where(Post.id == post.id, was).values(**pin).returning(Post.id)
    if db.session.scalar(turned, execution_options=QUIET):
        done(member, what, course_id, thread_id=post.thread_id, post_id=post.id)
    db.session.refresh(post)
