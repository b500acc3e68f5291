"""Dealing people out in the role table."""

from __future__ import annotations

from plugin.groups.dealing.planning import deal
from tests.architecture.rows.groups import LEADS_ACT, LEADS_SEE
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories import a_person


def what_was_seen(world: World) -> Made:
    a_person(world.course)
    mentor = world.mentor.enrolment_id
    assert mentor is not None
    seen = deal(world.lead, [mentor], 30, in_groups=True).mark
    return {"mentors": [str(mentor)], "most": "30", "shape": "groups", "seen": seen}


# Leads elsewhere deal out in their own course, where nobody of this one is.
ROWS = [
    row("GET dealing.show", **{**LEADS_SEE, "other_lead": 200, "stranger": 200}),
    row("POST dealing.take", data=what_was_seen, **LEADS_ACT),
]
