"""What a page of a long discussion reads on PostgreSQL: pages of its buffers, exact on any machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask
from sqlalchemy import event, text

from plugin.database import db
from tests.bench.figures import Figure, at_most
from tests.bench.talk import FEW, MANY, MOST, PAGES, grown, pages_of
from tests.factories import a_course, a_mentee
from tests.factories.discussions import something_to_read
from tests.harness import postgres
from tests.harness.databases import migrated
from tests.harness.house import built, closed
from tests.harness.isolation import rolled_back


def figures() -> Iterator[Figure]:
    """The first page, one in the middle and the last of a long thread against those of a short one."""
    server = postgres.start()
    try:
        url = server.get_uri()
        migrated(url)
        app = built(database_url=url, log_level="ERROR")
        few, many, most = (_measured(app, size) for size in (FEW, MANY, MOST))
        closed(app)
    finally:
        postgres.stop(server)
    for what in PAGES:
        for size, read in ((MANY, many), (MOST, most)):
            said = f"PostgreSQL buffers of {what} of {size:,} posts against {FEW}"
            yield at_most(said, read[what] / few[what], 1.5)


def _measured(app: Flask, size: int) -> dict[str, int]:
    with rolled_back(app):
        course = a_course()
        reader, resource = a_mentee(course), something_to_read(course)
        thread_id, posts = grown(course.id, resource.id, a_mentee(course), size)
        for table in ("post", "thread", "enrolment", "person", "course"):
            db.session.execute(text(f"ANALYZE {table}"))
        return {what: _read(ask) for what, ask in pages_of(reader, thread_id, posts).items()}


def _read(ask: Callable[[], Any]) -> int:
    """Buffers that its statements read, found or fetched."""
    asked: list[tuple[str, Any]] = []
    connection = db.session.connection()

    def heard(_connection: Any, _cursor: Any, statement: str, told: Any, *_more: Any) -> None:
        asked.append((statement, told))

    event.listen(connection, "before_cursor_execute", heard)
    ask()
    event.remove(connection, "before_cursor_execute", heard)
    return sum(_buffers(connection, statement, told) for statement, told in asked)


def _buffers(connection: Any, statement: str, told: Any) -> int:
    explained = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}"
    plan = connection.exec_driver_sql(explained, told).scalar_one()[0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
