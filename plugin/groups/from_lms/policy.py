"""Who answers to what the LMS proposes, as a sentence."""

from __future__ import annotations

from plugin.member import Member


def can_answer(member: Member, *_thing: object) -> bool:
    """Leads: who is with whom is theirs to say, and the LMS only proposes."""
    return member.is_lead
