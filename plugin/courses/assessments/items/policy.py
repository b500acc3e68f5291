"""Who may change one thing that a section asks."""

from __future__ import annotations

from plugin.courses.assessments.items.queries import Placed
from plugin.courses.assessments.policy import can_change_asks
from plugin.member import Member


def can_change_item(member: Member, placed: Placed) -> bool:
    """Whoever may change what its section asks."""
    return can_change_asks(member, placed.stop)
