"""What can happen to a post's pictures: one more comes, one goes."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, func, select, update

from plugin import clock
from plugin.courses.resources.files.actions import write_down
from plugin.database import QUIET, db
from plugin.discussions.finding.keeping import keep_post
from plugin.discussions.models import Post
from plugin.discussions.pictures.drawing import Drawn
from plugin.discussions.pictures.models import PostPicture
from plugin.errors import Invalid
from plugin.member import Member

MOST = 6  # pictures with one post
WITH_THE_WORDS = timedelta(minutes=10)  # one that comes so soon after them is no change


def put(member: Member, post: Post, drawn: Drawn, shows: str) -> PostPicture:
    """Let it stand with one's own post, behind those that do. Raises Invalid where there are MOST, or no post any more."""
    there = (Post.id == post.id, Post.taken_back_at.is_(None), Post.emptied_at.is_(None))
    # The post is held from here to the commit: of two at the same moment, the second counts the first.
    late = post.made_at < clock.now() - WITH_THE_WORDS
    changed = {"edited_at": clock.now()} if late else {}
    room = update(Post).where(*there, Post.pictures < MOST).values(pictures=Post.pictures + 1, **changed)
    if db.session.scalar(room.returning(Post.id), execution_options=QUIET) is None:
        raise Invalid(_why_not(there))
    file = write_down(drawn.brought, member)
    last = select(func.coalesce(func.max(PostPicture.number), 0)).where(PostPicture.post_id == post.id)
    picture = PostPicture(
        post_id=post.id, number=(db.session.scalar(last) or 0) + 1, file_id=file.id, shows=shows
    )
    picture.width, picture.height = drawn.width, drawn.height
    db.session.add(picture)
    _changed(post)
    return picture


def take_away(post: Post, picture: PostPicture) -> None:
    """Let the post stand without it. Nobody sees it from then on; its bytes go within a day."""
    db.session.scalar(select(Post.id).where(Post.id == post.id).with_for_update())
    gone = delete(PostPicture).where(PostPicture.id == picture.id).returning(PostPicture.id)
    if db.session.scalar(gone, execution_options=QUIET) is not None:
        less = {"pictures": Post.pictures - 1, "edited_at": clock.now()}
        db.session.execute(update(Post).where(Post.id == post.id).values(less), execution_options=QUIET)
    _changed(post)


def _changed(post: Post) -> None:
    db.session.flush()
    db.session.refresh(post)
    keep_post(post)


def _why_not(there: tuple[ColumnElement[bool], ...]) -> str:
    if db.session.scalar(select(Post.id).where(*there)) is None:
        return str(_("This was taken away meanwhile, so no picture stands with it."))
    return str(_("No more than %(most)s pictures stand with one post.", most=MOST))
