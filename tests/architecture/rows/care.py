"""Letting a discussion rest, in the role table: leads beside what they see."""

from __future__ import annotations

from plugin.discussions.care.flags import flag
from tests.architecture.rows.discussions import ELSEWHERE, READ, SAY
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import a_resource
from tests.factories.discussions import a_post


def a_discussion(world: World) -> Made:
    resource = a_resource(world.section)
    a_post(world.mentee, resource)
    return {"kind": "resource", "thing_id": resource.id}


def a_reason(_world: World) -> Made:
    return {"why": "We go on next week."}


def a_top_post(world: World) -> Made:
    return {"post_id": a_post(world.mentee, a_resource(world.section)).id}


def a_place_for_it(world: World) -> Made:
    return {**a_top_post(world), "kind": "resource", "thing_id": a_resource(world.section).id}


def a_flagged_post(world: World) -> Made:
    post = a_post(world.mentee, a_resource(world.section))
    flag(world.mentor, post, "unkind", "")
    return {"post_id": post.id}


def a_member(world: World) -> Made:
    return {"enrolment_id": world.mentee.enrolment_id}


def a_concern(_world: World) -> Made:
    return {"reason": "worry"}


def an_outcome(_world: World) -> Made:
    return {"outcome": "put away"}


def a_week(_world: World) -> Made:
    return {"why": "Three warnings.", "days": "7"}


LEADS: Made = {"mentee": 403, "other_mentee": 403, "mentor": 403, "other_mentor": 403, **ELSEWHERE}

ROWS = [
    row("GET care.done", lead=200, **LEADS | {"other_lead": 200, "stranger": 200}),
    row("GET care.locking", ids=a_discussion, lead=200, **LEADS),
    row("POST care.lock", ids=a_discussion, data=a_reason, lead=303, **LEADS),
    row("POST care.open_again", ids=a_discussion, lead=303, **LEADS),
    row("POST care.pin", ids=a_top_post, lead=303, **LEADS),
    row("POST care.unpin", ids=a_top_post, lead=303, **LEADS),
    row("GET moving.where", ids=a_top_post, lead=200, **LEADS),
    row("GET moving.confirm", ids=a_place_for_it, lead=200, **LEADS),
    row("POST moving.move", ids=a_place_for_it, data=a_reason, lead=303, **LEADS),
    row("GET reviewing.flagging", ids=a_top_post, **READ | {"mentee": 403}),
    row("POST reviewing.flag", ids=a_top_post, data=a_concern, **SAY | {"mentee": 403}),
    row("GET reviewing.index", lead=200, **LEADS | {"other_lead": 200, "stranger": 200}),
    row("POST reviewing.settle", ids=a_flagged_post, data=an_outcome, lead=303, **LEADS),
    row("GET reviewing.muting_form", ids=a_member, lead=200, **LEADS),
    row("POST reviewing.mute", ids=a_member, data=a_week, lead=303, **LEADS),
    row("POST reviewing.unmute", ids=a_member, lead=303, **LEADS),
]
