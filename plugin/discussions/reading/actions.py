"""What happens when somebody reads: the mark behind which everything is new moves on, never back."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select, update

from plugin.database import QUIET, db, insert_into, new_id
from plugin.discussions.models import Post, Reading
from plugin.discussions.reading.news import is_news


def seen(thread_id: UUID, enrolment_id: UUID, shown: Collection[int], said: int) -> None:
    """They were shown the posts with these numbers, when the latest had the number `said`.

    The mark stops before the first new post that they were not shown: on a long thread nothing counts as read that stood
    on another page. Whoever comes for the first time has it at the end at once: new is what came since they were here.
    """
    begun = _insert(thread_id, enrolment_id, said)
    if begun:
        return
    mine = (Reading.thread_id == thread_id, Reading.enrolment_id == enrolment_id)
    mark = select(Reading.read_to).where(*mine).scalar_subquery()
    unseen = select(func.min(Post.number)).where(
        *is_news(Post, thread_id, mark, enrolment_id), Post.number <= said, Post.number.not_in(shown)
    )
    first = db.session.scalar(unseen)
    _move(thread_id, enrolment_id, said if first is None else first - 1)


def seen_all(thread_id: UUID, enrolment_id: UUID, said: int) -> None:
    """They say that they have read everything up to there."""
    _insert(thread_id, enrolment_id, said)
    _move(thread_id, enrolment_id, said)


def _insert(thread_id: UUID, enrolment_id: UUID, read_to: int) -> bool:
    made = db.session.scalar(
        insert_into(Reading)
        .values(id=new_id(), thread_id=thread_id, enrolment_id=enrolment_id, read_to=read_to)
        .on_conflict_do_nothing(index_elements=["thread_id", "enrolment_id"])
        .returning(Reading.id)
    )
    return made is not None


def _move(thread_id: UUID, enrolment_id: UUID, read_to: int) -> None:
    mine = (Reading.thread_id == thread_id, Reading.enrolment_id == enrolment_id, Reading.read_to < read_to)
    db.session.execute(update(Reading).where(*mine).values(read_to=read_to), execution_options=QUIET)
