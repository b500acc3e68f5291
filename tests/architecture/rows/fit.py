"""How two fit, in the role table: each says it of the other; whoever runs the course sees that a change is wanted."""

from __future__ import annotations

from tests.architecture.rows.sessions import THEIRS
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import place_of

MEMBERS = dict.fromkeys(("mentee", "other_mentee", "mentor", "other_mentor"), 403)


def the_mentor(world: World) -> Made:
    return {"other_id": place_of(world.mentor)}


def good(_world: World) -> Made:
    return {"fit": "good"}


ROWS = [
    row("GET fit.index", anonymous=401, **MEMBERS, lead=200, other_lead=200, stranger=200),
    row("GET fit.look", ids=the_mentor, mentee=200, mentor=404, **THEIRS),
    row("POST fit.say", ids=the_mentor, data=good, mentee=303, mentor=404, **THEIRS),
]
