"""Picking in the role table: a request for deep links belongs to the lead who was sent with it."""

from __future__ import annotations

from plugin.lti.deep_links import answers, pending
from plugin.lti.deep_links.answers import Item
from tests.architecture.table import Made, open_row, row
from tests.architecture.world import World
from tests.factories.deep_links import a_request, a_signing_key

NOBODY = dict.fromkeys(("mentee", "other_mentee", "mentor", "other_mentor", "other_lead", "stranger"), 404)


def waiting(world: World) -> Made:
    """A request that waits for the lead's choice."""
    return {"request_id": a_request(world.lead)}


def chosen(world: World) -> Made:
    """One whose choice was made, and is on its way."""
    a_signing_key()
    ids = waiting(world)
    found = pending.pending_for(world.lead, ids["request_id"])
    pending.settle(
        found, answers.as_kept([Item("Things worth reading", content=f"section.{world.section.id}")])
    )
    return ids


def the_section(world: World) -> Made:
    return {"choice": f"section.{world.section.id}"}


ROWS = [
    row("GET picking.choose", ids=waiting, anonymous=401, lead=200, **NOBODY),
    row("POST picking.pick", ids=waiting, data=the_section, anonymous=401, lead=303, **NOBODY),
    row("GET picking.answer", ids=chosen, anonymous=401, lead=200, **NOBODY),
    open_row("POST picking.pick_by_ticket", 403),
]
