"""Who may look over people, and who may put them together, as sentences."""

from __future__ import annotations

from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship
from plugin.people.policy import sees_as_pair


def can_see_people(member: Member, *_thing: object) -> bool:
    """Leads see everybody in the course, mentors their groups."""
    return member.is_lead or member.is_mentor


def can_see_mine(member: Member, *_thing: object) -> bool:
    """Whoever mentors somebody sees them side by side."""
    return member.is_mentor


def can_see_board(member: Member, group: Group) -> bool:
    """A group's own mentors see how its mentees are doing; leads see that things happen there, never words."""
    return member.is_lead or group.id in member.mentored_group_ids


def can_read_board(member: Member, group: Group) -> bool:
    """A group's own mentors: words stand on it, and its figures lead to people whom they mentor."""
    return group.id in member.mentored_group_ids


def can_make_groups(member: Member, *_thing: object) -> bool:
    """Leads make groups and pairs."""
    return member.is_lead


def can_change_group(member: Member, group: Group) -> bool:
    """Leads say who is in a group."""
    return member.is_lead


def can_end_pair(member: Member, pair: Mentorship) -> bool:
    """Leads end pairs."""
    return member.is_lead


def can_change_role(member: Member, person: Enrolment) -> bool:
    """Leads say who leads."""
    return member.is_lead


def can_see_mentee(member: Member, person: Enrolment) -> bool:
    """Pair scope: a mentee's own mentors, and the mentee, who reads the very same page. Leads are not among them."""
    return sees_as_pair(member, person.id)
