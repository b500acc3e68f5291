"""Who plans sessions, as sentences. Whoever plans may log, and the other way round."""

from __future__ import annotations

from plugin.courses.sessions.plans.seen import Planned
from plugin.member import Member


def can_see_plan(member: Member, plan: Planned) -> bool:
    """The two, or everybody in the group. Leads see none."""
    return plan.group_id in member.group_ids or member.enrolment_id in (plan.mentee_id, plan.mentor_id)


def can_settle_plan(member: Member, plan: Planned) -> bool:
    """Either of two who still belong together, of a group its mentors; once."""
    decides = plan.group_id is None or plan.part == "mentor"
    return plan.state == "planned" and plan.runs and decides


def can_change_plan(member: Member, plan: Planned) -> bool:
    """The same, as long as it is to come."""
    return can_settle_plan(member, plan) and plan.is_ahead


def can_prepare(member: Member, plan: Planned) -> bool:
    """A mentee, until it has begun."""
    return plan.part == "mentee" and plan.runs and plan.is_ahead
