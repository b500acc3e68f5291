"""Who may bring files, and who may put newer ones in their place."""

from __future__ import annotations

from plugin.courses.resources.files.queries import Held
from plugin.courses.resources.policy import can_change_resource, can_read_resource
from plugin.member import Member


def can_bring_file(member: Member) -> bool:
    """Leads and mentors bring files that belong to no section, to share them."""
    return member.enrolment_id is not None and (member.is_lead or member.is_mentor)


def can_open_file(member: Member, held: Held) -> bool:
    """Whoever reads the resource opens its file."""
    return can_read_resource(member, held.resource)


def can_change_file(member: Member, held: Held) -> bool:
    """Whoever changes the resource changes its file."""
    return can_change_resource(member, held.resource)
