"""Whose use of resources is recorded."""

from __future__ import annotations

from plugin.member import Member


def is_recorded(member: Member) -> bool:
    """Mentees' alone: nobody is shown what mentors and leads open, so nothing of it is kept."""
    return member.is_mentee and member.enrolment_id is not None
