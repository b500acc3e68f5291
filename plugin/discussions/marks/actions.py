"""What happens when somebody says that a post helped, or that it is the answer. Said twice it is said once."""

from __future__ import annotations

from sqlalchemy import delete, func, select, update

from plugin import clock
from plugin.database import QUIET, db, insert_into, new_id
from plugin.discussions.models import Helped, Post
from plugin.discussions.telling import DIGITS
from plugin.member import Member


def helped(member: Member, post: Post) -> None:
    """It helped them."""
    said = (
        insert_into(Helped)
        .values(id=new_id(), post_id=post.id, enrolment_id=member.enrolment_id, at=clock.now())
        .on_conflict_do_nothing(index_elements=["post_id", "enrolment_id"])
    )
    if db.session.scalar(said.returning(Helped.id)):
        _count(post, 1)


def helped_not(member: Member, post: Post) -> None:
    """It did not, after all."""
    mine = (Helped.post_id == post.id, Helped.enrolment_id == member.enrolment_id)
    if db.session.scalars(delete(Helped).where(*mine).returning(Helped.id), execution_options=QUIET).all():
        _count(post, -1)


def recount() -> int:
    """Count anew whom each post helped; how many counters had drifted."""
    truly = select(func.count()).where(Helped.post_id == Post.id).correlate(Post).scalar_subquery()
    put_right = update(Post).where(Post.helps != truly).values(helps=truly).returning(Post.id)
    return len(db.session.scalars(put_right, execution_options=QUIET).all())


def _count(post: Post, step: int) -> None:
    db.session.execute(
        update(Post).where(Post.id == post.id).values(helps=Post.helps + step), execution_options=QUIET
    )


def answers(member: Member, post: Post) -> None:
    """It is the answer to what was asked at the top of its branch; another that was, is no longer."""
    first = (Post.thread_id == post.thread_id, Post.path == post.path[:DIGITS])
    marked = update(Post).where(*first).values(answer_id=post.id, answered_by_id=member.enrolment_id)
    db.session.execute(marked, execution_options=QUIET)


def answers_not(post: Post) -> None:
    """It is not, after all."""
    unmarked = update(Post).where(Post.answer_id == post.id).values(answer_id=None, answered_by_id=None)
    db.session.execute(unmarked, execution_options=QUIET)
