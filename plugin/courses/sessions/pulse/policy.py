"""Who says how a session was, as a sentence."""

from __future__ import annotations

from plugin.courses.sessions.seen import Seen
from plugin.member import Member


def can_say_how_it_was(member: Member, seen: Seen) -> bool:
    """Whoever was in it, once it is over. What they said they may say otherwise."""
    return seen.whole and seen.finished_at is not None
