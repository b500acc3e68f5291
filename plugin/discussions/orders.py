"""In which order a thread is read: as it was said, or its first posts by newest or most helpful, each with its replies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, tuple_, union_all

from plugin.database import db
from plugin.discussions.models import Post
from plugin.discussions.queries import Page, page_of
from plugin.discussions.telling import Said, as_said, end_of, is_shown, is_there, told_to
from plugin.errors import NotHere
from plugin.member import Member

ORDERS = ("oldest", "newest", "helpful")
TOPS = 15  # first posts on a page of the two others
REPLIES = 20  # shown with each


def order_in(told: str | None) -> str:
    """The order that an address asks for; whatever else it says is the oldest first."""
    return told if told in ORDERS else "oldest"


def ordered(viewer: Member, thread_id: UUID, order: str, after: UUID | None = None) -> Page:
    """A page of a thread in an order, from behind the post `after`.

    By newest and most helpful: at most TOPS first posts with REPLIES of what hangs on each, in two statements, one more
    behind the first page, however long the thread. Raises NotHere where `after` is no first post of it.
    """
    if order == "oldest":
        return page_of(viewer, thread_id, after)
    by = (Post.number,) if order == "newest" else (Post.helps, Post.number)
    wanted = told_to(viewer).where(Post.thread_id == thread_id, Post.depth == 1, is_shown(viewer))
    if after:
        wanted = wanted.where(tuple_(*by) < tuple_(*_place(thread_id, after, by)))
    rows = db.session.execute(wanted.order_by(*(column.desc() for column in by)).limit(TOPS + 1)).all()
    tops = [as_said(row) for row in rows[:TOPS]]
    under = _under(viewer, thread_id, tops)
    posts = tuple(post for top in tops for post in (top, *under[top.path][:REPLIES]))
    cut = frozenset(top.id for top in tops if len(under[top.path]) > REPLIES)
    return Page(posts, more=tops[-1].id if len(rows) > TOPS else None, cut=cut)


def pinned_in(viewer: Member, thread_id: UUID) -> list[Said]:
    """What stands above a thread, the latest pinned first."""
    wanted = told_to(viewer).where(Post.thread_id == thread_id, Post.pinned_at.is_not(None), is_there(Post))
    return [as_said(row) for row in db.session.execute(wanted.order_by(Post.pinned_at.desc(), Post.id))]


def _place(thread_id: UUID, after: UUID, by: Iterable[Any]) -> Any:
    here = (Post.id == after, Post.thread_id == thread_id, Post.depth == 1)
    place = db.session.execute(select(*by).where(*here)).one_or_none()
    if place is None:
        raise NotHere()
    return tuple(place)


def _under(viewer: Member, thread_id: UUID, tops: list[Said]) -> dict[str, list[Said]]:
    """The first replies of each, one more than is shown, in one statement."""
    under: dict[str, list[Said]] = {top.path: [] for top in tops}
    if tops:
        ids = union_all(*(_first_replies(viewer, thread_id, top.path) for top in tops)).subquery()
        rows = db.session.execute(told_to(viewer).where(Post.id.in_(select(ids.c.id))).order_by(Post.path))
        for row in rows:
            under[row.path[: len(tops[0].path)]].append(as_said(row))
    return under


def _first_replies(viewer: Member, thread_id: UUID, path: str) -> Select[Any]:
    here = (Post.thread_id == thread_id, Post.path > path, Post.path < end_of(path))
    first = select(Post.id).where(*here, is_shown(viewer)).order_by(Post.path).limit(REPLIES + 1)
    return select(first.subquery().c.id)  # SQLite takes a LIMIT in a union only one level down
