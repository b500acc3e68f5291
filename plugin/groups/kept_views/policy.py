"""Who keeps views of the board, as sentences."""

from __future__ import annotations

from plugin.groups.kept_views.models import BoardView
from plugin.member import Member


def can_keep_views(member: Member, *_thing: object) -> bool:
    """Whoever has a board of mentees of their own."""
    return member.is_mentor


def can_use_view(member: Member, view: BoardView) -> bool:
    """Whoever keeps it, as long as they mentor somebody."""
    return member.is_mentor and view.by_id == member.enrolment_id
