"""Set-up, sheets and who is expected in the role table."""

from __future__ import annotations

from plugin.database import db
from plugin.groups.flags.limits import NUMBERS
from plugin.groups.flags.rules import AS_IT_COMES
from plugin.groups.invited import expect, expected
from plugin.lti.models import Company, Context, Platform
from tests.architecture.rows.groups import ELSEWHERE, LEADS_ACT, LEADS_SEE, a_name, somebody_new, two_people
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories import a_context, a_course


def not_open_yet(world: World) -> Made:
    """Their course is being set up; the other two leads' courses are open, and so lead elsewhere."""
    world.course.opened_at, world.course.set_up_step = None, 3
    db.session.flush()
    return {}


def nothing_begun(world: World) -> Made:
    """Nobody has begun to set up their course."""
    db.session.delete(world.course)
    db.session.flush()
    return {}


def _home(world: World) -> tuple[Company, Platform]:
    lead = world.lead
    return db.session.get_one(Company, lead.company_id), db.session.get_one(Platform, lead.platform_id)


def an_origin(world: World) -> Made:
    """Nobody has begun to set their course up, and the LMS says which one it was copied from."""
    nothing_begun(world)
    there = a_course(a_context(*_home(world)))
    context = db.session.get_one(Context, world.lead.context_id)
    context.origins = [db.session.get_one(Context, there.context_id).lms_id]
    db.session.flush()
    return {"origin_id": there.id}


def a_choice(_world: World) -> Made:
    return {"programme": "leadership", "title": "Our course"}


def a_step(_world: World) -> Made:
    return {"step": "roster"}


def days(_world: World) -> Made:
    return {"cadence_days": "14", "reply_days": "7", "version": "1"}


def limits(_world: World) -> Made:
    numbers = {name: str(getattr(AS_IT_COMES, name)) for name in NUMBERS}
    return {**numbers, "first_session": "20", "speaks": ["gap"], "version": "1"}


def a_number(_world: World) -> Made:
    return {"capacity": "5", "was_capacity": ""}


def new_places(world: World) -> Made:
    return {**somebody_new(world), "group": str(world.group_id)}


def a_sheet(_world: World) -> Made:
    return {"sheet": "mentor;mentee\na@example.com;b@example.com", "checked": "yes"}


def somebody_expected(world: World) -> Made:
    expect(world.lead, "a@example.com", "b@example.com", None)
    return {"invited_id": expected(world.lead)[0].id}


# Leads elsewhere do the same in their own course.
ALL_LEADS_SEE: Made = {**LEADS_SEE, "other_lead": 200, "stranger": 200}
ALL_LEADS_ACT: Made = {**LEADS_ACT, "other_lead": 303, "stranger": 303}
UNTIL_OPEN: Made = {**LEADS_SEE, "other_lead": 303, "stranger": 303}

ROWS = [
    row("GET setup.show", ids=nothing_begun, **ALL_LEADS_ACT),
    row("GET setup.programme", ids=nothing_begun, **UNTIL_OPEN),
    row(
        "POST setup.choose",
        ids=nothing_begun,
        data=a_choice,
        **{**LEADS_ACT, "other_lead": 422, "stranger": 422},
    ),
    row("GET setup.roster", ids=not_open_yet, **UNTIL_OPEN),
    row("POST setup.read_roster", ids=not_open_yet, **ALL_LEADS_ACT),
    row("POST setup.go_on", ids=not_open_yet, data=a_step, **ALL_LEADS_ACT),
    row("GET setup.cadence", ids=not_open_yet, **ALL_LEADS_SEE),
    row("POST setup.keep_cadence", ids=not_open_yet, data=days, **ALL_LEADS_ACT),
    row("GET limits.show", ids=not_open_yet, **ALL_LEADS_SEE),
    row("POST limits.keep", ids=not_open_yet, data=limits, **ALL_LEADS_ACT),
    row("GET site.show", **ALL_LEADS_SEE),
    row("GET copies.index", **ALL_LEADS_SEE),
    row("GET copies.show", ids=an_origin, **LEADS_SEE),
    row("POST copies.take", ids=an_origin, **LEADS_ACT),
    row("POST limits.reset", ids=not_open_yet, **ALL_LEADS_ACT),
    row("GET setup.preview", ids=not_open_yet, **UNTIL_OPEN),
    row("POST setup.open", **ALL_LEADS_ACT),
    row("GET together.show", ids=not_open_yet, **ALL_LEADS_SEE),
    row("POST together.group", data=a_name, **ALL_LEADS_ACT),
    row("POST together.place", data=new_places, **LEADS_ACT),
    row("POST together.pair", data=two_people, **LEADS_ACT),
    row("POST together.keep_capacity", data=a_number, **ALL_LEADS_ACT),
    row("GET sheets.show", **ALL_LEADS_SEE),
    row("POST sheets.take", data=a_sheet, **ALL_LEADS_ACT),
    row("POST sheets.expect_no_more", ids=somebody_expected, **{**LEADS_ACT, **ELSEWHERE}),
]
