"""Links from mail: open to everybody with the same words, and what a browser came for is the member's to follow."""

from tests.architecture.table import Made, open_row, row
from tests.architecture.world import World
from tests.factories.goals import a_goal

EVERYBODY = ("mentee", "other_mentee", "mentor", "other_mentor", "lead", "other_lead", "stranger")


def of_the_mentee(world: World) -> Made:
    return {"kind": "goal", "thing_id": a_goal(world.mentee).id}


ROWS = [
    open_row("GET go.to", 200, ids=of_the_mentee),
    row("GET go.follow", anonymous=401, **dict.fromkeys(EVERYBODY, 303)),
    row("POST go.let_go", anonymous=401, **dict.fromkeys(EVERYBODY, 303)),
]
