"""What mentors keep to themselves in the role table: nobody else finds it, whoever they are."""

from __future__ import annotations

from tests.architecture.rows.groups import the_mentee
from tests.architecture.rows.sessions import EVERYBODY, THEIRS
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.remembered import an_own_note


def the_mentee_remembered(world: World) -> Made:
    an_own_note(world.mentor, world.mentee)
    return the_mentee(world)


def a_note_about_the_mentee(world: World) -> Made:
    return {"note_id": an_own_note(world.mentor, world.mentee).id}


def two_lines_of_mine(_world: World) -> Made:
    return {"first": "Has moved to Lagos", "second": "", "version": "0"}


def a_note(_world: World) -> Made:
    return {"about": "Ask about the new depot."}


def another_wording(_world: World) -> Made:
    return {"about": "Ask about the old depot.", "version": "1"}


AUTHORS: Made = {**THEIRS, "mentee": 404}
MENTORS: Made = {
    "anonymous": 401,
    "mentee": 403,
    "other_mentee": 403,
    "mentor": 303,
    "other_mentor": 403,
    "lead": 403,
    "other_lead": 404,
    "stranger": 404,
}

ROWS = [
    row("GET remembered.index", anonymous=401, **dict.fromkeys(EVERYBODY, 200)),
    row("GET remembered.show", ids=the_mentee_remembered, **AUTHORS, mentor=200),
    row("POST remembered.keep", ids=the_mentee, data=two_lines_of_mine, **MENTORS),
    row("POST remembered.add", ids=the_mentee, data=a_note, **MENTORS),
    row("GET remembered.edit", ids=a_note_about_the_mentee, **AUTHORS, mentor=200),
    row("POST remembered.change", ids=a_note_about_the_mentee, data=another_wording, **AUTHORS, mentor=303),
    row("POST remembered.take_away", ids=a_note_about_the_mentee, **AUTHORS, mentor=303),
]
