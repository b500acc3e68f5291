"""Flags in the role table: a mentor sets them aside for themselves, of whom they mentor."""

from __future__ import annotations

from datetime import date

from tests.architecture.rows.sessions import THEIRS
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import place_of


def of_the_mentee(world: World) -> Made:
    return {"enrolment_id": place_of(world.mentee), "kind": "unmet"}


def not_now(_world: World) -> Made:
    return {"since": date(2026, 3, 1).isoformat(), "aside_why": "On leave"}


THEIR_MENTOR: Made = {**THEIRS, "mentee": 404, "mentor": 303}

ROWS = [
    row("POST flags.aside", ids=of_the_mentee, data=not_now, **THEIR_MENTOR),
    row("POST flags.again", ids=of_the_mentee, **THEIR_MENTOR),
]
