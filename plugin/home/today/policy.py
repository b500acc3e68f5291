"""Who has a Today, as sentences."""

from __future__ import annotations

from plugin.home.today.items import Item
from plugin.member import Member


def can_see_today(member: Member, *_thing: object) -> bool:
    """Whoever mentors somebody."""
    return member.is_mentor


def can_put_off(member: Member, item: Item) -> bool:
    """Whoever it waits for; it was found among what waits for them."""
    return member.is_mentor
