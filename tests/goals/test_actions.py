"""What can happen to goals, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.courses.goals import actions
from plugin.courses.goals.milestones import actions as milestones
from plugin.courses.goals.standing.actions import move_goal
from plugin.courses.outline.models import Assignment
from plugin.courses.outline.queries import course_here
from plugin.errors import Conflict, Invalid, NotHere
from tests.factories import a_course, a_mentee, a_section
from tests.factories.goals import a_goal

pytestmark = pytest.mark.usefixtures("app")
WORDS = {"title": "Earlier", "outcome": "<p>Within a day.</p>", "toward": "project", "toward_what": "Roster"}


@pytest.fixture
def owner():
    return a_mentee(a_course())


def test_a_goal_keeps_what_was_written(owner):
    goal = a_goal(owner, title="Say it early")

    assert (goal.owner_id, goal.title, goal.state) == (owner.enrolment_id, "Say it early", "draft")
    assert [(m.position, m.what) for m in goal.milestones] == [(1, "Watch somebody do it")]


def test_writing_a_goal_finishes_the_section_that_asks_for_one(session):
    course = a_course()
    section, owner = a_section(course, "goal-setting"), a_mentee(course)

    a_goal(owner)

    done = select(Assignment.section_id).where(
        Assignment.enrolment_id == owner.enrolment_id, Assignment.done_at.is_not(None)
    )
    assert session.scalars(done).all() == [section.id]


def test_a_goal_is_not_written_into_another_course(owner):
    with pytest.raises(NotHere):
        actions.write_goal(owner, a_course(), **_whole(owner))


def _whole(owner, **said):
    made = {"problem": "p", "milestone": "m", "milestone_due": clock.today(owner.zone), **WORDS}
    return {**made, **said}


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "has passed"), (-8000, "has passed"), (4000, "ten years")],
    ids=["yesterday", "long ago", "far"],
)
def test_a_first_milestone_on_an_odd_day_is_refused(owner, days, said):
    due = clock.today(owner.zone) + timedelta(days=days)

    with pytest.raises(Invalid, match=said) as refused:
        actions.write_goal(owner, course_here(owner), **_whole(owner, milestone_due=due))

    assert refused.value.field == "milestone_due"


def test_today_is_the_day_on_the_owners_wall():
    owner = a_mentee(a_course(), zone="Pacific/Kiritimati")

    with clock.at(clock.now().replace(hour=23, minute=0)), pytest.raises(Invalid, match="has passed"):
        actions.write_goal(owner, course_here(owner), **_whole(owner, milestone_due=clock.now().date()))


def test_changing_a_goal_leaves_the_problem_as_it_was_told(owner):
    goal = a_goal(owner, problem="<p>They go quiet.</p>")

    actions.change_goal(owner, goal, 1, **WORDS)

    assert (goal.title, str(goal.outcome), goal.problem) == (
        "Earlier",
        WORDS["outcome"],
        "<p>They go quiet.</p>",
    )
    assert goal.version == 2


def test_two_changes_at_once_lose_neither_text(owner):
    goal = a_goal(owner)
    actions.change_goal(owner, goal, 1, **WORDS)

    with pytest.raises(Conflict) as clash:
        actions.change_goal(owner, goal, 1, **{**WORDS, "title": "Much earlier"})

    assert clash.value.theirs == {"title": "Earlier"}
    assert clash.value.version == 2
    assert goal.title == "Earlier"


def test_the_same_words_twice_are_no_clash(owner):
    goal = a_goal(owner)
    actions.change_goal(owner, goal, 1, **WORDS)

    actions.change_goal(owner, goal, 1, **WORDS)

    assert goal.version == 2


def test_milestones_stand_in_the_order_they_were_added(owner, session):
    goal = a_goal(owner)
    milestones.add_milestone(owner, goal, what="Second", due=clock.today("UTC"))
    session.expire_all()

    assert [m.what for m in goal.milestones] == ["Watch somebody do it", "Second"]


def test_a_milestone_in_the_past_is_refused(owner):
    with pytest.raises(Invalid) as refused:
        milestones.add_milestone(owner, a_goal(owner), what="Late", due=date(2020, 1, 1))

    assert refused.value.field == "due"


def test_a_goal_does_not_hold_milestones_without_end(owner):
    goal = a_goal(owner)
    for number in range(milestones.MOST - 1):
        milestones.add_milestone(owner, goal, what=str(number), due=clock.today("UTC"))

    with pytest.raises(Invalid, match="at most 50"):
        milestones.add_milestone(owner, goal, what="One too many", due=clock.today("UTC"))


def test_a_milestone_is_done_once_and_may_be_undone(owner):
    goal = a_goal(owner)
    (milestone,) = goal.milestones
    milestones.finish_milestone(owner, milestone)
    first = milestone.done_at
    milestones.finish_milestone(owner, milestone)

    assert milestone.done_at == first
    milestones.finish_milestone(owner, milestone, done=False)
    assert milestone.done_at is None


def test_settling_a_goal_moves_it(owner):
    with clock.at(clock.now() - timedelta(days=30)):
        goal = a_goal(owner)
    before = goal.changed_at

    move_goal(owner, goal, "achieved", "It works")

    assert goal.state == "achieved"
    assert goal.changed_at > before
