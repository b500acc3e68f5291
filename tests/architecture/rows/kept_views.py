"""Views of the board in the role table: whoever mentors somebody keeps their own."""

from __future__ import annotations

from plugin.database import db
from plugin.groups.kept_views.actions import keep_view
from plugin.groups.kept_views.models import BoardView
from plugin.groups.rows import Asked
from tests.architecture.rows.groups import NO_MENTEE
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import place_of

MENTORS: Made = {**NO_MENTEE, "mentor": 303, "other_mentor": 303}
NO_LEADS: Made = {"lead": 403, "other_lead": 403, "stranger": 403}


def a_view(world: World) -> Made:
    keep_view(world.mentor, "Mondays", Asked(), ())
    return {"view_id": db.session.query(BoardView).filter_by(by_id=place_of(world.mentor)).one().id}


def a_name(_world: World) -> Made:
    return {"view_name": "Mondays"}


ROWS = [
    row("GET board_views.index", **{**MENTORS, "mentor": 200, "other_mentor": 200}, **NO_LEADS),
    row("POST board_views.keep", data=a_name, **MENTORS, **NO_LEADS),
    row("POST board_views.columns", **MENTORS, **NO_LEADS),
    row(
        "POST board_views.let_go",
        ids=a_view,
        anonymous=401,
        mentor=303,
        **dict.fromkeys(("mentee", "other_mentee", "other_mentor", "lead", "other_lead", "stranger"), 404),
    ),
]
