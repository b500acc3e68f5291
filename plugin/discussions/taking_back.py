"""Taking one's own words back: a post as a whole, for thirty days; its words, and what they were before, for good."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from plugin import clock
from plugin.database import db
from plugin.discussions.models import Post, PostVersion, Thread
from plugin.errors import Invalid

KEPT = timedelta(days=30)
QUIET = {"synchronize_session": False}


def take_back(post: Post) -> None:
    """Let nobody read it any more but its author. What was answered to it stays; taken back twice is taken back once."""
    taken = _turn(post, Post.taken_back_at.is_(None), clock.now())
    _count(post, -1 if taken else 0)


def put_back(post: Post) -> None:
    """Let it stand again as it was. Raises Invalid once its words are forgotten."""
    if not may_put_back(post):
        raise Invalid(_("That is more than thirty days ago, so nobody knows any more what stood there."))
    put = _turn(post, Post.taken_back_at.is_not(None), None)
    _count(post, 1 if put else 0)


def may_put_back(post: Post) -> bool:
    """Whether it was taken back, and not for too long."""
    return post.taken_back_at is not None and post.taken_back_at >= clock.now() - KEPT


def empty(post: Post) -> None:
    """Take the words away for good, out of every version too. That something was said stays, and so do the answers."""
    db.session.execute(delete(PostVersion).where(PostVersion.post_id == post.id))
    changed = {"words": "", "emptied_at": clock.now(), "version": Post.version + 1}
    db.session.execute(update(Post).where(Post.id == post.id).values(changed), execution_options=QUIET)
    db.session.refresh(post)


def sweep(now: datetime) -> int:
    """Forget the words of what was taken back and can be put back no longer."""
    over = select(Post.id).where(Post.taken_back_at < now - KEPT, Post.emptied_at.is_(None))
    ids = db.session.scalars(over.with_for_update()).all()
    db.session.execute(delete(PostVersion).where(PostVersion.post_id.in_(ids)), execution_options=QUIET)
    db.session.execute(
        update(Post).where(Post.id.in_(ids)).values(words="", emptied_at=now), execution_options=QUIET
    )
    return len(ids)


def _turn(post: Post, stands: object, at: datetime | None) -> bool:
    """Whether this changed anything: of two at once, one does."""
    changed = db.session.execute(
        update(Post).where(Post.id == post.id, stands).values(taken_back_at=at).returning(Post.id),  # type: ignore[arg-type]
        execution_options=QUIET,
    ).first()
    db.session.refresh(post)
    return changed is not None


def _count(post: Post, step: int) -> None:
    db.session.execute(
        update(Thread).where(Thread.id == post.thread_id).values(posts=Thread.posts + step),
        execution_options=QUIET,
    )
