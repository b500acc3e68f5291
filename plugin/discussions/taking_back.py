"""Taking one's own words back: a post as a whole, for thirty days; its words, and what they were before, for good."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, update

from plugin import clock
from plugin.database import QUIET, db
from plugin.discussions.finding.keeping import forget_posts
from plugin.discussions.models import Post, PostVersion, Thread
from plugin.discussions.pictures.models import PostPicture
from plugin.regrets import REGRETTED, too_late


def take_back(post: Post) -> None:
    """Let nobody read it any more but its author. What was answered to it stays; taken back twice is taken back once."""
    _turn(post, Post.taken_back_at.is_(None), clock.now(), step=-1)


def put_back(post: Post) -> None:
    """Let it stand again as it was. Raises Invalid once its words are forgotten."""
    if not may_put_back(post):
        raise too_late()
    _turn(post, Post.taken_back_at.is_not(None), None, step=1)


def may_put_back(post: Post) -> bool:
    """Whether it was taken back, and not for too long."""
    return post.taken_back_at is not None and post.taken_back_at >= clock.now() - REGRETTED


def empty(post: Post) -> None:
    """Take the words away for good, out of every version too. That something was said stays, and so do the answers."""
    _empty(Post.id == post.id, clock.now())
    db.session.refresh(post)


def sweep(now: datetime) -> int:
    """Forget the words of what was taken back and can be put back no longer."""
    return _empty((Post.taken_back_at < now - REGRETTED) & Post.emptied_at.is_(None), now)


def _empty(which: ColumnElement[bool], now: datetime) -> int:
    # The posts come first and are held from then on: a change at the same moment waits and finds that it came too late,
    # or was there before and leaves its version to be deleted.
    emptied = db.session.scalars(
        update(Post)
        .where(which)
        .values(words="", quote="", page=None, second=None, pictures=0, emptied_at=now)
        .values(version=Post.version + 1)
        .returning(Post.id),
        execution_options=QUIET,
    ).all()
    for gone in (PostVersion, PostPicture):
        db.session.execute(delete(gone).where(gone.post_id.in_(emptied)), execution_options=QUIET)
    forget_posts(emptied)
    return len(emptied)


def _turn(post: Post, stands: ColumnElement[bool], at: datetime | None, *, step: int) -> None:
    """Turn it, and move the thread's number by a step; of two at once, one does."""
    turned = db.session.execute(
        update(Post).where(Post.id == post.id, stands).values(taken_back_at=at).returning(Post.id),
        execution_options=QUIET,
    ).first()
    db.session.refresh(post)
    if turned:
        db.session.execute(
            update(Thread).where(Thread.id == post.thread_id).values(posts=Thread.posts + step),
            execution_options=QUIET,
        )
