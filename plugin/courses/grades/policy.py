"""Who decides what goes to the gradebook, and who reads it."""

from __future__ import annotations

from typing import Any

from plugin.courses.outline.models import Course
from plugin.member import Member


def can_choose_grades(member: Member, _thing: Any = None) -> bool:
    """Leads, for the course that they lead. They see numbers and states, no words."""
    return member.is_lead and member.enrolment_id is not None


def can_see_own_grades(member: Member, course: Course) -> bool:
    """Everybody enrolled reads what would go, and their own numbers."""
    return member.enrolment_id is not None and course.context_id == member.context_id
