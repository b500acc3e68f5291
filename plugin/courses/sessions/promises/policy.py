"""Who says what becomes of a promise, as sentences."""

from __future__ import annotations

from plugin.courses.sessions.promises.seen import Promise
from plugin.member import Member


def can_see_promise(member: Member, promise: Promise) -> bool:
    """Who promised, whom it was promised to, and the mentors of who promised; the question has left out all others."""
    return member.enrolment_id in (promise.owner_id, promise.for_id) or member.mentors(promise.owner_id)


def can_finish_action(member: Member, promise: Promise) -> bool:
    """Who promised says that it is done, or the one it was promised to."""
    return member.enrolment_id in (promise.owner_id, promise.for_id)


def can_turn_promise(member: Member, promise: Promise) -> bool:
    """Who promised moves it, lets it go, and takes it up again. What is kept is kept."""
    return member.enrolment_id == promise.owner_id and promise.done_at is None
