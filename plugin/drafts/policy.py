"""Who may do what with drafts."""

from __future__ import annotations

from plugin.drafts.models import Draft
from plugin.member import Member


def has_drafts(member: Member) -> bool:
    """Whoever is in a course may have some there."""
    return member.enrolment_id is not None


def is_theirs(member: Member, draft: Draft) -> bool:
    """Its writer alone."""
    return draft.person_id == member.person_id and draft.context_id == member.context_id
