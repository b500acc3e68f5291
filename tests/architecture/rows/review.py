"""The way from the gradebook in the role table: to the pair's page for the pair, to the number for leads."""

from __future__ import annotations

from plugin.database import db
from plugin.people.models import Person
from tests.architecture.table import Made, row
from tests.architecture.world import World


def about_the_mentee(world: World) -> Made:
    return {"who": db.session.get_one(Person, world.mentee.person_id).sub, "item": ""}


NOBODY: Made = dict.fromkeys(("other_mentee", "other_mentor", "other_lead", "stranger"), 404)

THEIRS: Made = dict.fromkeys(("mentee", "mentor", "lead"), 303)

ROWS = [
    row(
        "GET review.show",
        ids=about_the_mentee,
        anonymous=401,
        **NOBODY,
        **dict.fromkeys(("mentee", "mentor", "lead"), 303),
    ),
]
