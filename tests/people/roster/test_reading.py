"""Reading a roster: whole or not at all, its result noted, and when it is read again."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from plugin import clock
from plugin.database import transaction
from plugin.errors import NotHere
from plugin.lti.services import connector
from plugin.lti.services.memberships import fetch_members
from plugin.people.models import Enrolment, Person
from plugin.people.roster import queries, reading
from plugin.people.roster.actions import Outcome, apply_roster, roster_wanted
from plugin.people.roster.reading import read_roster
from tests.factories import a_person
from tests.fakes.faults import FAULTS
from tests.fakes.memberships import answer, people
from tests.fakes.rosters import Listed
from tests.people.roster.ways import active, noted, read


def everything(session) -> list[tuple[object, ...]]:
    """Every column of everybody."""
    tables = (Person.__table__, Enrolment.__table__)
    return [tuple(row) for table in tables for row in session.execute(select(table).order_by(table.c.id))]


def test_a_roster_is_read_and_noted(listed: Listed):
    listed.site.people = people(5)

    done = read(listed)

    assert done.ok
    assert done.said == noted(listed).result == "5 people: 5 new, 0 changed, 0 gone, 0 back."
    assert (noted(listed).members, noted(listed).failures) == (5, 0)
    assert active(listed.context.id) == [f"sub-{number:05d}" for number in range(5)]


def test_an_unchanged_one_is_as_before(listed: Listed, session):
    listed.site.people = people(5)
    read(listed)
    before = everything(session)

    assert read(listed).said == "5 people, as before."
    assert everything(session) == before


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_removes_nobody_and_changes_nothing(listed: Listed, session, monkeypatch, fault):
    monkeypatch.setattr(connector, "EACH", 0.7)
    monkeypatch.setattr(connector, "LARGEST", 1_000_000)
    monkeypatch.setattr(connector, "MOST_PAGES", 20)
    listed.site.people = people(5)
    read(listed)
    before = everything(session)
    listed.site.people, listed.site.fault = people(9)[2:], fault

    done = read(listed)

    assert not done.ok
    assert done.said == noted(listed).result
    assert (noted(listed).failures, noted(listed).members) == (1, 5)
    assert everything(session) == before


def test_after_a_fault_the_next_whole_list_counts(listed: Listed):
    listed.site.people, listed.site.fault = people(3), FAULTS["nobody"]
    read(listed)
    listed.site.fault = None

    assert read(listed).ok
    assert noted(listed).failures == 0


def test_a_course_that_has_not_said_where_is_told_so(listed: Listed, session):
    listed.context.memberships_url = ""
    session.flush()

    assert read(listed).said == "The learning site has not said where the members of this course are listed."
    assert not listed.site.asked


def test_a_platform_that_is_disabled_is_not_asked(listed: Listed, session):
    listed.platform.disabled_at = clock.now()
    session.flush()

    assert read(listed).said == "The learning site is disabled here."
    assert not listed.site.asked


def test_an_unknown_course_is_not_here(listed: Listed):
    with pytest.raises(NotHere):
        listed.apart(read_roster, listed.platform.id)


def test_the_next_time_is_after_the_hours_of_the_setting(listed: Listed):
    listed.site.people = people(1)
    with time_machine.travel(clock.now(), tick=False):
        read(listed)

        assert noted(listed).due_at == clock.now() + timedelta(hours=4)


def test_after_failures_we_come_ever_more_rarely(listed: Listed):
    listed.site.fault = FAULTS["nobody"]
    waits = []
    for _ in range(9):
        with time_machine.travel(clock.now(), tick=False):
            read(listed)
            waits.append((noted(listed).due_at - clock.now()) / timedelta(minutes=1))

    assert waits == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]


def test_a_site_that_says_when_to_come_is_heard(listed: Listed):
    listed.site.fault = lambda *_said: answer({}, 429, {"Retry-After": "7200"})
    with time_machine.travel(clock.now(), tick=False):
        read(listed)

        assert noted(listed).due_at == clock.now() + timedelta(hours=2)


def test_while_it_is_read_nobody_else_begins(listed: Listed, session, monkeypatch):
    """Nor for a while after whoever read it has died of it."""
    course = listed.context.id

    def dies(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "fetch_members", dies)
    with time_machine.travel(clock.now(), tick=False) as traveller:
        with pytest.raises(KeyboardInterrupt):
            read(listed)

        assert not queries.is_due(course)
        traveller.shift(reading.CLAIM)
        assert queries.is_due(course)


def test_who_asks_while_it_is_read_is_not_forgotten(listed: Listed, session, monkeypatch):
    """They may know more than the list that is on its way."""
    listed.site.people = people(1)
    course = listed.context.id

    def asked_meanwhile(*args):
        found = fetch_members(*args)
        with transaction():
            roster_wanted(course)
        return found

    monkeypatch.setattr(reading, "fetch_members", asked_meanwhile)
    read(listed)

    assert noted(listed).due_at <= clock.now()


def test_an_older_list_does_not_undo_a_newer_one(listed: Listed, monkeypatch):
    listed.site.people = people(2)
    course = listed.context.id

    def overtaken(*args):
        old = fetch_members(*args)
        monkeypatch.setattr(reading, "fetch_members", fetch_members)
        listed.site.people = people(3)
        assert read_roster(course).ok
        return old

    monkeypatch.setattr(reading, "fetch_members", overtaken)

    assert read(listed).said == "Somebody else has read it meanwhile."
    assert len(active(listed.context.id)) == 3


def test_somebody_who_launches_meanwhile_is_found_at_the_second_try(listed: Listed, monkeypatch):
    """On PostgreSQL the row that a launch makes while ours is under way refuses it."""
    listed.site.people = people(2)
    tries: list[Outcome] = []

    def once_refused(*args):
        tries.append(apply_roster(*args))
        if len(tries) == 1:
            raise IntegrityError("insert", {}, Exception("uq_person"))
        return tries[-1]

    monkeypatch.setattr(reading, "apply_roster", once_refused)

    assert read(listed).ok
    assert tries[0] == tries[1]
    assert len(active(listed.context.id)) == 2


def test_people_whom_only_launches_knew_are_compared_too(listed: Listed):
    a_person(listed.context, sub="sub-00001")
    a_person(listed.context, sub="somebody-else")
    listed.site.people = people(2)

    assert read(listed).said == "2 people: 1 new, 1 changed, 1 gone, 0 back."
