"""Questions to asks: who asked for advice and how it stands, what came of one's own answers, and what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, exists, func, select
from sqlalchemy.orm import aliased

from plugin import clock
from plugin.database import db
from plugin.discussions.anchors import HANGS_ON, Anchor, anchor_in, hung, in_sight
from plugin.discussions.asks.models import TakenAdvice
from plugin.discussions.models import Post, Thread
from plugin.discussions.telling import Said, as_said, end_of, is_there, is_told_by_whom, told_to, top_of
from plugin.member import Member
from plugin.text import plain

PAGE = 30
LATELY = timedelta(days=7)
MOST_WAITING = 3
MOST_AGAIN = 8
MOST_BY_ONE = 3


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody asks for advice: how many others answered, and how many of the answers were tried or adopted."""

    said: Said
    anchor: Anchor
    answers: int
    tried: int

    @property
    def state(self) -> str:
        """'asked', 'answered' or 'tried'."""
        return "tried" if self.tried else "answered" if self.answers else "asked"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer of the viewer's, and what became of it."""

    said: Said
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Asks:
    """A page of one kind or the other."""

    listed: tuple[Any, ...]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A post that somebody has something to do with, or something to read about."""

    post_id: UUID
    words: str
    at: datetime


def asks_for(viewer: Member, page: int = 1, *, mine: bool = False) -> Asks:
    """Those that the viewer reads, or only their own; the latest first: two statements."""
    wanted = _asked(viewer)
    if mine:
        wanted = wanted.where(Post.author_id == viewer.enrolment_id)
    rows, more = _page_of(wanted, page)
    return Asks(_asks(viewer, rows), page, more)


def asks_by(viewer: Member, author_id: UUID) -> tuple[Ask, ...]:
    """The latest of one person's, as far as the viewer reads them and may know whose they are: two statements."""
    theirs = (Post.author_id == author_id, is_told_by_whom(viewer))
    return _asks(viewer, list(db.session.execute(_asked(viewer).where(*theirs).limit(MOST_BY_ONE))))


def given_by(viewer: Member, page: int = 1) -> Asks:
    """The viewer's own answers of which somebody said what they do with them, the latest said first: two statements."""
    wanted = hung(
        select(Post.id, *HANGS_ON)
        .join(TakenAdvice, TakenAdvice.post_id == Post.id)
        .join(Thread, Thread.id == Post.thread_id)
    ).where(TakenAdvice.giver_id == viewer.enrolment_id, is_there(Post), *in_sight(viewer))
    rows, more = _page_of(wanted.order_by(TakenAdvice.at.desc(), Post.id.desc()), page)
    told = _told(viewer, [row.id for row in rows])
    return Asks(tuple(Given(told[row.id], anchor_in(row)) for row in rows if row.id in told), page, more)


def answered(viewer: Member) -> list[Waiting]:
    """The viewer's asks that somebody answered, while they said of no answer what they do with it: one statement."""
    below, taken = aliased(Post), aliased(Post)
    others = exists().where(*_below(below), below.author_id.is_distinct_from(Post.author_id))
    said = exists().where(*_below(taken), TakenAdvice.post_id == taken.id)
    wanted: Any = select(Post.id, Post.words, Post.asked_at.label("at")).where(
        *(Post.author_id == viewer.enrolment_id, Post.asked_at.is_not(None), is_there(Post)), others, ~said
    )
    return _waiting(wanted.order_by(Post.asked_at.desc()))


def taken_lately(viewer: Member) -> list[Waiting]:
    """Answers of the viewer's of which somebody else said within a week what they do with them: one statement."""
    lately = (TakenAdvice.giver_id == viewer.enrolment_id, TakenAdvice.at >= clock.now() - LATELY)
    taken: Any = select(Post.id, Post.words, TakenAdvice.at)
    wanted = hung(
        taken.join(TakenAdvice, TakenAdvice.post_id == Post.id).join(Thread, Thread.id == Post.thread_id)
    )
    return _waiting(wanted.where(*lately, is_there(Post), *in_sight(viewer)).order_by(TakenAdvice.at.desc()))


def given_before(viewer: Member, this: Said) -> list[str]:
    """Plain words of answers that the viewer gave to other asks, what was adopted first: one statement."""
    first = aliased(Post)
    adopted = case((TakenAdvice.what == "adopt", 0), (TakenAdvice.what == "try", 1), else_=2)
    wanted = hung(
        select(Post.words)
        .outerjoin(TakenAdvice, TakenAdvice.post_id == Post.id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(first, (first.thread_id == Post.thread_id) & (first.path == top_of(Post.path)))
    ).where(
        *(Post.author_id == viewer.enrolment_id, Post.depth == 2, is_there(Post), Post.emptied_at.is_(None)),
        *(first.asked_at.is_not(None), first.id != this.id, *in_sight(viewer)),
    )
    rows = db.session.scalars(wanted.order_by(adopted, Post.made_at.desc()).limit(MOST_AGAIN))
    return list(dict.fromkeys(plain(words) for words in rows))


def _asked(viewer: Member) -> Select[Any]:
    """What asks for advice and the viewer reads, with how often it was answered and taken up; the latest first."""
    others, answer = aliased(Post), aliased(Post)
    answers = select(func.count()).where(*_below(others), others.author_id.is_distinct_from(Post.author_id))
    tried = (
        select(func.count())
        .select_from(answer)
        .join(TakenAdvice, TakenAdvice.post_id == answer.id)
        .where(*_below(answer), TakenAdvice.what != "park")
    )
    wanted = hung(
        select(Post.id, *HANGS_ON)
        .add_columns(
            *(_counted(count, Post).label(name) for name, count in (("answers", answers), ("tried", tried)))
        )
        .join(Thread, Thread.id == Post.thread_id)
    ).where(Post.asked_at.is_not(None), Post.depth == 1, is_there(Post), *in_sight(viewer))
    return wanted.order_by(Post.asked_at.desc(), Post.id.desc())


def _asks(viewer: Member, rows: list[Any]) -> tuple[Ask, ...]:
    told = _told(viewer, [row.id for row in rows])
    return tuple(Ask(told[row.id], anchor_in(row), row.answers, row.tried) for row in rows if row.id in told)


def _below(post: Any) -> tuple[ColumnElement[bool], ...]:
    there = (post.path > Post.path, post.path < end_of(Post.path), is_there(post))
    return (post.thread_id == Post.thread_id, *there)


def _counted(count: Select[Any], of: Any) -> Any:
    return count.correlate(of).scalar_subquery()


def _page_of(wanted: Select[Any], page: int) -> tuple[list[Any], bool]:
    rows = list(db.session.execute(wanted.limit(PAGE + 1).offset((page - 1) * PAGE)))
    return rows[:PAGE], len(rows) > PAGE


def _told(viewer: Member, post_ids: Iterable[UUID]) -> dict[UUID, Said]:
    rows = db.session.execute(told_to(viewer).where(Post.id.in_(list(post_ids))))
    return {row.id: as_said(row) for row in rows}


def _waiting(wanted: Select[Any]) -> list[Waiting]:
    rows = db.session.execute(wanted.limit(MOST_WAITING))
    return [Waiting(row.id, plain(row.words), row.at) for row in rows]
