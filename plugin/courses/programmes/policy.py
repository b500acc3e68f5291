"""Who may keep programmes, and who may look at a course as a mentee."""

from __future__ import annotations

from typing import Any

from plugin.member import Member


def can_keep_programmes(member: Member, *_thing: Any) -> bool:
    """Leads keep the programmes of their company, and look at what mentees would see."""
    return member.is_lead and member.enrolment_id is not None
