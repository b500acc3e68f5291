"""Who says that they are away, as sentences."""

from __future__ import annotations

from plugin.member import Member
from plugin.people.away.models import Away


def can_be_away(member: Member) -> bool:
    """Everybody in a course."""
    return member.enrolment_id is not None


def can_take_days_back(member: Member, away: Away) -> bool:
    """Whoever said them."""
    return away.owner_id == member.enrolment_id
