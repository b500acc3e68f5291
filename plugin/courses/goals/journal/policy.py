"""Who writes in a goal's journal, as sentences."""

from __future__ import annotations

from plugin.courses.goals.journal.models import JournalEntry
from plugin.courses.goals.journal.queries import Line
from plugin.courses.goals.models import Goal
from plugin.courses.goals.policy import can_change_goal
from plugin.member import Member


def can_write_entry(member: Member, goal: Goal) -> bool:
    """Whoever owns the goal. A mentor reads it, and asks in the talk beside."""
    return can_change_goal(member, goal)


def can_take_away(member: Member, line: Line) -> bool:
    """The same, where there is something of theirs to be taken away."""
    return can_write_entry(member, line.goal) and can_take_words_away(member, line.goal, line.entry)


def can_take_words_away(member: Member, goal: Goal, entry: JournalEntry) -> bool:
    """The words are their writer's. What was written before it was kept who wrote it was written by the goal's owner."""
    writer = entry.by_id or goal.owner_id
    return bool(entry.words) and member.enrolment_id == writer == goal.owner_id
