"""Talk that stands free, in the role table: the mentee's topic in their group, and bringing something up."""

from __future__ import annotations

from tests.architecture.rows.discussions import ELSEWHERE
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import a_resource
from tests.factories.discussions import a_post, a_topic

HERE: Made = {"mentee": 200, "other_mentee": 200, "mentor": 200, "other_mentor": 200, "lead": 200}
EACH_AT_HOME: Made = {**HERE, "anonymous": 401, "other_lead": 200, "stranger": 200}
# a group's words are its own: no lead reads them
IN_THE_GROUP: Made = {"mentee": 200, "other_mentee": 404, "mentor": 200, "other_mentor": 404, "lead": 404}

THEIR_MENTEES: Made = {"other_mentee": 403, "mentor": 403, "other_mentor": 403, "lead": 403}

RUN_IT: Made = {"lead": 403, "other_lead": 403, "stranger": 403}


def the_groups_topic(world: World) -> Made:
    return {"topic_id": a_topic(world.mentee, group_id=world.group_id).id}


def the_mentors_post(world: World) -> Made:
    return {"post_id": a_post(world.mentor, a_resource(world.section)).id}


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
    row("GET leads.ask", **EACH_AT_HOME | RUN_IT),
    row(
        "POST leads.send",
        data=something,
        **{who: 303 if said == 200 else said for who, said in EACH_AT_HOME.items()} | RUN_IT,
    ),
    row("GET alone.turning", ids=the_mentors_post, **THEIR_MENTEES, mentee=200, **ELSEWHERE),
    row("POST alone.answer", ids=the_mentors_post, data=something, **THEIR_MENTEES, mentee=303, **ELSEWHERE),
]
