"""Who may do what with resources."""

from __future__ import annotations

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import Stop
from plugin.courses.resources.models import Resource
from plugin.member import Member


def can_read_resource(member: Member, resource: Resource) -> bool:
    """Everybody enrolled reads the resources that they find."""
    return member.enrolment_id is not None


def can_add_resource(member: Member, stop: Stop) -> bool:
    """Leads and mentors add to any section that they read."""
    return member.is_lead or member.is_mentor


def can_change_resource(member: Member, resource: Resource) -> bool:
    """Leads change every resource of a section, mentors those they added themselves; either may take it out again."""
    added_it = resource.added_by_id is not None and resource.added_by_id == member.enrolment_id
    return member.is_lead or (member.is_mentor and added_it)


def can_share(member: Member, resource: Resource) -> bool:
    """Leads and mentors put what they found before others' eyes."""
    return member.is_lead or member.is_mentor


def can_bring(member: Member, course: Course) -> bool:
    """The same people bring something new for others."""
    return member.is_lead or member.is_mentor


def can_mark(member: Member, resource: Resource) -> bool:
    """Whoever learns here says that they have finished something, or that it helped; what they opened is noted too.

    Nobody is shown what mentors and leads open, or who opened what they brought: nothing of that is kept.
    """
    brought_it = resource.added_by_id is not None and resource.added_by_id == member.enrolment_id
    return member.is_mentee and member.enrolment_id is not None and not brought_it


def can_see_use(member: Member, resource: Resource) -> bool:
    """Mentors see what came of a resource with each of their mentees, leads how often, in numbers."""
    return member.is_lead or member.is_mentor
