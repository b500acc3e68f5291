"""The page on which somebody looks for what was said."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.discussions.finding.policy import can_find
from plugin.discussions.finding.queries import found_by
from plugin.discussions.shown import shown
from plugin.door import allow
from plugin.forms import asked_page, sought
from plugin.member import Member

MOST_PAGES = 50

pages = Blueprint("finding", __name__, url_prefix="/v/<visit>/discussions")


@pages.get("/find")
@allow(can_find, load=course_here)
def index(member: Member, course: Course) -> ResponseReturnValue:
    """What was said with these words."""
    asked = sought("words")
    findings = found_by(member, course, asked, asked_page(MOST_PAGES))
    return shown("discussions/find.html", asked=asked, findings=findings)
