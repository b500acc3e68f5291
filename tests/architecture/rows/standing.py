"""How goals stand, their numbers and proposals in the role table: an owner decides, mentors agree and propose."""

from __future__ import annotations

from tests.architecture.rows.goals import THEIRS, the_goal
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.goals import a_goal, a_proposal


def the_proposal(world: World) -> Made:
    return {"proposal_id": a_proposal(world.mentor, a_goal(world.mentee)).id}


def achieved(_world: World) -> Made:
    return {"state": "achieved", "turn_why": "They hear it early now."}


def other_words(_world: World) -> Made:
    return {"title": "Say it within a day", "outcome": "", "why": "It cannot be missed then."}


ROWS = [
    row("POST standing.move", ids=the_goal, data=achieved, mentee=303, mentor=403, **THEIRS),
    row("POST standing.agree", ids=the_goal, mentee=403, mentor=303, **THEIRS),
    row(
        "POST ratings.rate",
        ids=the_goal,
        data=lambda _world: {"confidence": "3", "level": "1"},
        mentee=303,
        mentor=303,
        **THEIRS,
    ),
    row("GET proposals.new", ids=the_goal, mentee=403, mentor=200, **THEIRS),
    row("POST proposals.propose", ids=the_goal, data=other_words, mentee=403, mentor=303, **THEIRS),
    row(
        "POST proposals.answer",
        ids=the_proposal,
        data=lambda _world: {"take": "yes"},
        mentee=303,
        mentor=403,
        **THEIRS,
    ),
    row("POST proposals.back", ids=the_proposal, mentee=403, mentor=303, **THEIRS),
]
