"""What is new to somebody in a thread: what others said behind their mark, as long as it stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select
from sqlalchemy.orm import aliased

from plugin.discussions.models import Post, Reading, Thread
from plugin.member import Member

Fresh = aliased(Post)


def is_news(post: Any, thread_id: Any, mark: Any, enrolment_id: Any) -> tuple[ColumnElement[bool], ...]:
    """Whether a row of `post` is new to them in that thread."""
    return (
        post.thread_id == thread_id,
        post.number > mark,
        or_(post.author_id.is_(None), post.author_id != enrolment_id),
        post.taken_back_at.is_(None),
        post.emptied_at.is_(None),
        post.hidden.is_(None),
    )


def how_many(viewer: Member) -> ScalarSelect[int]:
    """For a statement that holds Thread and Reading: how many posts are new. Nobody's first visit has any."""
    new = is_news(Fresh, Thread.id, Reading.read_to, viewer.enrolment_id)
    return select(func.count(Fresh.id)).where(*new).correlate(Thread, Reading).scalar_subquery()


def first_of_them(viewer: Member) -> ScalarSelect[UUID]:
    """For the same: the first of them in the order of reading."""
    new = is_news(Fresh, Thread.id, Reading.read_to, viewer.enrolment_id)
    # Ordered by the bare path, a database would walk the whole thread along its index until it finds one that is new.
    place = Fresh.path.concat("")
    return select(Fresh.id).where(*new).order_by(place).limit(1).correlate(Thread, Reading).scalar_subquery()
