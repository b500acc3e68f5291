"""Saying it, from the page of the course."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.journey.page import show_journey
from plugin.courses.journey.stuck import actions
from plugin.courses.journey.stuck.policy import can_say_stuck
from plugin.courses.journey.stuck.schemas import StuckForm
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.door import allow, url
from plugin.forms import read, redirect
from plugin.member import Member

pages = Blueprint("stuck", __name__, url_prefix="/v/<visit>/course/stuck")


@pages.post("/")
@allow(can_say_stuck, load=course_here)
def say(member: Member, course: Course) -> ResponseReturnValue:
    """I am stuck."""
    form = read(StuckForm)
    if not form.ok:
        return show_journey(member, course, stuck_form=form), 422
    actions.say_stuck(member, form.values["stuck_why"])
    return redirect(url("journey.show", _anchor="stuck"))


@pages.post("/over")
@allow(can_say_stuck, load=course_here)
def over(member: Member, course: Course) -> ResponseReturnValue:
    """I go on."""
    actions.go_on(member)
    return redirect(url("journey.show"))
