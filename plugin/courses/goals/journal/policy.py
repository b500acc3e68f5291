"""Who writes in a goal's journal, as sentences."""

from __future__ import annotations

from plugin.courses.goals.journal.queries import Line
from plugin.courses.goals.models import Goal
from plugin.courses.goals.policy import can_change_goal
from plugin.member import Member


def can_write_entry(member: Member, goal: Goal) -> bool:
    """Whoever owns the goal. A mentor reads it, and asks in the talk beside."""
    return can_change_goal(member, goal)


def can_take_away(member: Member, line: Line) -> bool:
    """The same: the words are theirs."""
    return can_write_entry(member, line.goal)
