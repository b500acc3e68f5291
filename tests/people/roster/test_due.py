"""When a roster is due, and what asks for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from plugin import clock
from plugin.jobs.models import Run
from plugin.people.actions import arrive
from plugin.people.roster import jobs, queries, reading
from plugin.people.roster.actions import roster_wanted
from plugin.people.roster.models import Roster
from tests.factories import a_context
from tests.factories.places import kept
from tests.fakes.faults import FAULTS
from tests.fakes.memberships import people
from tests.fakes.rosters import Listed
from tests.people.roster.ways import active, noted, read
from tests.people.test_arrivals import said as launched


def a_readable_course(due_in: timedelta | None = None, tried_ago: timedelta = timedelta(hours=1)):
    """A course whose LMS has said where its members are; `due_in` None has never been tried."""
    context = a_context()
    context.memberships_url = "https://lms.example/members"
    if due_in is not None:
        now = clock.now()
        kept(Roster(context_id=context.id, due_at=now + due_in, tried_at=now - tried_ago))
    return context


def waiting(session) -> list[tuple[str, str]]:
    return [(run.job, run.subject) for run in session.scalars(select(Run).order_by(Run.id))]


@pytest.mark.usefixtures("app")
def test_those_waiting_longest_come_first_and_only_so_many():
    late, never, later = (
        a_readable_course(-timedelta(minutes=1)),
        a_readable_course(),
        a_readable_course(-timedelta(hours=2)),
    )
    a_readable_course(timedelta(minutes=1))

    assert queries.due_rosters(20) == [never.id, later.id, late.id]
    assert queries.due_rosters(2) == [never.id, later.id]


@pytest.mark.usefixtures("app")
def test_courses_that_cannot_be_read_are_never_due(session):
    silent, disabled = a_context(), a_readable_course()
    session.get_one(queries.Platform, disabled.platform_id).disabled_at = clock.now()
    session.flush()

    assert silent.memberships_url == ""
    assert queries.due_rosters(20) == []
    assert not queries.is_due(disabled.id)


@pytest.mark.usefixtures("app")
def test_however_often_somebody_asks_a_minute_passes_between_two_tries():
    context = a_readable_course(timedelta(hours=3), tried_ago=timedelta(seconds=30))
    roster_wanted(context.id)

    assert not queries.is_due(context.id)
    with time_machine.travel(clock.now() + timedelta(seconds=31)):
        assert queries.is_due(context.id)


def test_a_launch_that_shows_somebody_unknown_makes_it_due(listed: Listed, session):
    listed.site.people = people(2)
    read(listed)
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        arrive(launched(listed.context, sub="sub-00001"))
        assert not queries.is_due(listed.context.id)
        assert waiting(session) == []

        arrive(launched(listed.context, sub="new"))
        assert queries.is_due(listed.context.id)
        assert waiting(session) == [("roster.read", str(listed.context.id))]


def test_a_class_that_comes_at_once_asks_once(listed: Listed, session):
    for number in range(5):
        arrive(launched(listed.context, sub=f"new-{number}"))

    assert len(waiting(session)) == 1


def test_the_job_reads_what_is_due_and_nothing_else(listed: Listed):
    listed.site.people = people(2)

    assert listed.apart(jobs.read, listed.context.id) == "2 people: 2 new, 0 changed, 0 gone, 0 back."
    assert listed.apart(jobs.read, listed.context.id) == "not due"
    assert active(listed.context.id)


def test_the_job_of_a_site_that_fails_keeps_the_kind_of_fault_and_the_roster_the_words(listed: Listed):
    listed.site.people, listed.site.fault = people(3), FAULTS["403 on the last page"]

    assert listed.apart(jobs.read, listed.context.id) == "not read: ServiceFault, status 403"
    assert "Not for tools" in noted(listed).result


def test_the_job_of_an_empty_list_says_so_without_words(listed: Listed):
    assert listed.apart(jobs.read, listed.context.id) == "not read: RosterFault"


def test_what_fails_before_it_is_claimed_makes_way_for_others(listed: Listed, session, monkeypatch):
    def broken(_context_id):
        raise RuntimeError("words that somebody wrote")

    monkeypatch.setattr(reading, "_begin", broken)
    with pytest.raises(RuntimeError):
        read(listed)

    roster = noted(listed)
    assert (roster.failures, roster.due_at > clock.now()) == (1, True)
    assert "RuntimeError" in roster.result
    assert "somebody wrote" not in roster.result
    assert queries.due_rosters(20) == []


def test_the_sweep_asks_for_a_batch(listed: Listed, session):
    others = [a_readable_course() for _ in range(jobs.BATCH)]

    assert listed.apart(jobs.sweep) == f"{jobs.BATCH} due"
    asked = {subject for _job, subject in waiting(session)}
    assert asked == {str(context.id) for context in [listed.context, *others[:-1]]}
    assert jobs.sweep.every == timedelta(minutes=5)


def test_the_sweep_again_asks_for_nothing_twice(listed: Listed, session):
    listed.apart(jobs.sweep)
    listed.apart(jobs.sweep)

    assert len(waiting(session)) == 1
    assert not session.scalars(select(Roster)).all(), "only reading it notes anything"


def test_reading_takes_it_off_the_list(listed: Listed):
    listed.site.people = people(1)
    read(listed)

    assert queries.due_rosters(20) == []
    assert noted(listed).due_at > clock.now()
