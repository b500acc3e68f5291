"""Agreements in the role table: of a mentee with the mentors of their group; the lead reads none."""

from __future__ import annotations

from plugin.courses.agreements.parties import Whose
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.agreements import agreed, terms_fields

EVERYBODY = ("mentee", "other_mentee", "mentor", "other_mentor", "lead", "other_lead", "stranger")
PARTIES: Made = {
    "anonymous": 401,
    "mentee": 200,
    "mentor": 200,
    "other_mentee": 404,
    "other_mentor": 404,
    "lead": 404,
    "other_lead": 404,
    "stranger": 404,
}
ACT: Made = PARTIES | {"mentee": 303, "mentor": 303}


def the_agreement(world: World) -> Made:
    return {"agreement_id": agreed(world.mentee, "mentee").agreement.id}


def with_the_mentee(world: World) -> Made:
    return {"whom": str(Whose(world.group_id, world.mentee.enrolment_id))}


def the_first_version(_world: World) -> Made:
    return {"version": "1"}


def a_hope(_world: World) -> Made:
    return {"words": "That I sleep on Sundays."}


ROWS = [
    row("GET agreements.index", anonymous=401, **dict.fromkeys(EVERYBODY, 200)),
    row(
        "POST agreements.begin",
        data=with_the_mentee,
        **{**ACT, "lead": 403, "other_lead": 403, "stranger": 403},
    ),
    row("GET agreements.show", ids=the_agreement, **PARTIES),
    row("GET agreements.edit", ids=the_agreement, **PARTIES),
    row("POST agreements.change", ids=the_agreement, data=lambda _world: terms_fields(version="1"), **ACT),
    row("POST agreements.sign", ids=the_agreement, data=the_first_version, **ACT),
    row("POST agreements.hope", ids=the_agreement, data=a_hope, **ACT),
]
