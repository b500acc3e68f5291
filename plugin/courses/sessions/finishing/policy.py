"""Who finishes a session, as a sentence."""

from __future__ import annotations

from plugin.courses.sessions.policy import can_change_session
from plugin.courses.sessions.seen import Seen
from plugin.member import Member


def can_finish_session(member: Member, seen: Seen) -> bool:
    """Whoever may change it, once."""
    return can_change_session(member, seen) and seen.finished_at is None
