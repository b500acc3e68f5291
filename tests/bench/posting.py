"""What a post costs among few and among many, and what an open page costs that asks whether there is anything new."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from flask import Flask
from sqlalchemy import insert, select

from plugin.database import db, new_id
from plugin.discussions.attention.models import Subscription
from plugin.discussions.models import Post
from tests.bench.figures import Figure, at_most, equal
from tests.bench.steps import count_steps
from tests.factories import a_course, a_mentee, again
from tests.factories.discussions import a_post, something_to_read
from tests.factories.visits import At, visit_as
from tests.harness.databases import migrated
from tests.harness.house import built, closed
from tests.harness.isolation import Client, rolled_back
from tests.harness.statements import counted

FEW, MANY = 10, 1000
POSTS = 50
ROUNDS = 15  # A B A B ..., the fastest of each


def figures() -> Iterator[Figure]:
    """Writing in a thread that ten follow, and that a thousand do; 304 against the page itself."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'posting.sqlite'}"
        migrated(url)
        app = built(database_url=url, log_level="ERROR")
        app.test_client_class = Client
        (few, few_steps), (many, many_steps) = _written(app, FEW), _written(app, MANY)
        yield equal(f"statements of writing a post among {FEW} and among {MANY:,} people", few, many)
        ratio = many_steps / few_steps
        yield at_most(f"SQLite steps of writing a post among {MANY:,} people against {FEW}", ratio, 1.2)
        share = _asked_again(app)
        yield at_most(f"an answer that nothing is new (304) against the page of {POSTS} posts", share, 0.25)
        closed(app)


def _written(app: Flask, people: int) -> tuple[int, int]:
    """Statements and SQLite steps of one post in a thread that so many follow."""
    with rolled_back(app):
        course = a_course()
        resource, author = something_to_read(course), again(a_mentee(course))
        thread_id = a_post(author, resource).thread_id
        readers = [a_mentee(course).enrolment_id for _number in range(people)]
        rows = [{"id": new_id(), "thread_id": thread_id, "enrolment_id": one} for one in readers]
        db.session.execute(insert(Subscription).values(follows=True, since=0), rows)
        with counted() as asked:
            a_post(author, resource)
        told = count_steps()
        a_post(author, resource)
        return len(asked), told()


def _asked_again(app: Flask) -> float:
    """The time of the one against the time of the other."""
    with rolled_back(app):
        course = a_course()
        resource, reader = something_to_read(course), a_mentee(course)
        for number in range(POSTS):
            a_post(a_mentee(course), resource, f"<p>{number}</p>")
        said = db.session.scalars(select(Post.number).order_by(Post.number.desc())).first()
        at = visit_as(app.test_client(), reader)
        since, page = f"/discussions/on/resource/{resource.id}/since?said={said}", f"/resources/{resource.id}"
        tag = at.get(since).headers["ETag"]
        at.get(page)  # notes that it was read
        rounds = [(_timed(at, since, 304, tag), _timed(at, page, 200)) for _round in range(ROUNDS)]
        nothing, everything = (min(times) for times in zip(*rounds, strict=True))
        return nothing / everything


def _timed(at: At, path: str, status: int, tag: str = "") -> float:
    """Seconds of one request."""
    begun = perf_counter()
    answer = at.get(path, headers={"If-None-Match": tag} if tag else {})
    took = perf_counter() - begun
    assert answer.status_code == status
    return took
