"""Who reads what a group tells, as a sentence."""

from __future__ import annotations

from plugin.member import Member
from plugin.people.models import Group


def can_see_insight(member: Member, group: Group) -> bool:
    """The group's own mentors: the figures lead to people whom they mentor."""
    return group.id in member.mentored_group_ids
