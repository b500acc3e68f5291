"""Files in the role table: brought, opened, changed, put back."""

from __future__ import annotations

from pathlib import Path

from plugin.courses.resources.files import actions
from plugin.courses.resources.files.queries import file_for
from tests.architecture.rows.courses import EVERYBODY, NOT_HERE, the_section
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.files import GOOD, a_file, brought

A_TEXT = Path(__file__).parents[3] / "LICENSE"  # opened anew each time that the form is sent

MENTORS = {"mentee": 403, "other_mentee": 403, "mentor": 200, "other_mentor": 200, "lead": 200}
MENTORS_SEND = {"mentee": 403, "other_mentee": 403, "mentor": 303, "other_mentor": 303, "lead": 303}
ITS_MENTOR = {"mentee": 403, "other_mentee": 403, "mentor": 200, "other_mentor": 403, "lead": 200}
ITS_MENTOR_SENDS = {"mentee": 403, "other_mentee": 403, "mentor": 303, "other_mentor": 403, "lead": 303}
# What belongs to no section is asked of whoever comes; in their own courses, the other leads bring files too.
NO_PLACE = {"anonymous": 401, "other_lead": 200, "stranger": 200}
NO_PLACE_SEND = {"anonymous": 401, "other_lead": 303, "stranger": 303}


def the_mentors_file(world: World) -> Made:
    return {"resource_id": a_file(world.section, world.mentor).id}


def a_file_replaced(world: World) -> Made:
    resource = a_file(world.section, world.mentor)
    held = file_for(world.mentor, resource.id)
    newer = brought("board.png", GOOD["board.png"], world.mentor)
    actions.change_file(held, actions.About(), newer, 1, by=world.mentor)
    return {"resource_id": resource.id}


def an_upload(_world: World) -> Made:
    return {"title": "Our licence", "why": "To know what is allowed", "file": (str(A_TEXT), "licence.txt")}


def a_newer_one(world: World) -> Made:
    return {**an_upload(world), "version": "1"}


def of_the_second(_world: World) -> Made:
    return {"version": "2"}


ROWS = [
    row("GET files.show", ids=the_mentors_file, **EVERYBODY, **NOT_HERE),
    row("GET files.new", ids=the_section, **MENTORS, **NOT_HERE),
    row("POST files.add", ids=the_section, data=an_upload, **MENTORS_SEND, **NOT_HERE),
    row("GET files.new_alone", **MENTORS, **NO_PLACE),
    row("POST files.add_alone", data=an_upload, **MENTORS_SEND, **NO_PLACE_SEND),
    row("GET files.edit", ids=the_mentors_file, **ITS_MENTOR, **NOT_HERE),
    row("POST files.change", ids=the_mentors_file, data=a_newer_one, **ITS_MENTOR_SENDS, **NOT_HERE),
    row("POST files.put_back", ids=a_file_replaced, data=of_the_second, **ITS_MENTOR_SENDS, **NOT_HERE),
]
