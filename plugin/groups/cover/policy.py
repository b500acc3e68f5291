"""Who arranges cover, as sentences."""

from __future__ import annotations

from plugin.member import Member


def can_arrange_cover(member: Member, *_thing: object) -> bool:
    """Leads, and nobody else."""
    return member.is_lead
