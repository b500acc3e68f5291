"""What is said beside a resource in the role table: everybody in the course, nobody from elsewhere."""

from __future__ import annotations

from plugin.discussions.taking_back import take_back
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import a_resource
from tests.factories.discussions import a_post


def something_to_discuss(world: World) -> Made:
    return {"kind": "resource", "thing_id": a_resource(world.section).id}


def the_mentees_post(world: World) -> Made:
    return {"post_id": a_post(world.mentee, a_resource(world.section)).id}


def a_post_taken_back(world: World) -> Made:
    post = a_post(world.mentee, a_resource(world.section))
    take_back(post)
    return {"post_id": post.id}


def sure(_world: World) -> Made:
    return {"sure": "yes"}


def words(_world: World) -> Made:
    return {"words": "What if they noticed nothing?", "version": "1"}


def words_about_the_whole(world: World) -> Made:
    """A page is one of a PDF here, not one of a list."""
    return {**words(world), "page": ""}


ELSEWHERE: Made = {"anonymous": 401, "other_lead": 404, "stranger": 404}
READ: Made = {
    "mentee": 200,
    "other_mentee": 200,
    "mentor": 200,
    "other_mentor": 200,
    "lead": 200,
    **ELSEWHERE,
}
SAY: Made = {"mentee": 303, "other_mentee": 303, "mentor": 303, "other_mentor": 303, "lead": 303, **ELSEWHERE}
NOBODY_ELSE: Made = {"other_mentee": 403, "mentor": 403, "other_mentor": 403, "lead": 403, **ELSEWHERE}

ROWS = [
    row("POST threads.start", ids=something_to_discuss, data=words_about_the_whole, **SAY),
    row("GET threads.show", ids=the_mentees_post, **READ),
    row("POST threads.reply", ids=the_mentees_post, data=words, **SAY),
    row("GET threads.edit", ids=the_mentees_post, mentee=200, **NOBODY_ELSE),
    row("POST threads.change", ids=the_mentees_post, data=words, mentee=303, **NOBODY_ELSE),
    row("POST threads.take_back", ids=the_mentees_post, mentee=303, **NOBODY_ELSE),
    row("POST threads.put_back", ids=a_post_taken_back, mentee=303, **NOBODY_ELSE),
    row("POST threads.empty", ids=the_mentees_post, data=sure, mentee=303, **NOBODY_ELSE),
]
