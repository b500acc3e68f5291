"""Goals in the role table: a mentee's goal is the owner's and their mentors', the lead's never."""

from __future__ import annotations

from plugin.courses.goals.standing.actions import move_goal
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.goals import a_goal, an_entry, goal_fields

THEIRS = {
    "anonymous": 401,
    "other_mentee": 404,
    "other_mentor": 404,
    "lead": 404,
    "other_lead": 404,
    "stranger": 404,
}
# leads of other courses are leads of their own: they run them and write no goals there
WRITERS = {
    "other_mentee": 303,
    "mentor": 303,
    "other_mentor": 303,
    "lead": 403,
    "other_lead": 403,
    "stranger": 403,
}


def the_goal(world: World) -> Made:
    return {"goal_id": a_goal(world.mentee).id}


def the_milestone(world: World) -> Made:
    return {"milestone_id": a_goal(world.mentee).milestones[0].id}


def the_entry(world: World) -> Made:
    return {"entry_id": an_entry(world.mentee, a_goal(world.mentee)).id}


def what_happened(_world: World) -> Made:
    return {"entry": "tried", "happened": "I asked before I told."}


def good_fields(world: World) -> Made:
    return goal_fields(world.mentee, version="1")


def a_step(world: World) -> Made:
    return {"what": "Try it once", "due": good_fields(world)["milestone_due"]}


def moved_on(world: World) -> Made:
    return {**a_step(world), "version": "1"}


def thoughts(_world: World) -> Made:
    return {"why_1": "I wait too long", "version": "0"}


def one_that_ended(world: World) -> Made:
    goal = a_goal(world.mentee)
    move_goal(world.mentee, goal, "achieved", "It holds.")
    return {"goal_id": goal.id}


def what_worked(_world: World) -> Made:
    return {"worked": "Sitting down first", "version": "0"}


ROWS = [
    row(
        "GET goals.index",
        anonymous=401,
        mentee=200,
        other_mentee=200,
        mentor=200,
        other_mentor=200,
        lead=200,
        other_lead=200,
        stranger=200,
    ),
    row(
        "GET goals.new",
        anonymous=401,
        mentee=200,
        **{who: 200 if said == 303 else said for who, said in WRITERS.items()},
    ),
    row("POST goals.write", data=good_fields, anonymous=401, mentee=303, **WRITERS),
    row("GET goals.show", ids=the_goal, mentee=200, mentor=200, **THEIRS),
    row("GET goals.edit", ids=the_goal, mentee=200, mentor=403, **THEIRS),
    row("POST goals.change", ids=the_goal, data=good_fields, mentee=303, mentor=403, **THEIRS),
    row("POST goals.write_entry", ids=the_goal, data=what_happened, mentee=303, mentor=403, **THEIRS),
    row("POST goals.take_entry_away", ids=the_entry, mentee=303, mentor=403, **THEIRS),
    row("POST milestones.add", ids=the_goal, data=a_step, mentee=303, mentor=403, **THEIRS),
    row("GET milestones.edit", ids=the_milestone, mentee=200, mentor=403, **THEIRS),
    row("POST milestones.change", ids=the_milestone, data=moved_on, mentee=303, mentor=403, **THEIRS),
    row(
        "POST milestones.put",
        ids=the_milestone,
        data=lambda _world: {"way": "up"},
        mentee=303,
        mentor=403,
        **THEIRS,
    ),
    row("POST milestones.done", ids=the_milestone, mentee=303, mentor=403, **THEIRS),
    row("GET grounds.think", ids=the_goal, mentee=200, mentor=403, **THEIRS),
    row("POST grounds.keep", ids=the_goal, data=thoughts, mentee=303, mentor=403, **THEIRS),
    row("GET lookback.look", ids=one_that_ended, mentee=200, mentor=403, **THEIRS),
    row("POST lookback.keep", ids=one_that_ended, data=what_worked, mentee=303, mentor=403, **THEIRS),
]
