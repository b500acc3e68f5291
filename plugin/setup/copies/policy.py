"""Who takes the outline of another course over."""

from __future__ import annotations

from plugin.member import Member
from plugin.setup.copies.queries import Origin
from plugin.setup.policy import can_begin


def can_copy(member: Member, origin: Origin) -> bool:
    """The leads of a course that is not open and is untouched, from what was found to be its origin."""
    return can_begin(member) and origin.may_be_taken
