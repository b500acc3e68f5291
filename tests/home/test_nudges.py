"""Two who have not met are reminded: after 7, 14 and 21 days, and at 28 a pause is proposed; not without reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin import clock
from plugin.courses.sessions.plans.queries import ahead
from plugin.database import db
from plugin.home.week.nudges import MARKS, mark_of, nudges_for
from plugin.home.week.queries import week_of
from plugin.people.away.actions import say_away
from plugin.people.models import Mentorship
from tests.factories import a_course, a_group, a_lead, a_pair, again, mentors
from tests.factories.goals import a_goal, an_entry
from tests.factories.plans import a_plan, has_passed, in_days
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def pair(course):
    return a_pair(course)


def day(number):
    return clock.today("UTC") + timedelta(days=number)


def long_ago(days):
    """Every mentorship began so many days ago."""
    for one in db.session.query(Mentorship):
        one.since = clock.now() - timedelta(days=days)
    db.session.flush()


def seen(viewer):
    return [(one.partner, one.days) for one in nudges_for(viewer, ahead(viewer).coming)]


@given(st.integers(0, 400))
def test_the_last_mark_that_has_passed_is_said(days):
    mark = mark_of(days)
    assert mark is None if days < MARKS[0] else mark <= days
    assert all(other <= (mark or 0) or other > days for other in MARKS)


@pytest.mark.parametrize(("days", "reminded"), [(6, False), (7, True), (40, True)])
def test_both_are_reminded_from_the_seventh_day_on(pair, days, reminded):
    mentor, mentee = pair
    long_ago(days)
    assert seen(mentor) == ([(f"mentee:{mentee.enrolment_id}", days)] if reminded else [])
    assert seen(mentee) == ([(f"mentor:{mentor.enrolment_id}", days)] if reminded else [])


def test_whoever_met_is_reminded_from_then_on(pair):
    mentor, mentee = pair
    long_ago(60)
    a_session(mentor, mentee_id=mentee.enrolment_id, at=clock.now() - timedelta(days=9))
    assert [days for _whom, days in seen(mentee)] == [9]
    a_session(mentor, mentee_id=mentee.enrolment_id, at=clock.now() - timedelta(days=2))
    assert seen(mentee) == []


def test_nobody_is_reminded_before_they_meant_to_meet(pair):
    long_ago(15)
    assert nudges_for(pair[0], (), cadence=14) != []
    assert nudges_for(pair[0], (), cadence=16) == []


def test_what_is_asked_about_is_not_asked_twice(pair):
    mentor, mentee = pair
    long_ago(30)
    has_passed(a_plan(mentor, "mentee", mentee.enrolment_id))
    kinds = [step.kind for step in week_of(mentor).steps]
    assert "did you meet" in kinds
    assert "not met" not in kinds


def test_a_session_of_the_group_counts(course):
    group = a_group(course, mentees=2)
    long_ago(30)
    assert len(seen(group.mentor)) == 2
    a_session(group.mentor, group_id=group.id)
    assert seen(group.mentor) == []


def test_what_is_planned_tried_or_a_day_away_silences_it(pair):
    mentor, mentee = pair
    long_ago(30)
    goal = a_goal(mentee)
    an_entry(mentee, goal, kind="trying", until=day(3))
    assert seen(mentor) == []
    goal.until = day(-1)
    db.session.flush()
    assert len(seen(mentor)) == 1
    say_away(mentee, day(0), day(0))
    assert seen(mentor) == seen(mentee) == []


def test_what_is_planned_with_one_silences_nothing_of_another(course, pair):
    mentor, mentee = pair
    group = a_group(course, mentees=1)
    long_ago(30)
    a_plan(mentor, "mentee", mentee.enrolment_id, at=in_days(mentor, 2, 12))
    assert seen(mentor) == []
    assert len(seen(group.mentor)) == 1


def test_at_28_days_a_pause_is_proposed_and_it_leads_to_a_plan(client, pair):
    mentor, mentee = pair
    long_ago(28)
    assert "not met" in [step.kind for step in week_of(mentor).steps]
    page = visit_as(client, mentor).get("/course/").text
    assert "Would a pause be honest?" in page
    assert f"/sessions/plans/new?with=mentee:{mentee.enrolment_id}" in page.replace("%3A", ":")


def test_two_who_mentor_each_other_are_reminded_once_and_meet_for_both(pair):
    mentor, mentee = pair
    mentors(mentee, mentor)
    long_ago(30)
    assert len(seen(again(mentor))) == len(seen(again(mentee))) == 1
    a_session(again(mentor), mentee_id=mentee.enrolment_id)
    assert seen(again(mentor)) == seen(again(mentee)) == []


def test_an_ended_mentorship_reminds_nobody(pair):
    long_ago(30)
    for one in db.session.query(Mentorship):
        one.until = clock.now()
    db.session.flush()
    assert seen(pair[0]) == []


def test_it_costs_the_same_for_two_and_for_thirty(course):
    def asked(mentees):
        group = a_group(course, mentees=mentees)
        long_ago(30)
        with counted() as statements:
            nudges_for(group.mentor, ())
        return len(statements)

    assert asked(2) == asked(30) == 2


def test_a_lead_who_mentors_nobody_is_not_reminded(course, pair):
    long_ago(30)
    assert nudges_for(a_lead(course), ()) == []
