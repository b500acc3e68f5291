"""A reply, and who asked what it may be the answer to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from plugin.database import db
from plugin.discussions.models import Post
from plugin.discussions.queries import post_for
from plugin.discussions.telling import DIGITS
from plugin.member import Member


@dataclass(frozen=True, slots=True)
class Answering:
    """A post, the author of the first post of its branch, None where that one was erased, and whether they asked for
    advice."""

    post: Post
    asker_id: UUID | None
    for_advice: bool


def answering(viewer: Member, post_id: UUID) -> Answering:
    """For one post that the viewer reads. Raises NotHere for any other."""
    post = post_for(viewer, post_id)
    first = db.session.execute(
        select(Post.author_id, Post.asked_at).where(
            Post.thread_id == post.thread_id, Post.path == post.path[:DIGITS]
        )
    ).one()
    return Answering(post, first.author_id, first.asked_at is not None)
