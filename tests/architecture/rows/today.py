"""Today in the role table: whoever mentors somebody sees what waits for them, and puts off what is theirs."""

from __future__ import annotations

from tests.architecture.rows.groups import NO_MENTEE
from tests.architecture.rows.sessions import the_promise
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.discussions import a_post
from tests.factories.goals import a_goal

NOBODYS: Made = {**dict.fromkeys(("other_mentor", "lead", "other_lead", "stranger"), 404), "anonymous": 401}
MINE: Made = {**NOBODYS, "mentee": 404, "other_mentee": 404, "mentor": 303}


def what_was_asked(world: World) -> Made:
    return {"post_id": a_post(world.mentee, a_goal(world.mentee)).id}


def that_it_waits(world: World) -> Made:
    return {"kind": "post", "thing_id": what_was_asked(world)["post_id"]}


def an_answer(_world: World) -> Made:
    return {"words": "What would happen if you waited?"}


def because(_world: World) -> Made:
    return {"because": "We talked about it"}


ROWS = [
    row("GET today.show", **NO_MENTEE, mentor=200, other_mentor=200, lead=403, other_lead=403, stranger=403),
    row("POST today.answer", ids=what_was_asked, data=an_answer, **{**MINE, "mentee": 303}),
    row("POST today.kept", ids=the_promise, **{**MINE, "mentee": 303}),
    row("POST today.later", ids=that_it_waits, **MINE),
    row("POST today.not_needed", ids=that_it_waits, data=because, **MINE),
    row("POST today.seen", ids=that_it_waits, **MINE),
    row("POST today.again", ids=that_it_waits, **MINE),
]
