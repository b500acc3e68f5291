"""Who does things for several at once, as sentences."""

from __future__ import annotations

from datetime import timedelta

from plugin import clock
from plugin.groups.several.models import Deed
from plugin.member import Member

UNDONE_WITHIN = timedelta(days=1)


def can_act_for_several(member: Member, *_thing: object) -> bool:
    """Whoever mentors somebody, for those."""
    return bool(member.mentee_ids)


def can_see_deed(member: Member, deed: Deed) -> bool:
    """Whoever did it."""
    return deed.by_id == member.enrolment_id


def can_undo(member: Member, deed: Deed) -> bool:
    """Whoever did it, once, within a day."""
    fresh = deed.at >= clock.now() - UNDONE_WITHIN
    return can_see_deed(member, deed) and deed.undone_at is None and fresh
