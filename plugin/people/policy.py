"""Who may what with people, in sentences."""

from __future__ import annotations

from uuid import UUID

from plugin.member import Member


def anybody_here(viewer: Member) -> bool:
    """Everybody with a visit."""
    return True


def runs_the_course(viewer: Member, _thing: object = None) -> bool:
    """Leads."""
    return viewer.is_lead


def sees_as_pair(viewer: Member, mentee_id: UUID) -> bool:
    """Pair scope: the mentee themselves and whoever mentors them now. Leads are not among them."""
    return viewer.enrolment_id == mentee_id or viewer.mentors(mentee_id)
