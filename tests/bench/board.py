"""What the board, Today and a copy of the board cost a mentor of many: statements, steps, time and memory."""

from __future__ import annotations

import gc
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from flask import Flask

from plugin.courses.outline.progress import settle
from plugin.courses.outline.queries import course_here
from plugin.database import transaction
from plugin.groups.board import board_of
from plugin.groups.export.sheet import rows
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
from tests.harness.statements import counted

COHORTS = (10, 100, 1_000, 10_000)
LOOKS = (*(f"the board by {sort}" for sort in SORTS), "Today")
DOOR = 5  # statements before a page asks for anything
STATEMENTS, STEPS, TIME, MEMORY = 15, 1.5, 11, 1.2
FEWER = {"time": (1_000, TIME), "memory": (1_000, MEMORY)}


def figures() -> Iterator[Figure]:
    """Of each page at every size of cohort; of the file, ten thousand against a thousand."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'board.sqlite'}"
        migrated(url)
        app = built(database_url=url, log_level="ERROR")
        told = {people: _costs(app, people) for people in COHORTS}
        most = COHORTS[-1]
        for look in LOOKS:
            asked = {told[people][f"statements of {look}"] for people in COHORTS}
            yield at_most(f"most statements of {look}, the door's too", DOOR + max(asked), STATEMENTS)
            yield at_most(
                f"difference of these at {COHORTS[0]} and {most:,} mentees", max(asked) - min(asked), 0
            )
        for sort in SORTS:
            look = f"steps of the board by {sort}"
            said = f"SQLite {look}, {most:,} mentees against 100"
            yield at_most(said, round(told[most][look] / told[100][look], 2), STEPS)
        for what, (few, bound) in FEWER.items():
            said = f"{what} of taking along {most:,} mentees, against {few:,}"
            yield at_most(said, round(told[most][what] / told[few][what], 2), bound)
        closed(app)


def _costs(app: Flask, people: int) -> dict[str, float]:
    with app.app_context():
        with transaction():
            mentor = _mentor_of(people)
        with transaction(writing=False):
            looked = _looked_at(mentor)
    with app.test_request_context():
        return {**looked, **_file(mentor)}


def _mentor_of(people: int) -> Member:
    course = a_course()
    first, *_rest = [a_section(course) for _each in range(5)]
    cohort = a_crowd(a_group(course, mentees=1), people - 1)
    settle(course.context_id)
    mentor = again(cohort.mentor)
    live(course, first, sorted(mentor.mentee_ids))
    keep_standing(mentor)
    return mentor


def _looked_at(mentor: Member) -> dict[str, float]:
    """What a page asks for itself: whom they mentor is read at the door."""
    found: dict[str, float] = {}
    course = course_here(mentor)
    looks = {f"the board by {sort}": Asked(sort) for sort in SORTS} | {"Today": None}
    for look, asked in looks.items():
        steps = count_steps(100)
        with counted() as said:
            board_of(mentor, None, asked) if asked else today_of(mentor, course)
        found[f"steps of {look}"], found[f"statements of {look}"] = steps(), len(said)
    return found


def _file(mentor: Member) -> dict[str, float]:
    """The least of three, row by row as it is sent: time of the processor, and memory at its highest, without what the
    interpreter keeps.

    What is not collected yet counts as memory, and how much that is depends on when the collector comes by. How long it
    stays depends on all else that the process holds, so it rests while time is taken.
    """
    times, heights = [], []
    for _time in range(3):
        gc.collect()
        gc.disable()
        began = process_time()
        _sent(mentor)
        times.append(process_time() - began)
        gc.enable()
    for _time in range(3):
        gc.collect()
        tracemalloc.start()
        _sent(mentor)
        heights.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    return {"time": min(times), "memory": min(heights)}


def _sent(mentor: Member) -> None:
    for one in rows(mentor, None, Asked("name")):
        len(one)
