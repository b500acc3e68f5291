"""What a page of a long discussion costs the database: against a short one, and against asking for the whole tree."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, select, text

from plugin import clock
from plugin.database import db, new_id
from plugin.discussions.attention.bell import how_much_is_new
from plugin.discussions.attention.following import follow
from plugin.discussions.models import Post, Thread
from plugin.discussions.orders import ordered
from plugin.discussions.queries import PAGE, discussion_of, page_of
from plugin.member import Member
from tests.bench.figures import Figure, at_most
from tests.bench.steps import count_steps
from tests.factories import a_course, a_mentee
from tests.factories.discussions import something_to_read
from tests.harness.databases import migrated
from tests.harness.house import built, closed
from tests.harness.isolation import rolled_back

FEW, MANY, MOST = 100, 10_000, 100_000
PAGES = ("the first page", "a page in the middle", "the last page")
REPLIES = 4  # to each post at the top
# The same order without a stored path: each post's place is its parent's with its own number behind.
WHOLE_TREE = text(
    "WITH RECURSIVE tree(id, place) AS ("
    " SELECT id, printf('%06d', number) FROM post WHERE thread_id = :thread_id AND parent_id IS NULL"
    " UNION ALL"
    " SELECT post.id, tree.place || printf('%06d', post.number) FROM post JOIN tree ON post.parent_id = tree.id"
    ") SELECT id FROM tree ORDER BY place LIMIT :size"
)


def figures() -> Iterator[Figure]:
    """Steps of the first page, one in the middle and the last, and of what else the page asks of its thread."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'talk.sqlite'}"
        migrated(url)
        app = built(database_url=url, log_level="ERROR")
        few, many, most = _measured(app, FEW), _measured(app, MANY), _pages(app, MOST)
        closed(app)
    for what in PAGES:
        yield at_most(f"SQLite steps of {what} of {MOST:,} posts against {FEW}", most[what] / few[what], 1.3)
    others = ("the thread with what is new", "the newest first", "the most helpful first", "the bell")
    for what in (*PAGES, *others):
        ratio = many[what] / few[what]
        yield at_most(f"SQLite steps of {what} of {MANY:,} posts against {FEW}", ratio, 1.3)
    share = many["the first page"] / many["all posts as they are told"]
    yield at_most(f"SQLite steps of a page of {PAGE} against all {MANY:,} posts", share, 1 / 100)
    share = many["which posts stand on it"] / many["the whole tree"]
    yield at_most(
        f"SQLite steps of which posts stand on a page of {MANY:,} against a recursive query", share, 1 / 500
    )


def _measured(app: Flask, size: int) -> dict[str, int]:
    with rolled_back(app):
        course = a_course()
        reader, resource = a_mentee(course), something_to_read(course)
        thread_id, posts = grown(course.id, resource.id, a_mentee(course), size)
        follow(reader, thread_id, size - 10, follows=True)
        asked: dict[str, Callable[[], Any]] = {
            **pages_of(reader, thread_id, posts),
            "all posts as they are told": lambda: page_of(reader, thread_id, size=size),
            "the thread with what is new": lambda: discussion_of(reader, "resource", resource.id),
            "the newest first": lambda: ordered(reader, thread_id, "newest"),
            "the most helpful first": lambda: ordered(reader, thread_id, "helpful"),
            "the bell": lambda: db.session.scalar(select(how_much_is_new(reader))),
            "which posts stand on it": lambda: db.session.scalars(
                select(Post.id)
                .where(Post.thread_id == thread_id, Post.path > "")
                .order_by(Post.path)
                .limit(PAGE)
            ).all(),
            "the whole tree": lambda: db.session.execute(
                WHOLE_TREE, {"thread_id": thread_id.hex, "size": PAGE}
            ).all(),
        }
        assert len(page_of(reader, thread_id).posts) == PAGE
        assert len(asked["which posts stand on it"]()) == len(asked["the whole tree"]()) == PAGE
        return {what: _steps(ask) for what, ask in asked.items()}


def _pages(app: Flask, size: int) -> dict[str, int]:
    with rolled_back(app):
        course = a_course()
        reader, resource = a_mentee(course), something_to_read(course)
        thread_id, posts = grown(course.id, resource.id, a_mentee(course), size)
        return {what: _steps(ask) for what, ask in pages_of(reader, thread_id, posts).items()}


def pages_of(reader: Member, thread_id: UUID, posts: list[UUID]) -> dict[str, Callable[[], Any]]:
    """The first page of a thread, one in the middle and the last."""
    return {
        "the first page": lambda: page_of(reader, thread_id),
        "a page in the middle": lambda: page_of(reader, thread_id, after=posts[len(posts) // 2]),
        "the last page": lambda: page_of(reader, thread_id, after=posts[-PAGE - 1]),
    }


def _steps(ask: Callable[[], Any]) -> int:
    told = count_steps()
    ask()
    return told()


def grown(course_id: UUID, resource_id: UUID, author: Member, size: int) -> tuple[UUID, list[UUID]]:
    """A thread with so many posts, most of them replies; gives their ids in the order of reading."""
    thread = {"id": new_id(), "course_id": course_id, "resource_id": resource_id}
    db.session.execute(insert(Thread), [{**thread, "posts": size, "said": size, "branches": size}])
    rows: list[dict[str, Any]] = []
    for number in range(1, size + 1):
        branch, reply = divmod(number - 1, REPLIES + 1)
        top = rows[-reply] if reply else None
        path = f"{branch + 1:05d}" + (f"{reply:05d}" if reply else "")
        said = {"id": new_id(), "thread_id": thread["id"], "number": number, "path": path}
        hangs = {"parent_id": top["id"] if top else None, "depth": 2 if top else 1}
        words = {"words": "I tried it.", "author_id": author.enrolment_id, "made_at": clock.now()}
        rows.append(said | hangs | words)
    db.session.execute(insert(Post), rows)
    ids = db.session.scalars(select(Post.id).where(Post.thread_id == thread["id"]).order_by(Post.path))
    return thread["id"], list(ids)
