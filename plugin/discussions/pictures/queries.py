"""The bytes of a post's picture, for whoever reads the post."""

from __future__ import annotations

from uuid import UUID

from plugin.courses.resources.models import StoredFile
from plugin.database import db
from plugin.discussions.policy import is_by, stands
from plugin.discussions.queries import post_for
from plugin.errors import NotHere
from plugin.member import Member


def picture_for(viewer: Member, post_id: UUID) -> StoredFile:
    """Raises NotHere where the viewer does not read the post's words, or no picture stands with them."""
    post = post_for(viewer, post_id)
    read = stands(post) or (is_by(viewer, post.author_id) and post.emptied_at is None)
    found = db.session.get(StoredFile, post.picture_id) if read and post.picture_id else None
    if found is None:
        raise NotHere()
    return found
