"""A relationship with a long history against one with a short one: what its pages ask, and what the database does."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert

from plugin import clock
from plugin.courses.goals.journal.models import JournalEntry
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.calendar.feeds import make_feed, token_of
from plugin.courses.sessions.models import Attendance, Session
from plugin.courses.sessions.plans.models import Plan
from plugin.database import db, new_id
from plugin.member import Member
from tests.bench.figures import Figure, at_most, equal
from tests.bench.steps import count_steps
from tests.factories import a_course, a_pair
from tests.factories.courses import place_of
from tests.factories.goals import a_goal
from tests.factories.plans import a_plan
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as
from tests.harness.databases import migrated
from tests.harness.house import built, closed
from tests.harness.isolation import Client, rolled_back
from tests.harness.statements import counted

FEW, FULL, MANY = 10, 60, 1000  # nothing is over, a page is full, and most stands on other pages
BOUNDS = {"goal": 1.3, "course": 1.3}  # the list of sessions sorts all that its reader was in, as before
Taken = dict[str, tuple[int, int]]


def figures() -> Iterator[Figure]:
    """The goal's page, the list of sessions, one that is planned and one that was held, the calendar's address."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'histories.sqlite'}"
        migrated(url)
        app = built(database_url=url, log_level="ERROR")
        app.test_client_class = Client
        few, full, many = (_taken(app, entries) for entries in (FEW, FULL, MANY))
        for page, (statements, _steps) in few.items():
            said = f"statements of the mentee's page '{page}' with a history of {FEW} and of {MANY:,}"
            yield equal(said, statements, many[page][0])
        for page, bound in BOUNDS.items():
            said = f"SQLite steps of the mentee's page '{page}' with a history of {MANY:,} against {FULL}"
            yield at_most(said, many[page][1] / full[page][1], bound)
        closed(app)


def _taken(app: Flask, entries: int) -> Taken:
    with clock.at(clock.now()), rolled_back(app):
        mentor, mentee = a_pair(a_course())
        goal, plan = a_goal(mentee), a_plan(mentor, "mentee", place_of(mentee))
        session = a_session(mentor, mentee_id=mentee.enrolment_id)
        _grow(mentor, mentee, goal.id, entries)
        token = token_of(make_feed(mentee, words=True))
        client = app.test_client()
        at = visit_as(client, mentee)
        pages = {
            "goal": lambda: at.get(f"/goals/{goal.id}"),
            "sessions": lambda: at.get("/sessions/"),
            "planned session": lambda: at.get(f"/sessions/plans/{plan.id}"),
            "session": lambda: at.get(f"/sessions/{session.id}"),
            "course": lambda: at.get("/course/"),
            "calendar": lambda: client.get(f"/calendar/{token}.ics"),
        }
        return {name: _count(ask) for name, ask in pages.items()}


def _count(ask: Any) -> tuple[int, int]:
    ask()  # writes down that somebody was here
    steps = count_steps()
    with counted() as statements:
        answer = ask()
    assert answer.status_code == 200
    return len(statements), steps()


def _grow(mentor: Member, mentee: Member, goal_id: Any, entries: int) -> None:
    """So many lines of the goal's journal, sessions that were held, and planned ones, of which most are over."""
    now, course = clock.now(), course_here(mentee)
    line = {"goal_id": goal_id, "kind": "tried", "words": "Again.", "by_id": mentee.enrolment_id}
    _write(JournalEntry, [{**line, "at": now - timedelta(hours=n)} for n in range(entries)])
    held = [new_id() for _ in range(entries)]
    common = {"course_id": course.id, "mentee_id": mentee.enrolment_id, "mode": "video", "made_at": now}
    logged = {**common, "logged_by_id": mentor.enrolment_id, "shared": "We talked."}
    _write(Session, [{**logged, "id": one, "at": now - timedelta(days=n)} for n, one in enumerate(held)])
    there = ((mentor.enrolment_id, "mentor"), (mentee.enrolment_id, "mentee"))
    _write(
        Attendance,
        [{"session_id": one, "enrolment_id": who, "part": part} for one in held for who, part in there],
    )
    planned = {**common, "mentor_id": mentor.enrolment_id, "minutes": 45, "changed_at": now}
    over = [{**planned, "at": now - timedelta(days=n), "state": "met"} for n in range(1, entries)]
    coming = [{**planned, "at": now + timedelta(days=n), "state": "planned"} for n in range(1, 20)]
    _write(Plan, over + coming)


def _write(table: type[Any], rows: list[dict[str, Any]]) -> None:
    db.session.execute(insert(table), rows)
    db.session.flush()
