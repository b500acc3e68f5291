"""The last sign of life of people: a session, or something that they wrote."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from plugin.database import db
from plugin.discussions.models import Post


def last_posts(ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When each of these people last wrote in talk: one statement."""
    rows = db.session.execute(
        select(Post.author_id, func.max(Post.made_at))
        .where(Post.author_id.in_(ids), Post.taken_back_at.is_(None))
        .group_by(Post.author_id)
    )
    return {author_id: at for author_id, at in rows if author_id}
