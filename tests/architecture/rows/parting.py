"""Resting, handing over and ending in the role table: either of two, and of what was handed over whoever was mentored."""

from __future__ import annotations

from plugin.courses.agreements.parting.actions import hand_over
from plugin.courses.agreements.parting.models import Handover
from plugin.courses.agreements.parting.queries import together
from plugin.database import db
from tests.architecture.rows.sessions import EVERYBODY, THEIRS
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories import again, mentors
from tests.factories.courses import place_of


def the_mentor(world: World) -> Made:
    return {"other_id": place_of(world.mentor)}


def one_to_one(world: World) -> Made:
    mentors(world.other_mentor, world.mentee)
    return {"other_id": place_of(world.other_mentor)}


def the_handover(world: World) -> Made:
    two = together(again(world.mentor), place_of(world.mentee))
    hand_over(world.mentor, two, "<p>She asks good questions.</p>")
    return {"handover_id": db.session.query(Handover).one().id}


def words(_world: World) -> Made:
    return {"handover": "Ask about the night shift.", "version": "0"}


def shown(_world: World) -> Made:
    return {"shown": "yes"}


def sure(_world: World) -> Made:
    return {"sure": "yes"}


TWO: Made = {"mentee": 303, "mentor": 404, **THEIRS}

ROWS = [
    row("GET parting.index", anonymous=401, **dict.fromkeys(EVERYBODY, 200)),
    row("GET parting.look", ids=the_mentor, **{**TWO, "mentee": 200}),
    row("POST parting.rest", ids=the_mentor, **TWO),
    row("POST parting.go_on", ids=the_mentor, **TWO),
    row("POST parting.hand_over", ids=the_mentor, data=words, **TWO),
    row("POST parting.end", ids=one_to_one, data=sure, **{**TWO, "other_mentee": 403}),
    row("POST parting.show", ids=the_handover, data=shown, **TWO),
]
