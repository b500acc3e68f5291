"""Cover in the role table: leads arrange it and end it, nobody else sees the page."""

from __future__ import annotations

from datetime import timedelta

from plugin import clock
from plugin.groups.cover.actions import arrange
from plugin.groups.cover.rules import Wanted
from tests.architecture.rows.groups import LEADS_ACT, NOT_LEADS
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import place_of


def a_cover(world: World) -> Made:
    today = clock.today("UTC")
    both = (place_of(world.mentor), place_of(world.other_mentor))
    return {"cover_id": arrange(world.lead, Wanted(*both, None, today, today + timedelta(days=5))).id}


def this_week(world: World) -> Made:
    today = clock.today("UTC")
    return {
        "covered": str(place_of(world.mentor)),
        "covering": str(place_of(world.other_mentor)),
        "first_day": today.isoformat(),
        "last_day": (today + timedelta(days=5)).isoformat(),
    }


ROWS = [
    row("GET cover.index", **NOT_LEADS, lead=200, other_lead=200, stranger=200),
    row("POST cover.arrange", data=this_week, **LEADS_ACT),
    row("POST cover.end", ids=a_cover, **LEADS_ACT),
]
