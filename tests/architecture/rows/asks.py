"""Asks for advice in the role table: whoever asked says what they do with an answer, and nobody for them."""

from __future__ import annotations

from tests.architecture.rows.discussions import ELSEWHERE
from tests.architecture.rows.topics import EACH_AT_HOME
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import a_resource
from tests.factories.discussions import a_post, a_reply

NOBODY_ELSE: Made = {**dict.fromkeys(("other_mentee", "mentor", "other_mentor", "lead"), 403), **ELSEWHERE}


def advice(world: World) -> Made:
    """By the other mentee, to what the mentee asked."""
    asked = a_post(world.mentee, a_resource(world.section), asks=True)
    return {"post_id": a_reply(world.other_mentee, asked).id}


def an_ask(world: World) -> Made:
    return {"post_id": a_post(world.mentee, a_resource(world.section), asks=True).id}


def adopted(_world: World) -> Made:
    return {"taken": "adopt", "taken_why": "It worked with the night shift"}


ROWS = [
    row("GET asks.index", **EACH_AT_HOME),
    row("GET asks.again", ids=an_ask, **{**NOBODY_ELSE, "mentee": 403, "mentor": 200, "other_mentor": 200}),
    row("GET asks.taking", ids=advice, mentee=200, **NOBODY_ELSE),
    row("POST asks.taken", ids=advice, data=adopted, mentee=303, **NOBODY_ELSE),
]
