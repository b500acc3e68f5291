"""Planned sessions in the role table: a group sees one, its mentors settle it, mentees prepare, leads see none."""

from __future__ import annotations

from plugin.courses.sessions.calendar.feeds import make_feed, token_of
from tests.architecture.rows.sessions import LEADS, THEIRS
from tests.architecture.table import Made, open_row, row
from tests.architecture.world import World
from tests.factories.plans import a_plan, has_passed, plan_fields

MEMBERS = dict.fromkeys(("mentee", "other_mentee", "mentor", "other_mentor"), 200)


def the_plan(world: World) -> Made:
    return {"plan_id": a_plan(world.mentor, "group", world.group_id).id}


def one_that_passed(world: World) -> Made:
    made = a_plan(world.mentor, "group", world.group_id)
    has_passed(made)
    return {"plan_id": made.id}


def with_the_group(world: World) -> Made:
    return plan_fields(f"group:{world.group_id}", version="1")


def because(_world: World) -> Made:
    return {"why": "We are both away."}


def a_question(_world: World) -> Made:
    return {"ask": "How did you learn it?"}


def an_address(world: World) -> Made:
    return {"token": token_of(make_feed(world.mentee, words=False))}


ROWS = [
    row("GET plans.new", anonymous=401, **MEMBERS, **LEADS),
    # only its own mentor plans with that group; to others who may plan it is no choice of theirs
    row(
        "POST plans.plan",
        data=with_the_group,
        anonymous=401,
        mentee=422,
        other_mentee=422,
        mentor=303,
        other_mentor=422,
        **LEADS,
    ),
    row("GET plans.show", ids=the_plan, mentee=200, mentor=200, **THEIRS),
    row("GET plans.edit", ids=the_plan, mentee=403, mentor=200, **THEIRS),
    row("POST plans.change", ids=the_plan, data=with_the_group, mentee=403, mentor=303, **THEIRS),
    row("POST plans.call_off", ids=the_plan, data=because, mentee=403, mentor=303, **THEIRS),
    row("POST plans.missed", ids=one_that_passed, mentee=403, mentor=303, **THEIRS),
    row("POST plans.bring", ids=the_plan, data=a_question, mentee=303, mentor=403, **THEIRS),
    row("GET calendar.one", ids=the_plan, mentee=200, mentor=200, **THEIRS),
    row("GET calendar.show", anonymous=401, **MEMBERS, **LEADS),
    row("POST calendar.make", anonymous=401, **dict.fromkeys(MEMBERS, 303), **LEADS),
    row("POST calendar.end", anonymous=401, **dict.fromkeys(MEMBERS, 303), **LEADS),
    open_row("GET calendar.feed", 200, ids=an_address),
]
