"""What is new, what waits, whom one can mention, following and not, in the role table."""

from __future__ import annotations

from tests.architecture.rows.discussions import READ, SAY, something_to_discuss
from tests.architecture.rows.topics import EACH_AT_HOME
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import a_resource
from tests.factories.discussions import a_post

MENTORS: Made = {"mentee": 403, "other_mentee": 403, "mentor": 200, "other_mentor": 200, "lead": 403}


def talk(world: World) -> Made:
    resource = a_resource(world.section)
    a_post(world.mentee, resource)
    return {"kind": "resource", "thing_id": resource.id}


ROWS = [
    row("GET attention.news", **EACH_AT_HOME),
    row(
        "POST attention.read_all",
        **dict.fromkeys(
            ("mentee", "other_mentee", "mentor", "other_mentor", "lead", "other_lead", "stranger"), 303
        ),
        anonymous=401,
    ),
    row("GET attention.waiting", **MENTORS, anonymous=401, other_lead=403, stranger=403),
    row("POST attention.follow", ids=talk, **SAY),
    row("POST attention.follow_not", ids=talk, **SAY),
    row("GET attention.people", ids=something_to_discuss, **READ),
    row("GET finding.index", **EACH_AT_HOME),
    row("GET reading.since", ids=talk, **READ),
]
