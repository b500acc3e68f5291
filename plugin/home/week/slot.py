"""This week, as it stands on the course's page."""

from __future__ import annotations

from markupsafe import Markup

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.sessions.schemas import MODES
from plugin.forms import page
from plugin.home.week.queries import week_of
from plugin.member import Member
from plugin.slots import NOTHING, Filled


def week(member: Member, course: Course) -> Filled:
    """For whoever takes part; nothing for somebody who only runs the course, or for whom nothing is there yet."""
    if not (member.is_mentor or member.mentor_ids):
        return NOTHING
    seen = week_of(member, course.cadence_days)
    if seen.is_empty:
        return NOTHING
    return Filled(Markup(page("week/_week.html", week=seen, today=clock.today(member.zone), modes=MODES)))  # noqa: S704
