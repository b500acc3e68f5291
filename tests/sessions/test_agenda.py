"""What is open when two meet: promises both ways, goals that sleep, and the plan that stands before the second session."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.goals.standing.actions import move_goal
from plugin.courses.sessions.agenda.queries import held_lately, open_between
from plugin.courses.sessions.plans.queries import plan_for
from plugin.courses.sessions.promises.actions import finish_action
from plugin.database import db
from plugin.home.week.queries import week_of
from tests.factories.goals import a_goal
from tests.factories.plans import a_plan
from tests.factories.sessions import a_session, an_action
from tests.factories.visits import visit_as


@pytest.fixture
def plan(pair):
    return a_plan(pair[0], "mentee", pair[1].enrolment_id)


def met(pair, days):
    mentor, mentee = pair
    return a_session(mentor, mentee_id=mentee.enrolment_id, at=clock.now() - timedelta(days=days))


def of(viewer, plan):
    return open_between(viewer, plan_for(viewer, plan.id))


def kinds(viewer):
    return [step.kind for step in week_of(viewer).steps]


def test_a_goal_that_nobody_touched_for_three_sessions_is_shown_to_both(client, pair, plan):
    mentee = pair[1]
    goal = a_goal(mentee)
    goal.changed_at = clock.now() - timedelta(days=40)
    db.session.flush()
    met(pair, 30), met(pair, 20)
    assert of(mentee, plan).asleep == []
    met(pair, 10)

    for one in pair:
        assert of(one, plan).asleep == [goal]
        assert (
            "not touched for three sessions" in visit_as(client, one).get(f"/sessions/plans/{plan.id}").text
        )
    assert "asleep" in kinds(mentee)
    move_goal(mentee, goal, "in progress")
    assert of(mentee, plan).asleep == []


def test_goals_that_rest_do_not_sleep(pair, plan):
    goal = a_goal(pair[1])
    move_goal(pair[1], goal, "paused", "The depot moves")
    goal.changed_at = clock.now() - timedelta(days=40)
    for days in (30, 20, 10):
        met(pair, days)
    assert of(pair[1], plan).asleep == []


def test_before_the_second_session_a_plan_is_to_stand(client, pair, plan):
    mentor, mentee = pair
    assert of(mentor, plan).needs_a_plan
    assert "plan" not in kinds(mentee)
    met(pair, 3)
    assert "plan" in kinds(mentee)
    assert "plan" not in kinds(mentor)
    assert "a plan should stand" in visit_as(client, mentor).get(f"/sessions/plans/{plan.id}").text
    a_goal(mentee)
    assert not of(mentee, plan).needs_a_plan
    assert "plan" not in kinds(mentee)


def test_after_the_second_it_is_not_asked_for_any_more(pair, plan):
    met(pair, 9), met(pair, 3)
    assert not of(pair[0], plan).needs_a_plan


def test_open_promises_of_both_stand_there(pair, plan):
    mentor, mentee = pair
    session = met(pair, 3)
    theirs, mine = (an_action(mentor, session, one.enrolment_id, what=one.name) for one in (mentee, mentor))
    assert {one.id for one in of(mentee, plan).promises} == {theirs.id, mine.id}
    finish_action(mentor, mine)
    assert [one.id for one in of(mentee, plan).promises] == [theirs.id]


def test_a_group_meets_without_one_persons_list(group):
    assert of(group.mentor, a_plan(group.mentor, "group", group.id)) is None


def test_the_last_three_are_those_alone_and_those_of_the_group(pair, group):
    mentee = group.mentees[0]
    for days in (9, 8, 7, 6):
        a_session(group.mentor, group_id=group.id, at=clock.now() - timedelta(days=days))
    a_session(group.mentor, mentee_id=mentee.enrolment_id, at=clock.now() - timedelta(days=5))
    found = [(clock.now() - at).days for at in held_lately(mentee, mentee.enrolment_id)]
    assert found == [5, 6, 7]
