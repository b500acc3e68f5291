"""Who gives a goal its numbers, as sentences."""

from __future__ import annotations

from plugin.courses.goals.models import Goal
from plugin.courses.goals.policy import can_see_goal
from plugin.member import Member


def can_rate(member: Member, goal: Goal) -> bool:
    """Its owner and their mentors: whoever reads it. What was given already stays as it is."""
    return can_see_goal(member, goal)
