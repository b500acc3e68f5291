"""Who says how a session was, and who lets their mentors see some of it, as sentences."""

from __future__ import annotations

from plugin.courses.outline.models import Course
from plugin.courses.sessions.policy import can_see_sessions
from plugin.courses.sessions.seen import Seen
from plugin.member import Member


def can_say_how_it_was(member: Member, seen: Seen) -> bool:
    """Whoever was in it, once it is over. What they said they may say otherwise."""
    return seen.whole and seen.finished_at is not None


def can_share(member: Member, course: Course) -> bool:
    """Whoever is mentored. Somebody who runs the course is not asked."""
    return can_see_sessions(member, course) and bool(member.mentor_ids) and not member.is_lead


def can_stop_sharing(member: Member, course: Course) -> bool:
    """Everybody, at any time: also whoever has no mentor any more."""
    return can_see_sessions(member, course)
