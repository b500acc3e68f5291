"""One thing for several in the role table: a mentor, for mentees of theirs; what was done is theirs to see and to undo."""

from __future__ import annotations

from markupsafe import Markup

from plugin.groups.several.actions import write_to_each
from plugin.groups.several.queries import chosen_by
from tests.architecture.rows.groups import NO_MENTEE
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import place_of

MENTORS: Made = {**NO_MENTEE, "lead": 403, "other_lead": 403, "stranger": 403}
WHOEVER_DID_IT: Made = {
    "anonymous": 401,
    **dict.fromkeys(("mentee", "other_mentee", "other_mentor", "lead", "other_lead", "stranger"), 404),
}


def a_kind(_world: World) -> Made:
    return {"kind": "message"}


def words(world: World) -> Made:
    return {"people": str(place_of(world.mentee)), "message": "How was your week?"}


def what_was_done(world: World) -> Made:
    chosen = chosen_by(world.mentor, [place_of(world.mentee)])
    return {"deed_id": write_to_each(world.mentor, world.course, chosen, Markup("<p>Hi.</p>")).id}


ROWS = [
    row("GET several.choosing", **MENTORS, mentor=200, other_mentor=200),
    # to another mentor they are nobody: it comes back
    row("POST several.do", ids=a_kind, data=words, **MENTORS, mentor=303, other_mentor=422),
    row("GET several.done", ids=what_was_done, **WHOEVER_DID_IT, mentor=200),
    row("POST several.undo", ids=what_was_done, **WHOEVER_DID_IT, mentor=303),
]
