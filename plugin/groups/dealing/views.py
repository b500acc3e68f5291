"""Pages of dealing out: who waits, who mentors, what would come of it, and doing it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.door import allow
from plugin.errors import Invalid
from plugin.forms import Form, blank, page, read, redirect, sought
from plugin.groups.dealing import queries
from plugin.groups.dealing.planning import Dealing, deal
from plugin.groups.dealing.schemas import DealForm
from plugin.groups.everybody import OFFERED
from plugin.groups.people_page import way_back
from plugin.groups.policy import can_make_groups
from plugin.groups.sheets.actions import put_down
from plugin.member import Member

pages = Blueprint("dealing", __name__, url_prefix="/v/<visit>/deal")
AT_FIRST = 30  # mentees for each mentor, where the course says nothing


@pages.get("/")
@allow(can_make_groups, load=course_here)
def show(member: Member, course: Course) -> ResponseReturnValue:
    """Who waits, and the rule to choose."""
    return _rule(member, course, blank(most=course.capacity or AT_FIRST, shape="groups"))


@pages.post("/")
@allow(can_make_groups, load=course_here)
def take(member: Member, course: Course) -> ResponseReturnValue:
    """Say who would come to whom; do so once somebody has seen just that."""
    form = read(DealForm)
    if not form.ok:
        return _rule(member, course, form), 422
    chosen = form.values
    try:
        dealing = deal(member, chosen["mentors"], chosen["most"], in_groups=chosen["shape"] == "groups")
        if not chosen["seen"]:
            return _rule(member, course, form, dealing)
        if chosen["seen"] != dealing.mark:
            fault = Invalid(_("The course has changed meanwhile. Please look at it again."), "seen")
            return _rule(member, course, form.refused(fault), dealing), 409
        put_down(member, dealing.plan)
    except Invalid as fault:
        return _rule(member, course, form.refused(fault)), 422
    return redirect(way_back(course))


def _rule(member: Member, course: Course, form: Form, dealing: Dealing | None = None) -> str:
    find = sought("find")
    return page(
        "dealing/show.html",
        course=course,
        form=form,
        dealing=dealing,
        waiting=queries.waiting(member),
        mentors=queries.mentors_to_choose(member, find),
        find=find,
        offered=OFFERED,
        back=way_back(course),
    )
