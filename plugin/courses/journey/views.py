"""The course page, and setting a course up."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.journey import actions
from plugin.courses.journey.queries import journey_of
from plugin.courses.journey.schemas import OpeningForm
from plugin.courses.outline.models import Course
from plugin.courses.outline.policy import can_open_course, can_see_course
from plugin.courses.outline.queries import course_here, course_if_any
from plugin.courses.programmes.queries import programmes_for
from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member

pages = Blueprint("journey", __name__, url_prefix="/v/<visit>/course")
setup = Blueprint("setup", __name__, url_prefix="/v/<visit>/set-up")
more_pages = (setup,)


@pages.get("/")
@allow(can_see_course, load=course_here)
def show(member: Member, course: Course) -> ResponseReturnValue:
    """The outline as a path."""
    return page("journey/show.html", course=course, journey=journey_of(member, course))


@setup.get("/")
@allow(can_open_course)
def programmes(member: Member) -> ResponseReturnValue:
    """The programmes to choose from; once the course is open there is nothing to choose."""
    if course_if_any(member):
        return redirect(url("journey.show"))
    return _choices(member, blank(title=member.context_title))


@setup.post("/")
@allow(can_open_course)
def start(member: Member) -> ResponseReturnValue:
    """Open the course."""
    form = read(OpeningForm)
    if not form.ok:
        return _choices(member, form), 422
    try:
        actions.open_course(member, form.values["programme"], form.values["title"])
    except Invalid as fault:
        return _choices(member, form.refused(fault)), 422
    return redirect(url("journey.show"))


def _choices(member: Member, form: Form) -> str:
    return page("setup/programmes.html", programmes=programmes_for(member), form=form)
