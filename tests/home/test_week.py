"""This week: what waits for somebody, the first thing first, and nothing that is not theirs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin import clock
from plugin.courses.goals.milestones.actions import finish_milestone
from plugin.courses.goals.standing.actions import move_goal
from plugin.courses.sessions.finishing.actions import finish_session
from plugin.courses.sessions.plans.actions import prepare
from plugin.courses.sessions.plans.queries import plan_for
from plugin.courses.sessions.promises.actions import finish_action
from plugin.courses.sessions.queries import session_for
from plugin.home.week.queries import week_of
from plugin.home.week.steps import MOST, ORDER, Step, in_order, is_this_weeks
from tests.factories import a_course, a_lead, a_pair
from tests.factories.goals import a_goal, a_proposal, an_entry
from tests.factories.plans import a_plan, has_passed, in_days
from tests.factories.sessions import a_session, an_action
from tests.factories.visits import visit_as
from tests.harness.statements import counted

TODAY = date(2026, 11, 26)


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def pair(course):
    return a_pair(course)


def days(number):
    return clock.today("UTC") + timedelta(days=number)


def kinds(viewer):
    return [step.kind for step in week_of(viewer).steps]


def test_everything_that_waits_stands_there_the_first_thing_first(pair):
    mentor, mentee = pair
    goal = a_goal(mentee)
    goal.milestones[0].due = days(2)
    tried = a_goal(mentee, title="Tried")
    an_entry(mentee, tried, kind="trying", until=days(0))
    tried.until = days(-2)
    a_proposal(mentor, goal)
    session = a_session(mentor, mentee_id=mentee.enrolment_id)
    an_action(mentor, session, mentee.enrolment_id, due=days(3))
    finish_session(mentor, session_for(mentor, session.id))
    has_passed(a_plan(mentor, "mentee", mentee.enrolment_id))
    a_plan(mentor, "mentee", mentee.enrolment_id, at=in_days(mentor, 2, 12))

    assert kinds(mentee) == [
        "did you meet",
        "what came of it",
        "proposal",
        "promise",
        "how was it",
        "prepare",
        "milestone",
    ]
    assert kinds(mentor) == ["did you meet", "how was it"]


def test_what_is_done_or_far_waits_for_nobody(pair):
    mentor, mentee = pair
    goal = a_goal(mentee)
    session = a_session(mentor, mentee_id=mentee.enrolment_id)
    far = an_action(mentor, session, mentee.enrolment_id, due=days(8))
    near = an_action(mentor, session, mentee.enrolment_id, what="Near", due=days(7))
    assert kinds(mentee) == ["promise"]
    finish_action(mentee, near)
    finish_milestone(mentee, goal.milestones[0])
    plan = a_plan(mentor, "mentee", mentee.enrolment_id, at=in_days(mentor, 2, 12))
    prepare(mentee, plan_for(mentee, plan.id), win="A", block="", idea="", ask="")

    week = week_of(mentee)
    assert week.steps == []
    assert (week.milestones, week.promises, week.coming.id) == (1, 1, plan.id)
    assert far.done_at is None


@pytest.mark.parametrize("state", ["paused", "achieved", "let go"])
def test_a_goal_that_rests_or_has_ended_presses_nobody(pair, state):
    goal = a_goal(pair[1])
    goal.milestones[0].due = days(1)
    move_goal(pair[1], goal, state, "Because")

    assert kinds(pair[1]) == []


def test_others_words_are_not_in_it(client, course, pair):
    mentor, mentee = pair
    a_goal(mentee, title="canary").milestones[0].due = days(1)
    session = a_session(mentor, mentee_id=mentee.enrolment_id)
    an_action(mentor, session, mentee.enrolment_id, what="canary", due=days(1))
    other = a_pair(course)

    for viewer in (mentor, *other, a_lead(course)):
        assert kinds(viewer) == []
        assert "canary" not in visit_as(client, viewer).get("/course/").text


def test_it_stands_on_the_page_of_the_course(client, pair):
    at = visit_as(client, pair[1])
    assert 'id="week"' not in at.get("/course/").text
    a_plan(pair[0], "mentee", pair[1].enrolment_id, at=in_days(pair[0], 6))

    page = at.get("/course/").text
    assert "Nothing waits for you" in page
    assert "Next session" in page


def test_it_costs_the_same_however_much_waits(client, pair):
    mentor, mentee = pair
    at = visit_as(client, mentee)

    def grow(number):
        for _each in range(number):
            goal = a_goal(mentee)
            goal.milestones[0].due = days(1)
            an_action(mentor, a_session(mentor, mentee_id=mentee.enrolment_id), mentee.enrolment_id)
        at.get("/course/")
        with counted() as statements:
            at.get("/course/")
        return len(statements)

    a_plan(mentor, "mentee", mentee.enrolment_id, at=in_days(mentor, 2, 12))
    assert grow(1) == grow(8)


dated = st.none() | st.integers(-30, 30).map(lambda number: TODAY + timedelta(days=number))
steps = st.builds(Step, kind=st.sampled_from(ORDER), thing=st.none(), title=st.text(max_size=5), due=dated)


@given(st.lists(steps, max_size=20))
def test_seven_at_most_and_none_before_a_more_pressing_one(given_steps):
    shown = in_order(given_steps)

    ranks = [(ORDER.index(step.kind), step.due or date.max) for step in shown]
    assert ranks == sorted(ranks)
    assert len(shown) == min(len(given_steps), MOST)
    left = [(ORDER.index(step.kind), step.due or date.max) for step in given_steps if step not in shown]
    assert not left or min(left) >= max(ranks)


@pytest.mark.parametrize(
    ("number", "this_week", "late"), [(-1, True, True), (0, True, False), (7, True, False), (8, False, False)]
)
def test_what_a_week_is(number, this_week, late):
    due = TODAY + timedelta(days=number)

    assert is_this_weeks(due, TODAY) == this_week
    assert Step("promise", None, "", due).is_late(TODAY) == late
