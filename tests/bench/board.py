"""What the board and Today cost one mentor of many, and what taking the board along costs: in steps, time and memory."""

from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from flask import Flask

from plugin.courses.outline.progress import settle
from plugin.courses.outline.queries import course_here
from plugin.database import db
from plugin.groups.board import board_of, lines_of
from plugin.groups.export.sheet import AT_ONCE, row
from plugin.groups.flags.keeping import keep_standing
from plugin.groups.rows import SORTS, Asked
from plugin.home.today.queries import today_of
from plugin.member import Member
from tests.bench.figures import Figure, at_most
from tests.bench.standing import live
from tests.bench.steps import count_steps
from tests.factories import a_course, a_group, a_section, again
from tests.factories.crowds import a_crowd
from tests.harness.databases import migrated
from tests.harness.house import built, closed
from tests.harness.isolation import Client, rolled_back

COHORTS = (100, 1_000, 10_000)
LOOKS = (*(f"the board by {sort}" for sort in SORTS), "Today")
PAGE, TIME, MEMORY = 1.5, 11, 1.2


def figures() -> Iterator[Figure]:
    """Of a page, ten thousand against a hundred; of the file, ten thousand against a thousand."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'board.sqlite'}"
        migrated(url)
        app = built(database_url=url, log_level="ERROR")
        app.test_client_class = Client
        told = {people: _costs(app, people) for people in COHORTS}
        few, some, many = (told[people] for people in COHORTS)
        for look in LOOKS:
            said = f"SQLite steps of {look}, {COHORTS[-1]:,} mentees against {COHORTS[0]:,}"
            yield at_most(said, round(many[look] / few[look], 2), PAGE)
        for what, bound in (("time", TIME), ("memory", MEMORY)):
            said = f"{what} of taking along {COHORTS[-1]:,} mentees, against {COHORTS[1]:,}"
            yield at_most(said, round(many[what] / some[what], 2), bound)
        closed(app)


def _costs(app: Flask, people: int) -> dict[str, float]:
    with rolled_back(app):
        course = a_course()
        first, *_rest = [a_section(course) for _each in range(5)]
        cohort = a_crowd(a_group(course, mentees=1), people - 1)
        settle(course.context_id)
        mentor = again(cohort.mentor)
        live(course, first, sorted(mentor.mentee_ids))
        keep_standing(mentor)
        db.session.expire_all()
        with app.test_request_context():
            return {**_steps(mentor), **_file(mentor)}


def _steps(mentor: Member) -> dict[str, float]:
    """Of what the page asks for itself: whom they mentor is read at the door."""
    found: dict[str, float] = {}
    for sort in SORTS:
        steps = count_steps(100)
        board_of(mentor, None, Asked(sort))
        found[f"the board by {sort}"] = steps()
    course = course_here(mentor)
    steps = count_steps(100)
    today_of(mentor, course)
    found["Today"] = steps()
    return found


def _file(mentor: Member) -> dict[str, float]:
    """The least of three, row by row as it is sent; memory at its highest, without what the interpreter keeps."""
    times = []
    for _time in range(3):
        began = perf_counter()
        _drain(mentor)
        times.append(perf_counter() - began)
    tracemalloc.start()
    _drain(mentor)
    _now, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return {"time": min(times), "memory": highest}


def _drain(mentor: Member) -> None:
    """What the file holds, five hundred at a time and forgotten; the test's transaction stands for those it would open."""
    asked, more = Asked("name"), True
    while more:
        lines, more = lines_of(mentor, None, asked, AT_ONCE)
        for line in lines:
            row(line)
        asked = Asked("name", after=lines[-1].id)
        db.session.expunge_all()
