"""Letting a discussion rest, in the role table: leads beside what they see."""

from __future__ import annotations

from tests.architecture.rows.discussions import ELSEWHERE
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import a_resource
from tests.factories.discussions import a_post


def a_discussion(world: World) -> Made:
    resource = a_resource(world.section)
    a_post(world.mentee, resource)
    return {"kind": "resource", "thing_id": resource.id}


def a_reason(_world: World) -> Made:
    return {"why": "We go on next week."}


LEADS: Made = {"mentee": 403, "other_mentee": 403, "mentor": 403, "other_mentor": 403, **ELSEWHERE}

ROWS = [
    row("GET care.done", lead=200, **LEADS | {"other_lead": 200, "stranger": 200}),
    row("GET care.locking", ids=a_discussion, lead=200, **LEADS),
    row("POST care.lock", ids=a_discussion, data=a_reason, lead=303, **LEADS),
    row("POST care.open_again", ids=a_discussion, lead=303, **LEADS),
]
