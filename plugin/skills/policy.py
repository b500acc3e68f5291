"""Who may read what was said of somebody's levels, and who may say it."""

from __future__ import annotations

from uuid import UUID

from plugin.member import Member
from plugin.people.policy import sees_as_pair


def can_read_ratings_of(viewer: Member, enrolment_id: UUID) -> bool:
    """Ratings are the pair's: the mentee's own and their mentors'. Leads and group mates read none."""
    return sees_as_pair(viewer, enrolment_id)


def can_rate(viewer: Member, enrolment_id: UUID, kind: str) -> bool:
    """Everybody rates themselves; a mentor rates whom they mentor now."""
    return viewer.enrolment_id == enrolment_id if kind == "self" else viewer.mentors(enrolment_id)
