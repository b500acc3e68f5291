"""Who reads who opened whose page, in sentences."""

from __future__ import annotations

from plugin.member import Member


def can_see_own(member: Member, *_thing: object) -> bool:
    """Everybody in a course reads who looked at their own things."""
    return member.enrolment_id is not None


def can_see_all(member: Member, *_thing: object) -> bool:
    """Leads answer for it that nobody looks who should not; they read who and when, and no words."""
    return member.is_lead
