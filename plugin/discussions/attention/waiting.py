"""What waits for a mentor's word: what their mentees asked and nobody has answered, the longest waiting first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from markupsafe import Markup
from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from plugin import clock
from plugin.database import db
from plugin.discussions.anchors import HANGS_ON, Anchor, anchor_in, hung, in_sight
from plugin.discussions.attention.models import Mention
from plugin.discussions.models import Post, Thread
from plugin.discussions.telling import end_of, is_there
from plugin.discussions.topics.models import Topic
from plugin.member import Member
from plugin.people.away.clocks import days_there
from plugin.people.away.queries import days_away
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said

PAGE = 50
FILTERS = ("me", "unanswered")
HOURS = (0, 24, 72, 168)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A post of a mentee's that waits, since when, for how many days on which the viewer was there, and on what."""

    post_id: UUID
    author: str
    words: Markup
    since: datetime
    days: int
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Waits:
    """A page of them."""

    posts: tuple[Waiting, ...]
    page: int
    more: bool


def waiting_for(viewer: Member, which: str = "me", hours: int = 0, page: int = 1) -> Waits:
    """Posts of the viewer's mentees that they read, for at least so many hours: two statements.

    'unanswered': a first post to which nobody but its author has said anything. 'me': one that answers the viewer, or
    mentions them, or stands where the viewer alone could answer, and the viewer has said nothing to it.
    """
    until = clock.now() - timedelta(hours=hours)
    waits = _unanswered() if which == "unanswered" else _on(viewer)
    rows = db.session.execute(
        _of_mentees(viewer)
        .where(Post.made_at <= until, waits)
        .order_by(Post.made_at, Post.id)
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    away = days_away(viewer, viewer.enrolment_id, rows[0].Post.made_at) if rows else []
    today = clock.today(viewer.zone)
    posts = tuple(
        Waiting(
            row.Post.id,
            said(row.author),
            row.Post.words,
            row.Post.made_at,
            days_there(row.Post.made_at.date(), today, away),
            anchor_in(row),
        )
        for row in rows[:PAGE]
    )
    return Waits(posts, page, len(rows) > PAGE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A post that waits for the viewer, of whom, since when, and on what; `thread_id` is where it was read."""

    post_id: UUID
    thread_id: UUID
    author_id: UUID
    author: str
    words: Markup
    since: datetime
    anchor: Anchor
    alone: bool  # the two have this talk to themselves


def asked_of(viewer: Member, most: int) -> list[Asked]:
    """What waits for the viewer, and what their mentees asked for advice and nobody answered; the longest waiting first.
    One statement."""
    waits = or_(_on(viewer), and_(Post.asked_at.is_not(None), _unanswered()))
    rows = db.session.execute(
        _of_mentees(viewer)
        .add_columns(Topic.mentee_id.is_not(None).label("alone"))
        .where(waits)
        .order_by(Post.made_at, Post.id)
        .limit(most)
    )
    return [
        Asked(
            *(row.Post.id, row.Post.thread_id, row.Post.author_id, said(row.author)),
            *(row.Post.words, row.Post.made_at, anchor_in(row), bool(row.alone)),
        )
        for row in rows
    ]


def waits_since(viewer: Member, mentee_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When each of these mentees first asked what still waits: for advice, or where they talk with mentors alone. Of what
    the viewer reads: one statement."""
    waiting: Any = select(Post.author_id, func.min(Post.made_at)).join(Thread, Thread.id == Post.thread_id)
    to_mentors = or_(Post.asked_at.is_not(None), Thread.goal_id.is_not(None), Topic.mentee_id.is_not(None))
    there = (is_there(Post), Post.emptied_at.is_(None), Thread.locked_at.is_(None), _unanswered(), to_mentors)
    wanted = hung(waiting).where(Post.author_id.in_(mentee_ids), *there, *in_sight(viewer))
    return {row[0]: row[1] for row in db.session.execute(wanted.group_by(Post.author_id))}


@dataclass(frozen=True, slots=True)
class Unanswered:
    """How many wait for each of HOURS and longer, and since when the oldest does."""

    waits: tuple[int, ...]
    oldest: datetime | None


def unanswered_among(viewer: Member, mentee_ids: Collection[UUID]) -> Unanswered:
    """First posts of these people to which nobody else has said anything, of what the viewer reads: one statement."""
    now = clock.now()
    counts = [func.count(Post.id).filter(Post.made_at <= now - timedelta(hours=hours)) for hours in HOURS]
    wanted: Any = select(func.min(Post.made_at), *counts).select_from(Post)
    there = (is_there(Post), Post.emptied_at.is_(None), Thread.locked_at.is_(None), _unanswered())
    waiting = hung(wanted.join(Thread, Thread.id == Post.thread_id)).where(
        Post.author_id.in_(mentee_ids), *there, *in_sight(viewer)
    )
    oldest, *waits = db.session.execute(waiting).one()
    return Unanswered(tuple(waits), oldest)


def _of_mentees(viewer: Member) -> Any:
    """What the viewer's mentees said that the viewer reads and can answer, by whom, and on what."""
    told = hung(
        select(Post, NAME.label("author"), *HANGS_ON)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Enrolment, Enrolment.id == Post.author_id)
        .join(Person, Person.id == Enrolment.person_id)
    )
    there = (is_there(Post), Post.emptied_at.is_(None), Thread.locked_at.is_(None))
    return told.where(Post.author_id.in_(viewer.mentee_ids), *there, *in_sight(viewer))


def _unanswered() -> ColumnElement[bool]:
    below = aliased(Post)
    answered = exists().where(
        *_below(below), below.author_id.is_distinct_from(Post.author_id), is_there(below)
    )
    return and_(Post.depth == 1, ~answered)


def _on(viewer: Member) -> ColumnElement[bool]:
    asked, mine = aliased(Post), aliased(Post)
    answers_me = exists().where(asked.id == Post.parent_id, asked.author_id == viewer.enrolment_id)
    calls_me = exists().where(Mention.post_id == Post.id, Mention.enrolment_id == viewer.enrolment_id)
    between = or_(Thread.goal_id.is_not(None), Topic.mentee_id.is_not(None))
    said_so = exists().where(*_below(mine), mine.author_id == viewer.enrolment_id, is_there(mine))
    return and_(or_(answers_me, calls_me, and_(Post.depth == 1, between)), ~said_so)


def _below(post: Any) -> tuple[ColumnElement[bool], ...]:
    return (post.thread_id == Post.thread_id, post.path > Post.path, post.path < end_of(Post.path))
