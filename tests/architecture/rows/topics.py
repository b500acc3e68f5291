"""Talk that stands free, in the role table: the mentee's topic in their group, and bringing something up."""

from __future__ import annotations

from tests.architecture.rows.discussions import ELSEWHERE
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.discussions import a_topic

HERE: Made = {"mentee": 200, "other_mentee": 200, "mentor": 200, "other_mentor": 200, "lead": 200}
EACH_AT_HOME: Made = {**HERE, "anonymous": 401, "other_lead": 200, "stranger": 200}
# a group's words are its own: no lead reads them
IN_THE_GROUP: Made = {"mentee": 200, "other_mentee": 404, "mentor": 200, "other_mentor": 404, "lead": 404}


def the_groups_topic(world: World) -> Made:
    return {"topic_id": a_topic(world.mentee, group_id=world.group_id).id}


def something(_world: World) -> Made:
    return {"title": "Where do we meet?", "words": "I know a room."}


ROWS = [
    row("GET topics.index", **EACH_AT_HOME),
    row("GET topics.new", **EACH_AT_HOME),
    row(
        "POST topics.bring_up",
        data=something,
        anonymous=401,
        mentee=303,
        other_mentee=303,
        mentor=303,
        other_mentor=303,
        lead=303,
        other_lead=303,
        stranger=303,
    ),
    row("GET topics.show", ids=the_groups_topic, **IN_THE_GROUP, **ELSEWHERE),
    row("GET topics.name", ids=the_groups_topic, **IN_THE_GROUP, **ELSEWHERE),
    row(
        "POST topics.rename",
        ids=the_groups_topic,
        data=something,
        **IN_THE_GROUP | {"mentee": 303, "mentor": 303},
        **ELSEWHERE,
    ),
]
