"""Pages on which two rest, hand over and end, and of what was handed over."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.agreements.parting import actions, policy
from plugin.courses.agreements.parting.models import Handover
from plugin.courses.agreements.parting.queries import Together, handover_for, own_handovers, together
from plugin.courses.agreements.parting.schemas import EndForm, HandoverForm, RestForm, ShowForm
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member
from plugin.people.opened.views import looked_at

pages = Blueprint("parting", __name__, url_prefix="/v/<visit>/agreements/parting")


@pages.get("/")
@allow(policy.can_see_handovers, load=course_here)
def index(member: Member, course: Course) -> ResponseReturnValue:
    """What was handed over: about me, and by me."""
    return page("parting/index.html", handed=own_handovers(member))


@pages.get("/<uuid:other_id>")
@allow(policy.can_part, load=together)
def look(member: Member, two: Together) -> ResponseReturnValue:
    """How we rest, hand over and end."""
    looked_at(member, two.mentee_id)
    return _look(member, two)


@pages.post("/<uuid:other_id>/rest")
@allow(policy.can_part, load=together)
def rest(member: Member, two: Together) -> ResponseReturnValue:
    """We rest."""
    form = read(RestForm)
    if not form.ok:
        return _look(member, two, rest_form=form), 422
    try:
        actions.rest(member, two, form.values["rests_until"], form.values["rests_why"])
    except Invalid as fault:
        return _look(member, two, rest_form=form.refused(fault)), 422
    return redirect(url("parting.look", other_id=two.other_id))


@pages.post("/<uuid:other_id>/go-on")
@allow(policy.can_part, load=together)
def go_on(member: Member, two: Together) -> ResponseReturnValue:
    """We go on."""
    actions.go_on(two)
    return redirect(url("parting.look", other_id=two.other_id))


@pages.post("/<uuid:other_id>/handover")
@allow(policy.can_part, load=together)
def hand_over(member: Member, two: Together) -> ResponseReturnValue:
    """Keep what I say to whoever comes next."""
    form = read(HandoverForm)
    if not form.ok:
        return _look(member, two, handover_form=form), 422
    try:
        actions.hand_over(member, two, form.values["handover"], form.version or 0)
    except Conflict as clash:
        return _look(member, two, handover_form=form.clashing(clash)), 409
    return redirect(url("parting.look", other_id=two.other_id, _anchor="handover"))


@pages.post("/<uuid:other_id>/end")
@allow(policy.can_end, load=together)
def end(member: Member, two: Together) -> ResponseReturnValue:
    """It ends."""
    form = read(EndForm)
    if not form.ok:
        return _look(member, two, end_form=form), 422
    assert two.pair is not None, "the policy lets nobody here who is no pair"
    actions.end(two.pair)
    return redirect(url("parting.index"))


@pages.post("/handovers/<uuid:handover_id>")
@allow(policy.can_show_handover, load=handover_for)
def show(member: Member, handover: Handover) -> ResponseReturnValue:
    """Let my mentors of now read it, or no more."""
    form = read(ShowForm)
    if form.ok:
        actions.show_handover(handover, shown=form.values["shown"] == "yes")
    return redirect(url("parting.index"))


def _look(member: Member, two: Together, **forms: Form) -> str:
    own = two.own(member)
    begun = {
        "rest_form": blank(),
        "handover_form": blank(version=own.version if own else 0, handover=own.words if own else ""),
        "end_form": blank(),
    }
    return page("parting/look.html", two=two, may_end=policy.can_end(member, two), **{**begun, **forms})
