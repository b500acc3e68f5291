"""Who may do what with sessions, as sentences. `Seen` is a session as one person sees it."""

from __future__ import annotations

from plugin.courses.outline.models import Course
from plugin.courses.sessions.seen import Seen
from plugin.member import Member


def can_see_sessions(member: Member, course: Course) -> bool:
    """Everybody in the course has the page; which sessions stand on it is the query's matter."""
    return member.enrolment_id is not None and course.context_id == member.context_id


def can_log_session(member: Member, course: Course) -> bool:
    """Whoever mentors somebody logs a session with them; whoever is mentored says that they met."""
    return can_see_sessions(member, course) and (member.is_mentor or bool(member.mentor_ids))


def can_see_session(member: Member, seen: Seen) -> bool:
    """Whoever was in it, and whoever kept a private note about it."""
    return seen.whole or seen.note is not None


def can_change_session(member: Member, seen: Seen) -> bool:
    """Either of a pair; in a group its mentors, and whoever logged it."""
    writes = seen.is_of_a_pair or seen.part == "mentor" or seen.logged_by_id == member.enrolment_id
    return seen.whole and writes


def can_keep_note(member: Member, seen: Seen) -> bool:
    """Everybody keeps their own, also after the mentorship has ended."""
    return can_see_session(member, seen)


def can_promise(member: Member, seen: Seen) -> bool:
    """Whoever was in it; for whom they may promise is the action's matter."""
    return seen.whole


def can_promise_for_others(member: Member, seen: Seen) -> bool:
    """Either of a pair; in a group its mentors: a mentee promises there for themselves alone."""
    return seen.whole and (seen.is_of_a_pair or seen.part == "mentor")
