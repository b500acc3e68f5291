"""Who may do what with goals, as sentences."""

from __future__ import annotations

from plugin.courses.goals.models import Goal
from plugin.courses.outline.models import Course
from plugin.member import Member
from plugin.people.policy import sees_as_pair


def can_see_goals(member: Member, course: Course) -> bool:
    """Everybody in the course has the page; which goals stand on it is the query's matter."""
    return member.enrolment_id is not None and course.context_id == member.context_id


def can_write_goal(member: Member, course: Course) -> bool:
    """Whoever mentors or is mentored writes goals; somebody who only runs the course does not."""
    takes_part = not member.is_lead or member.is_mentor or bool(member.mentor_ids)
    return can_see_goals(member, course) and takes_part


def can_see_goal(member: Member, goal: Goal) -> bool:
    """Its owner and the owner's mentors of now. Leads are neither by being leads."""
    return sees_as_pair(member, goal.owner_id)


def can_change_goal(member: Member, goal: Goal) -> bool:
    """Its owner alone: a mentor proposes in words and never edits."""
    return goal.owner_id == member.enrolment_id
