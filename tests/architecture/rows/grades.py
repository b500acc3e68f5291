"""The gradebook in the role table: leads choose, each reads their own."""

from __future__ import annotations

from tests.architecture.rows.sessions import EVERYBODY
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.grades import a_column


def the_column(world: World) -> Made:
    return {"column_id": a_column(world.lead).id}


def the_path(_world: World) -> Made:
    return {"chosen": "progress"}


def another_name(_world: World) -> Made:
    return {"label": "How far they are", "version": "1"}


MEMBERS: Made = {"anonymous": 401, **dict.fromkeys(("mentee", "other_mentee", "mentor", "other_mentor"), 403)}
OWN: Made = {**MEMBERS, "other_lead": 404, "stranger": 404}

# Leads elsewhere choose for their own course.
ROWS = [
    row("GET grades.index", **MEMBERS, **dict.fromkeys(("lead", "other_lead", "stranger"), 200)),
    row(
        "POST grades.choose",
        data=the_path,
        **MEMBERS,
        **dict.fromkeys(("lead", "other_lead", "stranger"), 303),
    ),
    row("GET grades.show", ids=the_column, **OWN, lead=200),
    row("POST grades.rename", ids=the_column, data=another_name, **OWN, lead=303),
    row("POST grades.again", ids=the_column, **OWN, lead=303),
    row("POST grades.retire", ids=the_column, **OWN, lead=303),
    row("GET grades.mine", anonymous=401, **dict.fromkeys(EVERYBODY, 200)),
]
