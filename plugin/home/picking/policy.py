"""Who may put links to us into the LMS's course."""

from __future__ import annotations

from plugin.member import Member


def can_place_links(member: Member, _asked: object = None) -> bool:
    """Leads, in the course that they lead: what they place is there for everybody."""
    return member.is_lead and member.enrolment_id is not None
