"""What can happen to a post's picture: it comes, another takes its place, it goes."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import update

from plugin import clock
from plugin.courses.resources.files.actions import write_down
from plugin.database import QUIET, db
from plugin.discussions.finding.keeping import keep_post
from plugin.discussions.models import Post
from plugin.discussions.pictures.drawing import Drawn
from plugin.errors import Invalid
from plugin.member import Member


def put(member: Member, post: Post, drawn: Drawn, shows: str) -> None:
    """Let it stand with one's own post, in place of any other. Raises Invalid where the post is not there any more."""
    file = write_down(drawn.brought, member)
    _set(
        post, picture_id=file.id, picture_shows=shows, picture_width=drawn.width, picture_height=drawn.height
    )


def take_away(post: Post) -> None:
    """Let the post stand without it. Nobody sees it from then on; its bytes go within a day."""
    _set(post, picture_id=None, picture_shows="", picture_width=None, picture_height=None)


def _set(post: Post, **picture: object) -> None:
    here = (Post.id == post.id, Post.taken_back_at.is_(None), Post.emptied_at.is_(None))
    changed = {"edited_at": clock.now()} if post.picture_id else {}  # that one comes first is no change
    done = update(Post).where(*here).values(**picture, **changed).returning(Post.id)
    if db.session.scalar(done, execution_options=QUIET) is None:
        raise Invalid(_("This was taken away meanwhile, so no picture stands with it."))
    db.session.refresh(post)
    keep_post(post)
