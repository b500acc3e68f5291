"""Who says what a goal rests on, as a sentence."""

from __future__ import annotations

from plugin.courses.goals.models import Goal
from plugin.courses.goals.policy import can_change_goal
from plugin.member import Member


def can_think_through(member: Member, goal: Goal) -> bool:
    """Its owner alone: a mentor asks, and does not answer for them."""
    return can_change_goal(member, goal)
