"""Drafts in the role table: their writer's alone."""

from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.drafts import a_draft

EVERYBODY = ("mentee", "other_mentee", "mentor", "other_mentor", "lead", "other_lead", "stranger")


def of_the_mentee(world: World) -> Made:
    return {"draft_id": a_draft(world.mentee).id}


def being_written(_world: World) -> Made:
    return {"form_page": "/goals/new", "form_place": "/goals/new", "title": "Listen first"}


ROWS = [
    row("POST drafts.save", data=being_written, anonymous=401, **dict.fromkeys(EVERYBODY, 204)),
    row("GET drafts.index", anonymous=401, **dict.fromkeys(EVERYBODY, 200)),
    row(
        "POST drafts.let_go",
        ids=of_the_mentee,
        anonymous=401,
        **{**dict.fromkeys(EVERYBODY, 404), "mentee": 303},
    ),
]
