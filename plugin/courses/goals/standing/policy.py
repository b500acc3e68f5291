"""Who says how a goal stands, as sentences."""

from __future__ import annotations

from plugin.courses.goals.models import Goal
from plugin.courses.goals.policy import can_change_goal
from plugin.member import Member


def can_move_goal(member: Member, goal: Goal) -> bool:
    """Its owner; where it leads from here is the action's matter."""
    return can_change_goal(member, goal)


def can_agree(member: Member, goal: Goal) -> bool:
    """A mentor of its owner, as long as nobody has agreed and nobody has begun."""
    return goal.state == "draft" and member.mentors(goal.owner_id)
