"""Which goals somebody sees, and what a board says of them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from plugin import clock
from plugin.courses.goals import queries
from plugin.courses.goals.milestones import actions as milestones
from plugin.courses.goals.standing.actions import move_goal
from plugin.errors import NotHere
from plugin.people.models import Mentorship
from tests.factories import a_course, a_group, a_lead, a_mentee, a_mentor, again, mentors
from tests.factories.goals import a_goal
from tests.harness.statements import counted

pytestmark = pytest.mark.usefixtures("app")


def test_owner_and_mentor_find_a_goal(pair):
    mentor, mentee = pair
    goal = a_goal(mentee)

    assert queries.goal_for(mentee, goal.id) == goal
    assert queries.goal_for(mentor, goal.id) == goal


@pytest.mark.parametrize("who", [a_lead, a_mentee, lambda course: a_group(course).mentor])
def test_others_in_the_course_do_not_find_it(course, pair, who):
    goal = a_goal(pair[1])
    other = who(course)

    for ask in (queries.goal_for, lambda viewer, _id: queries.milestone_for(viewer, goal.milestones[0].id)):
        with pytest.raises(NotHere):
            ask(other, goal.id)
    assert queries.goals_of(other, goal.owner_id) == []
    assert queries.goals_seen(other).mentees == []


def test_a_stranger_does_not_find_it(pair):
    goal = a_goal(pair[1])

    with pytest.raises(NotHere):
        queries.goal_for(a_mentee(a_course()), goal.id)


def test_an_id_that_never_was_is_not_here(pair):
    with pytest.raises(NotHere):
        queries.goal_for(pair[1], uuid4())


def test_group_mates_do_not_see_each_others_goals(course):
    group = a_group(course, mentees=2)
    goal = a_goal(group.mentees[0])

    with pytest.raises(NotHere):
        queries.goal_for(group.mentees[1], goal.id)
    assert queries.goal_for(group.mentor, goal.id) == goal


def test_a_mentors_own_goal_is_not_their_mentees_to_see(pair):
    mentor, mentee = pair
    goal = a_goal(mentor)

    with pytest.raises(NotHere):
        queries.goal_for(mentee, goal.id)


def test_when_the_mentorship_ends_the_mentor_loses_the_goal(pair, session):
    mentor, mentee = pair
    goal = a_goal(mentee)
    session.query(Mentorship).update({"until": clock.now()})

    with pytest.raises(NotHere):
        queries.goal_for(again(mentor), goal.id)
    assert queries.goal_for(again(mentee), goal.id) == goal


def test_the_list_has_mine_first_and_my_mentees_by_name(course):
    mentor = a_mentor(course, of=a_mentee(course, "Tomasz"))
    other = a_mentee(course, "Fatima")
    mentors(mentor, other)
    a_goal(mentor, title="Mine"), a_goal(other, title="Theirs")

    seen = queries.goals_seen(again(mentor))

    assert [goal.title for goal in seen.mine] == ["Mine"]
    assert [(shelf.name, [goal.title for goal in shelf.goals]) for shelf in seen.mentees] == [
        ("Fatima", ["Theirs"])
    ]
    assert not seen.more


def test_the_list_is_paged(pair):
    mentee = pair[1]
    for _ in range(queries.PAGE + 1):
        a_goal(mentee)

    assert (len(queries.goals_seen(mentee).mine), queries.goals_seen(mentee).more) == (queries.PAGE, True)
    assert (len(queries.goals_seen(mentee, 2).mine), queries.goals_seen(mentee, 2).more) == (1, False)


def test_the_list_takes_as_many_statements_for_many(course):
    group = a_group(course, mentees=8)
    a_goal(group.mentees[0])
    with counted() as few:
        queries.goals_seen(group.mentor)
    for mentee in group.mentees:
        a_goal(mentee)
    with counted() as many:
        queries.goals_seen(group.mentor)

    assert len(few) == len(many) == 3


def test_a_board_says_how_goals_stand(pair):
    mentor, mentee = pair
    with clock.at(clock.now() - timedelta(days=22)):
        still = a_goal(mentee)
    a_goal(mentee)
    move_goal(mentee, a_goal(mentee), "achieved", "It works")
    milestones.add_milestone(mentee, still, what="Soon", due=clock.today("UTC"))
    still.changed_at = clock.now() - timedelta(days=22)

    told = queries.for_board(mentor, [mentee.enrolment_id])[mentee.enrolment_id]

    assert (told.goals, told.moving, told.achieved) == (2, 1, 1)
    assert told.next_due == min(m.due for m in still.milestones)
    assert told.next_what in [m.what for m in still.milestones]


def test_a_board_leaves_done_milestones_and_settled_goals_out(pair):
    mentor, mentee = pair
    milestones.finish_milestone(mentee, a_goal(mentee).milestones[0])
    move_goal(mentee, a_goal(mentee), "let go", "Not now")

    told = queries.for_board(mentor, [mentee.enrolment_id])[mentee.enrolment_id]

    assert (told.goals, told.next_what, told.next_due) == (1, "", None)


def test_a_lead_learns_how_many_and_when_but_no_words(course, pair):
    mentee = pair[1]
    goal = a_goal(mentee, milestone="Canary words")

    told = queries.for_board(a_lead(course), [mentee.enrolment_id])[mentee.enrolment_id]

    assert (told.goals, told.next_due, told.next_what) == (1, goal.milestones[0].due, "")


def test_nobody_boards_people_they_do_not_follow(course, pair):
    mentee = pair[1]
    a_goal(mentee)

    assert queries.for_board(a_mentee(course), [mentee.enrolment_id]) == {}
    assert queries.for_board(a_lead(a_course()), [mentee.enrolment_id]) == {}


def test_a_board_takes_one_statement(course):
    group = a_group(course, mentees=8)
    for mentee in group.mentees:
        a_goal(mentee)

    with counted() as said:
        queries.for_board(group.mentor, group.mentor.mentee_ids)

    assert len(said) == 1
