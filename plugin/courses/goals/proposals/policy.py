"""Who proposes, and who decides, as sentences."""

from __future__ import annotations

from plugin.courses.goals.models import Goal
from plugin.courses.goals.policy import can_change_goal
from plugin.courses.goals.proposals.queries import Proposed
from plugin.member import Member


def can_propose(member: Member, goal: Goal) -> bool:
    """A mentor of its owner, as long as something can come of it."""
    return member.mentors(goal.owner_id) and (goal.is_open or goal.state == "paused")


def can_settle_proposal(member: Member, proposed: Proposed) -> bool:
    """Whoever owns the goal, once."""
    return can_change_goal(member, proposed.goal) and proposed.proposal.settled_at is None


def can_take_back(member: Member, proposed: Proposed) -> bool:
    """Whoever proposed it, until it is settled."""
    mine = proposed.proposal.by_id == member.enrolment_id
    return mine and proposed.proposal.settled_at is None
