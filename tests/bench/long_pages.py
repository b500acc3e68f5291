"""A whole page of a long discussion, as a browser gets it: its time against a short one's, its bytes, and finding."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from flask import Flask

from plugin.courses.outline.queries import course_here
from plugin.discussions.finding.queries import found_by
from plugin.member import Member
from tests.bench.figures import Figure, at_most
from tests.bench.steps import count_steps
from tests.bench.talk import grown
from tests.factories import a_course, a_mentee
from tests.factories.discussions import a_post, something_to_read
from tests.factories.visits import At, visit_as
from tests.harness.databases import migrated
from tests.harness.house import built, closed
from tests.harness.isolation import Client, rolled_back

FEW, MANY = 50, 1000
MOST_BYTES = 500_000  # Moodle 5.1 sends 7.5 MB for a thread of 1,000 posts
ROUNDS = 11  # A B A B ..., the fastest of each
SAID_ELSEWHERE = 2000


def figures() -> Iterator[Figure]:
    """The page of a thread of a thousand posts against one of fifty; looking for a word where much is said elsewhere."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'long.sqlite'}"
        migrated(url)
        app = built(database_url=url, log_level="ERROR")
        app.test_client_class = Client
        ratio, size = _whole(app)
        yield at_most(f"time of the whole page of {MANY:,} posts against {FEW}", ratio, 1.3)
        yield at_most(f"bytes of the whole page of {MANY:,} posts", size, MOST_BYTES)
        said = f"SQLite steps of finding a word where {SAID_ELSEWHERE:,} posts of another course hold it too"
        yield at_most(said, _found(app), 1.5)
        closed(app)


def _whole(app: Flask) -> tuple[float, int]:
    with rolled_back(app):
        course = a_course()
        reader, author = a_mentee(course), a_mentee(course)
        pages = []
        for size in (FEW, MANY):
            resource = something_to_read(course)
            grown(course.id, resource.id, author, size)
            pages.append(f"/resources/{resource.id}")
        at = visit_as(app.test_client(), reader)
        for page in pages:
            at.get(page)  # notes that it was read
        rounds = [[_timed(at, page) for page in pages] for _round in range(ROUNDS)]
        short, long = (min(took for took, _size in times) for times in zip(*rounds, strict=True))
        return long / short, rounds[0][1][1]


def _timed(at: At, path: str) -> tuple[float, int]:
    """Seconds and bytes of one request."""
    begun = perf_counter()
    answer = at.get(path)
    took = perf_counter() - begun
    assert answer.status_code == 200
    return took, len(answer.data)


def _found(app: Flask) -> float:
    with rolled_back(app):
        here, elsewhere = a_course(), a_course()
        author, reader = a_mentee(here), a_mentee(here)
        a_post(author, something_to_read(here), "<p>a canary sings</p>")
        alone = _steps(reader)
        resource, other = something_to_read(elsewhere), a_mentee(elsewhere)
        for number in range(SAID_ELSEWHERE):
            a_post(other, resource, f"<p>a canary sings, {number}</p>")
        return _steps(reader) / alone


def _steps(reader: Member) -> int:
    told = count_steps()
    found = found_by(reader, course_here(reader), "canary")
    assert len(found.posts) == 1
    return told()
