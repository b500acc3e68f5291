"""Who sets a course up."""

from __future__ import annotations

from typing import Any

from plugin.courses.outline.models import Course
from plugin.courses.outline.policy import can_open_course
from plugin.member import Member

can_begin = can_open_course


def can_set_up(member: Member, course: Course) -> bool:
    """Its leads, whether it is open already or not."""
    return can_open_course(member) and course.context_id == member.context_id


def can_remove(member: Member, thing: Any) -> bool:
    """Leads."""
    return can_open_course(member)
