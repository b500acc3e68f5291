"""People, groups, pairs, the board and one mentee in the role table."""

from __future__ import annotations

from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories import a_person, mentors


def the_group(world: World) -> Made:
    return {"group_id": world.group_id}


def the_mentee(world: World) -> Made:
    return {"enrolment_id": world.mentee.enrolment_id}


def a_pair_of_the_course(world: World) -> Made:
    return {"mentorship_id": mentors(world.mentor, world.other_mentee).id}


def a_name(_world: World) -> Made:
    return {"name": "Autumn"}


def somebody_new(world: World) -> Made:
    return {"people": [str(a_person(world.course).enrolment_id)], "part": "mentee"}


def the_mentee_to_leave(world: World) -> Made:
    return {"person": str(world.mentee.enrolment_id)}


def names_may_be_left_out(_world: World) -> Made:
    return {"names": "may"}


def two_people(world: World) -> Made:
    mentor, mentee = str(world.mentor.enrolment_id), str(world.other_mentee.enrolment_id)
    return {"mentor": mentor, "mentee": mentee, "shared": "yes"}  # who mentors her already goes on doing so


def a_role(_world: World) -> Made:
    return {"role": "lead"}


NOT_LEADS: Made = {"anonymous": 401, "mentee": 403, "other_mentee": 403, "mentor": 403, "other_mentor": 403}
ELSEWHERE: Made = {"other_lead": 404, "stranger": 404}
LEADS_SEE: Made = {**NOT_LEADS, "lead": 200, **ELSEWHERE}
LEADS_ACT: Made = {**NOT_LEADS, "lead": 303, **ELSEWHERE}
NO_MENTEE: Made = {"anonymous": 401, "mentee": 403, "other_mentee": 403}


def another_mentor(world: World) -> Made:
    return {"people": [str(world.mentee.enrolment_id)], "new_mentor": str(world.other_mentor.enrolment_id)}


ROWS = [
    row(
        "GET groups.index", **NO_MENTEE, mentor=303, other_mentor=303, lead=200, other_lead=200, stranger=200
    ),
    # leads elsewhere make a group of that name too: in their own course
    row("POST groups.make", data=a_name, **{**LEADS_ACT, "other_lead": 303, "stranger": 303}),
    row("GET groups.mine", **NO_MENTEE, mentor=200, other_mentor=200, lead=403, other_lead=403, stranger=403),
    row("GET groups.board", ids=the_group, **{**LEADS_SEE, "mentor": 200}),
    row("GET groups.change", ids=the_group, **LEADS_SEE),
    row("POST groups.place", ids=the_group, data=somebody_new, **LEADS_ACT),
    row("POST groups.leave", ids=the_group, data=the_mentee_to_leave, **LEADS_ACT),
    row("POST groups.ways", ids=the_group, data=names_may_be_left_out, **LEADS_ACT),
    row("POST groups.pair", data=two_people, **LEADS_ACT),
    row("POST groups.give", data=another_mentor, **LEADS_ACT),
    row("POST groups.part", ids=a_pair_of_the_course, **LEADS_ACT),
    row("POST groups.role", ids=the_mentee, data=a_role, **LEADS_ACT),
    row("GET groups.mentee", ids=the_mentee, **{**LEADS_SEE, "mentee": 200, "mentor": 200, "lead": 403}),
]
