"""Sharing, what came of resources, and taking them out and back, in the role table."""

from __future__ import annotations

from plugin.courses.resources.actions import Content, change_resource, take_out
from plugin.courses.resources.models import Resource
from plugin.courses.resources.sharing.actions import share
from plugin.courses.resources.sharing.queries import Whom
from plugin.database import db
from tests.architecture.rows.courses import (
    EVERYBODY,
    NOT_HERE,
    a_link,
    the_mentors_resource,
    the_programmes_resource,
)
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import a_resource
from tests.factories.resources import a_gift


def the_groups_resource(world: World) -> Made:
    """Brought by the mentor for their group, and in no section."""
    return {"resource_id": a_gift(world.mentor, Whom(group_id=world.group_id)).id}


def what_was_taken_out(world: World) -> Made:
    ids = the_mentors_resource(world)
    take_out(world.mentor, db.session.get_one(Resource, ids["resource_id"]))
    return ids


def what_was_changed(world: World) -> Made:
    ids = the_mentors_resource(world)
    again = Content("link", "Otherwise", url="https://example.org")
    change_resource(world.mentor, db.session.get_one(Resource, ids["resource_id"]), again, 1)
    return ids


def the_mentors_share(world: World) -> Made:
    """Of something that everybody reads, pointed out to their group."""
    pointed_out = share(world.mentor, a_resource(world.section), Whom(group_id=world.group_id))
    return {"share_id": pointed_out.id}


def with_the_mentee(world: World) -> Made:
    return {"whom": f"person:{world.mentee.enrolment_id}", "note": "I thought of you"}


def something_new(world: World) -> Made:
    return a_link(world) | with_the_mentee(world)


def upwards(_world: World) -> Made:
    return {"to": "up"}


def the_second_version(_world: World) -> Made:
    return {"version": "2"}


def it_helped(_world: World) -> Made:
    return {"what": "helped", "on": "yes"}


BOTH = {"mentee": 403, "other_mentee": 403}
OWN = {**BOTH, "mentor": 303, "other_mentor": 403, "lead": 303}
GIVERS = {**BOTH, "mentor": 200, "other_mentor": 200, "lead": 200}
NOT_THE_GROUP = {"other_mentee": 404, "other_mentor": 404, "lead": 404}
# courses of their own, in which nobody of ours is
ABROAD = {"anonymous": 401, "other_lead": 200, "stranger": 200}

ROWS = [
    row("GET sharing.choose", ids=the_programmes_resource, **GIVERS, **NOT_HERE),
    row(
        "POST sharing.share",
        ids=the_groups_resource,
        data=with_the_mentee,
        mentee=403,
        mentor=303,
        **NOT_THE_GROUP,
        **NOT_HERE,
    ),
    row(
        "POST sharing.end",
        ids=the_mentors_share,
        mentee=403,
        mentor=303,
        **{**NOT_THE_GROUP, "lead": 303},
        **NOT_HERE,
    ),
    row("GET sharing.something", **GIVERS, **ABROAD),
    row(
        "POST sharing.give",
        data=something_new,
        **BOTH,
        mentor=303,
        other_mentor=422,
        lead=303,
        anonymous=401,
        other_lead=422,
        stranger=422,
    ),
    row("GET sharing.mine", **EVERYBODY, **ABROAD),
    row(
        "POST uses.mark",
        ids=the_groups_resource,
        data=it_helped,
        mentee=303,
        mentor=403,
        **NOT_THE_GROUP,
        **NOT_HERE,
    ),
    row("GET uses.show", ids=the_programmes_resource, **GIVERS, **NOT_HERE),
    row("POST resources.move", ids=the_mentors_resource, data=upwards, **OWN, **NOT_HERE),
    row("POST resources.say_again", ids=what_was_changed, data=the_second_version, **OWN, **NOT_HERE),
    row("POST resources.take_out", ids=the_mentors_resource, **OWN, **NOT_HERE),
    row(
        "GET resources.taken_out",
        ids=what_was_taken_out,
        mentee=404,
        other_mentee=404,
        mentor=200,
        other_mentor=404,
        lead=200,
        **NOT_HERE,
    ),
    row(
        "POST resources.bring_back",
        ids=what_was_taken_out,
        mentee=404,
        other_mentee=404,
        mentor=303,
        other_mentor=404,
        lead=303,
        **NOT_HERE,
    ),
]
