"""The course page."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.journey.page import show_journey
from plugin.courses.outline.models import Course
from plugin.courses.outline.policy import can_see_course
from plugin.courses.outline.queries import course_here
from plugin.door import allow
from plugin.member import Member

pages = Blueprint("journey", __name__, url_prefix="/v/<visit>/course")


@pages.get("/")
@allow(can_see_course, load=course_here)
def show(member: Member, course: Course) -> ResponseReturnValue:
    """The outline as a path."""
    return show_journey(member, course)
