"""Who may do what with resources."""

from __future__ import annotations

from plugin.courses.outline.queries import Stop
from plugin.courses.resources.models import Resource
from plugin.member import Member


def can_read_resource(member: Member, resource: Resource) -> bool:
    """Everybody enrolled reads the resources of their course."""
    return member.enrolment_id is not None


def can_add_resource(member: Member, stop: Stop) -> bool:
    """Leads and mentors add to any section of their course."""
    return member.is_lead or member.is_mentor


def can_change_resource(member: Member, resource: Resource) -> bool:
    """Leads change every resource, mentors those they added themselves."""
    added_it = resource.added_by_id is not None and resource.added_by_id == member.enrolment_id
    return member.is_lead or (member.is_mentor and added_it)
