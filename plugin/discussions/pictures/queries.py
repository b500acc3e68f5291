"""The pictures of a post: one of them, and its bytes for whoever reads the post."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from plugin.courses.resources.models import StoredFile
from plugin.database import db
from plugin.discussions.models import Post
from plugin.discussions.pictures.models import PostPicture
from plugin.discussions.policy import is_by, stands
from plugin.discussions.queries import post_for
from plugin.errors import NotHere
from plugin.member import Member


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture with the post that it stands with."""

    post: Post
    picture: PostPicture


def picture_for(viewer: Member, post_id: UUID, picture_id: UUID) -> Placed:
    """Raises NotHere where the viewer does not read the post's words, or no such picture stands with them."""
    post = post_for(viewer, post_id)
    read = stands(post) or (is_by(viewer, post.author_id) and post.emptied_at is None)
    wanted = select(PostPicture).where(PostPicture.id == picture_id, PostPicture.post_id == post.id)
    found = db.session.scalar(wanted) if read else None
    if found is None:
        raise NotHere()
    return Placed(post, found)


def bytes_for(viewer: Member, post_id: UUID, picture_id: UUID) -> StoredFile:
    """The same, as it is kept."""
    return db.session.get_one(StoredFile, picture_for(viewer, post_id, picture_id).picture.file_id)
