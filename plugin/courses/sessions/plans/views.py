"""Pages of planned sessions: planning, one of them, moving it, calling it off, and what somebody brings to it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.agenda.queries import open_between
from plugin.courses.sessions.plans import actions, policy, queries
from plugin.courses.sessions.plans.queries import plan_for
from plugin.courses.sessions.plans.schemas import (
    EVERY,
    STATES,
    Brought,
    CalledOff,
    ChangedPlan,
    DidNotMeet,
    NewPlan,
)
from plugin.courses.sessions.plans.seen import Planned
from plugin.courses.sessions.policy import can_log_session
from plugin.courses.sessions.present import Partner, partners
from plugin.courses.sessions.questions.hand import at_hand
from plugin.courses.sessions.said import clash_said, on_their_clock
from plugin.courses.sessions.schemas import MODES
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member
from plugin.people.opened.views import looked_at

pages = Blueprint("plans", __name__, url_prefix="/v/<visit>/sessions/plans")
USUALLY = 45  # minutes


@pages.get("/new")
@allow(can_log_session, load=course_here)
def new(member: Member, course: Course) -> ResponseReturnValue:
    """A form: with whom, when, and whether again."""
    choices = partners(member)
    known = {one.key for one in choices}
    asked = request.args.get("with", "")
    whom = asked if asked in known else next(iter(known)) if len(known) == 1 else ""
    return _new(
        member,
        blank(whom=whom, minutes=USUALLY, mode="video", times=1, every_weeks=_rhythm(course)),
        choices,
    )


@pages.post("/new")
@allow(can_log_session, load=course_here)
def plan(member: Member, course: Course) -> ResponseReturnValue:
    """Plan it, or all of them."""
    form, choices = read(NewPlan), partners(member)
    if not form.ok:
        return _new(member, form, choices), 422
    said = dict(form.values)
    whom, every = said.pop("whom"), int(said.pop("every_weeks"))
    try:
        planned = actions.plan_sessions(member, course, _one_of(choices, whom), every_weeks=every, **said)
    except Invalid as fault:
        return _new(member, form.refused(fault), choices), 422
    if len(planned) > 1:
        return redirect(url("sessions.index", _anchor="coming"))
    return redirect(url("plans.show", plan_id=planned[0].id))


@pages.get("/<uuid:plan_id>")
@allow(policy.can_see_plan, load=plan_for)
def show(member: Member, plan: Planned) -> ResponseReturnValue:
    """When, where and what about; what becomes of it."""
    looked_at(member, plan.mentee_id)
    return _show(member, plan)


@pages.get("/<uuid:plan_id>/edit")
@allow(policy.can_change_plan, load=plan_for)
def edit(member: Member, plan: Planned) -> ResponseReturnValue:
    """What stands there now, to be changed."""
    looked_at(member, plan.mentee_id)
    stands = {name: getattr(plan, name) for name in actions.FIELDS if name != "at"}
    return _edit(member, plan, blank(version=plan.version, at=on_their_clock(member, plan.at), **stands))


@pages.post("/<uuid:plan_id>/edit")
@allow(policy.can_change_plan, load=plan_for)
def change(member: Member, plan: Planned) -> ResponseReturnValue:
    """Change it, unless somebody else did so meanwhile: then both texts come back."""
    form = read(ChangedPlan)
    if not form.ok:
        return _edit(member, plan, form), 422
    try:
        actions.change_plan(member, plan, form.version or 0, **form.values)
    except Invalid as fault:
        return _edit(member, plan, form.refused(fault)), 422
    except Conflict as clash:
        return _edit(member, plan, form.clashing(clash_said(clash))), 409
    return redirect(url("plans.show", plan_id=plan.id))


@pages.post("/<uuid:plan_id>/off")
@allow(policy.can_settle_plan, load=plan_for)
def call_off(member: Member, plan: Planned) -> ResponseReturnValue:
    """It does not take place."""
    form = read(CalledOff)
    if not form.ok:
        return _show(member, plan, off=form), 422
    actions.call_off(member, plan, form.values["why"], and_the_rest=form.values["rest"])
    return redirect(url("plans.show", plan_id=plan.id))


@pages.post("/<uuid:plan_id>/missed")
@allow(policy.can_settle_plan, load=plan_for)
def missed(member: Member, plan: Planned) -> ResponseReturnValue:
    """Its time has passed, and they did not meet."""
    form = read(DidNotMeet)
    if not form.ok:
        return _show(member, plan, not_met=form), 422
    actions.say_missed(member, plan, form.values["missed_why"])
    return redirect(url("plans.show", plan_id=plan.id))


@pages.post("/<uuid:plan_id>/bring")
@allow(policy.can_prepare, load=plan_for)
def bring(member: Member, plan: Planned) -> ResponseReturnValue:
    """What I bring."""
    form = read(Brought)
    if not form.ok:
        return _show(member, plan, bring=form), 422
    try:
        actions.prepare(member, plan, **form.values)
    except Invalid as fault:
        return _show(member, plan, bring=form.refused(fault)), 422
    return redirect(url("plans.show", plan_id=plan.id, _anchor="brought"))


def _new(member: Member, form: Form, choices: list[Partner]) -> str:
    return page(
        "plans/new.html",
        form=form,
        choices=[(one.key, one.name) for one in choices],
        modes=list(MODES.items()),
        every=list(EVERY.items()),
        **at_hand(member),
    )


def _edit(member: Member, plan: Planned, form: Form) -> str:
    return page(
        "plans/edit.html",
        plan=plan,
        form=form,
        modes=list(MODES.items()),
        **at_hand(member),
    )


def _show(member: Member, plan: Planned, **forms: Form) -> str:
    brought, may_prepare = queries.brought_to(member, plan), policy.can_prepare(member, plan)
    mine = next((one for _name, one in brought if one.enrolment_id == member.enrolment_id), None)
    stands = {name: getattr(mine, name) for name in ("win", "block", "idea", "ask")} if mine else {}
    given: dict[str, Any] = {"bring": blank(**stands), "off": blank(), "not_met": blank(), **forms}
    return page(
        "plans/show.html",
        plan=plan,
        brought=brought,
        open=open_between(member, plan),
        today=clock.today(member.zone),
        later=queries.later_in_series(member, plan),
        modes=MODES,
        states=STATES,
        **(at_hand(member) if may_prepare else {}),
        begun=plan.at <= clock.now(),
        may_change=policy.can_change_plan(member, plan),
        may_settle=policy.can_settle_plan(member, plan),
        may_prepare=may_prepare,
        **given,
    )


def _rhythm(course: Course) -> str:
    """What the course means by its cadence, as far as a choice comes near it."""
    return next((weeks for weeks in EVERY if course.cadence_days <= int(weeks) * 7), "4")


def _one_of(choices: list[Partner], key: str) -> Partner:
    """The one that was chosen; one that is nobody's, which the action refuses, for whatever else was sent."""
    nobody = Partner("nobody:00000000-0000-0000-0000-000000000000", "", "nobody")
    return next((choice for choice in choices if choice.key == key), nobody)
