"""What is new to somebody in all the talk that they follow, and wherever they are mentioned: the number, and the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from plugin.database import db, insert_into, new_id
from plugin.discussions.anchors import HANGS_ON, Anchor, anchor_in, hung, in_sight
from plugin.discussions.attention.models import Mention, Subscription
from plugin.discussions.models import Post, Reading, Thread
from plugin.discussions.reading.news import is_news
from plugin.member import Member

PAGE = 50
MARK = func.coalesce(Reading.read_to, Subscription.since)
# Made once: every page asks for the number, and pays more for a new alias and its columns than for the asking.
Fresh, Mine, Call = aliased(Post), aliased(Post), aliased(Mention)


@dataclass(frozen=True, slots=True)
class News:
    """A thread with something new in it: how much, where it begins, and whether it calls or answers the reader."""

    anchor: Anchor
    number: int
    first_id: UUID
    last_at: datetime
    mentions: bool
    answers: bool


def how_much_is_new(viewer: Member) -> ScalarSelect[int] | ColumnElement[int]:
    """For a statement of any kind: how many posts. Nothing counts that the viewer does not read any more."""
    if viewer.enrolment_id is None:
        return literal(0)
    counted = _followed(viewer, select(func.count(Fresh.id)).select_from(Subscription))
    return counted.join(Fresh, and_(*_new(viewer))).scalar_subquery()


def news_for(viewer: Member) -> list[News]:
    """Thread by thread, the latest first: one statement."""
    new = _new(viewer)
    here = (Thread, Reading, Subscription)
    mentions = exists().where(*new, Mention.post_id == Fresh.id, Mention.enrolment_id == viewer.enrolment_id)
    answers = exists().where(*new, Mine.id == Fresh.parent_id, Mine.author_id == viewer.enrolment_id)
    number = select(func.count(Fresh.id)).where(*new).correlate(*here).scalar_subquery()
    first = select(Fresh.id).where(*new).order_by(Fresh.path.concat("")).limit(1).correlate(*here)
    told = (
        *(number.label("number"), first.scalar_subquery().label("first_id"), Thread.last_at),
        *(mentions.correlate(*here).label("mentions"), answers.correlate(*here).label("answers")),
    )
    wanted = _followed(viewer, select(*HANGS_ON, *told).select_from(Subscription)).where(
        exists().where(*new).correlate(*here)
    )
    rows = db.session.execute(wanted.order_by(Thread.last_at.desc(), Thread.id).limit(PAGE))
    return [
        News(anchor_in(row), row.number, row.first_id, row.last_at, row.mentions, row.answers) for row in rows
    ]


def read_all(viewer: Member) -> None:
    """Nothing of it is new any more: two statements, however many threads it is."""
    followed = _followed(viewer, select(Thread.id, Thread.said).select_from(Subscription))
    threads = db.session.execute(followed)
    rows = [
        {"id": new_id(), "thread_id": row.id, "enrolment_id": viewer.enrolment_id, "read_to": row.said}
        for row in threads
    ]
    if rows:
        marked = insert_into(Reading).values(rows)
        further = case(
            (marked.excluded.read_to > Reading.read_to, marked.excluded.read_to), else_=Reading.read_to
        )
        db.session.execute(
            marked.on_conflict_do_update(
                index_elements=["thread_id", "enrolment_id"], set_={"read_to": further}
            )
        )


def _followed(viewer: Member, wanted: Any) -> Select[Any]:
    """Threads that the viewer has a row for and reads, where something was said behind their mark."""
    joined = wanted.join(Thread, Thread.id == Subscription.thread_id).outerjoin(
        Reading, (Reading.thread_id == Thread.id) & (Reading.enrolment_id == viewer.enrolment_id)
    )
    mine = (Subscription.enrolment_id == viewer.enrolment_id, Thread.said > MARK)
    return hung(joined).where(*mine, *in_sight(viewer))


def _new(viewer: Member) -> tuple[ColumnElement[bool], ...]:
    """Which posts: all of a thread that they follow, of another those that mention them."""
    called = exists().where(Call.post_id == Fresh.id, Call.enrolment_id == viewer.enrolment_id)
    return (*is_news(Fresh, Thread.id, MARK, viewer.enrolment_id), or_(Subscription.follows, called))
