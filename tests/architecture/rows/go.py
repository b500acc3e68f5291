"""Links from mail: open to everybody with the same words, and what a browser came for is the member's to follow."""

from tests.architecture.table import Made, open_row, row
from tests.architecture.world import World
from tests.factories.courses import a_resource
from tests.factories.goals import a_goal

EVERYBODY = ("mentee", "other_mentee", "mentor", "other_mentor", "lead", "other_lead", "stranger")


def of_the_mentee(world: World) -> Made:
    return {"kind": "goal", "thing_id": a_goal(world.mentee).id}


def a_placed_link(world: World) -> Made:
    return {"content": f"resource.{a_resource(world.section).id}"}


ROWS = [
    open_row("GET go.to", 200, ids=of_the_mentee),
    row(
        "GET go.placed",
        ids=a_placed_link,
        anonymous=401,
        **dict.fromkeys(EVERYBODY[:5], 303),
        other_lead=404,
        stranger=404,
    ),
    row("GET go.follow", anonymous=401, **dict.fromkeys(EVERYBODY, 303)),
    row("POST go.let_go", anonymous=401, **dict.fromkeys(EVERYBODY, 303)),
]
