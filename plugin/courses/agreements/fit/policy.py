"""Who says whether they fit, and who learns of it, as sentences."""

from __future__ import annotations

from plugin.courses.agreements.fit.queries import Two
from plugin.courses.outline.models import Course
from plugin.member import Member


def can_say_fit(member: Member, two: Two) -> bool:
    """Either of the two, for themselves."""
    return member.enrolment_id in (two.mentor_id, two.mentee_id)


def can_see_who_wants_a_change(member: Member, course: Course) -> bool:
    """Whoever runs the course: that somebody of two wants another one, not who, and not why."""
    return member.is_lead and course.context_id == member.context_id
