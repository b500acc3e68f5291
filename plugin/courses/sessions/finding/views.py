"""The page on which somebody looks for what was noted."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.finding.queries import found_by
from plugin.courses.sessions.policy import can_see_sessions
from plugin.door import allow
from plugin.forms import asked_page, page, sought
from plugin.member import Member

MOST_PAGES = 50

pages = Blueprint("noted", __name__, url_prefix="/v/<visit>/sessions")


@pages.get("/find")
@allow(can_see_sessions, load=course_here)
def index(member: Member, course: Course) -> ResponseReturnValue:
    """What was noted with these words."""
    asked = sought("words")
    findings = found_by(member, course, asked, asked_page(MOST_PAGES))
    return page("noted/index.html", asked=asked, findings=findings)
