"""Jobs of grades: whom the sweep asks for, what one failure leaves alone, and a command beside a worker."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from time import monotonic, sleep

import pytest
import time_machine
from sqlalchemy import select, update

from plugin import clock
from plugin.courses.grades import jobs, reckoning
from plugin.courses.grades.delivery import RESULTS_AGE
from plugin.courses.grades.jobs import delivered, passed, sweep
from plugin.courses.grades.models import Column
from plugin.courses.grades.reckoning import reckon
from plugin.database import db, new_id, transaction
from plugin.jobs import by_hand
from plugin.jobs.by_hand import HELD, claimed
from plugin.jobs.models import Lease, Run
from plugin.lti.models import Context
from plugin.lti.services.grades import LINE_ITEM, SCORES
from plugin.people.models import Enrolment
from tests.factories import a_course, a_lead, a_mentee, a_mentor, a_section
from tests.factories.grades import a_column, done_with_one
from tests.grades.conftest import Graded


def swept(graded: Graded) -> str:
    return str(graded.listed.apart(sweep))


def test_the_sweep_asks_for_courses_where_something_waits(graded: Graded):
    a_column(graded.lead)
    assert swept(graded) == "1 due"
    graded.deliver()
    assert swept(graded) == "0 due"

    graded.done(graded.mentees[0])
    assert swept(graded) == "1 due"


def test_what_stands_there_is_read_once_a_day(graded: Graded):
    a_column(graded.lead)
    graded.deliver()

    with time_machine.travel(clock.now() + RESULTS_AGE + timedelta(minutes=1), tick=False):
        assert swept(graded) == "1 due"
        graded.deliver()
        assert swept(graded) == "0 due"


def test_what_can_never_be_done_is_not_asked_for_for_ever(graded: Graded, session):
    """No leave to read results, and a score of somebody who has left."""
    graded.listed.context.grade_scopes = [LINE_ITEM, SCORES]
    a_column(graded.lead)
    graded.done(graded.mentees[0])
    session.get_one(Enrolment, graded.mentees[0].enrolment_id).active = False
    session.flush()

    graded.deliver()

    assert swept(graded) == "0 due"


def test_a_course_without_a_gradebook_waits_for_one(graded: Graded, session):
    a_column(graded.lead)
    context = session.get_one(Context, graded.course.context_id)
    where, context.lineitems_url = context.lineitems_url, ""
    session.flush()
    assert swept(graded) == "0 due"

    context.lineitems_url = where
    session.flush()
    assert swept(graded) == "1 due"


def test_whoever_had_its_turn_last_is_asked_for_last(graded: Graded, session, monkeypatch):
    """More courses in trouble than one sweep asks for never hide the others."""
    monkeypatch.setattr(jobs, "BATCH", 1)
    a_column(graded.lead)
    other = a_course()
    a_column(a_lead(other))
    session.execute(update(Context).values(lineitems_url=graded.book.url))
    first_due = clock.now() - timedelta(hours=1)
    session.execute(update(Column).where(Column.course_id == graded.course.id).values(due_at=first_due))
    session.flush()

    def asked_for() -> set[str]:
        session.execute(update(Run).values(state="done"))
        swept(graded)
        return set(
            session.scalars(select(Run.subject).where(Run.job == delivered.name, Run.state == "waiting"))
        )

    assert asked_for() == {str(graded.course.context_id)}
    session.execute(update(Column).where(Column.course_id == graded.course.id).values(due_at=clock.now()))
    assert asked_for() == {str(other.context_id)}


def test_a_course_that_cannot_be_reckoned_holds_no_other(graded: Graded, session, monkeypatch):
    a_column(graded.lead)
    other = a_course()
    a_section(other)
    column = a_column(a_lead(other))
    mentee = a_mentee(other, "Olu", mentor=a_mentor(other))
    done_with_one(other, mentee)
    really, first_id = reckon, graded.course.id

    def trips(course_id):
        if course_id == first_id:
            raise KeyError("unforeseen")
        return really(course_id)

    monkeypatch.setattr(jobs, "reckon", trips)

    with pytest.raises(RuntimeError, match="1 of 2"):
        graded.listed.apart(passed)

    assert graded.score(mentee, column).state == "waiting"


def test_a_command_leaves_a_course_alone_where_a_worker_is_sending(graded: Graded, run, session):
    a_column(graded.lead)
    graded.done(graded.mentees[0])

    context_id = graded.course.context_id

    def beside() -> str:
        with claimed(delivered, context_id) as ours:
            assert ours
            return str(run("lti", "deliver-scores", "--now").output)

    assert graded.listed.apart(beside) == "Leading teams: a worker is sending at this moment.\n"
    assert graded.book.taken == []
    assert run("lti", "deliver-scores", "--now").output == "Leading teams: 1 sent.\n"
    assert session.scalars(
        select(Run.state).where(Run.job == delivered.name, Run.said == "by hand")
    ).all() == (["done", "done"])
    assert session.scalars(select(Lease.name)).all() == []


def test_a_command_that_failed_says_so_and_lets_go(graded: Graded, session):
    context_id = graded.course.context_id

    def fails() -> None:
        with claimed(delivered, context_id):
            raise KeyError("unforeseen")

    with pytest.raises(KeyError):
        graded.listed.apart(fails)

    assert session.scalars(select(Run.state)).all() == ["failed"]
    assert session.scalars(select(Lease.name)).all() == []


def test_one_that_was_killed_is_followed_also_where_there_is_no_worker(graded: Graded, run, session):
    a_column(graded.lead)
    graded.done(graded.mentees[0])
    now, context_id = clock.now(), graded.course.context_id
    running = {"asked_at": now, "due_at": now, "began_at": now, "state": "running", "holder": "gone"}
    session.add(Run(job=delivered.name, subject=str(context_id), **running))
    session.add(Lease(name="process gone", holder="gone", until=now + HELD))
    session.flush()

    assert "a worker is sending" in run("lti", "deliver-scores", "--now").output
    with time_machine.travel(now + HELD + timedelta(seconds=1), tick=False):
        assert run("lti", "deliver-scores", "--now").output == "Leading teams: 1 sent.\n"


def test_a_command_that_takes_its_time_says_that_it_lives(real_app, monkeypatch):
    monkeypatch.setattr(by_hand, "TICK", 0.01)

    def until() -> datetime:
        with transaction(writing=False):
            return db.session.scalars(select(Lease.until)).one()

    with real_app.app_context(), time_machine.travel(clock.now()) as moment, claimed(delivered, new_id()):
        at_first, ends = until(), monotonic() + 20
        moment.shift(timedelta(minutes=1))
        while until() == at_first:
            assert monotonic() < ends, "no word that it lives"
            sleep(0.02)


def test_two_that_reckon_at_once_wait_for_each_other(real_app, monkeypatch):
    """Each reads, and writes what it read: the second sees what the first has written."""
    with real_app.app_context(), transaction():
        course = a_course()
        a_section(course)
        mentor = a_mentor(course)
        mentees = [a_mentee(course, f"Mentee {n}", mentor=mentor) for n in range(3)]
        a_column(a_lead(course))
        done_with_one(course, *mentees)
        course_id = course.id
    really = reckoning._write

    def slowly(fresh, changed):
        sleep(0.2)
        really(fresh, changed)

    monkeypatch.setattr(reckoning, "_write", slowly)

    def one(_number: int) -> int:
        with real_app.app_context(), transaction():
            return reckon(course_id)

    with ThreadPoolExecutor(3) as hands:
        assert sorted(hands.map(one, range(3))) == [0, 0, 3]
