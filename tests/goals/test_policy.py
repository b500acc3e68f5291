"""Who may do what with goals, on plain objects."""

from __future__ import annotations

from uuid import uuid4

import pytest

from plugin.courses.goals import policy
from plugin.courses.goals.milestones.policy import can_change_milestone
from plugin.courses.goals.models import Goal, Milestone
from plugin.courses.outline.models import Course
from plugin.member import Member

HERE = uuid4()
COURSE = Course(context_id=HERE)


def member(**said) -> Member:
    """Somebody enrolled in the course."""
    ids = {"company_id": uuid4(), "platform_id": uuid4(), "person_id": uuid4()}
    return Member(**{**ids, "name": "Amara", "context_id": HERE, "enrolment_id": uuid4(), **said})


@pytest.fixture
def owner():
    return member()


@pytest.fixture
def goal(owner):
    return Goal(owner_id=owner.enrolment_id)


def test_a_member_may_write_goals():
    assert policy.can_write_goal(member(), COURSE)


def test_a_lead_may_not_write_goals():
    assert not policy.can_write_goal(member(role="lead"), COURSE)


def test_a_lead_who_is_mentored_may_write_goals():
    assert policy.can_write_goal(member(role="lead", mentor_ids=frozenset([uuid4()])), COURSE)


def test_somebody_without_enrolment_may_not_write_goals():
    assert not policy.can_write_goal(member(enrolment_id=None), COURSE)


def test_somebody_of_another_course_may_not_write_goals():
    assert not policy.can_write_goal(member(context_id=uuid4()), COURSE)


def test_an_owner_may_see_and_change_their_goal(owner, goal):
    assert policy.can_see_goal(owner, goal)
    assert policy.can_change_goal(owner, goal)


def test_the_owners_mentor_may_see_but_not_change_it(goal):
    mentor = member(mentee_ids=frozenset([goal.owner_id]))

    assert policy.can_see_goal(mentor, goal)
    assert not policy.can_change_goal(mentor, goal)


@pytest.mark.parametrize(
    "said", [{"role": "lead"}, {"mentee_ids": frozenset([uuid4()])}, {"mentor_ids": frozenset([uuid4()])}, {}]
)
def test_others_may_not_see_it(goal, said):
    assert not policy.can_see_goal(member(**said), goal)


def test_a_milestone_is_changed_by_whoever_owns_its_goal(owner, goal):
    milestone = Milestone(goal=goal)

    assert can_change_milestone(owner, milestone)
    assert not can_change_milestone(member(mentee_ids=frozenset([goal.owner_id])), milestone)
