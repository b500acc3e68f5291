"""Who looks back on a goal, as a sentence."""

from __future__ import annotations

from plugin.courses.goals.models import Goal
from plugin.courses.goals.policy import can_change_goal
from plugin.courses.goals.standing.turns import ENDED
from plugin.member import Member


def can_look_back(member: Member, goal: Goal) -> bool:
    """Its owner, once it has ended, whichever way."""
    return can_change_goal(member, goal) and goal.state in ENDED
