"""Drafts in the role table: their writer's alone."""

from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.drafts import a_draft

EVERYBODY = ("mentee", "other_mentee", "mentor", "other_mentor", "lead", "other_lead", "stranger")


def of_the_mentee(world: World) -> Made:
    return {"draft_id": a_draft(world.mentee).id}


ROWS = [
    row("GET drafts.index", anonymous=401, **dict.fromkeys(EVERYBODY, 200)),
    row(
        "POST drafts.let_go",
        ids=of_the_mentee,
        anonymous=401,
        **{**dict.fromkeys(EVERYBODY, 404), "mentee": 303},
    ),
]
