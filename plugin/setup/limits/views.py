"""The page on which a lead says when something is pointed out."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.door import allow, url
from plugin.errors import Conflict
from plugin.forms import Form, blank, page, read, redirect
from plugin.groups.flags.limits import NUMBERS, SWITCHED, limits_of
from plugin.groups.flags.rules import AS_IT_COMES
from plugin.member import Member
from plugin.setup.limits import actions
from plugin.setup.limits.schemas import LimitsForm
from plugin.setup.policy import can_set_up
from plugin.setup.queries import course_in

pages = Blueprint("limits", __name__, url_prefix="/v/<visit>/set-up/limits")


@pages.get("/")
@allow(can_set_up, load=course_in)
def show(member: Member, course: Course) -> ResponseReturnValue:
    """When something is pointed out here."""
    stands = limits_of(course)
    numbers = {name: getattr(stands, name) for name in NUMBERS}
    speaks = [kind for kind in SWITCHED if kind not in stands.off]
    return _limits(course, blank(course.version, **numbers, speaks=speaks))


@pages.post("/")
@allow(can_set_up, load=course_in)
def keep(member: Member, course: Course) -> ResponseReturnValue:
    """Keep it."""
    form = read(LimitsForm)
    if not form.ok:
        return _limits(course, form), 422
    try:
        actions.keep_limits(course, form.version, **form.values)
    except Conflict as clash:
        return _limits(course, form.clashing(clash)), 409
    return redirect(url("limits.show", saved=1))


@pages.post("/as-it-comes")
@allow(can_set_up, load=course_in)
def reset(member: Member, course: Course) -> ResponseReturnValue:
    """Go back to what Tandem brings along."""
    actions.keep_as_it_comes(course)
    return redirect(url("limits.show", saved=1))


def _limits(course: Course, form: Form) -> str:
    return page(
        "limits/show.html", course=course, form=form, kinds=SWITCHED, comes=AS_IT_COMES, now=limits_of(course)
    )
