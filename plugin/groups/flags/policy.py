"""Who sets flags aside, as sentences."""

from __future__ import annotations

from plugin.groups.flags.queries import Kind
from plugin.member import Member


def can_set_aside(member: Member, flag: Kind) -> bool:
    """A mentor, of whom they mentor, for themselves."""
    return member.mentors(flag.mentee_id)
