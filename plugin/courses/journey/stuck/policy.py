"""Who says that they are stuck, as a sentence."""

from __future__ import annotations

from plugin.courses.outline.models import Course
from plugin.member import Member


def can_say_stuck(member: Member, course: Course) -> bool:
    """Whoever is mentored here: somebody will read it."""
    return course.context_id == member.context_id and bool(member.mentor_ids)
