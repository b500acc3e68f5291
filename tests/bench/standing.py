"""What reckoning how each mentee stands costs: linear in their number, and the board that sorts by it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, update

from plugin import clock
from plugin.courses.goals.models import Goal, Milestone
from plugin.courses.outline.models import Assignment, Course, Section
from plugin.courses.outline.progress import settle
from plugin.courses.sessions.models import Action, Attendance, Session
from plugin.database import QUIET, db, new_id
from plugin.groups.flags.keeping import keep_standing
from tests.bench.figures import Figure, at_most
from tests.bench.steps import count_steps
from tests.factories import a_course, a_group, a_section, again
from tests.factories.crowds import a_crowd
from tests.harness.databases import migrated
from tests.harness.house import built, closed
from tests.harness.isolation import Client, rolled_back

EACH = 50
FEW, MANY = 1_000, 10_000
AGO = timedelta(days=30)
LINEAR = 11  # for ten times as many


def figures() -> Iterator[Figure]:
    """SQLite steps of the pass over the mentees of one mentor."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'standing.sqlite'}"
        migrated(url)
        app = built(database_url=url, log_level="ERROR")
        app.test_client_class = Client
        few, many = (_steps(app, people) for people in (FEW, MANY))
        said = f"SQLite steps of reckoning how {MANY:,} mentees stand, against {FEW:,}"
        yield at_most(said, round(many / few, 2), LINEAR)
        closed(app)


def _steps(app: Flask, people: int) -> int:
    """Of so many mentees, fifty with each mentor; each has five sections, a session, a late promise and a goal."""
    with rolled_back(app):
        course = a_course()
        first, *_rest = [a_section(course) for _each in range(5)]
        cohorts = [a_crowd(a_group(course, mentees=1), EACH - 1) for _mentor in range(people // EACH)]
        settle(course.context_id)
        mentors = [again(cohort.mentor) for cohort in cohorts]
        live(course, first, [one for mentor in mentors for one in sorted(mentor.mentee_ids)])
        told = count_steps(100)
        for mentor in mentors:
            keep_standing(mentor)
        return told()


def live(course: Course, first: Section, ids: list[UUID]) -> None:
    """Give each of these a session, a late promise, a goal with a milestone, and the first section done."""
    now = clock.now()
    common = {"course_id": course.id, "made_at": now - AGO}
    meetings = [{**common, "id": new_id(), "mentee_id": one, "at": now - AGO, "mode": "video"} for one in ids]
    goals = [
        {**common, "id": new_id(), "owner_id": one, "title": "A goal", "problem": "", "outcome": ""}
        | {"toward": "skill", "toward_what": "listening", "state": "in progress", "changed_at": now - AGO}
        for one in ids
    ]
    day = (now - AGO).date()
    for table, rows in (
        (Session, [{**one, "shared": "", "ideas": "", "version": 1} for one in meetings]),
        (Attendance, [_in(one, enrolment_id=one["mentee_id"], part="mentee") for one in meetings]),
        (
            Action,
            [_in(one, owner_id=one["mentee_id"], what="Call", due=day, made_at=now) for one in meetings],
        ),
        (Goal, [{**one, "version": 1} for one in goals]),
        (Milestone, [_of(one, day) for one in goals]),
    ):
        db.session.execute(insert(table), rows)
    done = update(Assignment).where(Assignment.section_id == first.id).values(done_at=now - AGO)
    db.session.execute(done, execution_options=QUIET)
    db.session.expire_all()


def _in(meeting: dict[str, Any], **said: Any) -> dict[str, Any]:
    return {"id": new_id(), "session_id": meeting["id"], **said}


def _of(goal: dict[str, Any], due: date) -> dict[str, Any]:
    said = {"position": 1, "what": "Ten calls", "done_when": "", "due": due, "version": 1}
    return {"id": new_id(), "goal_id": goal["id"], **said}
