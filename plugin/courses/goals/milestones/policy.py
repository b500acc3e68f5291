"""Who does what with milestones, as sentences."""

from __future__ import annotations

from plugin.courses.goals.models import Milestone
from plugin.courses.goals.policy import can_change_goal, can_see_goal
from plugin.member import Member


def can_change_milestone(member: Member, milestone: Milestone) -> bool:
    """Whoever owns its goal."""
    return can_change_goal(member, milestone.goal)


def can_finish_milestone(member: Member, milestone: Milestone) -> bool:
    """Whoever owns its goal; and a mentor who reads it, where it is theirs to do."""
    theirs = milestone.by_id is not None and milestone.by_id == member.enrolment_id
    return can_change_milestone(member, milestone) or (theirs and can_see_goal(member, milestone.goal))
