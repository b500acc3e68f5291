"""Who may look for what was said, as sentences."""

from __future__ import annotations

from plugin.courses.outline.models import Course
from plugin.member import Member


def can_find(member: Member, course: Course) -> bool:
    """Everybody in the course; what they find is what they may read."""
    return member.enrolment_id is not None
