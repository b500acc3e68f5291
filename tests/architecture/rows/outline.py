"""Changing the outline in the role table: leads what is shared, mentors what is for their own, mentees nothing."""

from __future__ import annotations

from sqlalchemy import select

from plugin.courses.outline.editing.actions import turn
from plugin.courses.outline.models import OutlineChange
from plugin.database import db
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories import a_section
from tests.factories.outline import added, typed


def the_section(world: World) -> Made:
    return {"section_id": world.section.id}


def a_groups(world: World) -> Made:
    """One for the mentee's group, from the programme."""
    return {"section_id": a_section(world.course, "text", group_id=world.group_id).id}


def a_mentees(world: World) -> Made:
    """One for the mentee alone, made by their mentor."""
    return {"section_id": added(world.mentor, mentee_id=world.mentee.enrolment_id).id}


def taken_out(world: World) -> Made:
    section = a_section(world.course, "text", group_id=world.group_id)
    turn(world.lead, section, "retired")
    return {"section_id": section.id}


def hidden(world: World) -> Made:
    section = a_section(world.course, "text", group_id=world.group_id)
    turn(world.lead, section, "hidden")
    return {"section_id": section.id}


def a_change(world: World) -> Made:
    made = hidden(world)
    changes = select(OutlineChange.id).where(OutlineChange.section_id == made["section_id"])
    return {"change_id": db.session.scalars(changes).one()}


def a_new_one(world: World) -> Made:
    return typed(whose=f"group-{world.group_id}", place="last")


def anew(_world: World) -> Made:
    return typed(version="1")


def up(_world: World) -> Made:
    return {"to": "up"}


MENTEES = {"mentee": 403, "other_mentee": 403}
ELSEWHERE = {"anonymous": 401, "other_lead": 404, "stranger": 404}
OWN = {"anonymous": 401, "other_lead": 200, "stranger": 200}
OF_THE_GROUP = {"mentee": 403, "other_mentee": 404, "mentor": 303, "other_mentor": 404, "lead": 303}
OUT_OF_SIGHT = {"mentee": 404, "other_mentee": 404, "mentor": 303, "other_mentor": 404, "lead": 303}
LEADS = {**MENTEES, "mentor": 403, "other_mentor": 403, "lead": 303}
LEADS_OWN = {**LEADS, "anonymous": 401, "other_lead": 303, "stranger": 303}

ROWS = [
    row("GET outline.index", **MENTEES, mentor=200, other_mentor=200, lead=200, **OWN),
    row("GET outline.new", **MENTEES, mentor=200, other_mentor=200, lead=200, **OWN),
    row(
        "POST outline.add",
        data=a_new_one,
        **MENTEES,
        anonymous=401,
        mentor=303,
        other_mentor=422,
        lead=303,
        other_lead=422,
        stranger=422,
    ),
    row(
        "GET outline.edit",
        ids=a_mentees,
        mentee=403,
        other_mentee=404,
        mentor=200,
        other_mentor=404,
        lead=404,
        **ELSEWHERE,
    ),
    row("POST outline.change", ids=a_groups, data=anew, **OF_THE_GROUP, **ELSEWHERE),
    row("POST outline.move", ids=the_section, data=up, **LEADS, **ELSEWHERE),
    row("POST outline.hide", ids=a_groups, **OF_THE_GROUP, **ELSEWHERE),
    row("POST outline.show", ids=hidden, **OUT_OF_SIGHT, **ELSEWHERE),
    row("POST outline.retire", ids=a_groups, **OF_THE_GROUP, **ELSEWHERE),
    row("POST outline.bring_back", ids=taken_out, **OUT_OF_SIGHT, **ELSEWHERE),
    row("GET outline.past", **MENTEES, mentor=200, other_mentor=200, lead=200, **OWN),
    row("POST outline.take_back", ids=a_change, **OUT_OF_SIGHT, **ELSEWHERE),
    row("POST outline.close", **LEADS_OWN),
    row("POST outline.reopen", **LEADS_OWN),
]
